"""Rows and localities made of what a case gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from golden.case import RECENT, money
from golden.told import Told
from openrvu.errors import ReleaseNotHeld, UnknownCode
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import NATIONAL, Locality
from openrvu.schedule.rows import Policy, ServiceRow

_NOTHING = Decimal("0.00")
_RVUS = (
    *("work", "pe_nonfacility", "pe_facility", "mp"),
    *("opps_pe_nonfacility", "opps_pe_facility", "opps_mp"),
)
_SHARES = {"pre": "pre_op", "intra": "intra_op", "post": "post_op"}
#: Indicators of a service to which no special rule applies.
PLAIN = Policy(
    status="A",
    not_used=False,
    na_nonfacility=False,
    na_facility=False,
    pctc="0",
    global_days="XXX",
    pre_op=_NOTHING,
    intra_op=_NOTHING,
    post_op=_NOTHING,
    multiple_procedure="0",
    bilateral="0",
    assistant="2",
    co_surgeon="2",
    team="2",
    pricing="",
    endoscopic_base="",
    supervision="09",
    calculation_flag="0",
    imaging_family="99",
)


def blank_row(code: str, modifier: str = "") -> ServiceRow:
    """A row without RVUs to which no special rule applies."""
    rvus = dict.fromkeys(_RVUS, _NOTHING)
    return ServiceRow(code=code, modifier=modifier, policy=PLAIN, **rvus)


def with_policy(row: ServiceRow, **indicators: Any) -> ServiceRow:
    """The row with some indicators."""
    return replace(row, policy=replace(row.policy, **indicators))


def with_rvus(row: ServiceRow, told: Told) -> ServiceRow:
    """The row with the relative values that a case gives."""
    one_pe = told.get("pe_rvu", 0)
    return replace(
        row,
        work=money(told.get("work_rvu", 0)),
        pe_nonfacility=money(told.get("pe_nonfac", one_pe)),
        pe_facility=money(told.get("pe_fac", one_pe)),
        mp=money(told.get("mp_rvu", 0)),
        opps_pe_nonfacility=money(told.get("opps_pe_nonfac", 0)),
        opps_pe_facility=money(told.get("opps_pe_fac", 0)),
        opps_mp=money(told.get("opps_mp", 0)),
    )


def global_days(value: object) -> str:
    """``90`` and ``"090"`` as ``090``; letters as they are."""
    text = str(value).strip().upper()
    return text.zfill(3) if text.isdigit() else text


def shares_of(told: Told) -> dict[str, Any]:
    """The shares of the global package, and its days: 90 where shares are given and days not."""
    made: dict[str, Any] = {
        name: money(told[key]) for key, name in _SHARES.items() if told.get(key) is not None
    }
    days = told.get("global_days", 90 if made else None)
    return made if days is None else {**made, "global_days": global_days(days)}


def gpcis_of(told: Told) -> tuple[Decimal, Decimal, Decimal] | None:
    """Work, practice expense and malpractice index; None where the case gives none."""
    parts = ("work", "pe", "mp")
    given = told.get("gpcis")
    if isinstance(given, Told):
        given = [given.first(part, f"{part}_gpci") for part in parts]
    if given is None and any(f"{part}_gpci" in told for part in parts):
        given = [told[f"{part}_gpci"] for part in parts]
    if given is None:
        return None
    work, pe, mp = (money(each) for each in given)
    return work, pe, mp


def locality_of(gpcis: Sequence[Decimal] | None, anesthesia: Decimal | None = None) -> Locality:
    """A locality with indices, 1 where there are none, and an anesthesia factor."""
    work, pe, mp = gpcis or (Decimal(1),) * 3
    return replace(NATIONAL, work_gpci=work, pe_gpci=pe, mp_gpci=mp, anesthesia_factor=anesthesia)


def held_row(code: str, modifier: str, day: date) -> ServiceRow | None:
    """The row of the book for a code and modifier, of the day or else of a recent one."""
    for each in (day, RECENT):
        try:
            rows = FeeSchedule.on(each).rows(code)
        except (UnknownCode, ReleaseNotHeld):
            continue
        return next((row for row in rows if row.modifier == modifier), None)
    return None
