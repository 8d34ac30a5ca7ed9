"""The amounts that CMS's files print for one row, each beside ours.

- Fee: the fee schedule amount in each setting, before any cap. CMS's record layout (PF26PA) says
  that fees are after it; those of the file of 2020 are not, and either can be recomputed.
- Price: what an OPPSCAP file prints, the lower of the fee and the OPPS-based amount (section
  5102(b), Deficit Reduction Act of 2005).
- OPPS-based amount: that amount itself, where the release has RVUs for it.
- Therapy amount: the fee with practice expense reduced (42 USC 1395w-4(b)(7)), one for offices
  and one for institutions, of codes with multiple-surgery indicator 5. A column may be 0 for all
  others. Since 2021 the column of offices also holds, for visits, the flat visit fee of the
  Primary Care First model, which no RVU gives: it is counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from openrvu.errors import UnknownCode
from openrvu.exact import from_scaled, multiply
from openrvu.pricing.verify_report import Kind
from openrvu.rules.parameters import parameter
from openrvu.schedule.amount import PAYABLE, capped_fee, fee, opps_amount, pay
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import Locality
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow, Setting

#: Why a row is not known, in the words it is counted under.
STATUS_C_CAP = "status C: a cap for a contractor-priced code, not a payment"
CONTRACTOR_PRICED = "contractor-priced: CMS publishes no RVUs and no amount"
NOT_PRICED = "status {status}, printed as 0.00: not priced by RVUs"
NOT_PAID = "status {status}: no payment to recompute"
NA_ZERO = "printed as 0.00 where CMS marks the setting NA"
UNKNOWN_LOCALITY = "locality {carrier}-{locality}: {release} has no index for it"
UNKNOWN_CODE = "code not in {release}"
UNKNOWN_ROW = "code in {release}, but not with this modifier"
#: Why an amount of a row that is known is not compared.
FLAT_VISIT_FEE = "flat visit fee of Primary Care First, in the column of therapy amounts"

#: The multiple-procedure indicator of therapy services.
_THERAPY = "5"
#: What is paid of practice expense after the day's first therapy unit, by column.
_THERAPY_PARAMETERS = {
    Setting.NONFACILITY: "therapy.office",
    Setting.FACILITY: "therapy.institution",
}
#: The first year in whose files the therapy column of offices may hold flat visit fees.
_FLAT_VISIT_FEES = 2021


class NotKnownError(Exception):
    """A row that cannot be recomputed; the text is the reason."""


class Compared(NamedTuple):
    """An amount published, and ours: None where the release has no RVUs for it."""

    kind: Kind
    setting: Setting
    ours: Decimal | None
    theirs: Decimal

    @property
    def which(self) -> str:
        """``facility fee``."""
        return f"{self.setting.label.lower()} {self.kind}"


def therapy_share(release: Release, setting: Setting) -> Decimal:
    """The fraction of practice expense paid after the day's first therapy unit."""
    paid = parameter(_THERAPY_PARAMETERS[setting])
    return from_scaled(paid.scaled_on(release.in_force.first), paid.places)


def therapy_amount(
    row: ServiceRow, setting: Setting, locality: Locality, factor: Decimal, share: Decimal
) -> Decimal:
    """The fee of a therapy unit after the day's highest: practice expense reduced, the rest whole.

    42 USC 1395w-4(b)(7). Dollars and cents, rounded once.
    """
    reduced = multiply(row.pe(setting), share)
    return pay(row.work, reduced, row.mp, locality, factor)


class Desk:
    """One release's rows and localities, looked up once each.

    Attributes:
        apart: how many amounts of rows that are known were not compared, by reason.
    """

    def __init__(self, schedule: FeeSchedule, factor: Decimal, *, after_cap: bool) -> None:
        """Take a release, dollars per RVU, and whether the fees printed are after the cap."""
        self.apart: Counter[str] = Counter()
        self._schedule = schedule
        self._factor = factor
        self._fee = capped_fee if after_cap else fee
        self._label = schedule.release.label
        self._localities = {(a.carrier, a.number): a for a in schedule.localities()}
        self._rows: dict[str, dict[str, ServiceRow]] = {}
        self._shares = {setting: therapy_share(schedule.release, setting) for setting in Setting}

    def row(self, amount: OfficialAmount) -> ServiceRow:
        """The release's row for the code and modifier printed.

        Raises:
            NotKnownError: it has none.
        """
        rows = self._rows.get(amount.code)
        if rows is None:
            rows = self._rows[amount.code] = self._read(amount.code)
        if amount.modifier in rows:
            return rows[amount.modifier]
        reason = UNKNOWN_ROW if rows else UNKNOWN_CODE
        raise NotKnownError(reason.format(release=self._label))

    def compare(self, amount: OfficialAmount, row: ServiceRow) -> list[Compared]:
        """Each printed amount with ours.

        Raises:
            NotKnownError: the row cannot be recomputed.
        """
        _refuse_unpriced(amount, row)
        locality = self._locality(amount)
        if not row.has_rvus:
            kind = Kind.PRICE if amount.capped else Kind.FEE
            made = [Compared(kind, setting, None, theirs) for setting, theirs in _fees(amount)]
        elif amount.capped:
            made = list(self._prices(amount, row, locality))
        else:
            made = list(self._payment(amount, row, locality))
        if not made:
            raise NotKnownError(NA_ZERO)
        return made

    def _prices(
        self, amount: OfficialAmount, row: ServiceRow, locality: Locality
    ) -> Iterator[Compared]:
        for setting, printed in _fees(amount):
            ours = capped_fee(row, setting, locality, self._factor)
            yield Compared(Kind.PRICE, setting, ours, printed)

    def _payment(
        self, amount: OfficialAmount, row: ServiceRow, locality: Locality
    ) -> Iterator[Compared]:
        # Where the setting is NA and CMS prints no fee, it prints no other amount either.
        priced = {s: bool(printed) or not row.is_na(s) for s, printed in _fees(amount)}
        for setting, printed in _fees(amount):
            if priced[setting]:
                ours = self._fee(row, setting, locality, self._factor)
                yield Compared(Kind.FEE, setting, ours, printed)
        yield from self._therapy(amount, row, locality, priced)
        for setting, printed in _by_setting(amount.opps_nonfacility, amount.opps_facility):
            ours = opps_amount(row, setting, locality, self._factor)
            if printed or (ours and priced[setting]):
                yield Compared(Kind.OPPS, setting, ours, printed)

    def _therapy(
        self,
        amount: OfficialAmount,
        row: ServiceRow,
        locality: Locality,
        priced: dict[Setting, bool],
    ) -> Iterator[Compared]:
        halved = row.policy.multiple_procedure == _THERAPY
        if not halved and self._is_flat_visit_fee(amount):
            self.apart[FLAT_VISIT_FEE] += 1
            return
        for setting, printed in _by_setting(amount.therapy_nonfacility, amount.therapy_facility):
            if printed or (halved and priced[setting]):
                share = self._shares[setting]
                ours = therapy_amount(row, setting, locality, self._factor, share)
                yield Compared(Kind.THERAPY, setting, ours, printed)

    def _is_flat_visit_fee(self, amount: OfficialAmount) -> bool:
        """Whether an amount of offices alone, of a code that is not therapy, is such a fee."""
        if not amount.therapy_nonfacility or amount.therapy_facility:
            return False
        year = amount.year or self._schedule.release.year
        return year >= _FLAT_VISIT_FEES and amount.multiple != _THERAPY

    def _read(self, code: str) -> dict[str, ServiceRow]:
        try:
            return {row.modifier: row for row in self._schedule.rows(code)}
        except UnknownCode:
            return {}

    def _locality(self, amount: OfficialAmount) -> Locality:
        found = self._localities.get((amount.carrier, amount.locality))
        if found is None:
            raise NotKnownError(
                UNKNOWN_LOCALITY.format(
                    carrier=amount.carrier, locality=amount.locality, release=self._label
                )
            )
        return found


def _fees(amount: OfficialAmount) -> Iterator[tuple[Setting, Decimal]]:
    return _by_setting(amount.nonfacility, amount.facility)


def _by_setting(
    nonfacility: Decimal | None, facility: Decimal | None
) -> Iterator[tuple[Setting, Decimal]]:
    """The printed amounts with their settings; one that is not printed is left out."""
    if nonfacility is not None:
        yield Setting.NONFACILITY, nonfacility
    if facility is not None:
        yield Setting.FACILITY, facility


def _refuse_unpriced(amount: OfficialAmount, row: ServiceRow) -> None:
    """Set apart what no RVU prices: status C caps, and amounts printed as zero.

    Raises:
        NotKnownError: with the reason; only where the status printed and the release's agree
            that there is nothing to recompute.
    """
    held = row.policy.status
    reason = _unpriced(amount.status or held, amount, row)
    if reason and _unpriced(held, amount, row):
        raise NotKnownError(reason)


def _unpriced(status: str, amount: OfficialAmount, row: ServiceRow) -> str | None:
    """Why a status leaves nothing to recompute; None where there is something."""
    printed = amount.nonfacility or amount.facility
    if amount.capped and status == "C":
        return STATUS_C_CAP
    if status in PAYABLE:
        return None if printed or row.has_rvus else CONTRACTOR_PRICED
    if not printed:
        return NOT_PRICED.format(status=status)
    return None if row.has_rvus else NOT_PAID.format(status=status)
