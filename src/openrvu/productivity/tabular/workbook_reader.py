"""The process that reads one workbook: its bytes on stdin, its cells as JSON on stdout.

Arguments: the most sheets, rows, columns and cells.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal

from openrvu.productivity.tabular.csv_text import tidy

#: Bytes of address space.
_MEMORY = 3 << 30
#: Excel itself keeps, and shows, this many digits of a number.
_EXCEL_DIGITS = ".15g"


class _TooMuch(Exception):
    """More sheets, rows, columns or cells than may be."""


def main() -> None:
    """Read stdin and write stdout."""
    from python_calamine import CalamineError

    _bound_memory()
    sheets, *size = map(int, sys.argv[1:])
    told: dict[str, object]
    try:
        told = {"sheets": _sheets(sys.stdin.buffer.read(), sheets, size)}
    except _TooMuch as error:
        told = {"too_much": str(error)}
    except (CalamineError, OSError, ValueError) as error:
        told = {"error": str(error)}
    json.dump(told, sys.stdout)


def _bound_memory() -> None:
    """Have the system refuse more memory, where it can be told to."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _sheets(data: bytes, most: int, size: Sequence[int]) -> list[tuple[str, object]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    if len(book.sheet_names) > most:
        raise _TooMuch(f"{len(book.sheet_names)} sheets, where {most} are the most")
    found: list[tuple[str, object]] = []
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows, columns = (at + 1 for at in sheet.end or (-1, -1))
        if any(a > b for a, b in zip((rows, columns, rows * columns), size, strict=True)):
            raise _TooMuch(f"cells as far as row {rows:,} and column {columns:,}")
        cells = sheet.to_python(skip_empty_area=False)
        found.append((name, [list(map(_said, row)) for row in cells]))
    return found


def _said(value: object) -> str | list[str]:
    """A cell as text; a day or moment in a list, as ISO writes it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(Decimal(format(value, _EXCEL_DIGITS)), "f")
    if isinstance(value, date):
        return [value.isoformat()]
    return "" if value is None else tidy(str(value))


if __name__ == "__main__":
    main()
