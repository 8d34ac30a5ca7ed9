"""Writes entries: whole cases valued, everything or nothing, one writer for each person at a time.

Nothing else writes an entry. What was asked is in the database when :func:`writing` ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openrvu.site.log import scope
from openrvu.site.log.models import Change, Entry, EntryTag, Tombstone
from openrvu.site.log.rows import WRITTEN
from openrvu.site.log.valuing import FIGURES, put_values
from openrvu.site.people.models import User

_WHOLE = (*WRITTEN, *FIGURES, "changed", "version")
#: Rows of one statement; a database takes only so many values at a time.
_ROWS = 500


class Writer:
    """What is to be written; :func:`writing` makes one and ends it."""

    def __init__(self, user: User) -> None:
        """Begin with nothing."""
        self.user = user
        self.profile = scope.profile(user)
        self.new: dict[UUID, Entry] = {}
        self.changed: dict[UUID, Entry] = {}
        self.removed: dict[UUID, Entry] = {}
        self._tags: dict[UUID, tuple[str, ...]] = {}
        self._cases: set[UUID] = set()

    def add(self, entry: Entry, tags: Sequence[str] = (), *, into: bool = False) -> None:
        """A new entry; ``into`` says that its case may be in the log already."""
        self.new[entry.pk] = entry
        self._tags[entry.pk] = tuple(tags)
        if into:
            self._cases.add(entry.case)

    def change(self, entry: Entry, tags: Sequence[str], was: UUID | None = None) -> None:
        """A kept entry with other contents; ``was`` is the case it left, if it did."""
        entry.version += 1
        entry.changed = timezone.now()
        self.changed[entry.pk] = entry
        self._tags[entry.pk] = tuple(tags)
        self._cases.update((entry.case, was or entry.case))

    def remove(self, entry: Entry) -> None:
        """An entry to delete; that it was deleted is kept, and nothing else of it."""
        self.removed[entry.pk] = entry
        self._cases.add(entry.case)

    def note(self, kind: Change.Kind, count: int, entry: UUID | None = None) -> None:
        """Put down in the audit trail that something was done."""
        Change(owner=self.user, by=self.user, kind=kind, count=count, entry=entry).save(
            force_insert=True
        )

    def finish(self) -> None:
        """Value what was touched and write it."""
        self._remove()
        beside = self._beside()
        given = [*self.new.values(), *self.changed.values(), *beside]
        moved = {entry.pk for entry in put_values(sorted(given, key=_order), self.profile)}
        rows = Entry.objects.of(self.user)
        rows.bulk_create(list(self.new.values()), batch_size=_ROWS)
        self._update([*self.changed.values(), *(e for e in beside if e.pk in moved)])
        self._write_tags()

    def _remove(self) -> None:
        keys = list(self.removed)
        for some in _chunks(keys):
            Entry.objects.of(self.user).filter(pk__in=some).delete()
        stones = [Tombstone(owner=self.user, entry=key) for key in keys]
        Tombstone.objects.of(self.user).bulk_create(stones, batch_size=_ROWS, ignore_conflicts=True)

    def _beside(self) -> list[Entry]:
        """The other entries of the cases that are touched: they are ranked together."""
        mine = {*self.new, *self.changed}
        return [
            entry
            for some in _chunks(list(self._cases))
            for entry in Entry.objects.of(self.user).filter(case__in=some)
            if entry.pk not in mine
        ]

    def _update(self, entries: list[Entry]) -> None:
        if len(entries) <= 3:
            for entry in entries:
                entry.save(force_update=True, update_fields=_WHOLE)
        else:
            Entry.objects.of(self.user).bulk_update(entries, _WHOLE, batch_size=200)

    def _write_tags(self) -> None:
        for some in _chunks(list(self.changed)):
            EntryTag.objects.of(self.user).filter(entry__in=some).delete()
        rows = [
            EntryTag(owner=self.user, entry_id=key, tag=tag)
            for key, tags in self._tags.items()
            for tag in dict.fromkeys(tags)
        ]
        EntryTag.objects.of(self.user).bulk_create(rows, batch_size=_ROWS)


@contextmanager
def writing(user: User) -> Iterator[Writer]:
    """Write for one person: all of it, or, if anything fails, nothing."""
    with transaction.atomic():
        # Two devices of one person may write at once; SQLite lets one in by itself.
        User.objects.select_for_update().get(pk=user.pk)
        writer = Writer(user)
        yield writer
        writer.finish()


def taken_by_others(user: User, keys: Iterable[UUID]) -> set[UUID]:
    """Ids that are not the person's to write. It asks for nothing but the ids themselves."""
    rows = Entry._base_manager.filter(pk__in=list(keys)).exclude(owner=user)  # noqa: SLF001
    return set(rows.values_list("pk", flat=True))


def _order(entry: Entry) -> tuple[str, int]:
    return str(entry.case), entry.position


def _chunks(keys: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for first in range(0, len(keys), _ROWS):
        yield keys[first : first + _ROWS]
