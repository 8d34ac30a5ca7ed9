"""``openrvu.reprice``: tables in memory and files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

import openrvu

ROWS = {
    "claim_id": ["A", "A", "B"],
    "line": [1, 2, 1],
    "code": ["45385", "45380", "99213"],
    "modifiers": ["", "59", None],
    "pos": ["22", "22", "11"],
    "zip": ["60611"] * 3,
    "date": [date(2025, 11, 3)] * 3,
}


def test_a_table_in_memory_comes_back_with_what_each_row_came_to() -> None:
    done = openrvu.reprice(pa.table(ROWS))
    assert done.column("amount").to_pylist()[:2] == [Decimal("264.17"), Decimal("17.01")]
    assert done.column("outcome").to_pylist() == ["priced"] * 3
    assert done.column("release").to_pylist() == ["RVU25D"] * 3
    assert done.column("claim_id").to_pylist() == ["A", "A", "B"]


def test_a_row_that_cannot_be_understood_is_named() -> None:
    with pytest.raises(ValueError, match="1 of 3 rows"):
        openrvu.reprice(pa.table({**ROWS, "code": ["45385", "?", "99213"]}))


def test_a_file_is_written_where_one_is_asked_for(tmp_path: Path) -> None:
    summary = openrvu.reprice(pa.table(ROWS), tmp_path / "out.csv")
    assert (summary.rows_in, summary.rows_out, summary.rejects) == (3, 3, 0)
    assert (tmp_path / "out.csv").read_text().count("\n") == 4
