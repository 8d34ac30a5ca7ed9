"""Crediting the log anew after a contract changed, some days at a time.

An entry carries the key of the plan that credited it. One whose key is not that of the plan of its
day is stale: it waits, whatever became of the process that was at work. Each step is one
transaction over whole days, so that whole cases are valued and other writes get their turn.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from openrvu.site.log import scope
from openrvu.site.log.models import Change, Entry
from openrvu.site.log.valuing import FIGURES, Crediting, put_values
from openrvu.site.people.models import User

#: Entries of one step, and a day's more.
_STEP = 2000
_ROWS = 500


def stale(user: User) -> QuerySet[Entry]:
    """The person's entries that another plan credited than the one of their day."""
    wanted = Q(pk__in=())
    for one in Crediting(scope.profile(user)).stretches:
        wanted |= Q(date__gte=one.first, date__lte=one.last) & ~Q(plan_key=one.key)
    return scope.entries(user).filter(wanted)


def recredit(user: User, seconds: float) -> int:
    """Credit stale entries anew for at most so long; how many are left, 0 when all are done."""
    end, done = time.monotonic() + seconds, 0
    for first, last in _days(user):
        done += _step(user, first, last)
        if time.monotonic() > end:
            break
    if done:
        kind = Change.Kind.REVALUED
        Change(owner=user, by=user, kind=kind, count=done).save(force_insert=True)
    return stale(user).count()


def write_figures(user: User, entries: list[Entry]) -> None:
    """Write the figures of entries that were valued; those that are alike by one statement.

    Entries are taken some at a time in the order given, which should be that of their days.
    """
    for first in range(0, len(entries), _STEP):
        some = entries[first : first + _STEP]
        days = [entry.date for entry in some]
        # SQLite looks for ids among all rows of the owner, unless the days narrow them down.
        rows = scope.entries(user).filter(date__gte=min(days), date__lte=max(days))
        alike: dict[tuple[object, ...], list[UUID]] = {}
        for entry in some:
            figures = tuple(getattr(entry, name) for name in FIGURES)
            alike.setdefault(figures, []).append(entry.pk)
        for figures, keys in alike.items():
            said = dict(zip(FIGURES, figures, strict=True))
            for at in range(0, len(keys), _ROWS):
                rows.filter(pk__in=keys[at : at + _ROWS]).update(**said)


def _days(user: User) -> Iterator[tuple[date, date]]:
    """Spans of days with about a step's stale entries each, the latest first."""
    days = stale(user).order_by("-date").values_list("date", flat=True)
    last, count, before = None, 0, None
    for day in list(days):
        if last is not None and before is not None and count >= _STEP and day != before:
            yield before, last
            last, count = None, 0
        last = last or day
        before, count = day, count + 1
    if last is not None and before is not None:
        yield before, last


def _step(user: User, first: date, last: date) -> int:
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        rows = scope.entries(user).filter(date__gte=first, date__lte=last)
        entries = list(rows.order_by("date", "case", "position"))
        changed = put_values(entries, scope.profile(user))
        write_figures(user, changed)
    return len(changed)
