"""Who may make an account."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from openrvu.site.environment import env


def sign_up_open() -> bool:
    """Whether anybody may, by ``OPENRVU_SIGN_UP``; else only who was invited by a group.

    Raises:
        ImproperlyConfigured: it says neither.
    """
    said = env("OPENRVU_SIGN_UP").strip().lower() or "open"
    if said not in {"open", "invited"}:
        raise ImproperlyConfigured(f"OPENRVU_SIGN_UP={said}: expected open or invited")
    return said == "open"
