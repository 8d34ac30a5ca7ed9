"""Between the entries that the log keeps and the lines that the calculation knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from openrvu.site.log.models import Entry

#: What a person wrote of an entry; the rest is worked out from it.
WRITTEN = ("case", "position", "date", "code", "modifiers", "units", "pos", "role", "note")


def line_of(entry: Entry, tags: Sequence[str] = ()) -> LogLine:
    """An entry as a line."""
    return LogLine(
        date=entry.date,
        code=entry.code,
        modifiers=tuple(entry.modifiers.split()),
        units=entry.units,
        pos=entry.pos,
        role=Role(entry.role),
        tags=tuple(tags),
        note=entry.note,
        case=str(entry.case),
    )


def write_line(entry: Entry, line: LogLine) -> None:
    """Put what a line says into an entry; its case and place in the case stay."""
    entry.date = line.date
    entry.code = line.code
    entry.modifiers = " ".join(line.modifiers)
    entry.units = line.units
    entry.pos = line.pos
    entry.role = line.role.value
    entry.note = line.note


def entry_data(entry: Entry, tags: Sequence[str] = ()) -> dict[str, Any]:
    """An entry for JSON: figures as decimal strings, ``null`` where there is none."""
    return {
        "id": str(entry.pk),
        "version": entry.version,
        "case": str(entry.case),
        "position": entry.position,
        "date": entry.date.isoformat(),
        "code": entry.code,
        "modifiers": entry.modifiers.split(),
        "units": entry.units,
        "pos": entry.pos,
        "role": entry.role,
        "tags": list(tags),
        "note": entry.note,
        "release": entry.release or None,
        "work_rvu": entry.full,
        "credited_work_rvu": entry.credited,
        "medicare_amount": entry.amount,
        "missing": entry.missing or None,
        "category": entry.category or None,
        "family": entry.family or None,
    }


def kept(entry: Entry, tags: Sequence[str]) -> dict[str, Any]:
    """What was written of an entry, as JSON that :func:`put_back` understands."""
    plain = {name: getattr(entry, name) for name in WRITTEN}
    return {
        **plain,
        "id": str(entry.pk),
        "case": str(entry.case),
        "date": entry.date.isoformat(),
        "created": entry.created.isoformat(),
        "tags": list(tags),
    }


def put_back(entry: Entry, data: Mapping[str, Any]) -> None:
    """Put what :func:`kept` wrote into an entry."""
    for name in WRITTEN:
        setattr(entry, name, data[name])
    entry.case = UUID(data["case"])
    entry.date = date.fromisoformat(data["date"])
