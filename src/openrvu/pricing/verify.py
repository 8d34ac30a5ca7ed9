"""Recomputes the amounts that CMS published and says which of them come out otherwise.

A payment file's fee is the fee schedule amount, before any cap; where it also prints the therapy
amount and the OPPS-based amount, those are recomputed too. An OPPSCAP file's price is the lower
of fee and OPPS-based amount (section 5102(b), Deficit Reduction Act of 2005). A row that cannot
be known is counted apart with its reason, never as a match.

An indicator that the file prints and the release's row contradicts is listed as a disagreement.
It never keeps an amount from being compared: an amount is compared where it is printed or where
the release's row says that there is one, and a row is set apart only where both statuses say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from openrvu.errors import UnknownCode
from openrvu.exact import multiply, ratio
from openrvu.schedule.amount import PAYABLE, capped_fee, fee, opps_amount, pay
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import Locality
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.policy_rates import THERAPY_PRACTICE_EXPENSE
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

#: The multiple-procedure indicator of therapy services.
_THERAPY = "5"
_THERAPY_SHARE = ratio(THERAPY_PRACTICE_EXPENSE.percent, Decimal(100), 4)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A published amount that ours does not equal.

    Attributes:
        row: line in the file.
        code: five characters.
        modifier: empty, 26, TC or 53.
        carrier: contractor, five digits.
        locality: two digits.
        which: the amount, such as ``facility fee``.
        ours: dollars and cents, or None where the release has no RVUs for the row.
        theirs: dollars and cents, as published.
    """

    row: int
    code: str
    modifier: str
    carrier: str
    locality: str
    which: str
    ours: Decimal | None
    theirs: Decimal


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An indicator printed otherwise than the release has it.

    Attributes:
        row: line in the file.
        code: five characters.
        modifier: empty, 26, TC or 53.
        carrier: contractor, five digits.
        locality: two digits.
        which: the indicator: ``status`` or ``multiple-surgery indicator``.
        ours: the release's.
        theirs: the file's.
    """

    row: int
    code: str
    modifier: str
    carrier: str
    locality: str
    which: str
    ours: str
    theirs: str

    @property
    def text(self) -> str:
        """``status printed C, the release has A``."""
        return f"{self.which} printed {self.theirs}, the release has {self.ours}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of every row of a file.

    Attributes:
        release: label of the release the amounts were computed from.
        rows: how many rows the file has.
        matched: rows of which every printed amount equals ours to the cent.
        mismatched: rows of which at least one does not.
        amounts: how many printed amounts were compared.
        mismatches: every amount that differs, in file order.
        unknown: how many rows could not be known, by reason.
        disagreements: every indicator printed otherwise than the release has it, in file order.
        other_years: rows that print another year than the release's, by that year.
    """

    release: str
    rows: int
    matched: int
    mismatched: int
    amounts: int
    mismatches: tuple[Mismatch, ...]
    unknown: Mapping[str, int]
    disagreements: tuple[Disagreement, ...] = ()
    other_years: Mapping[int, int] = field(default_factory=dict)

    @property
    def checkable(self) -> int:
        """Rows that could be recomputed."""
        return self.matched + self.mismatched

    @property
    def summary(self) -> str:
        """``109 of 109 match``."""
        return f"{self.matched} of {self.checkable} match"


class _NotKnownError(Exception):
    """A row that cannot be recomputed; the text is the reason."""


#: What the amount is called, ours, and the one published.
_Compared = tuple[str, Decimal | None, Decimal]


def verify(
    amounts: Iterable[OfficialAmount], schedule: FeeSchedule, *, factor: Decimal | None = None
) -> Verification:
    """Recompute every amount of a CMS file with one release's values.

    Args:
        amounts: the file's rows, as :mod:`openrvu.cms.official` reads them.
        schedule: the release they were made from.
        factor: dollars per RVU in place of the release's own.
    """
    desk = _Desk(schedule, factor or schedule.conversion_factor())
    mismatches: list[Mismatch] = []
    disagreements: list[Disagreement] = []
    unknown: Counter[str] = Counter()
    years: Counter[int] = Counter()
    rows = matched = mismatched = compared = 0
    for amount in amounts:
        rows += 1
        if amount.year is not None:
            years[amount.year] += 1
        try:
            row = desk.row(amount)
            disagreements += _disagreements(amount, row)
            pairs = desk.compare(amount, row)
        except _NotKnownError as reason:
            unknown[str(reason)] += 1
            continue
        wrong = [_mismatch(amount, pair) for pair in pairs if pair[1] != pair[2]]
        mismatches += wrong
        compared += len(pairs)
        matched, mismatched = matched + (not wrong), mismatched + bool(wrong)
    years.pop(schedule.release.year, None)
    return Verification(
        release=schedule.release.label,
        rows=rows,
        matched=matched,
        mismatched=mismatched,
        amounts=compared,
        mismatches=tuple(mismatches),
        unknown=dict(unknown),
        disagreements=tuple(disagreements),
        other_years=dict(sorted(years.items())),
    )


def _disagreements(amount: OfficialAmount, row: ServiceRow) -> Iterator[Disagreement]:
    policy = row.policy
    for which, ours, theirs in (
        ("status", policy.status, amount.status),
        ("multiple-surgery indicator", policy.multiple_procedure, amount.multiple),
    ):
        if theirs and theirs != ours:
            place = (amount.code, amount.modifier, amount.carrier, amount.locality)
            yield Disagreement(amount.row, *place, which, ours, theirs)


def _mismatch(amount: OfficialAmount, pair: _Compared) -> Mismatch:
    which, ours, theirs = pair
    return Mismatch(
        amount.row,
        amount.code,
        amount.modifier,
        amount.carrier,
        amount.locality,
        which,
        ours,
        theirs,
    )


def therapy_amount(
    row: ServiceRow, setting: Setting, locality: Locality, factor: Decimal
) -> Decimal:
    """The fee of a therapy unit after the day's highest: practice expense reduced, the rest whole.

    42 USC 1395w-4(b)(7). Dollars and cents, rounded once.
    """
    reduced = multiply(row.pe(setting), _THERAPY_SHARE)
    return pay(row.work, reduced, row.mp, locality, factor)


class _Desk:
    """One release's rows and localities, looked up once each."""

    def __init__(self, schedule: FeeSchedule, factor: Decimal) -> None:
        self._schedule = schedule
        self._factor = factor
        self._label = schedule.release.label
        self._localities = {(a.carrier, a.number): a for a in schedule.localities()}
        self._rows: dict[str, dict[str, ServiceRow]] = {}

    def compare(self, amount: OfficialAmount, row: ServiceRow) -> list[_Compared]:
        """Each printed amount with its name and ours.

        Raises:
            _NotKnownError: the row cannot be recomputed.
        """
        _refuse_unpriced(amount, row)
        locality = self._locality(amount)
        if not row.has_rvus:
            which = "price" if amount.capped else "fee"
            made: list[_Compared] = [(_named(which, s), None, p) for s, p in _fees(amount)]
        elif amount.capped:
            made = list(self._capped(amount, row, locality))
        else:
            made = list(self._payment(amount, row, locality))
        if not made:
            raise _NotKnownError(NA_ZERO)
        return made

    def _capped(
        self, amount: OfficialAmount, row: ServiceRow, locality: Locality
    ) -> Iterator[_Compared]:
        for setting, printed in _fees(amount):
            yield (
                _named("price", setting),
                capped_fee(row, setting, locality, self._factor),
                printed,
            )

    def _payment(
        self, amount: OfficialAmount, row: ServiceRow, locality: Locality
    ) -> Iterator[_Compared]:
        # Where the setting is NA and CMS prints no fee, it prints no other amount either.
        priced = {s: bool(printed) or not row.is_na(s) for s, printed in _fees(amount)}
        for setting, printed in _fees(amount):
            if priced[setting]:
                yield _named("fee", setting), fee(row, setting, locality, self._factor), printed
        halved = row.policy.multiple_procedure == _THERAPY
        for setting, printed in _by_setting(amount.therapy_nonfacility, amount.therapy_facility):
            if printed or (halved and priced[setting]):
                ours = therapy_amount(row, setting, locality, self._factor)
                yield _named("therapy amount", setting), ours, printed
        for setting, printed in _by_setting(amount.opps_nonfacility, amount.opps_facility):
            ours = opps_amount(row, setting, locality, self._factor)
            if printed or (ours and priced[setting]):
                yield _named("OPPS-based amount", setting), ours, printed

    def row(self, amount: OfficialAmount) -> ServiceRow:
        """The release's row for the code and modifier printed.

        Raises:
            _NotKnownError: it has none.
        """
        rows = self._rows.get(amount.code)
        if rows is None:
            rows = self._rows[amount.code] = self._read(amount.code)
        if amount.modifier in rows:
            return rows[amount.modifier]
        reason = UNKNOWN_ROW if rows else UNKNOWN_CODE
        raise _NotKnownError(reason.format(release=self._label))

    def _read(self, code: str) -> dict[str, ServiceRow]:
        try:
            return {row.modifier: row for row in self._schedule.rows(code)}
        except UnknownCode:
            return {}

    def _locality(self, amount: OfficialAmount) -> Locality:
        found = self._localities.get((amount.carrier, amount.locality))
        if found is None:
            raise _NotKnownError(
                UNKNOWN_LOCALITY.format(
                    carrier=amount.carrier, locality=amount.locality, release=self._label
                )
            )
        return found


def _named(which: str, setting: Setting) -> str:
    return f"{setting.label.lower()} {which}"


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
        _NotKnownError: with the reason; only where the status printed and the release's agree
            that there is nothing to recompute.
    """
    held = row.policy.status
    reason = _unpriced(amount.status or held, amount, row)
    if reason and _unpriced(held, amount, row):
        raise _NotKnownError(reason)


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
