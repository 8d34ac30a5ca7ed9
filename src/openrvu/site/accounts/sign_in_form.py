"""The sign-in form."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm


class SignIn(LoginForm):  # type: ignore[misc]  # it has no types
    """Allauth's, with our words."""

    def __init__(self, *args: Any, **named: Any) -> None:
        """Say what is kept, and where."""
        super().__init__(*args, **named)
        self.fields["remember"].label = "Keep me signed in on this device"
