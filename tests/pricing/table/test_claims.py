"""Which lines are of one claim, in tables of any order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from openrvu.pricing.table.claims import ALONE, RUNS, SCATTERED, Gathered, find_claims
from openrvu.pricing.table.columns import find_columns
from openrvu.pricing.table.lines import Claims, read_sql

#: Row, claim (its lowest row), line in the claim, and whether there are several.
Told = list[tuple[int, int, int, bool]]


def table(path: Path, columns: Mapping[str, object], group: int = 3) -> Claims:
    rows = max(len(cells) for cells in columns.values() if isinstance(cells, list | pa.Array))
    given = pa.table(
        {"code": ["99213"] * rows, "zip": ["1"] * rows, "date": ["1"] * rows, **columns}
    )
    parquet.write_table(given, path, row_group_size=group)
    with duckdb.connect() as db:
        described = db.sql(f"DESCRIBE FROM read_parquet('{path}')").fetchall()
    types = {name: kind for name, kind, *_ in described}
    return Claims(path, find_columns(tuple(types), "claims"), types)


def told(claims: Claims, folder: Path) -> tuple[Gathered, Told]:
    with duckdb.connect() as db:
        read, by = find_claims(db, claims, folder)
        rows = f"({read_sql(read, more=by.read)}) AS x {by.join}"
        asked = f"x.rn, {by.claim}, {by.line}, {by.several}"
        return by, db.sql(f"SELECT {asked} FROM {rows} ORDER BY x.rn").fetchall()  # noqa: S608


def expected(claims: list[str | None], numbers: list[int] | None) -> Told:
    """The same by Python, claim by claim."""
    members: dict[object, list[int]] = {}
    for row, claim in enumerate(claims):
        members.setdefault(claim or ("alone", row), []).append(row)
    found: Told = []
    for rows in members.values():
        order = sorted(rows, key=lambda row: (numbers[row] if numbers else 0, row))
        found += [(row, min(rows), at, len(rows) > 1) for at, row in enumerate(order, 1)]
    return sorted(found)


CLAIMS = st.lists(st.sampled_from(["A", "B", "C", "D", None, ""]), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data(), CLAIMS, st.booleans(), st.integers(1, 5))
def test_lines_of_a_claim_are_found_wherever_they_stand(
    tmp_path: Path,
    data: st.DataObject,
    claims: list[str | None],
    in_order: bool,
    group: int,
) -> None:
    if in_order:
        claims = sorted(claims, key=lambda claim: claim or "")
    numbers = data.draw(
        st.none() | st.lists(st.integers(1, 4), min_size=len(claims), max_size=len(claims))
    )
    said = {"claim_id": pa.array(claims, pa.string())} | ({"line": numbers} if numbers else {})
    _, found = told(table(tmp_path / "claims.parquet", said, group), tmp_path)
    assert found == expected(claims, numbers)


@pytest.mark.parametrize(
    ("columns", "by"),
    [
        ({"claim_id": ["A", "B", "C"]}, ALONE),
        ({"claim_id": ["A", "A", "B"]}, RUNS),
        ({"claim_id": [1, 1, 2], "line": [1, 2, 1]}, RUNS),
        ({"claim_id": ["A", "A", "B"], "line": ["1", "2", "1"]}, RUNS),
        ({"claim_id": [None, "", "B"]}, SCATTERED),
        ({"claim_id": ["A", "A", "B"], "line": [2, 1, 1]}, SCATTERED),
        ({"claim_id": ["A", "A", "B"], "line": [1, 1, 1]}, SCATTERED),
        ({"claim_id": ["A", "A", "B"], "line": ["1", "2.0", "1"]}, SCATTERED),
        ({"claim_id": ["B", "A", "A"]}, SCATTERED),
        ({"claim_id": [1.5, 1.5, 2.5]}, SCATTERED),
        ({"claim_id": pa.array(["A", "A", "B"]).dictionary_encode()}, RUNS),
        ({"line": [1, 2, 3]}, ALONE),
    ],
)
def test_claims_in_order_are_runs_of_lines(
    columns: dict[str, object], by: Gathered, tmp_path: Path
) -> None:
    assert told(table(tmp_path / "claims.parquet", columns), tmp_path)[0] == by


def test_a_claim_goes_on_over_row_groups(tmp_path: Path) -> None:
    claims = table(tmp_path / "claims.parquet", {"claim_id": ["A", *["B"] * 6, "C"]}, 2)
    by, found = told(claims, tmp_path)
    assert by == RUNS
    assert found == [(0, 0, 1, False), *((n, 1, n, True) for n in range(1, 7)), (7, 7, 1, False)]


def test_a_column_of_the_name_that_places_have_stays(tmp_path: Path) -> None:
    name = "openrvu place in claim"
    claims = table(tmp_path / "claims.parquet", {"claim_id": ["A", "A", "B"], name: [7, 8, 9]})
    by, found = told(claims, tmp_path)
    assert found == [(0, 0, 1, True), (1, 0, 2, True), (2, 2, 1, False)]
    assert by.column != name
