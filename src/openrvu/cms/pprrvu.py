"""Reads the relative value file (PPRRVU): one row a code and modifier.

Nothing is taken on trust: every row's total is recomputed from its parts, every indicator must
be one that CMS documents, one conversion factor must serve the whole file, and no code and
modifier may stand twice. CMS's descriptions come back apart from the rows, because they belong
to the AMA and ADA and may not travel with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from openrvu.cms.cells import Checker, Repair, RepairLog, Row
from openrvu.cms.package import Member
from openrvu.cms.pprrvu_layout import Heading, Layout, read_layout
from openrvu.exact import FACTOR_PLACES, RVU_PLACES, add
from openrvu.schedule import indicators
from openrvu.schedule.rows import ROW_MODIFIERS, Policy, ServiceRow

#: CMS marks the file for qualifying APM participants by this pricing indicator in every row.
QPP_PRICING = "1"
_QPP_INDICATORS: Mapping[str, object] = {**indicators.PRICING, QPP_PRICING: None}
_FLAGS = {"": False, "NA": True}
_NOT_USED = {"": False, "+": True}
_MODIFIERS = dict.fromkeys(ROW_MODIFIERS)


@dataclass(frozen=True, slots=True)
class RelativeValues:
    """The contents of one relative value file.

    Attributes:
        heading: year, quarter letter and day printed above the table, where it has one.
        conversion_factor: the one factor printed in every row.
        rows: the service rows in file order.
        descriptions: CMS's short descriptor by code; for the user's own machine only.
        repairs: spreadsheet damage that was mended.
    """

    heading: Heading
    conversion_factor: Decimal
    rows: tuple[ServiceRow, ...]
    descriptions: Mapping[str, str] = field(repr=False)
    repairs: tuple[Repair, ...]


def read_pprrvu(member: Member, *, qpp: bool = False) -> RelativeValues:
    """Read and check a relative value file in .csv, .txt or .xlsx.

    Args:
        member: the file.
        qpp: whether it is the one for qualifying APM participants.

    Raises:
        ReadError: the first thing found that cannot be trusted, with its place.
    """
    check = Checker(member.name)
    layout = read_layout(member, check)
    pricing = _QPP_INDICATORS if qpp else indicators.PRICING
    reader = _RowReader(check, RepairLog(member.name), layout, pricing)
    rows = tuple(reader.read(number, cells) for number, cells in layout.rows)
    if reader.factor is None:
        raise check.fail(None, None, "no rows under the heading", "CMS's relative value file")
    return RelativeValues(
        heading=layout.heading,
        conversion_factor=reader.factor,
        rows=rows,
        descriptions=reader.descriptions,
        repairs=reader.log.all(),
    )


class _RowReader:
    """Turns cells into service rows, holding what must agree across rows."""

    def __init__(
        self, check: Checker, log: RepairLog, layout: Layout, pricing: Mapping[str, object]
    ) -> None:
        self.check, self.log, self.pricing = check, log, pricing
        self.factor: Decimal | None = None
        self.descriptions: dict[str, str] = {}
        self._seen: dict[tuple[str, str], int] = {}
        self._policies: dict[tuple[str, ...], Policy] = {}
        self._index = layout.index

    def read(self, number: int, cells: list[str]) -> ServiceRow:
        get = self._getter(cells)
        code = self._code(get("HCPCS"), number)
        modifier = self.check.known(get("MOD"), _MODIFIERS, number, "MOD")
        self._once(code, modifier, number)
        self._one_factor(get("CONV FACTOR"), number)
        row = self._row((number, cells), code, modifier)
        self._check_totals((number, cells), row)
        self.descriptions.setdefault(code, get("DESCRIPTION"))
        return row

    def _getter(self, cells: list[str]) -> Callable[[str], str]:
        index = self._index
        return lambda name: cells[index[name]].strip() if name in index else ""

    def _code(self, text: str, number: int) -> str:
        code = text
        if code.isascii() and code.isdigit() and len(code) in {3, 4}:
            # Only anesthesia codes (00100 to 01999) are all digits and begin with zeros.
            code = code.zfill(5)
            if not "00100" <= code <= "01999":
                expected = "a code of five characters (zeros are lost, and which cannot be told)"
                raise self.check.fail(number, "HCPCS", repr(text), expected)
            self.log.note("HCPCS", "leading zeros put back in anesthesia codes")
        return self.check.code(code, number, "HCPCS")

    def _once(self, code: str, modifier: str, number: int) -> None:
        first = self._seen.setdefault((code, modifier), number)
        if first != number:
            found = f"{code} {modifier or 'without modifier'} again (first in row {first})"
            raise self.check.fail(number, "HCPCS", found, "each code and modifier once")

    def _one_factor(self, text: str, number: int) -> None:
        factor = self.check.number(text, FACTOR_PLACES, number, "CONV FACTOR")
        if not factor:
            raise self.check.fail(number, "CONV FACTOR", "0", "dollars per RVU, above 0")
        if self.factor is None:
            self.factor = factor
        elif factor != self.factor:
            found = f"a second conversion factor, {factor} after {self.factor}"
            expected = "one for the whole file (is a QPP file mixed in?)"
            raise self.check.fail(number, "CONV FACTOR", found, expected)

    def _row(self, row: Row, code: str, modifier: str) -> ServiceRow:
        return ServiceRow(
            code=code,
            modifier=modifier,
            work=self._rvu(row, "WORK RVU"),
            pe_nonfacility=self._rvu(row, "NON-FAC PE RVU"),
            pe_facility=self._rvu(row, "FACILITY PE RVU"),
            mp=self._rvu(row, "MP RVU"),
            opps_pe_nonfacility=self._rvu(row, "NON-FACILITY PE USED FOR OPPS PAYMENT AMOUNT"),
            opps_pe_facility=self._rvu(row, "FACILITY PE USED FOR OPPS PAYMENT AMOUNT"),
            opps_mp=self._rvu(row, "MP USED FOR OPPS PAYMENT AMOUNT"),
            policy=self._policy(row),
        )

    def _rvu(self, row: Row, column: str) -> Decimal:
        return self.check.number(row[1][self._index[column]], RVU_PLACES, row[0], column)

    def _check_totals(self, row: Row, made: ServiceRow) -> None:
        for column, pe in (
            ("NON-FACILITY TOTAL", made.pe_nonfacility),
            ("FACILITY TOTAL", made.pe_facility),
        ):
            printed, summed = self._rvu(row, column), add(made.work, pe, made.mp)
            if printed != summed:
                expected = f"{summed}, the sum of work, practice expense and malpractice"
                raise self.check.fail(row[0], column, str(printed), expected)

    def _policy(self, row: Row) -> Policy:
        number, cells = row
        get = self._getter(cells)
        raw = tuple(get(name) for name in _POLICY_COLUMNS)
        held = self._policies.get(raw)
        if held is None:
            held = self._policies[raw] = self._make_policy(
                dict(zip(_POLICY_COLUMNS, raw, strict=True)), number
            )
        else:
            self._note_repairs(raw)
        return held

    def _make_policy(self, cell: dict[str, str], number: int) -> Policy:
        known = self._known(cell, number)
        pre_op, intra_op, post_op = self._shares(cell, number)
        return Policy(
            status=known("STATUS CODE", indicators.STATUS),
            not_used=_NOT_USED[known("NOT USED FOR MEDICARE PAYMENT", _NOT_USED)],
            na_nonfacility=_FLAGS[known("NON-FAC NA INDICATOR", _FLAGS)],
            na_facility=_FLAGS[known("FACILITY NA INDICATOR", _FLAGS)],
            pctc=known("PCTC IND", indicators.PCTC),
            global_days=known("GLOB DAYS", indicators.GLOBAL_DAYS),
            pre_op=pre_op,
            intra_op=intra_op,
            post_op=post_op,
            multiple_procedure=known("MULT PROC", indicators.MULTIPLE_PROCEDURE),
            bilateral=known("BILAT SURG", indicators.BILATERAL),
            assistant=known("ASST SURG", indicators.ASSISTANT),
            co_surgeon=known("CO- SURG", indicators.CO_SURGEON),
            team=known("TEAM SURG", indicators.TEAM),
            pricing=known("PRIC IND", self.pricing),
            endoscopic_base=self._base(cell["ENDO BASE"], number),
            supervision=known(_SUPERVISION, indicators.SUPERVISION),
            calculation_flag=known("CALCULATION FLAG", indicators.CALCULATION_FLAG),
            imaging_family=known(_FAMILY, indicators.IMAGING_FAMILY),
        )

    def _known(
        self, cell: dict[str, str], number: int
    ) -> Callable[[str, Mapping[str, object]], str]:
        def known(column: str, meanings: Mapping[str, object]) -> str:
            value = self._padded(column, cell[column])
            # What does not fit with its zeros put back is shown as it stands in the file.
            shown = value if value in meanings else cell[column]
            return self.check.known(shown, meanings, number, column)

        return known

    def _shares(self, cell: dict[str, str], number: int) -> tuple[Decimal, Decimal, Decimal]:
        """The parts of the global package, which cannot be more than the whole."""
        pre, intra, post = (
            self.check.number(cell[column], RVU_PLACES, number, column) for column in _SHARES
        )
        for column, share in zip(_SHARES, (pre, intra, post), strict=True):
            if share > 1:
                raise self.check.fail(number, column, str(share), "a share from 0 to 1")
        if add(pre, intra, post) > 1:
            found = f"shares of {pre}, {intra} and {post}"
            raise self.check.fail(number, ", ".join(_SHARES), found, "together at most 1")
        return pre, intra, post

    def _padded(self, column: str, value: str) -> str:
        width = _PADDED.get(column, 0)
        if width > len(value) > 0 and value.isascii() and value.isdigit():
            self.log.note(column, "leading zeros put back")
            return value.zfill(width)
        return value

    def _note_repairs(self, raw: tuple[str, ...]) -> None:
        for column, at in _PADDED_AT:
            self._padded(column, raw[at])

    def _base(self, text: str, number: int) -> str:
        return self.check.code(text, number, "ENDO BASE") if text else ""


_SHARES = ("PRE OP", "INTRA OP", "POST OP")
_SUPERVISION = "PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES"
_FAMILY = "DIAGNOSTIC IMAGING FAMILY INDICATOR"
#: Columns whose leading zeros a spreadsheet drops, and their printed width.
_PADDED = {"GLOB DAYS": 3, _SUPERVISION: 2, _FAMILY: 2}
_POLICY_COLUMNS = (
    "STATUS CODE",
    "NOT USED FOR MEDICARE PAYMENT",
    "NON-FAC NA INDICATOR",
    "FACILITY NA INDICATOR",
    "PCTC IND",
    "GLOB DAYS",
    "PRE OP",
    "INTRA OP",
    "POST OP",
    "MULT PROC",
    "BILAT SURG",
    "ASST SURG",
    "CO- SURG",
    "TEAM SURG",
    "PRIC IND",
    "ENDO BASE",
    _SUPERVISION,
    "CALCULATION FLAG",
    _FAMILY,
)
_PADDED_AT = tuple((name, _POLICY_COLUMNS.index(name)) for name in _PADDED)
