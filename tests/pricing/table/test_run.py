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


@pytest.mark.parametrize("group", [1, 3, 9], ids="row groups of {}".format)
@pytest.mark.parametrize("order", [IN_RUNS, SCATTERED], ids=["in runs", "scattered"])
def test_slices_give_what_the_whole_gives_in_the_order_of_the_input(
    order: tuple[int, ...], group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "claims.parquet"
    parquet.write_table(table(order), source, row_group_size=group)
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


def understood(*order: int) -> pa.Table:
    """Some lines, all of which can be understood."""
    return table(tuple(at for at in order if LINES[at][2] != "?"))


@pytest.mark.parametrize("group", [2, 3, 8])
def test_row_groups_and_slices_need_not_end_together(
    group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "claims.parquet"
    parquet.write_table(understood(*IN_RUNS), source, row_group_size=group)
    run.reprice(source, tmp_path / "whole.parquet")
    monkeypatch.setattr(priced, "SLICE_ROWS", 2)
    run.reprice(source, tmp_path / "sliced.parquet")
    whole, sliced = (
        parquet.read_table(tmp_path / f"{name}.parquet") for name in ("whole", "sliced")
    )
    assert whole.equals(sliced)


@pytest.mark.parametrize("word", ["physician", "X-RAY"])
def test_a_provider_that_no_one_knows_is_rejected_even_where_all_others_are_physicians(
    word: str, tmp_path: Path
) -> None:
    source = tmp_path / "claims.parquet"
    given = understood(*IN_RUNS)
    providers = ["physician"] * (given.num_rows - 1) + [word]
    parquet.write_table(given.append_column("provider", [providers]), source)
    summary = run.reprice(source, tmp_path / "priced.parquet")
    assert summary.rejects == (word == "X-RAY")
