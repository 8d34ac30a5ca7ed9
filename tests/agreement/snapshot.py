"""The SQL of the parts of a table as it is kept beside these tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from agreement.claims import FIRST, LAST
from agreement.engines import ENGINES, Engine
from agreement.prepared import KEYS
from openrvu.pricing.table.programs import ALONE, Known, Programs
from openrvu.rules.meetings import MEETINGS

FOLDER = Path(__file__).with_name("snapshots")

_PLAIN = "plain"
_PARTS = (_PLAIN, ALONE, *(meeting.name for meeting in MEETINGS))
#: The name of each file, with the part and the dialect it holds.
FILES: Mapping[str, tuple[str, Engine]] = {
    f"{part}.{engine}.sql": (part, engine) for part in _PARTS for engine in ENGINES
}


def compiled(file: str) -> str:
    """What belongs into one of :data:`FILES`: for a table of the years of the book."""
    part, engine = FILES[file]
    programs = Programs(Known(FIRST, LAST), engine)
    outputs = programs.plain if part == _PLAIN else programs.part(part)
    return programs.sql(outputs, "lines", KEYS) + "\n"


def kept() -> Mapping[str, str]:
    """The files of the folder, by name."""
    return {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.sql"))}
