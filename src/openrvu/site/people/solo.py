"""The one person of a solo site."""

from __future__ import annotations

from openrvu.site.people.models import User

#: An address that nobody can have: the person has no account, and nothing is ever sent.
EMAIL = "me@localhost"


def solo_user() -> User:
    """The person at this machine."""
    return User.objects.get_or_create(email=EMAIL)[0]


def called(user: User) -> str:
    """The person's name on paper; empty for one at this machine who has given none."""
    return user.name if user.email == EMAIL else str(user)
