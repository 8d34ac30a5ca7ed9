"""The second step of signing in: how its secrets are kept, and what keys are called."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

#: So that nothing else that is made of the same key is this one.
_PURPOSE = b"openrvu-2nd-step"


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]  # it has no types
    """Secrets are encrypted with the site's key, so that a copy of the database is not enough."""

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret."""
        return _box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - its name
        """What a new passkey is called until the person renames it."""
        from allauth.mfa.models import Authenticator

        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {held + 1}"


def _box() -> MultiFernet:
    """Encrypts with the key in use; decrypts with those before it too."""
    from cryptography.fernet import Fernet, MultiFernet

    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    made = hashlib.blake2b(key.encode(), digest_size=32, person=_PURPOSE)
    return base64.urlsafe_b64encode(made.digest())
