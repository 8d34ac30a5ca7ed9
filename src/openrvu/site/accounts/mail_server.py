"""How mail is sent, from one address in the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_BACKENDS = "django.core.mail.backends"
#: Seconds that a mail server may take, while a person waits.
_PATIENCE = 15
_WANTED = (
    "expected smtp://user:password@host:587 (STARTTLS), smtps://user:password@host:465, "
    "smtp+plain://host:25 (no encryption, for a server on this machine), file:///folder or console:"
)


def mail_settings(address: str, sender: str) -> dict[str, Any]:
    """Django's settings of mail; without an address, mails are printed where the site runs.

    Args:
        address: ``OPENRVU_EMAIL_URL``.
        sender: ``OPENRVU_EMAIL_FROM``, ``OpenRVU <rvu@clinic.example>``.

    Raises:
        ImproperlyConfigured: the address cannot be understood, or has no sender.
    """
    parts = urlsplit(address or "console:")
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": f"{_BACKENDS}.console.EmailBackend"} | _from(sender)
    if parts.scheme == "file" and parts.path:
        folder = Path(unquote(parts.path))
        backend = f"{_BACKENDS}.filebased.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": folder} | _from(sender)
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"} or not parts.hostname:
        # Not shown: it may hold a password.
        raise ImproperlyConfigured(f"OPENRVU_EMAIL_URL cannot be understood; {_WANTED}")
    if "@" not in sender:
        raise ImproperlyConfigured(
            "OPENRVU_EMAIL_URL needs OPENRVU_EMAIL_FROM too: the sender that people see, such as "
            "OpenRVU <rvu@clinic.example>"
        )
    return {
        "EMAIL_BACKEND": f"{_BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": _PATIENCE,
    } | _from(sender)


def _from(sender: str) -> dict[str, Any]:
    named = sender or "OpenRVU <openrvu@localhost>"
    return {"DEFAULT_FROM_EMAIL": named, "SERVER_EMAIL": named}
