"""What the dashboard reads, for the person who asks; views name no manager."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import Http404

from openrvu.site.dashboard.models import DaysOff
from openrvu.site.log.models import Entry
from openrvu.site.people.models import Group, Membership, User

_DAY = timedelta(days=1)


def days_off(user: User) -> QuerySet[DaysOff]:
    """The person's days off, in order."""
    return DaysOff.objects.of(user).order_by("first", "last")


def day_off(user: User, key: int) -> DaysOff:
    """One stretch of the person's days off.

    Raises:
        Http404: there is none of that id, or it is another's.
    """
    found = days_off(user).filter(pk=key).first()
    if found is None:
        raise Http404("There are no such days off of yours")
    return found


def off_within(user: User, first: date, last: date) -> frozenset[date]:
    """Every single day off of a span."""
    found = days_off(user).filter(first__lte=last, last__gte=first)
    return frozenset(
        day
        for stretch in found
        for day in _days(max(first, stretch.first), min(last, stretch.last))
    )


def keep_days_off(user: User, stretches: Iterable[tuple[date, date, str]]) -> int:
    """Keep days off; those that are kept already stay as they are. How many are new."""
    held = set(days_off(user).values_list("first", "last"))
    fresh = [
        DaysOff(owner=user, first=first, last=last, name=name)
        for first, last, name in stretches
        if (first, last) not in held
    ]
    DaysOff.objects.of(user).bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def places_in(group: Group) -> QuerySet[Membership]:
    """Everybody's place in a group that the viewer may see (``people.scope.group_seen_by``)."""
    return Membership.objects.filter(group=group).select_related("user")


def entries_in(group: Group) -> QuerySet[Entry]:
    """Entries of everybody in such a group: to sum and count, never to list."""
    people = Membership.objects.filter(group=group).values("user")
    return QuerySet[Entry](Entry).filter(owner__in=people)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + _DAY * at for at in range((last - first).days + 1))
