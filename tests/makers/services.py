"""Made-up service rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict, Unpack

from openrvu.exact import RVU_PLACES, parse_decimal
from openrvu.schedule.rows import Policy, ServiceRow


class Indicators(TypedDict, total=False):
    """The indicators of a row that a test may set; the same names as in ``Policy``."""

    status: str
    not_used: bool
    na_nonfacility: bool
    na_facility: bool
    pctc: str
    global_days: str
    pre_op: Decimal
    intra_op: Decimal
    post_op: Decimal
    multiple_procedure: str
    bilateral: str
    assistant: str
    co_surgeon: str
    team: str
    pricing: str
    endoscopic_base: str
    supervision: str
    calculation_flag: str
    imaging_family: str


_PLAIN = Policy(
    status="A",
    not_used=False,
    na_nonfacility=False,
    na_facility=False,
    pctc="0",
    global_days="XXX",
    pre_op=Decimal("0.00"),
    intra_op=Decimal("0.00"),
    post_op=Decimal("0.00"),
    multiple_procedure="0",
    bilateral="0",
    assistant="0",
    co_surgeon="0",
    team="0",
    pricing="",
    endoscopic_base="",
    supervision="09",
    calculation_flag="0",
    imaging_family="99",
)


def policy(**changes: Unpack[Indicators]) -> Policy:
    """The indicators of a plain payable service, with some of them changed."""
    return replace(_PLAIN, **changes)


def service(
    code: str = "Y0001",
    modifier: str = "",
    *,
    work: str = "1.00",
    pe: str = "2.00",
    pe_facility: str | None = None,
    mp: str = "0.10",
    opps: tuple[str, str, str] = ("0.00", "0.00", "0.00"),
    **indicators: Unpack[Indicators],
) -> ServiceRow:
    """A row: RVUs as text, ``opps`` the three for the OPPS-based amount, the rest indicators."""

    def rvu(text: str) -> Decimal:
        return parse_decimal(text, RVU_PLACES)

    return ServiceRow(
        code=code,
        modifier=modifier,
        work=rvu(work),
        pe_nonfacility=rvu(pe),
        pe_facility=rvu(pe if pe_facility is None else pe_facility),
        mp=rvu(mp),
        opps_pe_nonfacility=rvu(opps[0]),
        opps_pe_facility=rvu(opps[1]),
        opps_mp=rvu(opps[2]),
        policy=policy(**indicators),
    )


def priced(rows: Iterable[ServiceRow], pricing: str = "9") -> tuple[ServiceRow, ...]:
    """The same rows with a pricing indicator, as files from 2026 print one."""
    return tuple(replace(row, policy=replace(row.policy, pricing=pricing)) for row in rows)


def _nothing(code: str, **indicators: Unpack[Indicators]) -> ServiceRow:
    return service(code, work="0.00", pe="0.00", mp="0.00", **indicators)


_OPERATION: Indicators = {
    "na_nonfacility": True,
    "global_days": "090",
    "pre_op": Decimal("0.10"),
    "intra_op": Decimal("0.69"),
    "post_op": Decimal("0.21"),
    "multiple_procedure": "2",
    "bilateral": "1",
    "assistant": "2",
    "co_surgeon": "1",
}

#: A small schedule with one of each: parts, an operation, NA flags, every kind of outcome.
SERVICES: tuple[ServiceRow, ...] = (
    _nothing("00101", status="J", pctc="9", imaging_family="99"),
    service("Y0001", work="0.97", pe="1.51", pe_facility="0.41", mp="0.08"),
    service("Y0002", work="2.60", pe="2.95", pe_facility="1.10", mp="0.21"),
    service("Y0003", work="17.61", pe="12.45", mp="3.72", **_OPERATION),
    service("Y0004", work="0.30", pe="0.95", mp="0.04", pctc="1", opps=("7.50", "7.50", "0.12")),
    service("Y0004", "26", work="0.30", pe="0.12", mp="0.03", pctc="1", supervision="09"),
    service(
        "Y0004",
        "TC",
        work="0.00",
        pe="0.83",
        mp="0.01",
        pctc="1",
        supervision="03",
        na_facility=True,
        opps=("7.38", "7.38", "0.09"),
    ),
    service("Y0005", work="1.35", pe="0.66", mp="0.05", global_days="ZZZ"),
    service("Y0006", work="3.10", pe="5.12", mp="0.44", endoscopic_base="Y0002", global_days="000"),
    service("Y0007", "53", work="1.12", pe="3.01", mp="0.20", imaging_family="88"),
    _nothing("Y0101", status="C"),
    _nothing("Y0102", status="N"),
    _nothing("Y0103", status="X", pctc="9", multiple_procedure="9"),
    service("Y0104", work="0.50", pe="0.40", mp="0.02", status="B", not_used=True),
)
