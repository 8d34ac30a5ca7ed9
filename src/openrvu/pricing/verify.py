"""Recomputes the amounts that CMS published and says which of them come out otherwise.

A row that cannot be known is counted apart with its reason, never as a match. An indicator that
the file prints and the release's row contradicts is listed as a disagreement. It never keeps an
amount from being compared: an amount is compared where it is printed or where the release's row
says that there is one, and a row is set apart only where both statuses say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from openrvu.pricing.verify_amounts import Compared, Desk, NotKnownError
from openrvu.pricing.verify_report import Disagreement, Kind, Mismatch, Tally, Verification
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.rows import ServiceRow


def verify(
    amounts: Iterable[OfficialAmount],
    schedule: FeeSchedule,
    *,
    factor: Decimal | None = None,
    after_cap: bool = False,
) -> Verification:
    """Recompute every amount of a CMS file with one release's values.

    Args:
        amounts: the file's rows, as :mod:`openrvu.cms.official` reads them.
        schedule: the release they were made from.
        factor: dollars per RVU in place of the release's own.
        after_cap: whether a payment file's fees are after the OPPS cap.
    """
    desk = Desk(schedule, factor or schedule.conversion_factor(), after_cap=after_cap)
    book = _Ledger()
    for amount in amounts:
        book.see(amount)
        try:
            row = desk.row(amount)
            book.disagreements += _disagreements(amount, row)
            book.enter(amount, desk.compare(amount, row))
        except NotKnownError as reason:
            book.unknown[str(reason)] += 1
    return book.closed(schedule, desk)


class _Ledger:
    """Counts, while a file is read, what becomes of its rows."""

    def __init__(self) -> None:
        self.disagreements: list[Disagreement] = []
        self.unknown: Counter[str] = Counter()
        self._mismatches: list[Mismatch] = []
        self._years: Counter[int] = Counter()
        self._compared: Counter[Kind] = Counter()
        self._wrong: Counter[Kind] = Counter()
        self._rows = self._matched = self._mismatched = 0

    def see(self, amount: OfficialAmount) -> None:
        """Count a row of the file, whatever becomes of it."""
        self._rows += 1
        if amount.year is not None:
            self._years[amount.year] += 1

    def enter(self, amount: OfficialAmount, pairs: list[Compared]) -> None:
        """Count the amounts of a row that is known."""
        wrong = [pair for pair in pairs if pair.ours != pair.theirs]
        for pair in pairs:
            self._compared[pair.kind] += 1
        for pair in wrong:
            self._wrong[pair.kind] += 1
            self._mismatches.append(_mismatch(amount, pair))
        self._matched += not wrong
        self._mismatched += bool(wrong)

    def closed(self, schedule: FeeSchedule, desk: Desk) -> Verification:
        """What was counted."""
        self._years.pop(schedule.release.year, None)
        return Verification(
            release=schedule.release.label,
            rows=self._rows,
            matched=self._matched,
            mismatched=self._mismatched,
            mismatches=tuple(self._mismatches),
            unknown=dict(self.unknown),
            kinds={
                kind: Tally(self._compared[kind], self._compared[kind] - self._wrong[kind])
                for kind in Kind
                if self._compared[kind]
            },
            disagreements=tuple(self.disagreements),
            other_years=dict(sorted(self._years.items())),
            apart=dict(desk.apart),
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


def _mismatch(amount: OfficialAmount, pair: Compared) -> Mismatch:
    place = (amount.code, amount.modifier, amount.carrier, amount.locality)
    return Mismatch(amount.row, *place, pair.which, pair.ours, pair.theirs)
