"""What a device sends that recorded without a network, understood or refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from openrvu.productivity.log.line import MOST_UNITS, LogLine, tidy_note
from openrvu.productivity.log.role import Role

#: The longest text of one operation, and the operations that one may take the place of.
MOST_TEXT = 20_000
MOST_INSTEAD = 50
_MOST_VERSION = 2**31 - 1


class Malformed(ValueError):
    """An operation that no version of our page sends."""


@dataclass(frozen=True, slots=True)
class EntryOperation:
    """An entry is to say something, or to go.

    Attributes:
        key: the operation's own id.
        instead: earlier operations on the entry that this one takes the place of. The device
            cannot know whether they were carried out; those that were not never will be.
        entry: the id of the entry it is about.
        line: what the entry should say; None to delete it.
        case: the entry's case.
        position: its place in the case.
        version: of the entry that the device knew before those of ``instead``; 0 where it made the
            entry.
    """

    key: UUID
    instead: tuple[UUID, ...]
    entry: UUID
    line: LogLine | None
    case: UUID
    position: int
    version: int


@dataclass(frozen=True, slots=True)
class TextOperation:
    """A text of the one box is to be recorded, or what was recorded of earlier ones taken back.

    Attributes:
        key: the operation's own id; the ids of its entries are made of it.
        instead: earlier texts that this one takes the place of, as above.
        text: as it was typed; None to record nothing.
        day: on which it was typed.
        over: versions of entries of earlier texts that the person saw and will have go.
    """

    key: UUID
    instead: tuple[UUID, ...]
    text: str | None
    day: date
    over: Mapping[UUID, int]


Operation = EntryOperation | TextOperation


def _of_entry(data: Mapping[str, Any], key: UUID, instead: tuple[UUID, ...]) -> EntryOperation:
    entry = data["entry"]
    return EntryOperation(
        key=key,
        instead=instead,
        entry=UUID(entry["id"]),
        line=_line(entry) if data["do"] == "put" else None,
        case=UUID(entry.get("case", entry["id"])),
        position=_whole(entry.get("position", 0), 32_767),
        version=_whole(data.get("version", 0), _MOST_VERSION),
    )


def _of_text(data: Mapping[str, Any], key: UUID, instead: tuple[UUID, ...]) -> TextOperation:
    text = data["text"] if data["do"] == "text" else None
    if text is not None and not (isinstance(text, str) and len(text) <= MOST_TEXT):
        raise ValueError("text")
    over = data.get("over", {})
    if len(over) > MOST_INSTEAD * 10:
        raise ValueError("over")
    return TextOperation(
        key=key,
        instead=instead,
        text=text,
        day=date.fromisoformat(data["on"]),
        over={UUID(one): _whole(version, _MOST_VERSION) for one, version in over.items()},
    )


def _instead(said: object) -> tuple[UUID, ...]:
    if not isinstance(said, list) or len(said) > MOST_INSTEAD:
        raise ValueError("instead")
    return tuple(dict.fromkeys(UUID(one) for one in said))


def _line(entry: Mapping[str, Any]) -> LogLine:
    modifiers, tags = entry.get("modifiers", []), entry.get("tags", [])
    if not all(isinstance(one, str) for one in (*modifiers, *tags, entry["code"])):
        raise ValueError("code, modifiers or tags")
    return LogLine(
        date=date.fromisoformat(entry["date"]),
        code=entry["code"].strip().upper(),
        modifiers=tuple(one.strip().upper() for one in modifiers),
        units=_whole(entry.get("units", 1), MOST_UNITS),
        pos=str(entry.get("pos", "")).strip(),
        role=Role(entry.get("role", Role.PRIMARY)),
        tags=tuple(tags),
        note=tidy_note(str(entry.get("note", ""))),
    )


def _whole(value: object, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(f"{value!r}, expected a whole number of 0 to {most},")
    return value


_READERS: Mapping[str, Callable[[Mapping[str, Any], UUID, tuple[UUID, ...]], Operation]] = {
    "put": _of_entry,
    "delete": _of_entry,
    "text": _of_text,
    "withdraw": _of_text,
}


def operation_of(data: Mapping[str, Any], at: int) -> Operation:
    """An operation from JSON.

    Raises:
        Malformed: it is none; the message names its place, from 0, and the field.
    """
    try:
        key, instead = UUID(data["operation"]), _instead(data.get("instead", []))
        return _READERS[data["do"]](data, key, instead)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Malformed(f"operations[{at}]: {error!s} is missing or not as it should be") from None
