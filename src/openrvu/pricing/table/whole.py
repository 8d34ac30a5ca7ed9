"""The whole table in its order: plain lines priced as they stream by, the others looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrvu.pricing.claim import LineOutcome
from openrvu.pricing.table.arrow import fill
from openrvu.pricing.table.cells import quoted
from openrvu.pricing.table.columns import ADDED
from openrvu.pricing.table.lines import (
    RVUS,
    SEEN,
    Claims,
    field_sql,
    joined_sql,
    line_columns,
    needed,
    read_sql,
    rows_of,
    shown,
    text_of,
)
from openrvu.pricing.table.programs import Programs
from openrvu.pricing.table.rejected import REJECT
from openrvu.rules.reasons import reasons

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def whole_sql(
    db: DuckDBPyConnection, claims: Claims, programs: Programs, *, rejects: bool, loaded: bool
) -> str:
    """Price the plain lines; a SELECT of the columns of the input and what is added, in order.

    Args:
        db: where the other lines are priced already.
        claims: the table.
        programs: the rules.
        rejects: whether some rows are left out.
        loaded: whether the table ``line`` has every line of the table.
    """
    _fill_told(db)
    plain = _plain_sql(_lines_sql(claims, loaded=loaded), programs)
    db.execute(_priced_sql(plain, rejects=rejects))
    said = ", ".join(f"i.{quoted(name)}" for name in claims.types)
    added = ", ".join(f"p.{name}" for name in ADDED)
    rows = rows_of(claims.path)
    if not rejects:
        return f"SELECT {said}, {added} FROM {rows} AS i POSITIONAL JOIN priced AS p"
    return (
        f"SELECT {said}, {added} FROM {rows} AS i JOIN priced AS p ON p.rn = i.file_row_number "
        "ORDER BY p.rn"
    )


def _fill_told(db: DuckDBPyConnection) -> None:
    """Make the table ``told``: what each reason makes of a line, and the sentence."""
    rows: list[tuple[str, str, str | None]] = [("", LineOutcome.PRICED.value, None)]
    rows += [(each.id, each.outcome, each.says) for each in reasons()]
    fill(db, "told", {"reason": "VARCHAR", "outcome": "VARCHAR", "says": "VARCHAR"}, rows)
    labels = [label for (label,) in db.execute("SELECT DISTINCT label FROM release").fetchall()]
    _make_type(db, "outcome_text", list(dict.fromkeys(outcome for _, outcome, _ in rows)))
    _make_type(db, "reason_text", list(dict.fromkeys(says for *_, says in rows if says)))
    _make_type(db, "release_label", labels or [""])
    db.execute(_NARROW)


def _make_type(db: DuckDBPyConnection, name: str, texts: list[str]) -> None:
    """Make a type of some texts, each of which is kept as a small number."""
    db.execute(f"DROP TYPE IF EXISTS {name}")
    db.execute(f"CREATE TYPE {name} AS ENUM ({', '.join(map(text_of, texts))})")


_NARROW = """
ALTER TABLE told ALTER reason TYPE reason_id;
ALTER TABLE told ALTER outcome TYPE outcome_text;
ALTER TABLE told ALTER says TYPE reason_text;
"""


def _priced_sql(plain: str, *, rejects: bool) -> str:
    """Makes the table ``priced``: ``rn`` and what is added, in the order of the table."""
    anti = f"ANTI JOIN {REJECT} AS j ON j.rn = p.rn" if rejects else ""
    return f"""
CREATE OR REPLACE TABLE priced AS
SELECT p.rn,
       CASE WHEN t.outcome = '{LineOutcome.PRICED.value}'
            THEN {_hundredths("coalesce(r.amount, p.amount)")} END AS amount,
       t.outcome, t.says AS reason,
       {_hundredths("p.work_rvu")} AS work_rvu, {_hundredths("p.total_rvu")} AS total_rvu,
       l.label::release_label AS release
FROM ({plain}) AS p
LEFT JOIN result AS r ON r.rn = p.rn
LEFT JOIN told AS t ON t.reason = coalesce(r.reason, p.reason::reason_id)
LEFT JOIN release AS l ON l.release_id = p.release_id
{anti}
ORDER BY p.rn"""


def _hundredths(figure: str) -> str:
    """A whole number of hundredths as the decimal it stands for."""
    return f"({figure}::DECIMAL(15, 0) * 0.01::DECIMAL(3, 2))::DECIMAL(18, 2)"


def _lines_sql(claims: Claims, *, loaded: bool) -> str:
    """Every line with what was found for it: as it was loaded, else looked up again."""
    if loaded:
        return "line"
    lines = line_columns(claims)
    del lines["meets"]
    return f"(SELECT {shown(lines)} FROM {joined_sql(claims, read_sql(claims))})"


def _plain_sql(lines: str, programs: Programs) -> str:
    """Every line priced as a plain one."""
    columns = {
        **{name: f"x.{name}" for name in ("rn", "release_id")},
        **RVUS,
        "claim": "x.rn",
        "day": "x.day",
        "line": "1",
        **{name: field_sql(name) for name in needed(programs.plain.values())},
    }
    source = f"(SELECT {shown(columns)} FROM {lines} AS x {SEEN})"
    return programs.sql(programs.plain, source, ("rn", "release_id", *RVUS))
