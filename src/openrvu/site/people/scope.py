"""Who may see whose data: the one place where that is decided.

Views ask these functions, or those of the ``scope`` module of their app, and name no manager.
"""

from __future__ import annotations

from typing import cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest

from openrvu.site.people.models import SEEING, Group, Membership, User


def person(request: HttpRequest) -> User:
    """Who asks. On private addresses that is always somebody (see ``private.SignedIn``)."""
    return cast(User, request.user)


def people_seen_by(viewer: User) -> QuerySet[User]:
    """Everybody whose totals the viewer may see, the viewer among them."""
    return User.objects.filter(_self_or_member(viewer, "pk"))


def person_seen_by(viewer: User, key: int) -> User:
    """One of :func:`people_seen_by`.

    Raises:
        Http404: there is no such person, or none that the viewer may see.
    """
    found = people_seen_by(viewer).filter(pk=key).first()
    if found is None:
        raise Http404("There is no such person, or none whose totals you may see")
    return found


def groups_of(user: User) -> QuerySet[Membership]:
    """The person's places in groups."""
    return Membership.objects.filter(user=user).select_related("group").order_by("group__name")


def group_seen_by(viewer: User, key: int) -> Group:
    """A group in which the viewer sees members' totals.

    Raises:
        Http404: there is none.
    """
    place = Membership.objects.filter(user=viewer, group_id=key, role__in=SEEING)
    found = place.select_related("group").first()
    if found is None:
        raise Http404("There is no such group, or none whose totals you may see")
    return found.group


def who_sees(user: User) -> QuerySet[Membership]:
    """The places of others from which this person's totals, and perhaps entries, are seen."""
    own = Membership.objects.filter(user=user, group=OuterRef("group"))
    return (
        Membership.objects.filter(role__in=SEEING)
        .exclude(user=user)
        .annotate(sees_entries=Exists(own.filter(shares_entries=True)))
        .filter(Exists(own))
        .select_related("user", "group")
        .order_by("group__name", "user__name")
    )


def readable(viewer: User) -> Q:
    """Rows of an owner whose single entries the viewer may read: one's own, and those shared."""
    return _self_or_member(viewer, "owner", shares_entries=True)


def _self_or_member(viewer: User, field: str, **more: bool) -> Q:
    places = Membership.objects.filter(user=viewer, role__in=SEEING).values("group")
    members = Membership.objects.filter(group__in=places, **more).values("user")
    return Q(**{field: viewer.pk}) | Q(**{f"{field}__in": members})
