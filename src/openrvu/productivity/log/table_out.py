"""The log as a file: CSV, Excel, and JSON that says its version. Each is read again exactly."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from openrvu.productivity.log.columns import HEADINGS, VALUE_HEADINGS
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.quick_data import line_data
from openrvu.productivity.log.value import LineValue
from openrvu.productivity.log.written import escaped, guarded

#: Name and version of the JSON form.
FORMAT = "openrvu-log"
VERSION = 1

_Plain = str | int | date | Decimal | None


def to_csv(lines: Sequence[LogLine], values: Sequence[LineValue] = ()) -> bytes:
    r"""The log as CSV in UTF-8 with a mark at its head, which Excel wants.

    In notes ``\n`` stands for a new line. What a spreadsheet would run has ``'`` before it.

    Args:
        lines: in the order wanted.
        values: of the lines, for further columns; none adds no columns.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_headings(values))
    for row in _rows(lines, values):
        cells = ("" if cell is None else str(cell) for cell in row)
        writer.writerow(guarded(escaped(cell)) for cell in cells)
    return out.getvalue().encode("utf-8-sig")


def to_excel(lines: Sequence[LogLine], values: Sequence[LineValue] = ()) -> bytes:
    """The log as an .xlsx workbook of one sheet; days are days, figures figures, codes text.

    Args:
        lines: in the order wanted.
        values: of the lines, for further columns; none adds no columns.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"constant_memory": True, "in_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, {**options, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Log")
        day, head = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        sheet.write_row(0, 0, _headings(values), head)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 11)
        for number, row in enumerate(_rows(lines, values), 1):
            for at, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, at, cell, day)
                elif isinstance(cell, int | Decimal):
                    sheet.write_number(number, at, cell)
                elif cell:
                    sheet.write_string(number, at, guarded(cell))
    return out.getvalue()


def to_json(lines: Iterable[LogLine]) -> bytes:
    """The log as JSON: ``format``, ``version``, and ``lines`` with the fields of a log line."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "lines": [line_data(line) for line in lines],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _headings(values: Sequence[LineValue]) -> list[str]:
    return [*HEADINGS.values(), *(VALUE_HEADINGS if values else ())]


def _rows(lines: Sequence[LogLine], values: Sequence[LineValue]) -> Iterator[list[_Plain]]:
    for at, line in enumerate(lines):
        row: list[_Plain] = [
            line.date,
            line.code,
            " ".join(line.modifiers),
            line.units,
            line.pos,
            line.role.value,
            " ".join(line.tags),
            line.case,
            line.note,
        ]
        yield [*row, *_value(values[at])] if values else row


def _value(value: LineValue) -> list[_Plain]:
    return [value.release, value.full, value.credited, value.amount]
