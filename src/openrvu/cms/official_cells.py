"""Cells of files of amounts, as CMS and those who copy its files write them."""

from __future__ import annotations

import re
from decimal import Decimal
from sys import intern

from openrvu.cms.cells import Checker, RepairLog
from openrvu.exact import CENT_PLACES

NOTHING = Decimal("0.00")
_CENTURY = 2000
#: A field of seven digits that is filled with nines holds no amount.
_FILLED = Decimal(9_999_999)
#: What spreadsheets and statistics programs write for an amount that is not given.
_NOT_GIVEN = frozenset({"NA", "N/A"})
#: What copies write for no modifier.
_NO_MODIFIER = frozenset({"NONE", "NA", "00"})
#: Payment files also print modifiers of two characters that have no relative values.
_MODIFIER = re.compile(r"[A-Z0-9]{2}\Z|\Z")
_DOLLARS = re.compile(r"\$? ?((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)\Z")
_PLACE = re.compile(r"[0-9]{7}\Z")


class AmountCells:
    """Reads the cells of one file; each amount is parsed once.

    Every method takes the cell without spaces around it, its row and its column's name, and
    raises a :class:`~openrvu.errors.ReadError` that names the place.
    """

    def __init__(self, check: Checker) -> None:
        """Take the file's checks; nothing is parsed yet."""
        self._check = check
        self._log = RepairLog(check.file)
        self._money: dict[str, Decimal] = {}

    def year(self, cell: str, row: int, column: str) -> int:
        """A year of four digits, or the last two of one of this century."""
        if len(cell) not in {2, 4} or not (cell.isascii() and cell.isdigit()):
            raise self._check.fail(row, column, repr(cell[:40]), "a year of 4 digits or 2")
        return int(cell) if len(cell) == 4 else _CENTURY + int(cell)

    def place(self, carrier: str | None, locality: str, row: int) -> tuple[str, str]:
        """Carrier and locality; where no column has the carrier, the locality begins with it."""
        if carrier is None:
            if not _PLACE.match(locality):
                expected = "7 digits, carrier and locality (there is no column of carriers)"
                raise self._check.fail(row, "LOCALITY", repr(locality[:40]), expected)
            carrier, locality = locality[:5], locality[5:]
        return (
            intern(self._check.digits(carrier, 5, row, "CARRIER", self._log)),
            intern(self._check.digits(locality, 2, row, "LOCALITY", self._log)),
        )

    def code(self, cell: str, row: int, column: str) -> str:
        """A code; one of digits alone may have lost its leading zeros."""
        if cell.isascii() and cell.isdigit() and len(cell) < 5:
            cell = self._check.digits(cell, 5, row, column, self._log)
        return intern(self._check.code(cell, row, column))

    def modifier(self, cell: str, row: int, column: str) -> str:
        """Two characters, or empty."""
        shown = cell.upper()
        if shown in _NO_MODIFIER:
            return ""
        if not _MODIFIER.match(shown):
            raise self._check.fail(row, column, repr(cell[:40]), "blank or two characters")
        return intern(shown)

    def money(self, cell: str, row: int, column: str) -> Decimal:
        """Dollars and cents; 0.00 where the cell says that there is no amount."""
        known = self._money.get(cell)
        if known is None:
            known = self._money[cell] = self._parsed(cell, row, column)
        return known

    def _parsed(self, cell: str, row: int, column: str) -> Decimal:
        if cell.upper() in _NOT_GIVEN:
            return NOTHING
        match = _DOLLARS.match(cell)
        plain = match[1].replace(",", "") if match else cell
        value = self._check.number(plain, CENT_PLACES, row, column)
        return NOTHING if value >= _FILLED else value
