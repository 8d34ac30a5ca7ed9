"""The whole table in its order: plain lines priced as they stream by, the others looked up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from openrvu.pricing.claim import LineOutcome
from openrvu.pricing.table.arrow import fill
from openrvu.pricing.table.cells import quoted
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
from openrvu.pricing.table.programs import Programs
from openrvu.pricing.table.rejected import REJECT
from openrvu.rules.reasons import reasons

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def fill_reasons(db: DuckDBPyConnection) -> None:
    """Make the table ``told``: what each reason makes of a line, and the sentence."""
    rows: list[tuple[str, str, str | None]] = [("", LineOutcome.PRICED.value, None)]
    rows += [(each.id, each.outcome, each.says) for each in reasons()]
    fill(db, "told", {"reason": "VARCHAR", "outcome": "VARCHAR", "says": "VARCHAR"}, rows)
    db.execute("ALTER TABLE told ALTER reason TYPE reason_id")


def whole_sql(claims: Claims, programs: Programs, *, rejects: bool) -> str:
    """A SELECT of the columns of the input and what is added, without the rejected rows."""
    carried = {name: f"i_{place}" for place, name in enumerate(claims.types)}
    said = ", ".join(f"p.{alias} AS {quoted(name)}" for name, alias in carried.items())
    anti = f"ANTI JOIN {REJECT} AS j ON j.rn = p.rn" if rejects else ""
    return f"""
SELECT {said},
       CASE WHEN t.outcome = '{LineOutcome.PRICED.value}'
            THEN {_hundredths("coalesce(r.amount, p.amount)")} END AS amount,
       t.outcome AS outcome, t.says AS reason,
       {_hundredths("p.work_rvu")} AS work_rvu, {_hundredths("p.total_rvu")} AS total_rvu,
       l.label AS release
FROM ({_plain_sql(claims, programs, carried)}) AS p
LEFT JOIN result AS r ON r.rn = p.rn
LEFT JOIN told AS t ON t.reason = coalesce(r.reason, p.reason::reason_id)
LEFT JOIN release AS l ON l.release_id = p.release_id
{anti}
ORDER BY p.rn"""


def _hundredths(figure: str) -> str:
    """A whole number of hundredths as the decimal it stands for."""
    return f"({figure}::DECIMAL(15, 0) * 0.01::DECIMAL(3, 2))::DECIMAL(18, 2)"


def _plain_sql(claims: Claims, programs: Programs, carried: Mapping[str, str]) -> str:
    """Every row priced as a plain line, with the columns of the input beside."""
    more = "".join(f", {quoted(name)} AS {alias}" for name, alias in carried.items())
    lines = {**line_columns(claims), **{alias: f"x.{alias}" for alias in carried.values()}}
    del lines["meets"]
    from_ = joined_sql(claims, read_sql(claims, more=more))
    kept = ("rn", "release_id", *carried.values())
    columns = {
        **{name: f"x.{name}" for name in kept},
        **RVUS,
        "claim": "x.rn",
        "day": "x.day",
        "line": "1",
        **{name: field_sql(name) for name in needed(programs.plain.values())},
    }
    source = f"(SELECT {shown(columns)} FROM (SELECT {shown(lines)} FROM {from_}) AS x {SEEN})"
    return programs.sql(programs.plain, source, (*kept, *RVUS))
