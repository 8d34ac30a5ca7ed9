"""A table that is priced in slices."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from openrvu.pricing.table import priced, run

LINES = (
    ("A", 1, "45385", ""),
    ("A", 2, "45380", "59"),
    ("B", 1, "99213", ""),
    ("C", 1, "20610", "RT"),
    ("C", 2, "20610", "LT"),
    ("D", 1, "70553", ""),
    ("D", 2, "72148", ""),
    ("E", 1, "?", ""),
    ("F", 1, "27447", "80"),
)
IN_RUNS = tuple(range(len(LINES)))
SCATTERED = (5, 0, 3, 8, 2, 1, 7, 6, 4)


def table(order: tuple[int, ...]) -> pa.Table:
    claim_id, line, code, modifiers = zip(*(LINES[at] for at in order), strict=True)
    return pa.table(
        {
            "claim_id": claim_id,
            "line": line,
            "code": code,
            "modifiers": modifiers,
            "zip": ["60611"] * len(order),
            "date": [date(2025, 11, 3)] * len(order),
        }
    )


@pytest.mark.parametrize("order", [IN_RUNS, SCATTERED], ids=["in runs", "scattered"])
def test_slices_give_what_the_whole_gives_in_the_order_of_the_input(
    order: tuple[int, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "claims.parquet"
    parquet.write_table(table(order), source)
    whole = run.reprice(source, tmp_path / "whole.parquet")
    monkeypatch.setattr(priced, "SLICE_ROWS", 2)
    sliced = run.reprice(source, tmp_path / "sliced.parquet")
    assert (whole.rows_in, whole.rows_out, whole.rejects) == (9, 8, 1)
    assert (sliced.rows_out, sliced.outcomes) == (whole.rows_out, whole.outcomes)
    found = [parquet.read_table(tmp_path / f"{name}.parquet") for name in ("whole", "sliced")]
    assert found[0].equals(found[1])
    kept = [LINES[at][:2] for at in order if LINES[at][2] != "?"]
    columns = (found[0].column(name).to_pylist() for name in ("claim_id", "line"))
    assert list(zip(*columns, strict=True)) == kept
