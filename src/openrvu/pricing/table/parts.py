"""Lines that are not plain, in parts, each priced by the rules for what its lines meet for.

They are kept as numbers of what was found for them. A claim in which lines meet in more than one
way, or that has something out of the ordinary, is priced by all the rules together.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openrvu.pricing.table.claims import Gathered
from openrvu.pricing.table.lines import (
    RVUS,
    SEEN,
    Claims,
    field_sql,
    line_columns,
    needed,
    read_sql,
    schedule_joined,
    shown,
    words_joined,
)
from openrvu.pricing.table.programs import ALONE, BOTH_SIDES, EVERYTHING, Programs
from openrvu.rules import fields as of
from openrvu.rules import meetings
from openrvu.rules.expression import Expression
from openrvu.rules.modifiers import bit
from openrvu.rules.simplify import Fact, specialise

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from openrvu.pricing.table.spark import SparkEngine

RANKING, FAMILY, VISIT = (each.name for each in (meetings.RANKING, meetings.FAMILY, meetings.VISIT))
IMAGING, TESTS, THERAPY = (
    each.name for each in (meetings.IMAGING, meetings.TESTS, meetings.THERAPY)
)
#: Parts in which every line has one unit.
_OF_ONE_UNIT = (RANKING, IMAGING, TESTS)
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
_BITS = {name: 1 << place for place, name in enumerate((*_ASKED, "lacks_parts"))}


def _has(*names: str) -> str:
    return f"(x.meets & {sum(_BITS[name] for name in names)}) <> 0"


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
    """Make the table ``service_key``: the row of a release, code and component, and its meetings.

    A code that has one row alone, of a component, has it without component too.
    """
    rows = "(SELECT *, row_id AS claim, DATE '2000-01-01' AS day, 1 AS line FROM service)"
    kept = ("row_id", "release_id", "code", "component", "lacks_parts")
    asked = programs.sql(_ASKED, rows, kept)
    meets = " + ".join(f"CASE WHEN {name} THEN {each} ELSE 0 END" for name, each in _BITS.items())
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


# Lines -----------------------------------------------------------------------------------------

#: The claim and day of a line in one number; days count from 1970.
_CLAIM = "{claim} * 65536 + (t.day - DATE '1970-01-01')"
#: Of one service, that touches no other, without a modifier that changes what is paid.
_IS_PLAIN = "m.is_plain AND NOT c.is_timed AND (x.units = 1 OR NOT c.counts_units)"


def load_lines(
    db: DuckDBPyConnection, claims: Claims, by: Gathered, some: Slice, *, plain: bool = True
) -> None:
    """Make the table ``line`` of the lines of a slice that may not be plain.

    Args:
        db: where it is made.
        claims: the table of claims.
        by: how a row tells its claim.
        some: which claims.
        plain: whether plain lines are left out; else every line is there, as one that is not.
    """
    is_plain = _IS_PLAIN if plain else "FALSE"
    columns = {
        **line_columns(claims),
        "claim": _CLAIM.format(claim=by.claim),
        "line": by.line,
        "several": by.several,
        "is_plain": is_plain,
        "is_odd": f"m.is_odd OR (x.units <> 1 AND {_has_bits('s', *_OF_ONE_UNIT)})",
    }
    del columns["release_id"]
    joins = "\n".join(
        [
            f"({read_sql(claims, some.rows, more=by.read)}) AS x",
            by.join,
            *words_joined(claims),
            *schedule_joined(claims),
        ]
    )
    meets = f"{by.several} AND ({_meets_others(db, claims, by, some)})"
    db.execute(
        f"CREATE OR REPLACE TABLE line AS SELECT {shown(columns)} FROM {joins} "
        f"WHERE ({meets} OR NOT ({is_plain})) AND {some.condition}"
    )


def _meets_others(db: DuckDBPyConnection, claims: Claims, by: Gathered, some: Slice) -> str:
    """SQL that holds for a line of a claim of several that may meet another.

    A service that is paid only where nothing else is meets every line of its claim.
    """
    bit_of = _BITS["alone_only"]
    (count,) = db.execute(f"SELECT count_if(meets & {bit_of} <> 0) FROM said_code").fetchall()[0]
    if not count:
        return "c.meets <> 0"
    rows = read_sql(claims, some.rows, more=by.read)
    db.execute(
        f"CREATE OR REPLACE TABLE exclusive AS SELECT DISTINCT {by.claim} AS claim"
        f" FROM ({rows}) AS x {by.join} JOIN said_code AS c ON c.raw = x.raw_code"
        f" WHERE c.meets & {bit_of} <> 0 AND {by.several}"
    )
    return f"c.meets <> 0 OR {by.claim} IN (FROM exclusive)"


def _has_bits(letter: str, *names: str) -> str:
    return f"(coalesce({letter}.meets, 0) & {sum(_BITS[name] for name in names)}) <> 0"


_RARE = ("member", "is_visit", "alone_only", "ranked_visit", "lacks_parts", "timed")
#: What some claims have that others have not.
_OF_CLAIM = f"""
CREATE OR REPLACE TABLE of_claim AS
SELECT x.claim, bool_or({_has("member")}) AS family, bool_or({_has("is_visit")}) AS visit,
       bool_or(x.is_odd OR {_has("alone_only", "ranked_visit", "lacks_parts")})
           OR count_if({_has("timed")}) > 1 AS odd,
       count_if({_has("side")} AND m.is_side) > 1 AS sides,
       odd OR sides AND visit AS everything
FROM line AS x JOIN modifier_set AS m USING (set_id)
WHERE x.several AND (x.is_odd OR {_has(*_RARE)} OR {_has("side")} AND m.is_side)
GROUP BY x.claim
"""
_EVERYTHING = "coalesce(g.everything, FALSE)"
#: Claims with two sides of the body, priced by the rules for whatever else their lines meet for.
_SIDES_ALONE = f"coalesce(g.sides, FALSE) AND NOT {_EVERYTHING}"
_TOGETHER = "coalesce(g.everything OR g.sides, FALSE)"

_FAMILY = "coalesce(g.family, FALSE)"
_MEETS = (RANKING, IMAGING, TESTS, THERAPY, "is_visit")


def _apart(name: str) -> str:
    return f"x.several AND {_has(name)} AND NOT {_TOGETHER}"


#: Which lines belong to each part.
_BELONGS = {
    EVERYTHING: _EVERYTHING,
    BOTH_SIDES: _SIDES_ALONE,
    IMAGING: _apart(IMAGING),
    TESTS: _apart(TESTS),
    THERAPY: _apart(THERAPY),
    RANKING: f"{_apart(RANKING)} AND NOT {_FAMILY}",
    FAMILY: f"{_apart(RANKING)} AND {_FAMILY}",
    # beside the visits, the procedures whose package they may belong to
    VISIT: f"{_apart(VISIT)} AND coalesce(g.visit, FALSE)",
    ALONE: f"NOT x.is_plain AND NOT {_TOGETHER} AND NOT (x.several AND {_has(*_MEETS)})",
}


def price_parts(
    db: DuckDBPyConnection, programs: Programs, engine: SparkEngine | None = None
) -> None:
    """Price the lines of the table ``line`` that are not plain, into the table ``result``.

    Args:
        db: where they are.
        programs: the rules of each part.
        engine: what prices them, where it is not DuckDB itself.
    """
    db.execute(_OF_CLAIM)
    counted = ", ".join(f"count_if({which})" for which in _BELONGS.values())
    counts = db.execute(f"SELECT {counted} FROM line AS x {_WITH_CLAIM}").fetchall()[0]
    # While one part is priced the rules of the next are made small for it.
    with db.cursor() as other, ThreadPoolExecutor(1) as beside:
        begun: list[Future[object]] = []
        for (part, which), count in zip(_BELONGS.items(), counts, strict=True):
            if count:
                priced = _priced_sql(db, programs, part, which, engine)
                # of a visit's company only what is said of the visit counts
                mine = " EXCLUDE (mine)" if part == VISIT else ""
                only = " WHERE mine" if part == VISIT else ""
                add = f"INSERT INTO result BY NAME SELECT *{mine} FROM ({priced}){only}"
                begun.append(beside.submit(other.execute, add))
        for each in begun:
            each.result()


_WITH_CLAIM = "LEFT JOIN of_claim AS g ON g.claim = x.claim"


def _priced_sql(
    db: DuckDBPyConnection,
    programs: Programs,
    part: str,
    which: str,
    engine: SparkEngine | None,
) -> str:
    """A SELECT of what becomes of the lines of a part."""
    facts, possible, meet = _known(db, which)
    from_ = f"line AS x {_WITH_CLAIM} {SEEN} WHERE {which}"
    outputs = programs.part(part, facts, possible, meet)
    carried = {"rn": "x.rn", **(RVUS if part in (ALONE, BOTH_SIDES, EVERYTHING) else {})}
    carried |= {"mine": _has("is_visit")} if part == VISIT else {}
    columns = {
        **carried,
        **{name: f"x.{name}" for name in ("claim", "day", "line")},
        **{name: field_sql(name) for name in needed(outputs.values())},
    }
    if "parts_missing" in columns:
        columns["parts_missing"] = _parts_missing(part)
    source = f"SELECT {shown(columns)} FROM {from_}"
    if engine is not None:
        return engine.price(db, outputs, source, tuple(carried))
    return programs.sql(outputs, f"({source})", tuple(carried))


#: Texts of the schedule's row whose values in a part make the rules small.
_TEXTS = ("multiple", "bilateral", "status", "global_days", "pctc", "row")
#: For each group of lines that meet, what one of them must have.
_COME = {
    "ranking": (RANKING,),
    "family": ("member",),
    "visit": ("is_visit",),
    "imaging": (IMAGING, TESTS),
    "therapy": (THERAPY,),
    "sides": ("side",),
    "alone_only": ("alone_only",),
    "anesthesia": ("timed",),
}
_FLAGS = ("unknown_modifier", "unmodelled_modifier", "patient_share")


def _known(
    db: DuckDBPyConnection, which: str
) -> tuple[dict[str, Fact], Mapping[str, list[str]], list[str]]:
    """What is the same for all lines of a part, what texts can be there, and who can meet."""
    db.execute(
        "CREATE OR REPLACE TABLE seen AS SELECT DISTINCT x.row_id, x.set_id, x.units, x.meets"
        f" FROM line AS x {_WITH_CLAIM} WHERE {which}"
    )
    asked = [
        "bit_or(x.meets)",
        "bit_or(m.mask)",
        "min(x.units)",
        "max(x.units)",
        "bool_or(s.lacks_parts)",
    ]
    asked += [f"bool_or(m.{name})" for name in _FLAGS]
    asked += [f'list(DISTINCT s."{name}"::VARCHAR)' for name in _TEXTS]
    joined = "seen AS x JOIN service AS s USING (row_id) JOIN modifier_set AS m USING (set_id)"
    answer = db.execute(f"SELECT {', '.join(asked)} FROM {joined}").fetchall()[0]
    meets, mask, least, most, lacks, *rest = answer
    absent = (
        code for code in of.SEEN if (place := bit(code)) is not None and not mask >> place & 1
    )
    facts: dict[str, Fact] = {f"mod_{code}": False for code in absent}
    facts |= {name: False for name, said in zip(_FLAGS, rest, strict=False) if not said}
    if least == most:
        facts["units"] = least
    if not lacks:
        facts["parts_missing"] = False
    possible = {}
    for name, values in zip(_TEXTS, rest[len(_FLAGS) :], strict=True):
        if len(values) == 1:
            facts[name] = values[0]
        else:
            possible[name] = values
    meet = [group for group, names in _COME.items() if any(meets & _BITS[name] for name in names)]
    return facts, possible, meet


def _parts_missing(part: str) -> str:
    """Whether a line cannot be priced since the parts of a test are not known.

    The same as :func:`openrvu.pricing.prepare.mark_missing_parts` says of one claim.
    """
    reduced, equipment = "s.multiple IN ('4', '6', '7')", ("FX", "FY", "CT")
    mask = sum(1 << place for code in equipment if (place := bit(code)) is not None)
    alone = f"s.lacks_parts AND ({reduced} AND x.units <> 1 OR (m.mask & {mask}) <> 0)"
    if part == ALONE:
        return alone
    alike = "OVER (PARTITION BY x.claim, s.multiple)"
    return f"{reduced} AND bool_or(s.lacks_parts) {alike} AND count(*) {alike} > 1 OR {alone}"
