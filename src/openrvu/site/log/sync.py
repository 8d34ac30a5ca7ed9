"""Operations that a device kept while it had no network, carried out once each.

Each operation has an id that the device made. What was carried out is remembered by that id, so a
list that is sent again, whole or in part, changes nothing. A conflict is an answer, not an error:
the log keeps what it has, and the device shows both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from openrvu.productivity.log.line import LogLine
from openrvu.site.log import scope
from openrvu.site.log.applied import CONFLICT, GONE, Memory
from openrvu.site.log.models import Change, Entry, Tombstone
from openrvu.site.log.operation import (
    EntryOperation,
    Malformed,
    Operation,
    TextOperation,
    operation_of,
)
from openrvu.site.log.record import problems_of
from openrvu.site.log.rows import entry_data, write_line
from openrvu.site.log.sync_text import do_text, entries_of
from openrvu.site.log.writer import Writer, taken_by_others, writing
from openrvu.site.people.models import User

#: Operations of one call; a device with more sends them in several.
MOST = 200


def sync(user: User, sent: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Carry out operations in their order; an answer for each, in the same order.

    Raises:
        Malformed: the list is too long, or one of it is no operation; then none is carried out.
    """
    if len(sent) > MOST:
        raise Malformed(f"found {len(sent)} operations; expected at most {MOST} in one call")
    asked = [operation_of(one, at) for at, one in enumerate(sent)]
    with writing(user) as writer:
        memory = Memory(user, (key for one in asked for key in (one.key, *one.instead)))
        named = (one.entry for one in asked if isinstance(one, EntryOperation))
        others = taken_by_others(user, named)
        results = [_result(writer, one, memory, others) for one in asked]
        memory.keep()
    return [_answer(user, one, result) for one, result in zip(asked, results, strict=True)]


def _result(writer: Writer, one: Operation, memory: Memory, others: set[UUID]) -> dict[str, Any]:
    """What becomes of an operation, and do it. A conflict stays one: the person decides anew."""
    if before := memory.result(one.key):
        return {"result": CONFLICT if before == CONFLICT else "same"}
    for key in one.instead:
        if not memory.result(key):
            memory.remember(key, GONE)
    if isinstance(one, TextOperation):
        result = do_text(writer, one, memory)
    elif one.entry in others:
        result = {"result": "refused", "problems": ["This id is taken; make another"]}
    else:
        result = _do_entry(writer, one, memory)
    if result["result"] != "refused":
        memory.remember(one.key, result["result"])
    return result


def _do_entry(writer: Writer, one: EntryOperation, memory: Memory) -> dict[str, Any]:
    kept = _kept(writer, one.entry)
    # Each earlier operation that was carried out after all made a version that the device knows of.
    version = one.version + sum(memory.result(key) == "saved" for key in one.instead)
    if one.line is None:
        return {"result": _delete(writer, kept, version)}
    problems = problems_of([one.line], writer.profile)
    if problems:
        return {"result": "refused", "problems": [problem.words for _, problem in problems]}
    return {"result": _put(writer, one, one.line, kept, version)}


def _kept(writer: Writer, key: UUID) -> Entry | None:
    """The entry as it stands after the operations before this one."""
    if key in writer.removed:
        return None
    pending = writer.new.get(key) or writer.changed.get(key)
    return pending or scope.entries(writer.user).filter(pk=key).first()


def _put(
    writer: Writer, one: EntryOperation, line: LogLine, entry: Entry | None, version: int
) -> str:
    if entry is None:
        if one.entry in writer.removed or _was_deleted(writer.user, one.entry):
            return CONFLICT
        entry = Entry(pk=one.entry, owner=writer.user, case=one.case, position=one.position)
        write_line(entry, line)
        writer.add(entry, line.tags, into=True)
        writer.note(Change.Kind.ADDED, 1, entry.pk)
        return "saved"
    if entry.version != version:
        return "same" if _says(writer, entry, line) else CONFLICT
    was = entry.case
    write_line(entry, line)
    entry.case, entry.position = one.case, one.position
    if entry.pk in writer.new:
        entry.version += 1
        writer.add(entry, line.tags, into=True)
    else:
        writer.change(entry, line.tags, was)
    writer.note(Change.Kind.CHANGED, 1, entry.pk)
    return "saved"


def _delete(writer: Writer, entry: Entry | None, version: int) -> str:
    if entry is None:
        return "same"
    if entry.version != version:
        return CONFLICT
    writer.new.pop(entry.pk, None)
    writer.changed.pop(entry.pk, None)
    writer.remove(entry)
    writer.note(Change.Kind.DELETED, 1, entry.pk)
    return "deleted"


def _was_deleted(user: User, key: UUID) -> bool:
    return Tombstone.objects.of(user).filter(entry=key).exists()


def _says(writer: Writer, entry: Entry, line: LogLine) -> bool:
    """Whether an entry says already what the device would have it say."""
    other = Entry(case=entry.case, position=entry.position)
    write_line(other, line)
    tags = scope.tags_of(writer.user, [entry.pk]).get(entry.pk, ())
    return _written(other, line.tags) == _written(entry, tags)


def _written(entry: Entry, tags: Sequence[str]) -> tuple[object, ...]:
    said = (entry.date, entry.code, entry.modifiers, entry.units, entry.pos, entry.role, entry.note)
    return (*said, tuple(tags))


def _answer(user: User, one: Operation, result: dict[str, Any]) -> dict[str, Any]:
    """What is told of an operation, with what the log says now."""
    told: dict[str, Any] = {"operation": str(one.key), "problems": [], **result}
    if isinstance(one, TextOperation):
        return {**told, "entries": entries_of(user, one)}
    entry = scope.entries(user).filter(pk=one.entry).first()
    tags = scope.tags_of(user, [one.entry]).get(one.entry, ())
    return {**told, "id": str(one.entry), "entry": entry_data(entry, tags) if entry else None}
