"""Recording, changing, deleting and taking back. Each is done whole when its function returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.apps import apps
from django.db import transaction

from openrvu.productivity.log.known import known_codes
from openrvu.productivity.log.line import LineProblem, LogLine, check
from openrvu.site.log import scope
from openrvu.site.log.models import (
    Change,
    Entry,
    Profile,
    Tombstone,
)
from openrvu.site.log.recredit import write_figures
from openrvu.site.log.rows import kept, put_back, write_line
from openrvu.site.log.today import today_of
from openrvu.site.log.undo import remember
from openrvu.site.log.valuing import put_values
from openrvu.site.log.writer import Writer, writing
from openrvu.site.people.models import User
from openrvu.site.people.owned import Owned

_ROWS = 500


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a write.

    Attributes:
        entries: those that were written, or stood there already.
        problems: what is wrong, with the place of its line from 0; then nothing was written.
    """

    entries: tuple[Entry, ...] = ()
    problems: tuple[tuple[int, LineProblem], ...] = ()


class Stale(Exception):
    """The entry was changed elsewhere after the form was opened; nothing was written.

    Attributes:
        entry: as it stands now.
    """

    def __init__(self, entry: Entry) -> None:
        """Keep the entry."""
        super().__init__(f"{entry.pk} is at version {entry.version}")
        self.entry = entry


def problems_of(lines: Sequence[LogLine], profile: Profile) -> tuple[tuple[int, LineProblem], ...]:
    """Everything wrong with lines, each with the place of its line from 0."""
    today, known = today_of(profile), known_codes().why_unknown
    return tuple(
        (at, problem) for at, line in enumerate(lines) for problem in check(line, today, known)
    )


def add(
    user: User, lines: Sequence[LogLine], key: UUID, *, kind: Change.Kind = Change.Kind.ADDED
) -> Recorded:
    """Record lines that are new.

    Args:
        user: whose.
        lines: those with the same ``case`` become one case; one without is a case of its own.
        key: made once for this write. With it the ids are made, so that a form that is sent twice
            is recorded once.
        kind: what the audit trail says.
    """
    problems = problems_of(lines, scope.profile(user))
    if problems or not lines:
        return Recorded(problems=problems)
    made = [entry_of(user, line, at, key) for at, line in enumerate(lines)]
    keys = [entry.pk for entry in made]
    with writing(user) as writer:
        known = there(user, keys)
        fresh = [at for at, entry in enumerate(made) if entry.pk not in known]
        for at in fresh:
            writer.add(made[at], lines[at].tags)
        if fresh:
            _noted(writer, kind, [made[at] for at in fresh])
    rows = scope.entries(user)
    if len(made) > _ROWS:
        return Recorded(tuple(made))
    found = sorted(rows.filter(pk__in=keys), key=lambda entry: entry.position)
    return Recorded(tuple(found))


def change(user: User, key: UUID, line: LogLine, version: int) -> Recorded:
    """Give an entry other contents.

    Args:
        user: whose.
        key: which.
        line: as it should be; its ``case`` is not read, the entry stays in its own.
        version: of the entry that the person saw.

    Raises:
        Http404: the person has no such entry.
        Stale: it was changed elsewhere.
    """
    problems = problems_of([line], scope.profile(user))
    if problems:
        return Recorded(problems=problems)
    with writing(user) as writer:
        entry = scope.entry(user, key)
        if entry.version != version:
            raise Stale(entry)
        tags = scope.tags_of(user, [key]).get(key, ())
        before, label = kept(entry, tags), entry.label
        write_line(entry, line)
        if kept(entry, line.tags) != before:
            writer.change(entry, line.tags)
            writer.note(Change.Kind.CHANGED, 1, entry.pk)
            remember(user, f"the change of {label}", [], [before])
    return Recorded((entry,))


def delete(user: User, keys: Sequence[UUID]) -> int:
    """Delete entries; ids that the person has not are passed over. How many were deleted."""
    with writing(user) as writer:
        found = [
            entry
            for first in range(0, len(keys), _ROWS)
            for entry in scope.entries(user).filter(pk__in=keys[first : first + _ROWS])
        ]
        if found:
            tags = scope.tags_of(user, [entry.pk for entry in found])
            put = [kept(entry, tags.get(entry.pk, ())) for entry in found]
            for entry in found:
                writer.remove(entry)
            writer.note(Change.Kind.DELETED, len(found), _only(found))
            remember(user, f"the deletion of {_called(found)}", [], put)
    return len(found)


def undo(user: User, key: UUID) -> str:
    """Take back the last write; what was taken back, or empty where it is no longer the last."""
    with writing(user) as writer:
        last = scope.last_undo(user)
        if last is None or last.pk != key:
            return ""
        drop = [UUID(one) for one in last.restore["drop"]]
        for first in range(0, len(drop), _ROWS):
            for entry in scope.entries(user).filter(pk__in=drop[first : first + _ROWS]):
                writer.remove(entry)
        for data in last.restore["put"]:
            _restore(writer, data)
        count = len(writer.removed) + len(writer.changed) + len(writer.new)
        writer.note(Change.Kind.RESTORED, count)
        last.delete()
    return last.words


def revalue(user: User) -> int:
    """Work out every entry anew, after a plan, a place or a release; how many figures changed."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        entries = list(scope.entries(user).order_by("date", "case", "position"))
        changed = put_values(entries, scope.profile(user))
        write_figures(user, changed)
        if changed:
            kind = Change.Kind.REVALUED
            Change(owner=user, by=user, kind=kind, count=len(changed)).save(force_insert=True)
    return len(changed)


def erase(user: User) -> int:
    """Delete everything that is kept of a person but the account; how many entries there were."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        count = scope.entries(user).count()
        for model in apps.get_models():
            if issubclass(model, Owned):
                model.objects.of(user).delete()
    return count


def id_of_line(user: User, key: UUID, at: int) -> UUID:
    """The id of a line that is recorded by a write: of the write's own id and the line's place.

    It is the person's too: a form that somebody left open is another write when the next person at
    the same screen sends it.
    """
    return uuid5(key, f"line {at} of {user.pk}")


def entry_of(user: User, line: LogLine, at: int, key: UUID) -> Entry:
    """A line as the entry that a write makes of it."""
    entry = Entry(
        pk=id_of_line(user, key, at),
        owner=user,
        case=uuid5(key, f"case {line.case or f'of line {at}'} on {line.date} of {user.pk}"),
        position=at % 32_767,
    )
    write_line(entry, line)
    return entry


def there(user: User, keys: Sequence[UUID]) -> set[UUID]:
    """Ids that stand in the log already, or did before they were deleted."""
    found: set[UUID] = set()
    for first in range(0, len(keys), _ROWS):
        some = keys[first : first + _ROWS]
        found.update(scope.entries(user).filter(pk__in=some).values_list("pk", flat=True))
        stones = Tombstone.objects.of(user).filter(entry__in=some)
        found.update(stones.values_list("entry", flat=True))
    return found


def _noted(writer: Writer, kind: Change.Kind, entries: Sequence[Entry]) -> None:
    writer.note(kind, len(entries), _only(entries))
    remember(writer.user, f"adding {_called(entries)}", [str(entry.pk) for entry in entries], [])


def _restore(writer: Writer, data: dict[str, object]) -> None:
    """Put one entry back as it was, whether it is still there or not."""
    key = UUID(str(data["id"]))
    tags = tuple(str(tag) for tag in data["tags"])  # type: ignore[attr-defined]
    entry = scope.entries(writer.user).filter(pk=key).first()
    if entry is not None:
        was = entry.case
        put_back(entry, data)
        writer.change(entry, tags, was)
        return
    stone = Tombstone.objects.of(writer.user).filter(entry=key)
    stone.delete()
    entry = Entry(pk=key, owner=writer.user, version=1)
    put_back(entry, data)
    writer.add(entry, tags, into=True)


def _only(entries: Sequence[Entry]) -> UUID | None:
    return entries[0].pk if len(entries) == 1 else None


def _called(entries: Sequence[Entry]) -> str:
    return entries[0].label if len(entries) == 1 else f"{len(entries)} lines"
