"""A person's contracts; views name no manager."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.http import Http404

from openrvu.site.contracts.crediting import InForce, in_force, own_in_force
from openrvu.site.contracts.models import Version, YearFacts
from openrvu.site.log.models import Entry
from openrvu.site.people.models import User


def versions(user: User) -> QuerySet[Version]:
    """The person's contracts and offers, the latest first."""
    return Version.objects.of(user).order_by("is_offer", "-starts", "-made")


def version(user: User, key: UUID) -> Version:
    """One of :func:`versions`.

    Raises:
        Http404: there is none of that id, or it is another's.
    """
    found = versions(user).filter(pk=key).first()
    if found is None:
        raise Http404("There is no such contract of yours; it may have been deleted")
    return found


def standing(user: User, told: Version) -> InForce:
    """A version with the days on which it holds; one that never holds keeps its own days."""
    if told.is_offer:
        beside = in_force(Version.objects.of(user).filter(series=told.series, is_offer=True))
    else:
        beside = own_in_force(user)
    found = next((one for one in beside if one.version.pk == told.pk), None)
    return found or InForce(told, told.ends or date.max)


def facts(user: User, told: Version, year: int) -> Mapping[str, Any]:
    """What the person told of a year of a contract; empty where nothing was."""
    found = YearFacts.objects.of(user).filter(series=told.series, year=year).first()
    return found.told if found else {}


def plan_keys(entries: QuerySet[Entry]) -> set[str]:
    """The plans by which entries were credited."""
    return set(entries.order_by().values_list("plan_key", flat=True).distinct())


def by_day(entries: QuerySet[Entry]) -> list[tuple[date, Any, int, int]]:
    """Of each day: what is credited (None where nothing is known), how many lines, and how many
    of them have a credit."""
    rows = (
        entries.order_by()
        .values("date")
        .annotate(sum=Sum("credited"), lines=Count("pk"), known=Count("credited"))
    )
    return sorted((row["date"], row["sum"], row["lines"], row["known"]) for row in rows)
