"""Rotations, minimums and entries of the person who asks; views name no manager."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404

from openrvu.productivity.log.line import LogLine
from openrvu.site.caselog.models import Minimum, Rotation
from openrvu.site.log.models import Entry, EntryTag
from openrvu.site.log.rows import line_of
from openrvu.site.people.models import User

_CHUNK = 2000


def rotations(user: User) -> QuerySet[Rotation]:
    """The person's rotations, by day."""
    rows: QuerySet[Rotation] = Rotation.objects.of(user).order_by("first", "pk")
    return rows


def minimums(user: User) -> QuerySet[Minimum]:
    """The person's minimums, in the order they were set."""
    rows: QuerySet[Minimum] = Minimum.objects.of(user).order_by("pk")
    return rows


def rotation(user: User, key: int) -> Model:
    """One of :func:`rotations`.

    Raises:
        Http404: there is none of that id, or it is another's.
    """
    return _one(rotations(user), key)


def minimum(user: User, key: int) -> Model:
    """One of :func:`minimums`.

    Raises:
        Http404: there is none of that id, or it is another's.
    """
    return _one(minimums(user), key)


def _one(rows: QuerySet[Rotation] | QuerySet[Minimum], key: int) -> Model:
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404("There is no such thing of yours; it may have been removed")
    return found


def lines(user: User, first: date | None, last: date | None) -> list[LogLine]:
    """The person's log of some days as lines, in the order recorded."""
    rows: QuerySet[Entry] = Entry.objects.of(user)
    rows = rows if first is None else rows.filter(date__gte=first)
    rows = rows if last is None else rows.filter(date__lte=last)
    tags = _tags(user)
    ordered = rows.order_by("date", "created", "case", "position", "pk")
    return [line_of(e, tags.get(e.pk, ())) for e in ordered.iterator(chunk_size=_CHUNK)]


def _tags(user: User) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    for key, tag in _pairs(user):
        found[key] = (*found.get(key, ()), tag)
    return found


def _pairs(user: User) -> Iterator[tuple[UUID, str]]:
    rows = EntryTag.objects.of(user).order_by("pk").values_list("entry_id", "tag")
    yield from rows.iterator(chunk_size=_CHUNK)
