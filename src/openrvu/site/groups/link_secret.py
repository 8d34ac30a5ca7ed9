"""The secret of an invitation's link; only its digest is kept."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """The secret of a link: 256 bits."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
