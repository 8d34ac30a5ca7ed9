"""Voids set off against the charges they take back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from openrvu.exact import add
from openrvu.productivity.reconcile.lines import ReportLine


@dataclass(frozen=True, slots=True)
class Netted:
    """A report with its voids set off.

    Attributes:
        lines: what is left, in the order of the report: charges, voids without a charge
            (negative units), and work RVUs left where the two differ (0 units).
        voids: how many voids there were.
        unmatched: voids for which the report has no charge.
    """

    lines: tuple[ReportLine, ...]
    voids: int
    unmatched: tuple[ReportLine, ...]


def net(lines: Sequence[ReportLine], group: Callable[[ReportLine], object]) -> Netted:
    """Set voids off against charges of the same group, such as a period.

    A void takes back the charge with its transaction number, else one with its provider, code,
    modifiers and day, at least its units and, where there is a choice, its work RVUs.
    """
    charges: dict[object, list[ReportLine]] = defaultdict(list)
    for line in lines:
        if line.units > 0:
            charges[group(line), line.code, line.provider].append(line)
    gone: set[int] = set()
    left: dict[int, ReportLine] = {line.row: line for line in lines if line.units >= 0}
    unmatched: list[ReportLine] = []
    voids = [line for line in lines if line.units < 0]
    for void in voids:
        same = charges[group(void), void.code, void.provider]
        charge = _charge_of(void, [left[each.row] for each in same if each.row not in gone])
        if charge is None:
            unmatched.append(void)
            continue
        rest = _less(charge, void)
        left[charge.row] = rest
        if not rest.units:
            gone.add(charge.row)
    kept = [line for line in left.values() if line.units or line.worth]
    ordered = sorted((*kept, *unmatched), key=lambda line: line.row)
    return Netted(tuple(ordered), len(voids), tuple(unmatched))


def _charge_of(void: ReportLine, charges: Sequence[ReportLine]) -> ReportLine | None:
    """The charge a void takes back, or None."""
    fitting = [charge for charge in charges if _fits(void, charge)]
    return min(fitting, key=lambda charge: _unlikeness(void, charge), default=None)


def _fits(void: ReportLine, charge: ReportLine) -> bool:
    if charge.units + void.units < 0:
        return False
    if void.transaction and void.transaction == charge.transaction:
        return True
    if void.day is None and charge.day is None and void.posted and charge.posted:
        return void.posted.first >= charge.posted.first and _same_modifiers(void, charge)
    return void.day == charge.day and _same_modifiers(void, charge)


def _same_modifiers(void: ReportLine, charge: ReportLine) -> bool:
    return set(void.modifiers) == set(charge.modifiers)


def _unlikeness(void: ReportLine, charge: ReportLine) -> tuple[bool, bool, bool, bool, int]:
    return (
        not void.transaction or void.transaction != charge.transaction,
        charge.units + void.units != 0,
        add(charge.worth, void.worth) != 0,
        bool(void.posted and charge.posted and charge.posted.first > void.posted.first),
        charge.row,
    )


def _less(charge: ReportLine, void: ReportLine) -> ReportLine:
    return replace(
        charge,
        units=charge.units + void.units,
        wrvu=None if charge.wrvu is None else add(charge.wrvu, void.worth),
        voids=(*charge.voids, void.row),
    )
