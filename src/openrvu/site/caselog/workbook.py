"""A case log as an Excel workbook."""

from __future__ import annotations

import csv
import io

_WIDTHS = (11, 18, 12, 8, 11, 7, 44, 26, 30, 16, 18, 40)
_UNITS = 5


def case_log_excel(written: bytes) -> bytes:
    """What :func:`openrvu.productivity.log.caselog.case_log_csv` wrote, as a workbook.

    Its text stays text: what a spreadsheet would run keeps the apostrophe before it.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    rows = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    with xlsxwriter.Workbook(out, options) as book:
        sheet, head = book.add_worksheet("Case log"), book.add_format({"bold": True})
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if number and at == _UNITS:
                    sheet.write_number(number, at, int(cell))
                else:
                    sheet.write_string(number, at, cell, head if not number else None)
    return out.getvalue()
