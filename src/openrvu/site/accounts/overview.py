"""An account at a glance: its address, its second step, where it is signed in, its groups."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from openrvu.site.people.models import User


@dataclass(frozen=True, slots=True)
class Overview:
    """What the account's page says.

    Attributes:
        app: whether an authenticator app is asked for.
        passkeys: how many there are.
        codes_left: recovery codes not used yet; None where there are none.
        sessions: browsers that are signed in, this one among them.
    """

    name: str
    email: str
    joined: datetime
    app: bool
    passkeys: int
    codes_left: int | None
    sessions: int

    @property
    def second_step(self) -> bool:
        """Whether a password alone is not enough."""
        return self.app or self.passkeys > 0

    @property
    def data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "name": self.name,
            "email": self.email,
            "joined": self.joined.isoformat(),
            "second_step": {
                "authenticator_app": self.app,
                "passkeys": self.passkeys,
                "recovery_codes_left": self.codes_left,
            },
            "sessions": self.sessions,
        }


def overview(user: User) -> Overview:
    """The account of the person who asks."""
    held = {row.type: row for row in Authenticator.objects.filter(user=user)}
    keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    codes = held.get(Authenticator.Type.RECOVERY_CODES)
    return Overview(
        name=user.name,
        email=user.email,
        joined=user.joined,
        app=Authenticator.Type.TOTP in held,
        passkeys=keys.count(),
        codes_left=None if codes is None else len(codes.wrap().get_unused_codes()),
        sessions=len(UserSession.objects.purge_and_list(user)),
    )
