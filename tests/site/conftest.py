"""What the tests of the site share.

Tests marked ``django_db`` run in solo mode on SQLite, and again in clinic mode on PostgreSQL (see
``on_postgresql``). One that has a meaning in one of them alone is marked ``solo`` or ``clinic``.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from openrvu.site.modes import Mode
from openrvu.site.people.models import Group, Membership, Role, User
from openrvu.site.people.solo import solo_user


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is of the other mode."""
    other = "solo" if settings.MODE is Mode.CLINIC else "clinic"
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def client() -> Client:
    """A browser on this machine, in which nobody has signed in."""
    return Client(headers={"host": "127.0.0.1"})


@pytest.fixture
def owner(db: None) -> User:
    """The person whose data it is; in solo mode, the one at this machine."""
    if settings.MODE is Mode.SOLO:
        return solo_user()
    return User.objects.create_user("owner@example.org", name="Olive Owner")


@pytest.fixture
def mate(owner: User) -> User:
    """A manager of the owner's group, to whom the owner does not show single entries."""
    user = User.objects.create_user("mate@example.org", name="Max Mate")
    group = Group.objects.create(name="Example Clinic")
    Membership.objects.create(user=user, group=group, role=Role.MANAGER)
    Membership.objects.create(user=owner, group=group, role=Role.MEMBER)
    return user


@pytest.fixture
def stranger(db: None) -> User:
    """A person of another group."""
    user = User.objects.create_user("stranger@example.org", name="Sam Stranger")
    group = Group.objects.create(name="Other Clinic")
    Membership.objects.create(user=user, group=group, role=Role.OWNER)
    return user


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser in which a person has signed in (clinic mode)."""

    def sign_in(user: User) -> Client:
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def mine(owner: User, client: Client) -> Client:
    """The owner's browser, in either mode."""
    if settings.MODE is Mode.CLINIC:
        client.force_login(owner)
    return client
