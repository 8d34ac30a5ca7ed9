"""What whoever runs the site may do to accounts, from the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from openrvu.errors import OpenRVUError
from openrvu.site.people.models import Membership, User


@dataclass(frozen=True, slots=True)
class Person:
    """An account, as it is listed."""

    email: str
    name: str
    is_open: bool
    second_step: bool
    groups: tuple[str, ...]

    @property
    def data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "email": self.email,
            "name": self.name,
            "open": self.is_open,
            "second_step": self.second_step,
            "groups": list(self.groups),
        }


def people() -> list[Person]:
    """Everybody, by address."""
    guarded = set(Authenticator.objects.values_list("user", flat=True))
    groups: dict[int, list[str]] = {}
    for place in Membership.objects.select_related("group").order_by("group__name"):
        groups.setdefault(place.user_id, []).append(place.group.name)
    return [
        Person(
            user.email,
            user.name,
            is_open=user.is_active,
            second_step=user.pk in guarded,
            groups=tuple(groups.get(user.pk, ())),
        )
        for user in User.objects.order_by("email")
    ]


@transaction.atomic
def add_person(email: str, name: str, password: str | None) -> User:
    """An account whose address counts as confirmed.

    Raises:
        OpenRVUError: the address is none or taken, or the password weak.
    """
    address = email.strip().lower()
    user = User(email=address, name=" ".join(name.split()))
    _checked(lambda: validate_email(address), f"{email} is no address")
    if User.objects.filter(email=address).exists():
        raise OpenRVUError(f"{address} has an account already; see “rvu user list”")
    _put_password(user, password)
    user.save()
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


@transaction.atomic
def set_password(email: str, password: str) -> None:
    """Another password; every browser is signed out.

    Raises:
        OpenRVUError: there is no such account, or the password is weak.
    """
    user = _person(email)
    _put_password(user, password)
    user.save(update_fields=["password"])
    _sign_out(user)


@transaction.atomic
def forget_second_step(email: str) -> int:
    """Take away every second step; how many there were.

    Raises:
        OpenRVUError: there is no such account.
    """
    user = _person(email)
    count: int = Authenticator.objects.filter(user=user).delete()[0]
    _sign_out(user)
    return count


@transaction.atomic
def set_open(email: str, *, is_open: bool) -> None:
    """Close an account or open it again; nothing that was recorded is touched.

    Raises:
        OpenRVUError: there is no such account.
    """
    user = _person(email)
    User.objects.filter(pk=user.pk).update(is_active=is_open)
    if not is_open:
        _sign_out(user)


def _person(email: str) -> User:
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise OpenRVUError(f"{email} has no account; see “rvu user list”")
    return found


def _put_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    _checked(lambda: validate_password(password, user), "the password is refused")
    user.set_password(password)


def _sign_out(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _checked(check: Any, what: str) -> None:
    try:
        check()
    except ValidationError as error:
        raise OpenRVUError(f"{what}: {' '.join(error.messages)}") from error
