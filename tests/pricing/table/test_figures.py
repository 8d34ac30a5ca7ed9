from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from openrvu.pricing.table.columns import find_columns
from openrvu.pricing.table.figures import Figure, look_at
from openrvu.pricing.table.lines import Claims


def looked_at(path: Path, name: str, cells: list[object] | pa.Array) -> Figure:
    given = pa.table({name: cells, **{n: ["1"] * len(cells) for n in ("code", "date", "zip")}})
    parquet.write_table(given, path)
    with duckdb.connect() as db:
        described = db.sql(f"DESCRIBE FROM '{path}'").fetchall()
        types = {name: kind for name, kind, *_ in described}
        claims = Claims(path, find_columns(tuple(types), "claims"), types)
        return look_at(db, claims, name)


@pytest.mark.parametrize(
    ("name", "cells", "figure"),
    [
        ("units", [1, 4, 2], Figure(4, is_suspect=False)),
        ("units", [1, -1, 2], Figure(2, is_suspect=True)),
        ("units", [1, 10_000], Figure(10_000, is_suspect=True)),
        ("units", [1, None], Figure(1, is_suspect=True)),
        ("units", ["1", "4.0"], Figure(4, is_suspect=False)),
        ("units", ["1", "4.5"], Figure(1, is_suspect=True)),
        ("units", ["1", ""], Figure(1, is_suspect=True)),
        ("units", pa.array([1, 2**64 - 1], pa.uint64()), Figure(1, is_suspect=True)),
        ("charge", [None, Decimal("12.50")], Figure(1250, is_suspect=False)),
        ("charge", [None, None], Figure(0, is_suspect=False)),
        ("charge", [Decimal("1.000"), Decimal("1.005")], Figure(100, is_suspect=True)),
        ("charge", ["$1,200.00", ""], Figure(120_000, is_suspect=False)),
        ("charge", [12, 7], Figure(1200, is_suspect=False)),
        ("minutes", [15, 100_000], Figure(100_000, is_suspect=True)),
        ("base_units", [3, 12], Figure(120, is_suspect=False)),
        ("base_units", [3.5, 12.25], Figure(35, is_suspect=True)),
    ],
    ids=str,
)
def test_the_most_of_a_figure_and_whether_any_line_says_none_that_can_be(
    name: str, cells: list[object], figure: Figure, tmp_path: Path
) -> None:
    assert looked_at(tmp_path / "claims.parquet", name, cells) == figure
