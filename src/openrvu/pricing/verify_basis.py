"""How a payment file's fees were made from a release: which factor, and before or after the cap.

From 2026 CMS publishes two files, for qualifying APM participants (QP) and for all others. Its
record layout (PF26PA) says that fees are after the OPPS cap; in the file of 2020 they are before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from openrvu.pricing.verify import verify
from openrvu.pricing.verify_report import Verification
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.official import OfficialAmount

_QP = "its fees are those of qualifying APM participants"
_AFTER_CAP = "its fees are after the OPPS cap"


@dataclass(frozen=True, slots=True)
class Basis:
    """A way to make fees.

    Attributes:
        factor: dollars per RVU, or None for the release's own.
        after_cap: whether fees are after the OPPS cap.
        says: what is said of it; empty for the plain way.
    """

    factor: Decimal | None = None
    after_cap: bool = False
    says: str = ""


def bases(schedule: FeeSchedule) -> tuple[Basis, ...]:
    """The ways that are possible with a release, the plain one first."""
    plain = (Basis(), Basis(after_cap=True, says=_AFTER_CAP))
    qp = schedule.release.qp_conversion_factor
    if qp is None:
        return plain
    return (*plain, Basis(qp, says=_QP), Basis(qp, after_cap=True, says=f"{_QP}, {_AFTER_CAP}"))


def best_basis(
    sample: Sequence[OfficialAmount], schedule: FeeSchedule
) -> tuple[Basis, Verification]:
    """The way that fits some of a file's rows best, and how it fits; of equals the first."""
    best: tuple[Basis, Verification] | None = None
    is_capped = any(amount.capped for amount in sample)
    for basis in bases(schedule):
        if is_capped and basis.after_cap:
            continue  # the prices of an OPPSCAP file are always after the cap
        found = verify(sample, schedule, factor=basis.factor, after_cap=basis.after_cap)
        if best is None or found.fit > best[1].fit:
            best = basis, found
        if not found.mismatched:
            break
    assert best is not None  # noqa: S101 - there is always the plain way
    return best
