"""Which lines are of one claim.

Where the table is in order of claims, which one look at the line before tells, a claim is a run of
lines. Else the lines of a claim are gathered from all over the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrvu.pricing.table.lines import Claims, claim_of, line_of, rows_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Makes the table ``together``: each line of a claim of several, with ``claim``, the row that the
#: claim begins with. ``backwards``: the claim comes before that of the line before; ``restarts``:
#: its number is no higher than that of the line before. A row without claim hides what was before.
_RUNS = """
CREATE OR REPLACE TABLE together AS
SELECT rn, begins AS claim, (rn - begins + 1)::INTEGER AS line,
       FALSE AS repeats, backwards, restarts
FROM (
    SELECT rn, again, backwards, restarts, lead(again) OVER () AS goes_on,
           max(CASE WHEN NOT again THEN rn END) OVER (ROWS UNBOUNDED PRECEDING) AS begins
    FROM (
        SELECT rn, coalesce(claim = before, FALSE) AS again,
               coalesce(claim < before, claim IS NOT NULL AND rn > 0) AS backwards,
               {restarts} AS restarts
        FROM (
            SELECT rn, claim, number, lag(claim) OVER () AS before,
                   lag(number) OVER () AS number_before
            FROM (SELECT file_row_number AS rn, {claim} AS claim, {line} AS number FROM {rows})
        )
    )
)
WHERE again OR goes_on OR backwards
"""
_RESTARTS = "claim = before AND coalesce(number <= number_before, TRUE)"
_REPEATS = "row_number() OVER (PARTITION BY begins, number ORDER BY rn) > 1"

#: The same where the lines of a claim stand apart.
_SCATTERED = """
CREATE OR REPLACE TABLE together AS
WITH said AS (SELECT file_row_number AS rn, {claim} AS claim, {line} AS number FROM {rows})
SELECT rn, begins AS claim,
       row_number() OVER (PARTITION BY begins ORDER BY number, rn)::INTEGER AS line,
       {repeats} AS repeats
FROM said
JOIN (SELECT claim, min(rn) AS begins FROM said WHERE claim IS NOT NULL
      GROUP BY claim HAVING count(*) > 1) USING (claim)
"""


def find_claims(db: DuckDBPyConnection, claims: Claims) -> bool:
    """Make the table ``together`` of the lines that are of a claim of several.

    It has ``rn`` of the line, ``claim``, the lowest ``rn`` of its claim, ``line``, from 1 in order,
    and ``repeats`` where a line of that claim and number stands before.

    Returns:
        Whether every claim is a run of lines.
    """
    if not claims.columns.has("claim_id"):
        db.execute(
            "CREATE OR REPLACE TABLE together"
            " (rn BIGINT, claim BIGINT, line INTEGER, repeats BOOLEAN)"
        )
        return True
    line = line_of(claims)
    said = {"claim": claim_of(claims), "line": line or "0", "rows": rows_of(claims.path)}
    db.execute(_RUNS.format(restarts=_RESTARTS if line else "FALSE", **said))
    query = "SELECT coalesce(bool_or(backwards OR restarts), FALSE) FROM together"
    (is_disordered,) = db.execute(query).fetchall()[0]
    if is_disordered:
        db.execute(_SCATTERED.format(repeats=_REPEATS if line else "FALSE", **said))
    return not is_disordered
