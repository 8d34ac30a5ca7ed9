from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from openrvu.site.groups import changing
from openrvu.site.groups.changing import Refusal
from openrvu.site.groups.link_secret import digest_of
from openrvu.site.groups.rules import GRANTS
from openrvu.site.log.models import Change
from openrvu.site.people.models import Group, Invitation, Membership, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org", name="Lea Lead")


@pytest.fixture
def group(lead: User) -> Group:
    return changing.create(lead, "North Clinic")


def join(group: Group, name: str, role: Role) -> Membership:
    user = User.objects.create_user(f"{name}@example.org", name=name)
    return Membership.objects.create(user=user, group=group, role=role)


def kinds(user: User) -> list[str]:
    return [change.kind for change in Change.objects.of(user).order_by("pk")]


def test_who_starts_a_group_owns_it(lead: User, group: Group) -> None:
    place = Membership.objects.get(user=lead, group=group)
    assert (place.role, place.shares_entries) == (Role.OWNER, False)
    assert kinds(lead) == [Change.Kind.JOINED]


@pytest.mark.parametrize("mine", Role)
@pytest.mark.parametrize("asked", Role)
def test_who_may_invite_to_which_role(group: Group, mine: Role, asked: Role) -> None:
    by = join(group, "by", mine).user
    may = (mine is Role.OWNER) or (mine is Role.MANAGER and asked in {Role.MEMBER, Role.READER})
    if may:
        made, secret = changing.invite(by, group, "New@Example.org ", asked)
        assert (made.email, made.role) == ("new@example.org", asked)
        assert made.digest == digest_of(secret)
        assert secret not in made.digest
    else:
        with pytest.raises(Refusal, match="cannot invite"):
            changing.invite(by, group, "new@example.org", asked)
        assert not Invitation.objects.exists()


def test_to_invite_again_makes_the_old_link_worthless(lead: User, group: Group) -> None:
    _, first = changing.invite(lead, group, "new@example.org", Role.MEMBER)
    _, second = changing.invite(lead, group, "new@example.org", Role.READER)
    (made,) = Invitation.objects.all()
    assert made.digest == digest_of(second) != digest_of(first)
    assert made.role == Role.READER


def test_one_who_is_in_the_group_is_not_invited(lead: User, group: Group) -> None:
    join(group, "ann", Role.MEMBER)
    with pytest.raises(Refusal, match=r"ann@example\.org is in the group already"):
        changing.invite(lead, group, "ANN@example.org", Role.MEMBER)


def test_invitations_of_a_group_are_bounded(
    lead: User, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "MOST_WAITING", 2)
    for at in range(2):
        changing.invite(lead, group, f"a{at}@example.org", Role.MEMBER)
    with pytest.raises(Refusal, match="Withdraw some first"):
        changing.invite(lead, group, "a3@example.org", Role.MEMBER)
    changing.invite(lead, group, "a1@example.org", Role.MEMBER)


def test_an_invitation_is_accepted_once_by_whom_it_is_for(lead: User, group: Group) -> None:
    made, _ = changing.invite(lead, group, "ann@example.org", Role.MEMBER)
    other = User.objects.create_user("other@example.org")
    ann = User.objects.create_user("ann@example.org")
    with pytest.raises(Refusal):
        changing.accept(other, made)
    place = changing.accept(ann, made)
    assert (place.user, place.role, place.shares_entries) == (ann, Role.MEMBER, False)
    assert kinds(ann) == [Change.Kind.JOINED]
    with pytest.raises(Refusal, match="withdrawn or has ended"):
        changing.accept(ann, made)


def test_an_invitation_ends_after_two_weeks(lead: User, group: Group) -> None:
    made, _ = changing.invite(lead, group, "ann@example.org", Role.MEMBER)
    left = made.until - timezone.now()
    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)
    Invitation.objects.update(until=timezone.now())
    with pytest.raises(Refusal, match="has ended"):
        changing.accept(User.objects.create_user("ann@example.org"), made)


@pytest.mark.parametrize("mine", Role)
@pytest.mark.parametrize("theirs", Role)
def test_who_may_remove_whom(group: Group, mine: Role, theirs: Role) -> None:
    by, place = join(group, "by", mine), join(group, "other", theirs)
    if theirs in GRANTS[mine]:
        changing.remove(by.user, group, place.pk)
        assert not Membership.objects.filter(pk=place.pk).exists()
        (left,) = Change.objects.of(place.user)
        assert (left.kind, left.by) == (Change.Kind.LEFT, by.user)
    else:
        with pytest.raises(Refusal, match="cannot remove"):
            changing.remove(by.user, group, place.pk)
        assert Membership.objects.filter(pk=place.pk).exists()


def test_a_manager_makes_nobody_manager_or_owner_and_not_himself(group: Group) -> None:
    manager, member = join(group, "man", Role.MANAGER), join(group, "mem", Role.MEMBER)
    for role in (Role.OWNER, Role.MANAGER):
        for place in (manager, member):
            with pytest.raises(Refusal, match="give or take away"):
                changing.set_role(manager.user, group, place.pk, role)
    changing.set_role(manager.user, group, member.pk, Role.READER)
    assert kinds(member.user) == [Change.Kind.ROLE]


def test_nobody_acts_in_a_group_of_others(group: Group) -> None:
    own = Membership.objects.get(group=group)
    stranger = User.objects.create_user("stranger@example.org")
    elsewhere = changing.create(stranger, "Elsewhere")
    for act in (
        lambda: changing.remove(stranger, group, own.pk),
        lambda: changing.set_role(stranger, group, own.pk, Role.MEMBER),
        lambda: changing.rename(stranger, group, "Mine"),
        lambda: changing.delete(stranger, group),
        lambda: changing.invite(stranger, group, "a@b.example", Role.MEMBER),
        lambda: changing.leave(stranger, group),
        # by the door of one's own group
        lambda: changing.remove(stranger, elsewhere, own.pk),
        lambda: changing.set_role(stranger, elsewhere, own.pk, Role.MEMBER),
    ):
        with pytest.raises(Refusal, match="no longer in"):
            act()
    assert Membership.objects.get(pk=own.pk).role == Role.OWNER


def test_the_last_owner_stays_until_there_is_another(lead: User, group: Group) -> None:
    own = Membership.objects.get(user=lead)
    other = join(group, "other", Role.MEMBER)
    with pytest.raises(Refusal, match="North Clinic needs an owner, and Lea Lead is the only one"):
        changing.leave(lead, group)
    with pytest.raises(Refusal, match="needs an owner"):
        changing.set_role(lead, group, own.pk, Role.MEMBER)
    assert changing.last_owner_of(lead) == [group]
    changing.set_role(lead, group, other.pk, Role.OWNER)
    assert changing.last_owner_of(lead) == []
    changing.leave(lead, group)
    assert [place.user for place in Membership.objects.all()] == [other.user]


def test_the_last_person_takes_the_group_along(lead: User, group: Group) -> None:
    changing.invite(lead, group, "new@example.org", Role.MEMBER)
    changing.leave(lead, group)
    assert not Group.objects.exists()
    assert not Invitation.objects.exists()


def test_who_leaves_takes_open_invitations_along(lead: User, group: Group) -> None:
    manager = join(group, "man", Role.MANAGER)
    changing.invite(manager.user, group, "a@example.org", Role.MEMBER)
    changing.invite(lead, group, "b@example.org", Role.OWNER)
    changing.remove(lead, group, manager.pk)
    assert [made.email for made in Invitation.objects.all()] == ["b@example.org"]


def test_who_loses_a_role_loses_invitations_beyond_the_new_one(lead: User, group: Group) -> None:
    second = join(group, "second", Role.OWNER)
    changing.invite(second.user, group, "a@example.org", Role.OWNER)
    changing.invite(second.user, group, "b@example.org", Role.MEMBER)
    changing.set_role(lead, group, second.pk, Role.MANAGER)
    assert [made.email for made in Invitation.objects.all()] == ["b@example.org"]


def test_sharing_is_each_person_s_own_switch_and_written_down(group: Group) -> None:
    place = join(group, "ann", Role.MEMBER)
    changing.share(place.user, group, agreed=True)
    changing.share(place.user, group, agreed=True)
    assert Membership.objects.get(pk=place.pk).shares_entries is True
    changing.share(place.user, group, agreed=False)
    assert kinds(place.user) == [Change.Kind.SHARING] * 2


def test_a_deleted_group_leaves_everybody_as_they_were(lead: User, group: Group) -> None:
    ann = join(group, "ann", Role.MEMBER).user
    with pytest.raises(Refusal, match="Only an owner"):
        changing.delete(ann, group)
    changing.delete(lead, group)
    assert set(User.objects.all()) == {lead, ann}
    assert kinds(ann) == [Change.Kind.LEFT]
