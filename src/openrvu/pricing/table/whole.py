"""The whole table: what became of every row, in the order of the input.

Plain lines are priced as they stream by; what became of the others is looked up by their row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openrvu.pricing.claim import LineOutcome
from openrvu.pricing.table.arrow import fill
from openrvu.pricing.table.columns import ADDED
from openrvu.pricing.table.dimensions import SERVICE_FIELDS
from openrvu.pricing.table.lines import (
    Claims,
    read_sql,
    schedule_joined,
    shown,
    text_of,
    words_joined,
)
from openrvu.pricing.table.numbered import REASONS
from openrvu.pricing.table.programs import Programs
from openrvu.pricing.table.seen import RVUS, needed, plain_field_sql
from openrvu.rules.reasons import reason

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

#: Row groups are priced together until they have so many rows.
_AT_ONCE = 5_000_000
#: What any plain line is priced by, beside the fields that its rules look at.
_RVUS = ("work", "pe_facility", "pe_nonfacility", "mp")


def prepare_whole(db: DuckDBPyConnection, programs: Programs) -> None:
    """Make the tables that the whole is joined with; their texts are enumerations.

    - ``told``: of each reason by its number the outcome and the sentence.
    - ``release_name``: the label of each release.
    - ``plain_row``: of each release, code and component what plain lines are priced by.
    """
    told: list[tuple[object, ...]] = [(0, LineOutcome.PRICED.value, None)]
    for number, known in enumerate(map(reason, REASONS[1:]), 1):
        told.append((number, known.outcome, known.says))
    fill(db, "told", {"reason": "UTINYINT", "outcome": "VARCHAR", "says": "VARCHAR"}, told)
    _enumerate(db, "told", "outcome")
    _enumerate(db, "told", "says")
    db.execute("CREATE OR REPLACE TABLE release_name AS FROM release")
    _enumerate(db, "release_name", "label")
    looked_at = (name for name in needed(programs.plain.values()) if name in SERVICE_FIELDS)
    columns = ", ".join(f's."{name}"' for name in dict.fromkeys((*_RVUS, *looked_at)))
    db.execute(
        f"CREATE OR REPLACE TABLE plain_row AS SELECT k.* EXCLUDE (meets), {columns}"
        " FROM service_key AS k JOIN service AS s USING (row_id)"
    )


def _enumerate(db: DuckDBPyConnection, table: str, column: str) -> None:
    """Make a text of few values a type of its own, which is handed on as a number."""
    kind = f"{table}_{column}"
    db.execute(
        f"DROP TYPE IF EXISTS {kind}; CREATE TYPE {kind} AS ENUM"
        f" (SELECT '' UNION SELECT {column} FROM {table} WHERE {column} IS NOT NULL);"
        f"ALTER TABLE {table} ALTER {column} TYPE {kind};"
    )


def _row_sql(claims: Claims, programs: Programs, rows: range) -> str:
    """What became of some rows, in their order: ``rn`` and the added columns."""
    joined = [f"({read_sql(claims, rows)}) AS x", *words_joined(claims)]
    joins = "\n".join([*joined, *schedule_joined(claims, "plain_row")])
    setting = plain_field_sql("place_setting")
    pe = (
        f"CASE {setting} WHEN 'facility' THEN s.pe_facility"
        " WHEN 'nonfacility' THEN s.pe_nonfacility END"
    )
    columns = {
        "rn": "x.rn",
        "release_id": "t.release_id",
        "work_rvu": "x.units * s.work",
        "total_rvu": f"x.units * (s.work + {pe} + s.mp)",
        "claim": "x.rn",
        "day": "t.day",
        "line": "1",
        **{name: plain_field_sql(name) for name in needed(programs.plain.values())},
    }
    kept = ("rn", "release_id", *RVUS)
    plain = programs.sql(programs.plain, f"(SELECT {shown(columns)} FROM {joins})", kept)
    added = {
        "amount": f"CASE WHEN o.outcome = {text_of(LineOutcome.PRICED.value)}"
        f" THEN {_hundredths('coalesce(r.amount, p.amount)', 18)} END",
        "outcome": "o.outcome",
        "reason": "o.says",
        **{name: _hundredths(f"coalesce(r.{name}, p.{name})", 12) for name in RVUS},
        "release": "l.label",
    }
    return f"""
SELECT p.rn, {shown(added)} FROM ({plain}) AS p
LEFT JOIN (FROM result WHERE rn BETWEEN {rows.start} AND {rows.stop - 1}) AS r ON r.rn = p.rn
LEFT JOIN told AS o ON o.reason = coalesce(r.reason, p.reason)::UTINYINT
LEFT JOIN release_name AS l ON l.release_id = p.release_id
"""


def _hundredths(figure: str, digits: int) -> str:
    """A whole number of hundredths as the decimal it stands for."""
    return f"(({figure})::DECIMAL({digits - 3}, 0) * 0.01::DECIMAL(3, 2))::DECIMAL({digits}, 2)"


class Whole:
    """What became of every row of a table, a few row groups at a time.

    Attributes:
        outcomes: how many rows had each outcome, of those given so far.
    """

    def __init__(self, db: DuckDBPyConnection, claims: Claims, programs: Programs) -> None:
        """Take a table whose lines that are not plain are priced."""
        self.outcomes: Counter[str] = Counter()
        self._db, self._claims, self._programs = db, claims, programs

    def tables(self, groups: Sequence[range]) -> Iterator[tuple[int, pa.Table]]:
        """The added columns of each row group, after the number of rows that are then done.

        Args:
            groups: the rows of some row groups that follow each other.
        """
        for some in _bundles(groups):
            first = some[0].start
            made = self._added(range(first, some[-1].stop))
            for rows in some:
                yield rows.stop, made.slice(rows.start - first, len(rows))
        if not groups:
            yield 0, self._added(range(0))

    def _added(self, rows: range) -> pa.Table:
        found = self._db.sql(_row_sql(self._claims, self._programs, rows)).to_arrow_table()
        if found.num_rows != len(rows):
            raise RuntimeError(f"{found.num_rows:,} rows came back of {len(rows):,}")
        for chunk in found["outcome"].chunks:
            names = chunk.dictionary.to_pylist()
            for each in chunk.indices.value_counts().to_pylist():
                self.outcomes[names[each["values"]]] += each["counts"]
        return _in_order(found).select(list(ADDED))


def _bundles(groups: Sequence[range]) -> Iterator[list[range]]:
    """Row groups that are priced together."""
    some: list[range] = []
    for rows in groups:
        if some and rows.stop - some[0].start > _AT_ONCE:
            yield some
            some = []
        some.append(rows)
    if some:
        yield some


def _in_order(found: pa.Table) -> pa.Table:
    """The rows in the order of the input.

    A database that works on many row groups at once gives the rows of each in order, but one row
    group before another: so runs of rows are put in order, and nothing is sorted.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers = found["rn"].combine_chunks()
    steps = pc.pairwise_diff(numbers)
    breaks = pc.indices_nonzero(pc.fill_null(pc.not_equal(steps, 1), fill_value=False)).to_pylist()
    if not breaks:
        return found
    starts = [0, *breaks]
    runs = [
        (numbers[start].as_py(), found.slice(start, stop - start))
        for start, stop in zip(starts, [*breaks, found.num_rows], strict=True)
    ]
    return pa.concat_tables([run for _, run in sorted(runs, key=lambda run: run[0])])
