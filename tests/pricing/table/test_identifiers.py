from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from openrvu.pricing.table.columns import find_columns
from openrvu.pricing.table.identifiers import are_identifiers, share_a_digit
from openrvu.pricing.table.lines import Claims

TEXTS = st.text(st.sampled_from("019:/aAé"), max_size=4)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_of_ends_that_share_a_digit_every_text_between_has_one(texts: list[str]) -> None:
    texts.sort(key=str.encode)
    if share_a_digit(texts[0], texts[-1]):
        assert all(set(text) & set("0123456789") for text in texts)


@pytest.mark.parametrize(
    ("first", "last", "shared"),
    [
        ("1003000126", "1992999999", True),
        ("P0001", "P0999", True),
        ("1234", "2345", True),
        ("P", "P0999", False),
        ("AA1", "NP1", False),
        ("", "9", False),
        ("NP", "NP", False),
    ],
)
def test_ends_share_a_digit(first: str, last: str, shared: bool) -> None:
    assert share_a_digit(first, last) is shared


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["1003000126", None, "1992999999"], True),
        ([None, None, None], True),
        (["1003000126", "NP", "1992999999"], False),
        (["1003000126", "", "1992999999"], False),
    ],
)
def test_the_file_says_whether_a_column_is_one_of_identifiers(
    cells: list[str | None],
    found: bool,
    tmp_path: Path,
) -> None:
    path = tmp_path / "claims [1].parquet"
    given = pa.table(
        {
            "provider": pa.array(cells, pa.string()),
            **{name: ["1"] * len(cells) for name in ("code", "date", "zip")},
        }
    )
    parquet.write_table(given, path)
    columns = find_columns(given.column_names, "claims")
    claims = Claims(path, columns, dict.fromkeys(given.column_names, "VARCHAR"))
    with duckdb.connect() as db:
        assert are_identifiers(db, claims, "provider") is found
