"""Groups, places and invitations for the person who asks; views name no manager."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from openrvu.site.log.models import Change
from openrvu.site.people.models import Group, Invitation, Membership, Role, User


def place_in(user: User, key: int) -> Membership:
    """The person's own place in a group.

    Raises:
        Http404: there is no such group, or the person is not in it.
    """
    found = Membership.objects.filter(user=user, group_id=key).select_related("group").first()
    if found is None:
        raise Http404("There is no such group, or you are not in it")
    return found


def role_of(place: Membership) -> Role:
    """The role of a place."""
    return Role(place.role)


def people_in(group: Group) -> list[Membership]:
    """Everybody's place in a group: owners first, then by name."""
    ranks = [role.value for role in Role]
    places = Membership.objects.filter(group=group).select_related("user")
    return sorted(places, key=lambda place: (ranks.index(place.role), str(place.user).lower()))


def waiting_in(group: Group) -> QuerySet[Invitation]:
    """Invitations to a group that were not answered, those that ended among them."""
    return Invitation.objects.filter(group=group).select_related("by").order_by("email")


def invitations_to(user: User) -> QuerySet[Invitation]:
    """What the person may accept. Who is signed in has shown that the address is theirs."""
    mine = Invitation.objects.filter(email=user.email, until__gt=timezone.now())
    return mine.select_related("group", "by").order_by("group__name")


def invitation_to(user: User, key: int) -> Invitation:
    """One of :func:`invitations_to`.

    Raises:
        Http404: there is none of that id, it is for somebody else, or it has ended.
    """
    found = invitations_to(user).filter(pk=key).first()
    if found is None:
        raise Http404("There is no such invitation for you, or it has ended. Ask for a new one")
    return found


def open_invitation(digest: str) -> Invitation | None:
    """The invitation of a link; None where there is none, or it has ended."""
    held = Invitation.objects.filter(digest=digest, until__gt=timezone.now())
    return held.select_related("group", "by").first()


def looks_at(user: User, most: int = 50) -> list[Change]:
    """Who looked at the person's totals, newest first."""
    rows = Change.objects.of(user).filter(kind=Change.Kind.VIEWED).select_related("by")
    return list(rows.order_by("-at", "-pk")[:most])
