"""The SQL of every small program as it is kept beside these tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from agreement.claims import FIRST, LAST
from agreement.engines import ENGINES, Engine
from agreement.prepared import KEYS
from openrvu.rules.as_sql import compile_sql
from openrvu.rules.fields import GIVEN
from openrvu.rules.meetings import MEETINGS, program
from openrvu.rules.order import TABLE_OUTPUTS
from openrvu.rules.parameters import parameters
from openrvu.rules.simplify import Fact
from openrvu.rules.sql.data import Data

FOLDER = Path(__file__).with_name("snapshots")

#: A table of claims brings no fees of its own.
_FACTS: Mapping[str, Fact] = {
    **{f"has_given_{name}": False for name in GIVEN},
    **{f"given_{name}": 0 for name in GIVEN},
}
_DATA = Data(
    days=(FIRST, LAST),
    dated={law.name: [(each.first, each.scaled) for each in law.values] for law in parameters()},
    most_lines=1_000,
)


_PROGRAMS = {meeting.name if meeting else "alone": meeting for meeting in (None, *MEETINGS)}
#: The name of each file, with the program and the dialect it holds.
FILES: Mapping[str, tuple[str, Engine]] = {
    f"{name}.{engine}.sql": (name, engine) for name in _PROGRAMS for engine in ENGINES
}


def compiled(file: str) -> str:
    """What belongs into one of :data:`FILES`."""
    name, engine = FILES[file]
    small = program(TABLE_OUTPUTS, _FACTS, _PROGRAMS[name])
    return compile_sql(small, "lines", dialect=engine, keep=KEYS, data=_DATA) + "\n"


def kept() -> Mapping[str, str]:
    """The files of the folder, by name."""
    return {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.sql"))}
