"""The least and the most of each figure of a table, which its file often says by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openrvu.pricing.table.cells import Cells, Kind, quoted
from openrvu.pricing.table.checks import MOST
from openrvu.pricing.table.lines import READ, Claims, rows_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The least and the most cell of a column. DuckDB takes them from the file's own statistics.
_ENDS = "(SELECT min({column}) AS {column} FROM {rows} UNION ALL SELECT max({column}) FROM {rows})"
_ASKED = """
SELECT coalesce(max({read}), 0),
       coalesce(bool_or({given} AND coalesce({read} NOT BETWEEN 0 AND {most}, TRUE)), FALSE)
FROM {rows}
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a column of figures comes to.

    Attributes:
        most: the most of any line, in units of the field's last place; 0 where none says one.
        is_suspect: whether a line says none that can be, or none at all where it must.
    """

    most: int
    is_suspect: bool


def look_at(db: DuckDBPyConnection, claims: Claims, name: str) -> Figure:
    """Look at a figure that a table has, of :data:`~openrvu.pricing.table.lines.READ`."""
    cells, column = Cells(claims.types), claims.columns.names[name]
    rows = rows_of(claims.path)
    rises = cells.rises(column, READ[name])
    asked = _ASKED.format(
        read=getattr(cells, READ[name])(column),
        given=cells.is_given(column),
        most=MOST[name],
        rows=_ENDS.format(column=quoted(column), rows=rows) if rises else rows,
    )
    most, is_suspect = db.execute(asked).fetchall()[0]
    must_be = name == "units" and lacks_any(db, claims, name)
    return Figure(most, is_suspect or must_be)


def lacks_any(db: DuckDBPyConnection, claims: Claims, name: str) -> bool:
    """Whether a line says no whole number in a column."""
    cells, column = Cells(claims.types), claims.columns.names[name]
    read = quoted(column) if cells.kind(column) is Kind.WHOLE else cells.count(column)
    query = f"SELECT count(*) > count({read}) FROM {rows_of(claims.path)}"
    ((lacks,),) = db.execute(query).fetchall()
    return bool(lacks)
