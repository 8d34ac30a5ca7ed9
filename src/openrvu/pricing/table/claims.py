"""Which lines are of one claim.

Where the table is in order of claims, a claim is a run of lines, and one look at each line and the
one before tells it. Else the lines of a claim are gathered from all over the table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.pricing.table.added import Together
from openrvu.pricing.table.cells import quoted
from openrvu.pricing.table.lines import Claims, claim_of, line_of, rows_of
from openrvu.pricing.table.runs import Disordered, write_places

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The column put beside a table of runs: the place of a line in its claim, 0 where it stands alone.
_PLACE = "openrvu place in claim"


@dataclass(frozen=True, slots=True)
class Gathered:
    """SQL of the claim of a row ``x``.

    Attributes:
        claim: the lowest ``rn`` of its claim.
        line: its number among the lines of the claim, from 1.
        several: whether the claim has other lines.
        join: what must be joined with the row for them.
        column: a column that must be read for them, as ``place``.
        in_runs: whether every claim is a run of lines.
    """

    claim: str = "x.rn"
    line: str = "1"
    several: str = "FALSE"
    join: str = ""
    column: str | None = None
    in_runs: bool = True

    @property
    def read(self) -> dict[str, str]:
        """What is read of each row beside what prices need."""
        return {"place": quoted(self.column)} if self.column else {}


#: Each line is a claim by itself.
ALONE = Gathered()
RUNS = Gathered(
    claim="(x.rn - greatest(x.place, 1) + 1)",
    line="greatest(x.place, 1)",
    several="x.place > 0",
    column=_PLACE,
)
SCATTERED = Gathered(
    claim="coalesce(k.claim, x.rn)",
    line="coalesce(k.line, 1)",
    several="k.rn IS NOT NULL",
    join="LEFT JOIN together AS k ON k.rn = x.rn",
    in_runs=False,
)

#: Makes the table ``together``: each line of a claim of several, with ``claim``, the lowest ``rn``
#: of the claim, ``line``, from 1 in order, and ``repeats`` where a line of that claim and number
#: stands before.
_TOGETHER = """
CREATE OR REPLACE TABLE together AS
WITH said AS (SELECT file_row_number AS rn, {claim} AS claim, {line} AS number FROM {rows})
SELECT rn, begins AS claim,
       row_number() OVER (PARTITION BY begins ORDER BY number, rn)::INTEGER AS line,
       {repeats} AS repeats
FROM said
JOIN (SELECT claim, min(rn) AS begins FROM said WHERE claim IS NOT NULL
      GROUP BY claim HAVING count(*) > 1) USING (claim)
"""
_REPEATS = "row_number() OVER (PARTITION BY begins, number ORDER BY rn) > 1"


def find_claims(db: DuckDBPyConnection, claims: Claims, folder: Path) -> tuple[Claims, Gathered]:
    """Find which lines are of one claim.

    Args:
        db: where the table ``together`` is made, if the lines of claims stand apart.
        claims: the table.
        folder: where a copy of it goes with the places of its lines, if claims are runs of them.

    Returns:
        The table to read, and how a row of it tells its claim.
    """
    if not claims.columns.has("claim_id"):
        return claims, ALONE
    places, placed = folder / "places.parquet", folder / "placed.parquet"
    column = _PLACE
    while column in claims.types:
        column += "_"
    try:
        meet = write_places(claims, places, column)
    except Disordered:
        line = line_of(claims)
        said = {"claim": claim_of(claims), "line": line or "0", "rows": rows_of(claims.path)}
        db.execute(_TOGETHER.format(repeats=_REPEATS if line else "FALSE", **said))
        return claims, SCATTERED
    if not meet:
        return claims, ALONE
    with Together(claims.path, placed) as both:
        both.finish(db, places)
    places.unlink()
    return replace(claims, path=placed), replace(RUNS, column=column)
