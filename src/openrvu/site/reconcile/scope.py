"""Reconciliations of the person who asks; views name no manager. Nobody else sees them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from openrvu.site.log.models import Entry
from openrvu.site.people.models import User
from openrvu.site.reconcile.models import Comparison, Found

#: So long a report waits to be confirmed.
WAITS = timedelta(days=1)


def comparisons(user: User) -> QuerySet[Comparison]:
    """The person's reconciliations, newest first, without the lines of their reports."""
    kept = Comparison.objects.of(user).filter(confirmed=True)
    rows: QuerySet[Comparison] = kept.defer("report", "plan").order_by("-made")
    return rows


def comparison(user: User, key: UUID) -> Comparison:
    """One of the person's, confirmed or not.

    Raises:
        Http404: there is none of that id, or it is another's.
    """
    found: Comparison | None = Comparison.objects.of(user).filter(pk=key).first()
    if found is None:
        raise Http404("There is no such reconciliation of yours; it may have been deleted")
    return found


def found(user: User, of: Comparison) -> QuerySet[Found]:
    """The differences of one of the person's reconciliations, in order."""
    rows: QuerySet[Found] = Found.objects.of(user).filter(comparison=of.pk).order_by("number")
    return rows


def forgotten(user: User) -> QuerySet[Comparison]:
    """What the person brought and did not confirm in time."""
    rows: QuerySet[Comparison] = Comparison.objects.of(user).filter(
        confirmed=False, made__lt=timezone.now() - WAITS
    )
    return rows


def entries(user: User, first: date, last: date) -> QuerySet[Entry]:
    """The person's own entries of some days, in their order."""
    rows: QuerySet[Entry] = Entry.objects.of(user).filter(date__gte=first, date__lte=last)
    return rows.order_by("date", "created", "case", "position", "pk")


def still_there(user: User, keys: Iterable[str]) -> frozenset[str]:
    """Those of some entries that the person has not deleted since."""
    rows = Entry.objects.of(user).filter(pk__in=list(keys)).values_list("pk", flat=True)
    return frozenset(map(str, rows))
