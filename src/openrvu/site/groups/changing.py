"""Every change of a group and of places in it. Each is done whole, under a lock of the group.

A group always has an owner. Nobody's log is touched: it belongs to the person alone.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openrvu.site.groups.link_secret import digest_of, new_secret
from openrvu.site.groups.rules import GRANTS, may_grant
from openrvu.site.groups.scope import role_of
from openrvu.site.log.models import Change
from openrvu.site.people.models import Group, Invitation, Membership, Role, User

#: Unanswered invitations of one group; more are not a group's but a mailing.
MOST_WAITING = 200


class Refusal(Exception):
    """What was asked for is not done, and why, in a sentence for the person who asked."""


@transaction.atomic
def create(user: User, name: str) -> Group:
    """A new group, whose owner the person is."""
    group = Group(name=name)
    group.save(force_insert=True)
    Membership(user=user, group=group, role=Role.OWNER).save(force_insert=True)
    _note(user, user, Change.Kind.JOINED)
    return group


@transaction.atomic
def rename(by: User, group: Group, name: str) -> None:
    """Give a group another name.

    Raises:
        Refusal: the person is not its owner.
    """
    _owner(_locked(group, by), "rename the group")
    Group.objects.filter(pk=group.pk).update(name=name)


@transaction.atomic
def delete(by: User, group: Group) -> None:
    """Delete a group, its places and its invitations.

    Raises:
        Refusal: the person is not its owner.
    """
    _owner(_locked(group, by), "delete the group")
    for place in Membership.objects.filter(group=group).select_related("user"):
        _note(place.user, by, Change.Kind.LEFT)
    group.delete()


@transaction.atomic
def invite(by: User, group: Group, email: str, role: Role) -> tuple[Invitation, str]:
    """An invitation, and the secret of its link. One that was there already begins anew.

    Raises:
        Refusal: the person may not, the address is in the group, or too many wait.
    """
    mine = _locked(group, by)
    address = email.strip().lower()
    if not may_grant(role_of(mine), role):
        raise Refusal(f"As {role_of(mine).label.lower()} you cannot invite a person as {role}.")
    if Membership.objects.filter(group=group, user__email=address).exists():
        raise Refusal(f"{address} is in the group already.")
    others = Invitation.objects.filter(group=group).exclude(email=address)
    if others.count() >= MOST_WAITING:
        raise Refusal(f"{MOST_WAITING} invitations wait for an answer. Withdraw some first.")
    secret = new_secret()
    made = Invitation(group=group, email=address, role=role, by=by, digest=digest_of(secret))
    Invitation.objects.filter(group=group, email=address).delete()
    made.save(force_insert=True)
    return made, secret


@transaction.atomic
def withdraw(by: User, group: Group, key: int) -> None:
    """Take an invitation back; one that is gone stays gone.

    Raises:
        Refusal: the person may not.
    """
    mine = _locked(group, by)
    made = Invitation.objects.filter(group=group, pk=key).first()
    if made is None:
        return
    if not may_grant(role_of(mine), Role(made.role)):
        raise Refusal("You cannot withdraw this invitation; an owner can.")
    made.delete()


@transaction.atomic
def accept(user: User, invitation: Invitation) -> Membership:
    """Take the place that an invitation offers. Single entries are not shown until switched on.

    Raises:
        Refusal: it was withdrawn or has ended, or the person is in the group already.
    """
    Group.objects.select_for_update().get(pk=invitation.group_id)
    still = Invitation.objects.filter(pk=invitation.pk, until__gt=timezone.now())
    offered = still.filter(email=user.email).first()
    if offered is None:
        raise Refusal("This invitation was withdrawn or has ended. Ask for a new one.")
    offered.delete()
    if Membership.objects.filter(user=user, group_id=offered.group_id).exists():
        raise Refusal("You are in this group already.")
    place = Membership(user=user, group_id=offered.group_id, role=offered.role)
    place.save(force_insert=True)
    _note(user, user, Change.Kind.JOINED)
    return place


def decline(invitation: Invitation) -> None:
    """Refuse an invitation; nothing of it is kept."""
    invitation.delete()


@transaction.atomic
def set_role(by: User, group: Group, key: int, role: Role) -> None:
    """Give a person of the group another role.

    Raises:
        Refusal: the asking person may not, or the group would be left without an owner.
    """
    mine = _locked(group, by)
    place = _place(group, key)
    if not may_grant(role_of(mine), role_of(place), role):
        raise Refusal("You cannot give or take away that role; an owner can.")
    if role is not Role.OWNER:
        _keeps_an_owner(group, place)
    if place.role != role:
        Membership.objects.filter(pk=place.pk).update(role=role)
        _withdraw_beyond(place, GRANTS[role])
        _note(place.user, by, Change.Kind.ROLE)


@transaction.atomic
def remove(by: User, group: Group, key: int) -> None:
    """Take a person out of the group.

    Raises:
        Refusal: the asking person may not, or it is the last owner.
    """
    mine = _locked(group, by)
    place = _place(group, key)
    if place.pk == mine.pk:
        raise Refusal("To leave the group yourself, choose Leave.")
    if not may_grant(role_of(mine), role_of(place)):
        raise Refusal("You cannot remove this person; an owner can.")
    _go(place, by)


@transaction.atomic
def leave(user: User, group: Group) -> None:
    """Leave a group; where nobody else is in it, the group goes too.

    Raises:
        Refusal: others would be left without an owner.
    """
    place = _locked(group, user)
    if Membership.objects.filter(group=group).count() == 1:
        group.delete()
        _note(user, user, Change.Kind.LEFT)
    else:
        _go(place, user)


@transaction.atomic
def share(user: User, group: Group, *, agreed: bool) -> None:
    """Show single entries to those who see the group's totals, or no longer."""
    place = _locked(group, user)
    if place.shares_entries != agreed:
        Membership.objects.filter(pk=place.pk).update(shares_entries=agreed)
        _note(user, user, Change.Kind.SHARING)


def last_owner_of(user: User) -> list[Group]:
    """Groups with other people in them that would be left without an owner."""
    owned = Membership.objects.filter(user=user, role=Role.OWNER).select_related("group")
    return [place.group for place in owned if _is_last_owner(place) and _others(place)]


def leave_all(user: User) -> None:
    """Leave every group, before an account is deleted.

    Raises:
        Refusal: others would be left without an owner.
    """
    for place in Membership.objects.filter(user=user).select_related("group"):
        leave(user, place.group)


def _locked(group: Group, by: User) -> Membership:
    """The asking person's place, with the group locked until the transaction ends."""
    Group.objects.select_for_update().filter(pk=group.pk).first()
    mine = Membership.objects.filter(group=group, user=by).first()
    if mine is None:
        raise Refusal("You are no longer in this group.")
    return mine


def _owner(place: Membership, what: str) -> None:
    if role_of(place) is not Role.OWNER:
        raise Refusal(f"Only an owner can {what}.")


def _place(group: Group, key: int) -> Membership:
    found = Membership.objects.filter(group=group, pk=key).select_related("user").first()
    if found is None:
        raise Refusal("That person is no longer in the group.")
    return found


def _go(place: Membership, by: User) -> None:
    _keeps_an_owner(place.group, place)
    _withdraw_beyond(place, frozenset())
    place.delete()
    _note(place.user, by, Change.Kind.LEFT)


def _withdraw_beyond(place: Membership, grants: frozenset[Role]) -> None:
    """Invitations are worth no more than the role of who made them."""
    made = Invitation.objects.filter(group=place.group_id, by=place.user_id)
    made.exclude(role__in=grants).delete()


def _keeps_an_owner(group: Group, place: Membership) -> None:
    if _is_last_owner(place):
        raise Refusal(
            f"{group} needs an owner, and {place.user} is the only one. Make somebody else owner "
            "first, or delete the group."
        )


def _is_last_owner(place: Membership) -> bool:
    if role_of(place) is not Role.OWNER:
        return False
    owners = Membership.objects.filter(group=place.group_id, role=Role.OWNER)
    return not owners.exclude(pk=place.pk).exists()


def _others(place: Membership) -> bool:
    return Membership.objects.filter(group=place.group_id).exclude(pk=place.pk).exists()


def _note(owner: User, by: User, kind: Change.Kind) -> None:
    Change(owner=owner, by=by, kind=kind).save(force_insert=True)
