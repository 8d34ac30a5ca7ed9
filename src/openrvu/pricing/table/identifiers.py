"""Columns of identifiers, told by what a Parquet file says of its own columns."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from openrvu.pricing.table.files import literal
from openrvu.pricing.table.lines import Claims

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DIGITS = "0123456789"


def are_identifiers(db: DuckDBPyConnection, claims: Claims, name: str) -> bool:
    """Whether the file says that every cell of a column of text has a digit in it or is empty.

    No cell is looked at: each row group says its first and last text.

    Args:
        db: what reads the file.
        claims: the table.
        name: the column.
    """
    found = db.execute(
        "SELECT stats_min_value, stats_max_value, stats_null_count = num_values"
        f" FROM parquet_metadata({literal(str(claims.path), pattern=True)})"
        f" WHERE path_in_schema = {literal(name)}"
    ).fetchall()
    return bool(found) and all(
        is_empty or (first is not None and last is not None and share_a_digit(first, last))
        for first, last, is_empty in found
    )


def share_a_digit(first: str, last: str) -> bool:
    """Whether every text from a first to a last in their order has a digit.

    They begin alike as far as the two do; a digit there, or one in both where they part, is theirs
    or stands for one between.
    """
    for one, other in zip_longest(first, last, fillvalue=""):
        if one and other and one in _DIGITS and other in _DIGITS:
            return True
        if one != other:
            return False
    return False
