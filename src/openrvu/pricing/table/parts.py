"""Lines that are not plain, in parts, each priced by the rules for what its lines meet for.

They are kept as numbers of what was found for them. A claim in which lines meet in more than one
way, or that has something out of the ordinary, is priced by all the rules together.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from openrvu.pricing.table.lines import shown
from openrvu.pricing.table.meets import FAMILY, IMAGING, RANKING, TESTS, THERAPY, VISIT, has
from openrvu.pricing.table.programs import ALONE, BOTH_SIDES, EVERYTHING, Programs
from openrvu.pricing.table.same import look_for_same
from openrvu.pricing.table.seen import RVUS, SEEN, field_sql, needed
from openrvu.rules.modifiers import bit

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from openrvu.pricing.table.spark import SparkEngine

_RARE = ("member", "is_visit", "alone_only", "ranked_visit", "lacks_parts", "timed")
#: What some claims have that others have not.
_OF_CLAIM = f"""
CREATE OR REPLACE TABLE of_claim AS
SELECT x.claim, bool_or({has("member")}) AS family, bool_or({has("is_visit")}) AS visit,
       bool_or(x.is_odd OR {has("alone_only", "ranked_visit", "lacks_parts")})
           OR count_if({has("timed")}) > 1 AS odd,
       count_if({has("side")} AND m.is_side) > 1 AS sides,
       odd OR sides AND visit AS everything
FROM line AS x JOIN modifier_set AS m USING (set_id)
WHERE x.several AND (x.is_odd OR {has(*_RARE)} OR {has("side")} AND m.is_side)
GROUP BY x.claim
"""
_EVERYTHING = "coalesce(g.everything, FALSE)"
#: Claims with two sides of the body, priced by the rules for whatever else their lines meet for.
_SIDES_ALONE = f"coalesce(g.sides, FALSE) AND NOT {_EVERYTHING}"
_TOGETHER = "coalesce(g.everything OR g.sides, FALSE)"

_FAMILY = "coalesce(g.family, FALSE)"
_MEETS = (RANKING, IMAGING, TESTS, THERAPY, "is_visit")


def _apart(name: str) -> str:
    return f"x.several AND {has(name)} AND NOT {_TOGETHER}"


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
    ALONE: f"NOT x.is_plain AND NOT {_TOGETHER} AND NOT (x.several AND {has(*_MEETS)})",
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
    same = look_for_same(db, f"line AS x {_WITH_CLAIM} WHERE {which}")
    from_ = f"line AS x {_WITH_CLAIM} {SEEN} WHERE {which}"
    outputs = programs.part(part, same.facts, same.possible, same.meet)
    carried = {"rn": "x.rn", **(RVUS if part in (ALONE, BOTH_SIDES, EVERYTHING) else {})}
    carried |= {"mine": has("is_visit")} if part == VISIT else {}
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
