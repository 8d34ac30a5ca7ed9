"""Grids of cells as .csv and .xlsx files."""

from __future__ import annotations

import csv
import io
import re

import xlsxwriter

#: Rows of cells, all of them text as a .csv shows it. Tests change a cell and write it again.
Grid = list[list[str]]

# CMS's workbooks hold figures as numbers and keep as text what begins with a zero.
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")


def csv_bytes(grid: Grid, *, encoding: str = "utf-8") -> bytes:
    """A grid as CMS writes a .csv: CR LF at the end of every line."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(grid)
    return out.getvalue().encode(encoding)


def xlsx_bytes(grid: Grid, *, as_text: bool = False) -> bytes:
    """A grid as the first sheet of a workbook; figures are numbers unless ``as_text``."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Made up")
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if _NUMBER.match(cell) and not as_text:
                    sheet.write_number(row, column, float(cell))
                elif cell:
                    sheet.write_string(row, column, cell)
    return out.getvalue()


def text_bytes(lines: list[str], *, encoding: str = "utf-8") -> bytes:
    """Lines as CMS writes a .txt: CR LF at the end of every one."""
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)
