"""A service whose work is to be credited, and how a priced claim becomes such services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.errors import UnknownCode
from openrvu.pricing.claim import PricedClaim, PricedLine, Provider
from openrvu.schedule.amount import fee
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.schedule.source import Source


@dataclass(frozen=True, slots=True)
class Service:
    """One line of work, as a plan sees it. It names no patient.

    Attributes:
        code: CPT or HCPCS, five characters.
        day: date of service.
        row: the row of CMS's file for the code and its modifiers; None where there is none.
        modifiers: in any order.
        units: a positive whole number.
        posted: the day the charge was posted.
        setting: facility or nonfacility; needed only to rank by total RVU.
        fee: Medicare's amount for one unit before any reduction, in dollars; needed only to rank
            by it.
        base_row: the row of the base code of the endoscopic family.
        base_fee: Medicare's amount for one unit of that code in the same setting.
        provider: who furnished it.
        minutes: anesthesia time.
        base_units: anesthesia base units.
        claim: lines with the same text here and the same day are ranked together.
        release: label of the release of ``row``; empty where the caller gave the row.
        no_row: why there is no row, in a sentence.
        notices: what a reader must know of the release, in sentences.
    """

    code: str
    day: date
    row: ServiceRow | None = None
    modifiers: tuple[str, ...] = ()
    units: int = 1
    posted: date | None = None
    setting: Setting | None = None
    fee: Decimal | None = None
    base_row: ServiceRow | None = None
    base_fee: Decimal | None = None
    provider: Provider = Provider.PHYSICIAN
    minutes: int | None = None
    base_units: Decimal | None = None
    claim: str = ""
    release: str = ""
    no_row: str = ""
    notices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """``45380-59`` or ``45385``."""
        return "-".join((self.code, *self.modifiers))


def services_of(
    priced: PricedClaim,
    *,
    posted: date | None = None,
    claim: str = "",
    source: Source | None = None,
) -> tuple[Service, ...]:
    """The lines of a priced claim as services, in their order.

    Args:
        priced: the claim.
        posted: the day its charges were posted, for plans that go by it.
        claim: a name for the claim, where several are credited together.
        source: where base codes of endoscopic families are looked up; the bundled book by
            default.
    """
    return tuple(_service(line, priced, posted, claim, source) for line in priced.lines)


def _service(
    line: PricedLine,
    priced: PricedClaim,
    posted: date | None,
    claim: str,
    source: Source | None,
) -> Service:
    base_row, base_fee = _base(line, priced, source)
    asked = line.line
    return Service(
        code=asked.code,
        day=line.day,
        row=line.row,
        modifiers=asked.modifiers,
        units=asked.units,
        posted=posted,
        setting=line.setting,
        fee=line.fee,
        base_row=base_row,
        base_fee=base_fee,
        provider=asked.provider,
        minutes=asked.minutes,
        base_units=asked.base_units,
        claim=claim,
        release=line.release,
        no_row="" if line.row else line.reason,
        notices=priced.notices,
    )


def _base(
    line: PricedLine, priced: PricedClaim, source: Source | None
) -> tuple[ServiceRow | None, Decimal | None]:
    """The row and the fee of the base code of the line's endoscopic family."""
    given = line.line.given
    base_fee = given.base_fee if given else None
    if line.row is None or not line.row.policy.endoscopic_base:
        return None, base_fee
    base = line.row.policy.endoscopic_base
    if not line.release:
        beside = (other for other in priced.lines if _is_base(other, base))
        found = next(beside, None)
        return (found.row, base_fee or found.fee) if found else (None, base_fee)
    schedule = FeeSchedule.of(line.release, day=line.day, source=source)
    row = base_row(schedule, base)
    if row is None or line.setting is None or base_fee is not None:
        return row, base_fee
    factor = priced.claim.conversion_factor or schedule.conversion_factor(qp=priced.claim.qp)
    return row, fee(row, line.setting, priced.locality, factor)


def _is_base(line: PricedLine, code: str) -> bool:
    return line.row is not None and line.row.code == code and not line.row.modifier


def base_row(schedule: FeeSchedule, code: str) -> ServiceRow | None:
    """The row of an endoscopic family's base code, or None where the release lacks it."""
    try:
        return schedule.row(code)
    except UnknownCode:
        return None
