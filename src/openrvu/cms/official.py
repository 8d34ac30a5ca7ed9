"""Reads amounts that CMS itself published, to hold ours against: payment and OPPSCAP files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from sys import intern

from openrvu.cms.cells import Checker, RepairLog, Row, is_blank, squeeze
from openrvu.cms.fixed_width import Fixed, read_fixed
from openrvu.cms.package import Member
from openrvu.cms.tables import Shape, Table, read_table
from openrvu.cms.text import check_last_row, decode
from openrvu.cms.workbook import first_sheet
from openrvu.errors import ReadError
from openrvu.exact import CENT_PLACES
from openrvu.schedule.indicators import MULTIPLE_PROCEDURE, STATUS
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.rows import ROW_MODIFIERS

_CAP_SHAPE = Shape(
    {
        "HCPCS": r"HCPCS",
        "MOD": r"MOD",
        "PROCSTAT": r"PROCSTAT",
        "CARRIER": r"CARRIER",
        "LOCALITY": r"LOCALITY",
        "FACILITY PRICE": r"FACILITY PRICE",
        # CMS's heading lacks an I; a corrected one is accepted too.
        "NON-FACILITY PRICE": r"NON-FACILI?TY PRICE",
    }
)
# First and last position (from 1) of each column of OPPSCAP_Oct.txt.
_CAP_FIXED = Fixed(
    {
        "HCPCS": (1, 5),
        "MOD": (6, 7),
        "PROCSTAT": (9, 9),
        "CARRIER": (11, 15),
        "LOCALITY": (18, 19),
        "FACILITY PRICE": (20, 28),
        "NON-FACILITY PRICE": (29, 38),
    },
    figures=("HCPCS", "CARRIER", "LOCALITY", "FACILITY PRICE", "NON-FACILITY PRICE"),
    length=38,
)
_MODIFIERS = dict.fromkeys(ROW_MODIFIERS)
#: Payment files also print modifiers of two characters that have no relative values.
_MODIFIER = re.compile(r"[A-Z0-9]{2}\Z|\Z")
_STATUSES: Mapping[str, object] = {**STATUS, "": None}
_MULTIPLE: Mapping[str, object] = {**MULTIPLE_PROCEDURE, "": None}
#: Payment files print 9 where no OPPS-based amount applies.
_OPPS = dict.fromkeys(["", *"0123456789"])
_PAYMENT_WIDTH = 16
_MINIMUM_WIDTH = 7
_YEAR = re.compile(r"[0-9]{4}\Z")
#: Five digits, of which a spreadsheet may have dropped zeros at the front.
_CARRIER = re.compile(r"[0-9]{3,5}\Z")
_AMOUNT = re.compile(r"[0-9]+\.[0-9]+\Z")
_CODE_WITH_DIGIT = re.compile(r"(?=[A-Z]*[0-9])[A-Z0-9]{5}\Z")
_PAYMENT_LINE = re.compile(r'"?[0-9]{4}"?\s*,')
#: How many lines are looked at to tell what kind of file it is.
_LOOKED_AT = 60
#: More services than a file of the size we read can have rows.
_SERVICE_BITS = 32
_NOTHING = Decimal("0.00")


class OfficialFile:
    """A payment-amount or OPPSCAP file, read row by row: a national one has a million.

    Attributes:
        name: of the file.
        lines: how many lines it has, titles and notes among them.
    """

    def __init__(self, member: Member) -> None:
        """Take the file's text; what kind it is its contents tell.

        Raises:
            ReadError: it is no table at all.
        """
        self.name = member.name
        self._check = Checker(member.name)
        self._grid = _Grid(member)
        self._caps: Table | None = None
        if self._grid.is_oppscap():
            self._caps = _oppscap_table(member, self._check)
        self.lines = len(self._caps.body) if self._caps else self._grid.lines

    def rows(self) -> Iterator[OfficialAmount]:
        """Every row, from the first on.

        Raises:
            ReadError: the first thing found that cannot be trusted, a row that stands twice, or
                no row at all.
        """
        seen = _Seen()
        number = None
        for amount in self._amounts(1):
            number = amount.row
            if not seen.is_new(amount):
                raise self._twice(amount)
            yield amount
        if number is None:
            found, expected = "no rows", "a CMS payment-amount or OPPSCAP file"
            raise self._check.fail(None, None, found, expected)

    def sample(self, most: int) -> tuple[OfficialAmount, ...]:
        """At most so many rows, spread evenly over the file.

        Raises:
            ReadError: one of them cannot be trusted.
        """
        return tuple(self._amounts(max(1, -(-self.lines // most))))

    def _amounts(self, step: int) -> Iterator[OfficialAmount]:
        """Every so manieth row."""
        if self._caps:
            for row in self._caps.body[::step]:
                yield _cap(self._caps, row, self._check)
            return
        cells = _payment_cells(self._grid.rows(), self._check)
        for number, texts in islice(cells, 0, None, step):
            yield _payment(number, texts, self._check)

    def _twice(self, amount: OfficialAmount) -> ReadError:
        same = (a.row for a in self._amounts(1) if _key(a) == _key(amount))
        modifier = f" {amount.modifier}" if amount.modifier else ""
        found = f"{amount.code}{modifier} of {amount.carrier}-{amount.locality} again"
        return self._check.fail(
            amount.row, None, f"{found} (first in row {next(same)})", "each row once"
        )


def read_official(member: Member) -> tuple[OfficialAmount, ...]:
    """Read a CMS payment-amount file or an OPPSCAP file, told apart by their contents.

    Raises:
        ReadError: neither, or the first thing found that cannot be trusted.
    """
    return tuple(OfficialFile(member).rows())


def _key(amount: OfficialAmount) -> tuple[object, ...]:
    return amount.year, amount.carrier, amount.locality, amount.code, amount.modifier


class _Seen:
    """The keys seen so far, each packed into one integer."""

    def __init__(self) -> None:
        self._places: dict[tuple[object, ...], int] = {}
        self._services: dict[tuple[object, ...], int] = {}
        self._pairs: set[int] = set()

    def is_new(self, amount: OfficialAmount) -> bool:
        """Whether the key is seen for the first time; it is noted."""
        key = _key(amount)
        place = self._places.setdefault(key[:3], len(self._places))
        service = self._services.setdefault(key[3:], len(self._services))
        before = len(self._pairs)
        self._pairs.add(place << _SERVICE_BITS | service)
        return len(self._pairs) > before


class _Grid:
    """The numbered rows of cells of a file, read anew each time they are asked for."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._sheet = first_sheet(member) if member.suffix == ".xlsx" else None
        text = "" if self._sheet is not None else decode(member)
        self._whole = text.endswith(("\n", "\r", '"'))
        self.lines = len(self._sheet) if self._sheet is not None else text.count("\n") + 1
        # As UTF-8 the text can be read line by line without a second copy of it.
        self._data = text.encode()

    def rows(self) -> Iterator[Row]:
        """The rows of cells, numbered as an editor or spreadsheet shows them.

        Raises:
            ReadError: not comma-separated text, or a last row that may have been cut.
        """
        if self._sheet is not None:
            yield from self._sheet
            return
        reader = csv.reader(self._lines(), strict=True)
        last: Row = (0, [])
        # Of each width the last cell with most digits: what a cut last row is held against.
        longest: dict[int, Row] = {}
        try:
            for cells in reader:
                if not self._whole and last[1]:
                    width = len(last[1])
                    longest[width] = max(longest.get(width, last), last, key=_last_digits)
                last = reader.line_num, cells
                yield last
        except csv.Error as error:
            raise ReadError(
                self._member.name,
                row=last[0] + 1,  # where the bad row begins; it may run to the end
                found=f"text that is not comma-separated values ({error})",
                expected="cells separated by commas",
                remedy="Give CMS's own file; do not edit it by hand",
            ) from error
        if not self._whole:
            check_last_row(self._member, "", [*longest.values(), last])

    def _lines(self) -> Iterator[str]:
        return io.TextIOWrapper(io.BytesIO(self._data), encoding="utf-8", newline="")

    def is_oppscap(self) -> bool:
        """Whether the first lines are an OPPSCAP file's."""
        if self._member.suffix != ".txt":
            heads = (cells for _, cells in islice(self.rows(), _LOOKED_AT))
            return any(
                bool(cells)
                and squeeze(cells[0]) == "HCPCS"
                and any("PRICE" in cell.upper() for cell in cells)
                for cells in heads
            )
        lines = [line for line in islice(self._lines(), _LOOKED_AT) if line.strip()]
        if any(_PAYMENT_LINE.match(line) for line in lines):
            return False
        return '"' not in lines[0] and "," not in lines[0]


def _last_digits(row: Row) -> int:
    """Digits after the point of a row's last cell."""
    return len(row[1][-1].strip().partition(".")[2])


def _oppscap_table(member: Member, check: Checker) -> Table:
    if member.suffix == ".txt":
        return read_fixed(member, check, _CAP_FIXED)
    return read_table(member, check, _CAP_SHAPE)


def _cap(table: Table, row: Row, check: Checker) -> OfficialAmount:
    log = RepairLog(check.file)
    number, cell = row[0], {name: table.cell(row, name) for name in _CAP_SHAPE.columns}
    return OfficialAmount(
        row=number,
        year=None,
        carrier=check.digits(cell["CARRIER"], 5, number, "CARRIER", log),
        locality=check.digits(cell["LOCALITY"], 2, number, "LOCALITY", log),
        code=check.code(cell["HCPCS"], number, "HCPCS"),
        modifier=check.known(cell["MOD"], _MODIFIERS, number, "MOD"),
        status=check.known(cell["PROCSTAT"], STATUS, number, "PROCSTAT"),
        nonfacility=_money(cell, "NON-FACILITY PRICE", number, check),
        facility=_money(cell, "FACILITY PRICE", number, check),
        capped=True,
    )


def _money(cell: dict[str, str], column: str, row: int, check: Checker) -> Decimal:
    return check.number(cell[column], CENT_PLACES, row, column)


def _payment_cells(rows: Iterator[Row], check: Checker) -> Iterator[Row]:
    """The rows of a payment file, without titles, headings, notes and blank lines.

    CMS's layout: year, carrier, locality, code, modifier, non-facility, facility, filler, PC/TC,
    status, multiple surgery, two therapy amounts, OPPS indicator, two OPPS amounts.

    Copies with fewer columns exist; every row must then have as many as the first.
    """
    width = 0
    for number, row in rows:
        if is_blank(row) or row[0].startswith(("HDR", "TRL")):
            continue
        cells = [c.strip() for c in row]
        if not width and _is_heading(cells):
            continue
        width = width or len(cells)
        if len(cells) != width or not _MINIMUM_WIDTH <= width <= _PAYMENT_WIDTH:
            expected = f"{width} as in the first row" if len(cells) != width else "16, CMS's layout"
            raise check.fail(number, None, f"{len(cells)} cells", expected)
        yield number, cells


def _is_heading(cells: list[str]) -> bool:
    """Whether a row above the first of data is a title or heading, which some copies begin with.

    A row of data begins with a year and a carrier. One that does not, but has a code or an amount
    where those stand, is data that has been spoilt.
    """
    if len(cells) > 1 and _YEAR.match(cells[0]) and _CARRIER.match(cells[1]):
        return False
    has_code = any(_CODE_WITH_DIGIT.match(cell) for cell in cells[3:4])
    return not has_code and not any(_AMOUNT.match(cell) for cell in cells[5:7])


def _payment(number: int, cells: list[str], check: Checker) -> OfficialAmount:
    log = RepairLog(check.file)
    width = len(cells)
    cells = cells + [""] * (_PAYMENT_WIDTH - width)

    def money(at: int, column: str) -> Decimal:
        return check.number(cells[at], CENT_PLACES, number, column)

    def extra(at: int, column: str) -> Decimal | None:
        if at >= width:
            return None
        return money(at, column) if cells[at] else _NOTHING

    if not _MODIFIER.match(cells[4]):
        raise check.fail(number, "MODIFIER", repr(cells[4][:40]), "blank or two characters")
    check.known(cells[13], _OPPS, number, "OPPS INDICATOR")
    return OfficialAmount(
        row=number,
        year=int(check.digits(cells[0], 4, number, "YEAR", log)),
        carrier=intern(check.digits(cells[1], 5, number, "CARRIER", log)),
        locality=intern(check.digits(cells[2], 2, number, "LOCALITY", log)),
        code=intern(check.code(cells[3], number, "HCPCS CODE")),
        modifier=cells[4],
        status=check.known(cells[9], _STATUSES, number, "STATUS CODE"),
        nonfacility=money(5, "NON-FACILITY FEE"),
        facility=money(6, "FACILITY FEE"),
        capped=False,
        therapy_nonfacility=extra(11, "THERAPY NON-FACILITY"),
        therapy_facility=extra(12, "THERAPY FACILITY"),
        opps_nonfacility=extra(14, "OPPS NON-FACILITY"),
        opps_facility=extra(15, "OPPS FACILITY"),
        multiple=check.known(cells[10], _MULTIPLE, number, "MULTIPLE SURGERY INDICATOR"),
    )
