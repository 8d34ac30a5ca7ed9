"""Settings read from the environment, with an error that a person can act on."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str = "") -> str:
    """A text setting."""
    return os.environ.get(name, default)


def env_list(name: str, default: str) -> list[str]:
    """A comma-separated setting."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_whole(name: str, default: int) -> int:
    """A whole number that is not negative.

    Raises:
        ImproperlyConfigured: it is something else.
    """
    text = env(name) or str(default)
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise ImproperlyConfigured(f"{name}={text}: expected a whole number such as {default}")


def env_flag(name: str) -> bool:
    """A yes-or-no setting; 1, true, yes and on mean yes."""
    return env(name).lower() in {"1", "true", "yes", "on"}


def is_loopback(host: str) -> bool:
    """Whether only this machine can be meant by a host name or address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def machine_zone(link: Path = Path("/etc/localtime")) -> str:
    """The name of this machine's time zone; UTC where it cannot be told.

    Args:
        link: what leads to the zone's file.
    """
    _, found, name = str(link.resolve()).partition("/zoneinfo/")
    said = os.environ.get("TZ", "").removeprefix(":") or (name if found else "UTC")
    return said if is_zone(said) else "UTC"


def is_zone(name: str) -> bool:
    """Whether a text names a time zone, such as America/Chicago."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
