"""Lines in parts, each priced by the rules for what its lines meet for.

The lines of a slice are kept as numbers of what was found for them. Those of claims of several are
divided by what they meet for; most of the others are plain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openrvu.pricing.table.lines import (
    RVUS,
    SEEN,
    Claims,
    field_sql,
    joined_sql,
    line_columns,
    needed,
    read_sql,
    shown,
)
from openrvu.pricing.table.programs import ALONE, EVERYTHING, Programs
from openrvu.rules import fields as of
from openrvu.rules import meetings
from openrvu.rules.expression import Expression
from openrvu.rules.modifiers import bit
from openrvu.rules.reasons import reasons
from openrvu.rules.simplify import specialise

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from openrvu.pricing.table.spark import SparkEngine

VISIT = meetings.VISIT.name
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
    "odd_visit": of.is_visit & ~of.multiple.is_in("0", "9"),
}
_BITS = {name: 1 << place for place, name in enumerate((*_ASKED, "lacks_parts"))}


@dataclass(frozen=True, slots=True)
class Slice:
    """Some claims, whole.

    Attributes:
        rows: the rows they are among; None where they may be anywhere.
        condition: SQL that holds for their lines.
    """

    rows: range | None = None
    condition: str = "TRUE"


def prepare_parts(db: DuckDBPyConnection, programs: Programs) -> None:
    """Make the table ``service_key``: each row of the schedule, and the meetings it comes to."""
    rows = "(SELECT *, row_id AS claim, DATE '2000-01-01' AS day, 1 AS line FROM service)"
    asked = programs.sql(_ASKED, rows, ("row_id", "release_id", "code", "component", "lacks_parts"))
    meets = " + ".join(f"CASE WHEN {name} THEN {each} ELSE 0 END" for name, each in _BITS.items())
    db.execute(
        "CREATE OR REPLACE TABLE service_key AS SELECT release_id, code, component, row_id,"
        f" ({meets})::USMALLINT AS meets FROM ({asked}) WHERE row_id > 0"
    )
    db.execute(_WHOLE_MEETS)
    ids = ", ".join(f"'{each}'" for each in ("", *(reason.id for reason in reasons())))
    db.execute("DROP TABLE IF EXISTS result; DROP TYPE IF EXISTS reason_id")
    db.execute(f"CREATE TYPE reason_id AS ENUM ({ids})")
    db.execute(_RESULT)


#: What answers where a component has no row of its own comes to the same meetings.
_WHOLE_MEETS = """
CREATE OR REPLACE TABLE whole AS
SELECT w.*, coalesce(a.meets, b.meets, 0) AS meets FROM whole AS w
LEFT JOIN service_key AS a ON a.row_id = w.whole_row
LEFT JOIN service_key AS b ON b.row_id = w.only_row
"""
#: What became of the lines that are not plain.
_RESULT = """
CREATE TABLE result (
    rn BIGINT, reason reason_id, amount BIGINT, work_rvu INTEGER, total_rvu INTEGER
)
"""


def load_lines(db: DuckDBPyConnection, claims: Claims, some: Slice, *, plain: bool = True) -> None:
    """Make the table ``line`` of every line of a slice; none is taken for plain if not asked."""
    columns = {
        **line_columns(claims),
        "claim": "t.claim",
        "line": "coalesce(t.line, 1)",
        "is_plain": _IS_PLAIN if plain else "FALSE",
    }
    from_ = f"{joined_sql(claims, read_sql(claims, some.rows))}\n{_TOGETHER}"
    db.execute(
        f"CREATE OR REPLACE TABLE line AS SELECT {shown(columns)} FROM {from_} "
        f"WHERE {some.condition}"
    )


_TOGETHER = """LEFT JOIN together AS t ON t.rn = x.rn
LEFT JOIN code_kind AS c ON c.code = x.code"""
_IS_PLAIN = (
    "m.is_plain AND NOT coalesce(c.is_timed, FALSE)"
    " AND (x.units = 1 OR NOT coalesce(c.counts_units, FALSE))"
)


def _any(name: str) -> str:
    return f"bit_or(meets) & {_BITS[name]} <> 0"


def _several(name: str) -> str:
    return f"count_if(meets & {_BITS[name]} <> 0) > 1"


#: For what the lines of a claim meet on a day.
_GROUPS = f"""
CREATE OR REPLACE TABLE of_day AS
SELECT line.claim, day, {_several("ranking")} AS ranking, {_any("member")} AS family,
       {_several("imaging")} AS imaging, {_several("tests")} AS tests,
       {_several("therapy")} AS therapy, {_several("visit")} AND {_any("is_visit")} AS visit,
       count_if(meets & {_BITS["side"]} <> 0 AND m.is_side) > 1 OR {_any("alone_only")}
           OR {_several("timed")} OR {_any("odd_visit")} OR {_any("lacks_parts")} AS everything
FROM line JOIN modifier_set AS m USING (set_id)
WHERE line.claim IS NOT NULL AND meets <> 0
GROUP BY line.claim, day HAVING count(*) > 1 OR {_any("alone_only")}
"""


def _comes(name: str) -> str:
    return f"(meets & {_BITS[name]} <> 0 AND {name})"


#: Which part each line of a claim of several belongs to; none where it is plain after all.
_DIVIDED = f"""
CREATE OR REPLACE TABLE divided AS
SELECT line.* EXCLUDE (release_id, meets),
       CASE WHEN everything THEN '{EVERYTHING}'
            WHEN {_comes("ranking")} THEN CASE WHEN family THEN 'family' ELSE 'ranking' END
            WHEN {_comes("imaging")} THEN 'imaging'
            WHEN {_comes("tests")} THEN 'tests'
            WHEN {_comes("therapy")} THEN 'therapy'
            WHEN meets & {_BITS["is_visit"]} <> 0 AND visit THEN '{VISIT}'
            WHEN NOT is_plain THEN '{ALONE}' END AS part,
       coalesce({_comes("visit")} AND NOT everything, FALSE) AS beside_visit
FROM line LEFT JOIN of_day USING (claim, day)
WHERE claim IS NOT NULL
UNION ALL
SELECT * EXCLUDE (release_id, meets) REPLACE (rn AS claim), '{ALONE}', FALSE
FROM line WHERE claim IS NULL AND NOT is_plain
"""


def price_parts(
    db: DuckDBPyConnection, programs: Programs, engine: SparkEngine | None = None
) -> None:
    """Price the lines of the table ``line`` that are not plain, into the table ``result``.

    Args:
        db: where they are.
        programs: the rules of each part.
        engine: what prices them, where it is not DuckDB itself.
    """
    db.execute(_GROUPS)
    db.execute(_DIVIDED)
    parts = db.execute("SELECT DISTINCT part FROM divided WHERE part IS NOT NULL").fetchall()
    for (part,) in parts:
        priced = _priced_sql(db, programs, part, engine)
        db.execute(f"INSERT INTO result BY NAME SELECT * FROM ({priced}) {_mine(part)}")


def _mine(part: str) -> str:
    """Of a visit's company only what is said of the visit counts."""
    return f"WHERE rn IN (SELECT rn FROM divided WHERE part = '{part}')" if part == VISIT else ""


def _priced_sql(
    db: DuckDBPyConnection, programs: Programs, part: str, engine: SparkEngine | None
) -> str:
    """A SELECT of what becomes of the lines of a part."""
    outputs = programs.part(part)
    columns = {
        **{name: f"x.{name}" for name in ("rn", "claim", "day", "line")},
        **RVUS,
        **{name: field_sql(name) for name in needed(outputs.values())},
    }
    if "parts_missing" in columns:
        columns["parts_missing"] = _parts_missing(part)
    which = "x.beside_visit" if part == VISIT else f"x.part = '{part}'"
    source = f"SELECT {shown(columns)} FROM divided AS x {SEEN} WHERE {which}"
    kept = ("rn", *RVUS)
    if engine is not None:
        return engine.price(db, part, source, kept)
    return programs.sql(outputs, f"({source})", kept)


def _parts_missing(part: str) -> str:
    """Whether a line cannot be priced since the parts of a test are not known.

    The same as :func:`openrvu.pricing.prepare.mark_missing_parts` says of one claim.
    """
    reduced, equipment = "s.multiple IN ('4', '6', '7')", ("FX", "FY", "CT")
    mask = sum(1 << place for code in equipment if (place := bit(code)) is not None)
    alone = f"s.lacks_parts AND ({reduced} AND x.units <> 1 OR (m.mask & {mask}) <> 0)"
    if part == ALONE:
        return alone
    alike = "OVER (PARTITION BY x.claim, x.day, s.multiple)"
    return f"{reduced} AND bool_or(s.lacks_parts) {alike} AND count(*) {alike} > 1 OR {alone}"
