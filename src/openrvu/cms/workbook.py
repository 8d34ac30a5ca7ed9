"""Excel workbooks (.xlsx): the first sheet as rows of text, from a file that may be hostile.

The reader beneath makes room for as many cells and strings as a workbook says it has, and ends
the whole process where there is none: what it is given is measured first.
"""

from __future__ import annotations

import io
import re

from openrvu.cms.archive import parts_of, unopened_workbook
from openrvu.cms.package import Member
from openrvu.errors import ReadError

# Excel itself keeps, and shows, this many digits of a number.
_EXCEL_DIGITS = ".15g"
# CMS's sheets have at most 32 columns and 20,000 rows. Here: columns A to CZ, rows to 99,999.
MAX_ROWS = 99_999
MAX_COLUMNS = 104
_FAR_CELL = re.compile(rb"""[\s"']r\s*=\s*["'](?!(?:[A-C]?[A-Z])?[0-9]{1,5}["'])""")
_ROW = re.compile(rb"<(?:[^<>\s/:]+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:[^<>\s/:]+:)?c[\s/>]")
_STRINGS = re.compile(rb"""uniqueCount\s*=\s*["']([^"']*)""")


def first_sheet(member: Member) -> list[tuple[int, list[str]]]:
    """All rows of the first sheet of an .xlsx member, numbered from 1, every cell as text.

    Raises:
        ReadError: the workbook does not open, or claims more than any of CMS's holds.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    data = member.read()
    for part in parts_of(member.name, data):
        _check_claims(member.name, part)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grid = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise unopened_workbook(member.name, error) from error
    return [(number, [_cell_text(c) for c in cells]) for number, cells in enumerate(grid, 1)]


def _check_claims(where: str, part: bytes) -> None:
    """Refuse a sheet that spreads its cells too far, and a list of more strings than bytes."""
    for claimed in _STRINGS.findall(part):
        if not claimed.isdigit() or int(claimed) > len(part):
            raise _too_much(where, f"a claim of {claimed.decode(errors='replace')[:40]} strings")
    if b"sheetData" not in part:
        return
    if _FAR_CELL.search(part):
        raise _too_much(where, "a cell beyond column CZ or row 99,999")
    rows = _ROW.split(part)
    if len(rows) - 1 > MAX_ROWS:
        raise _too_much(where, f"{len(rows) - 1:,} rows")
    widest = max(len(_CELL.findall(row)) for row in rows)
    if widest > MAX_COLUMNS:
        raise _too_much(where, f"a row of {widest:,} cells")


def _too_much(where: str, found: str) -> ReadError:
    return ReadError(
        where,
        found=found,
        expected=f"at most {MAX_COLUMNS} columns and {MAX_ROWS:,} rows",
        remedy="Give CMS's own file, or save the table alone as CSV (comma delimited)",
    )


def _cell_text(value: object) -> str:
    """A spreadsheet cell as the text it shows; Excel keeps numbers as binary floats."""
    if isinstance(value, float):
        return format(value, _EXCEL_DIGITS)
    return "" if value is None else str(value)
