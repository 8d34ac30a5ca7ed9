"""For what lines meet others: asked once of each row of the schedule, and kept as bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrvu.pricing.table.programs import Programs
from openrvu.pricing.table.seen import needed
from openrvu.rules import fields as of
from openrvu.rules import meetings
from openrvu.rules.expression import Expression
from openrvu.rules.simplify import specialise

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RANKING, FAMILY, VISIT = (each.name for each in (meetings.RANKING, meetings.FAMILY, meetings.VISIT))
IMAGING, TESTS, THERAPY = (
    each.name for each in (meetings.IMAGING, meetings.TESTS, meetings.THERAPY)
)
#: Parts in which every line has one unit.
OF_ONE_UNIT = (RANKING, IMAGING, TESTS)
#: Modifiers by which a line may be one side of a pair.
_SIDES = tuple(name for name in needed([meetings.SIDES]) if name.startswith("mod_"))
#: What is asked of the row of each line, to tell which part the line belongs to.
_ASKED: dict[str, Expression] = {
    **{each.name: each.comes for each in meetings.MEETINGS},
    "member": of.multiple.is_in("3"),
    "is_visit": of.is_visit,
    "side": specialise((meetings.SIDES,), dict.fromkeys(_SIDES, True))[0],
    "alone_only": meetings.ALONE_ONLY,
    "timed": meetings.ANESTHESIA,
    "ranked_visit": of.is_visit & ~of.multiple.is_in("0", "9"),
}
#: The bit of each.
BITS = {name: 1 << place for place, name in enumerate((*_ASKED, "lacks_parts"))}


def has(*names: str, bits: str = "x.meets") -> str:
    """SQL that holds where the bits of a line have any of some."""
    return f"({bits} & {sum(BITS[name] for name in names)}) <> 0"


def prepare_meetings(db: DuckDBPyConnection, programs: Programs) -> None:
    """Make the table ``service_key``: the row of a release, code and component, and its meetings.

    A code that has one row alone, of a component, has it without component too.
    """
    rows = "(SELECT *, row_id AS claim, DATE '2000-01-01' AS day, 1 AS line FROM service)"
    kept = ("row_id", "release_id", "code", "component", "lacks_parts")
    asked = programs.sql(_ASKED, rows, kept)
    meets = " + ".join(f"CASE WHEN {name} THEN {each} ELSE 0 END" for name, each in BITS.items())
    db.execute(_SERVICE_KEY.format(asked=asked, meets=meets))
    db.execute(_RESULT)
    db.execute(_CODE_MEETS)


_SERVICE_KEY = """
CREATE OR REPLACE TABLE service_key AS
WITH found AS (
    SELECT release_id, code_id, component, row_id, ({meets})::USMALLINT AS meets
    FROM ({asked}) JOIN code_number USING (code) WHERE row_id > 0
)
SELECT release_id, code_id, row_id, meets,
       (list_position(['', '26', 'TC', '53'], component) - 1)::UTINYINT AS component_id
FROM found
UNION ALL
SELECT w.release_id, w.code_id, w.only_row, f.meets, 0
FROM whole AS w JOIN found AS f ON f.row_id = w.only_row WHERE w.whole_row < 0
"""
#: For what a code meets others, in any release.
_CODE_MEETS = """
CREATE OR REPLACE TABLE said_code AS
SELECT c.*, coalesce(k.meets, 0) AS meets
FROM said_code AS c
LEFT JOIN (SELECT code_id, bit_or(meets) AS meets FROM service_key GROUP BY code_id) AS k
    USING (code_id)
"""
#: What became of the lines that are not plain. RVUs where the line has another row than its
#: component says.
_RESULT = """
CREATE OR REPLACE TABLE result (
    rn BIGINT, reason UTINYINT, amount BIGINT, work_rvu INTEGER, total_rvu INTEGER
)
"""
