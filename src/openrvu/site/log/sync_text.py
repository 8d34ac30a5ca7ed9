"""Texts of the one box that were typed without a network, recorded once each.

The ids of the entries are made of the operation's id, in the way of a form that is sent twice. So
what a page sent whose answer was lost, and the device sends again, is recorded once as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from openrvu.productivity.log.quick import MOST_LINES
from openrvu.productivity.log.quick_types import Choice, Quick, QuickLine
from openrvu.site.log import scope
from openrvu.site.log.applied import CONFLICT, GONE, Memory
from openrvu.site.log.box import read
from openrvu.site.log.models import Change, Entry, Tombstone
from openrvu.site.log.operation import TextOperation
from openrvu.site.log.record import entry_of, id_of_line, problems_of, there
from openrvu.site.log.rows import entry_data
from openrvu.site.log.writer import Writer
from openrvu.site.people.models import User


def do_text(writer: Writer, one: TextOperation, memory: Memory) -> dict[str, Any]:
    """Take back what it takes the place of and record its text; or nothing of both."""
    quick = read(one.text, one.day, writer.profile) if one.text is not None else None
    if quick is not None and (refused := _refusal(writer, quick)):
        return {"result": "refused", **refused}
    gone = _to_take_back(writer, one, memory)
    if gone is None:
        return {"result": CONFLICT}
    for entry in gone:
        writer.new.pop(entry.pk, None)
        writer.changed.pop(entry.pk, None)
        writer.remove(entry)
    if gone:
        writer.note(Change.Kind.DELETED, len(gone))
    for key in one.instead:
        memory.remember(key, GONE)
    if quick is None:
        return {"result": "deleted"}
    _record(writer, one, quick)
    return {"result": "saved"}


def entries_of(user: User, one: TextOperation) -> list[dict[str, Any]]:
    """What the log says now of a text, and of those that it would take the place of."""
    ids = [*_ids(user, one.key), *(pk for key in one.instead for pk in _ids(user, key)), *one.over]
    found = sorted(_in_log(user, ids), key=lambda entry: (str(entry.case), entry.position))
    tags = scope.tags_of(user, [entry.pk for entry in found])
    return [entry_data(entry, tags.get(entry.pk, ())) for entry in found]


def _refusal(writer: Writer, quick: Quick) -> dict[str, Any]:
    """What is to be mended before it can be recorded; empty where nothing is."""
    words = [problem.words for problem in quick.problems]
    if not words and not quick.cases:
        words = ["There is no code in it."]
    lines = [line for case in quick.cases for line in case.lines]
    choices = [
        _choice(quick.text, line, line.choice)
        for line in lines
        if line.choice and line.choice.needs_confirming
    ]
    words += [f"Choose what “{choice['said']}” means." for choice in choices]
    words = words or [p.words for _, p in problems_of(quick.lines, writer.profile)]
    if not words:
        return {}
    return {"problems": words, "cleaned": quick.cleaned or None, "choices": choices}


def _choice(text: str, line: QuickLine, choice: Choice) -> dict[str, Any]:
    """Words that may mean several codes, with their place in the text."""
    start = text.find(choice.said, line.start, line.end)
    place = (start, start + len(choice.said)) if start >= 0 else (line.start, line.end)
    first = {"code": line.line.code, "title": choice.title}
    others = [{"code": other.code, "title": other.title} for other in choice.alternatives]
    return {"start": place[0], "end": place[1], "said": choice.said, "codes": [first, *others]}


def _to_take_back(writer: Writer, one: TextOperation, memory: Memory) -> list[Entry] | None:
    """The entries that are to go; None where one is not as the person saw it last."""
    done = [key for key in one.instead if memory.result(key) == "saved"]
    ids = {pk: 1 for key in done for pk in _ids(writer.user, key)}
    found = {entry.pk: entry for entry in _standing(writer, [*ids, *one.over])}
    if any(entry.version != {**ids, **one.over}[pk] for pk, entry in found.items()):
        return None
    if any(pk in writer.removed for pk in ids) or _stones(writer.user, list(ids)):
        return None
    return list(found.values())


def _record(writer: Writer, one: TextOperation, quick: Quick) -> None:
    made = [entry_of(writer.user, line, at, one.key) for at, line in enumerate(quick.lines)]
    known = there(writer.user, [entry.pk for entry in made])
    fresh = [(e, line) for e, line in zip(made, quick.lines, strict=True) if e.pk not in known]
    for entry, line in fresh:
        writer.add(entry, line.tags)
    if fresh:
        writer.note(Change.Kind.ADDED, len(fresh), fresh[0][0].pk if len(fresh) == 1 else None)


def _standing(writer: Writer, ids: Sequence[UUID]) -> Iterator[Entry]:
    """Those of some entries that are in the log after the operations before this one."""
    for pk in ids:
        if pk in writer.new:
            yield writer.new[pk]
    for entry in _in_log(writer.user, ids):
        if entry.pk not in writer.removed:
            yield writer.changed.get(entry.pk, entry)


def _in_log(user: User, ids: Sequence[UUID]) -> Iterator[Entry]:
    for some in _chunks(ids):
        yield from scope.entries(user).filter(pk__in=some)


def _stones(user: User, ids: Sequence[UUID]) -> bool:
    return any(Tombstone.objects.of(user).filter(entry__in=some).exists() for some in _chunks(ids))


def _ids(user: User, key: UUID) -> Iterator[UUID]:
    """The ids that the entries of a text have, as many as it may have."""
    return (id_of_line(user, key, at) for at in range(MOST_LINES))


def _chunks(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    known = list(ids)
    for first in range(0, len(known), MOST_LINES):
        yield known[first : first + MOST_LINES]
