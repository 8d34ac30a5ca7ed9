from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from openrvu.site.log import scope as log
from openrvu.site.log.models import Entry
from openrvu.site.people.models import Group, Membership, Role, User
from openrvu.site.people.owned import Unscoped
from openrvu.site.people.scope import (
    group_seen_by,
    people_seen_by,
    person_seen_by,
    readable,
    who_sees,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(owner: User) -> Entry:
    made = Entry(owner=owner, date=date(2026, 3, 9), code="99213")
    made.save(force_insert=True)
    return made


@pytest.mark.parametrize("ask", ["all", "filter", "get", "count", "first", "exists", "create"])
def test_rows_of_nobody_in_particular_cannot_be_asked_for(ask: str) -> None:
    with pytest.raises(Unscoped, match=r"Entry\.objects\.of\(user\)"):
        getattr(Entry.objects, ask)()


def test_totals_are_seen_by_those_who_manage_the_group(
    owner: User, mate: User, stranger: User
) -> None:
    assert set(people_seen_by(mate)) == {mate, owner}
    assert set(people_seen_by(owner)) == {owner}
    assert set(people_seen_by(stranger)) == {stranger}
    assert person_seen_by(mate, owner.pk) == owner
    for viewer in (owner, stranger):
        with pytest.raises(Http404):
            person_seen_by(viewer, mate.pk)


def test_single_entries_are_seen_only_where_the_person_agreed(
    owner: User, mate: User, stranger: User, entry: Entry
) -> None:
    assert not log.readable_entries(mate).exists()
    assert log.entries_of_seen(mate, owner.pk).count() == 1
    Membership.objects.filter(user=owner).update(shares_entries=True)
    assert list(log.readable_entries(mate)) == [entry]
    assert list(log.readable_entries(owner)) == [entry]
    assert not log.readable_entries(stranger).exists()
    with pytest.raises(Http404):
        log.entries_of_seen(stranger, owner.pk)
    with pytest.raises(Http404):
        log.entry(mate, entry.pk)


@pytest.mark.parametrize("role", Role)
def test_who_sees_whom_goes_by_role(owner: User, mate: User, entry: Entry, role: Role) -> None:
    Membership.objects.filter(user=mate).update(role=role)
    Membership.objects.filter(user=owner).update(shares_entries=True)
    sees = role in {Role.OWNER, Role.MANAGER, Role.READER}
    assert log.readable_entries(mate).exists() is sees
    assert (owner in people_seen_by(mate)) is sees


def test_agreeing_in_one_group_shows_nothing_to_another(
    owner: User, mate: User, stranger: User, entry: Entry
) -> None:
    other = Membership.objects.get(user=stranger).group
    Membership.objects.create(user=owner, group=other, shares_entries=False)
    Membership.objects.filter(user=owner, group__name="Example Clinic").update(shares_entries=True)
    assert log.readable_entries(mate).count() == 1
    assert not log.readable_entries(stranger).exists()
    assert owner in people_seen_by(stranger)


def test_a_person_is_told_who_sees_what(owner: User, mate: User, stranger: User) -> None:
    (place,) = who_sees(owner)
    assert (place.user, place.sees_entries) == (mate, False)  # type: ignore[attr-defined]
    Membership.objects.filter(user=owner).update(shares_entries=True)
    (place,) = who_sees(owner)
    assert place.sees_entries is True  # type: ignore[attr-defined]
    assert not who_sees(stranger)


def test_a_group_is_opened_by_those_who_see_it(owner: User, mate: User, stranger: User) -> None:
    group = Group.objects.get(name="Example Clinic")
    assert group_seen_by(mate, group.pk) == group
    for viewer in (owner, stranger):
        with pytest.raises(Http404):
            group_seen_by(viewer, group.pk)


def test_one_place_in_a_group_and_a_known_role(mate: User) -> None:
    place = Membership.objects.get(user=mate)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=mate, group=place.group)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=place.pk).update(role="king")


def test_an_address_is_one_person_however_it_is_written() -> None:
    User.objects.create_user("Ann@Example.org")
    assert User.objects.get_by_natural_key("aNN@example.ORG").email == "ann@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ann@example.ORG")


def test_the_filter_of_shared_rows_is_one_query(
    owner: User, django_assert_num_queries: object
) -> None:
    assert readable(owner)
    with django_assert_num_queries(1):  # type: ignore[operator]
        list(log.readable_entries(owner))
