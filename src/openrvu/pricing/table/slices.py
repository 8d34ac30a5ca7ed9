"""Lines that may not be plain, looked for in a slice of the table at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openrvu.pricing.table.claims import Gathered
from openrvu.pricing.table.lines import (
    Claims,
    line_columns,
    read_sql,
    schedule_joined,
    shown,
    words_joined,
)
from openrvu.pricing.table.meets import OF_ONE_UNIT, has

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Slice:
    """Some claims, whole.

    Attributes:
        rows: the rows they are among; None where they may be anywhere.
        condition: SQL that holds for their lines.
    """

    rows: range | None = None
    condition: str = "TRUE"


#: The claim and day of a line in one number; of days, which count from 1970, there are fewer.
_CLAIM = "{claim} * 131072 + (t.day - DATE '1970-01-01')"
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
    is_reduced = has(*OF_ONE_UNIT, bits="coalesce(s.meets, 0)")
    columns = {
        **line_columns(claims),
        "claim": _CLAIM.format(claim=by.claim),
        "line": by.line,
        "several": by.several,
        "is_plain": is_plain,
        "is_odd": f"m.is_odd OR (x.units <> 1 AND {is_reduced})",
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
    is_exclusive = has("alone_only", bits="c.meets")
    ((count,),) = db.execute(f"SELECT count_if({is_exclusive}) FROM said_code AS c").fetchall()
    if not count:
        return "c.meets <> 0"
    rows = read_sql(claims, some.rows, more=by.read)
    db.execute(
        f"CREATE OR REPLACE TABLE exclusive AS SELECT DISTINCT {by.claim} AS claim"
        f" FROM ({rows}) AS x {by.join} JOIN said_code AS c ON c.raw = x.raw_code"
        f" WHERE {is_exclusive} AND {by.several}"
    )
    return f"c.meets <> 0 OR {by.claim} IN (FROM exclusive)"
