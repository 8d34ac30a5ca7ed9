"""The forms of passkeys: allauth's, but what is no passkey at all is refused, not a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms


def _readable(clean: Callable[[], Any]) -> Any:
    """What the check gives.

    Raises:
        ValidationError: the browser's answer cannot be read.
    """
    try:
        return clean()
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        raise forms.ValidationError("The passkey could not be read. Try again.") from None


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]  # it has no types
    """A passkey signs in by itself unless the person wants it after the password alone."""

    passwordless = forms.BooleanField(
        label="Sign in with it alone, without the password",
        required=False,
        initial=True,
        help_text="It then asks for your finger, face or PIN. Untick for a simple security key.",
    )

    def clean(self) -> Any:
        """As allauth checks it."""
        return _readable(super().clean)


class UsePasskey(AuthenticateWebAuthnForm):  # type: ignore[misc]  # it has no types
    """A passkey as the second step."""

    def clean_credential(self) -> Any:
        """As allauth checks it."""
        return _readable(super().clean_credential)


class SignInByPasskey(LoginWebAuthnForm):  # type: ignore[misc]  # it has no types
    """A passkey in place of the password."""

    def clean_credential(self) -> Any:
        """As allauth checks it."""
        return _readable(super().clean_credential)


class PasskeyAgain(ReauthenticateWebAuthnForm):  # type: ignore[misc]  # it has no types
    """A passkey, to show once more that it is oneself."""

    def clean_credential(self) -> Any:
        """As allauth checks it."""
        return _readable(super().clean_credential)
