"""A group's totals, for those of its roles that see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from boarding import logged
from openrvu.site.log import scope as log
from openrvu.site.log.models import Change, Entry
from openrvu.site.people.models import Group, Membership, Role, User
from visiting import data, html, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.clinic]
MARCH = "from=2026-03-01&to=2026-03-31"


@pytest.fixture
def path(mate: User, owner: User, stranger: User) -> str:
    """The page of the owner's group, where the owner has worked, and the stranger elsewhere."""
    logged(owner, [(date(2026, 3, 2), "99213", 2), (date(2025, 3, 2), "99213", 1)])
    logged(stranger, [(date(2026, 3, 2), "99213", 50)])
    Entry.objects.of(owner).update(note="only-the-owner-knows")
    return f"/log/dashboard/groups/{Group.objects.get(name='Example Clinic').pk}"


def test_a_manager_sees_totals_of_members_and_no_entry(
    as_user: Callable[[User], Client], mate: User, path: str
) -> None:
    client = as_user(mate)
    found = data(client, f"{path}.json?{MARCH}")
    assert found["totals"]["work_rvu"] == "2.60"
    assert [(p["name"], p["totals"]["lines"]) for p in found["people"]] == [
        ("Olive Owner", 1),
        ("Max Mate", 0),
    ]
    assert found["people"][0]["totals_against"]["work_rvu"] == "1.30"
    page = html(client, f"{path}/?{MARCH}")
    assert "+100.0" in words_of(page)
    assert "only-the-owner-knows" not in page
    assert "99213" not in page
    assert "Sam Stranger" not in page


@pytest.mark.parametrize("role", Role)
def test_who_sees_a_group_goes_by_role(
    as_user: Callable[[User], Client], mate: User, path: str, role: Role
) -> None:
    Membership.objects.filter(user=mate).update(role=role)
    expected = 200 if role.sees else 404
    for address in (f"{path}/", f"{path}.json"):
        assert as_user(mate).get(address).status_code == expected
    assert ("Totals of Example Clinic" in html(as_user(mate), "/log/dashboard/")) is False


def test_a_member_and_a_stranger_see_nothing(
    as_user: Callable[[User], Client], owner: User, stranger: User, path: str
) -> None:
    for user in (owner, stranger):
        for address in (f"{path}/", f"{path}.json"):
            assert as_user(user).get(address).status_code == 404


def test_the_member_is_told_who_looked(
    as_user: Callable[[User], Client], mate: User, owner: User, path: str
) -> None:
    as_user(mate).get(f"{path}/")
    assert log.changes(owner).filter(kind=Change.Kind.VIEWED, by=mate).count() == 1
    assert not log.changes(mate).filter(kind=Change.Kind.VIEWED).exists()


def test_filters_of_entries_are_no_part_of_a_groups_totals(
    as_user: Callable[[User], Client], mate: User, path: str
) -> None:
    found = data(as_user(mate), f"{path}.json?{MARCH}&role=assistant&tag=x")
    assert (found["filters"], found["totals"]["lines"]) == ({}, 1)


def test_days_that_cannot_be_understood_are_said(
    as_user: Callable[[User], Client], mate: User, path: str
) -> None:
    assert data(as_user(mate), f"{path}.json?from=x", 400)["error"]["parameter"] == "from"
    assert as_user(mate).get(f"{path}/?from=x").status_code == 400


def test_a_manager_who_keeps_a_log_finds_the_group_on_the_dashboard(
    as_user: Callable[[User], Client], mate: User, path: str
) -> None:
    logged(mate, [(date(2026, 3, 2), "99213", 1)])
    assert "Totals of Example Clinic" in html(as_user(mate), "/log/dashboard/")
