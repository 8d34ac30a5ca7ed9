"""Making one person's year comparable: a whole year, and one full-time equivalent.

Work RVUs are divided by clinical FTE, pay by total FTE: a physician who teaches half of the week
earns for the whole of it and makes work RVUs in the other half.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from openrvu.exact import multiply, plain, ratio

#: Digits after the point to which a quotient is rounded half up.
PLACES = 4
MONTHS = Decimal(12)
#: Below, a figure for a whole FTE says more of the division than of the work.
LEAST_RELIABLE = Decimal("0.7")
_FULL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A figure for one FTE and a whole year.

    Attributes:
        value: the figure; None where it was refused.
        steps: what was done, a sentence each.
        notices: what a reader must know before using it, a sentence each.
        refused: why there is no figure; else empty.
    """

    value: Decimal | None
    steps: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    refused: str = ""


def work_per_fte(
    wrvu: Decimal, clinical_fte: Decimal, months: Decimal = MONTHS, *, scale_down: bool = False
) -> Normalised:
    """Work RVUs of some months as those of a year at 1.0 clinical FTE.

    Args:
        wrvu: made in the months.
        clinical_fte: share of a full week's clinical work; more than 1 is not divided by, unless
            ``scale_down`` says so.
        months: how many of a year, more than 0 and at most 12.
        scale_down: divide also by more than 1.0 FTE.
    """
    return _normalised(wrvu, clinical_fte, "clinical FTE", months, scale_down=scale_down)


def pay_per_fte(
    dollars: Decimal, total_fte: Decimal, months: Decimal = MONTHS, *, scale_down: bool = False
) -> Normalised:
    """Pay of some months, in dollars, as that of a year at 1.0 total FTE.

    The arguments are as for :func:`work_per_fte`.
    """
    return _normalised(dollars, total_fte, "total FTE", months, scale_down=scale_down)


def _normalised(
    figure: Decimal, fte: Decimal, name: str, months: Decimal, *, scale_down: bool
) -> Normalised:
    if fte <= 0:
        return Normalised(None, refused=f"{plain(fte)} {name}: expected more than 0.")
    if not 0 < months <= MONTHS:
        return Normalised(
            None, refused=f"{plain(months)} months: expected more than 0, at most 12."
        )
    steps, notices = [], []
    # Divided once, so that rounding happens once.
    over = _FULL
    if months != MONTHS:
        steps.append(f"{plain(months)} months are made a year: times 12, over {plain(months)}.")
        notices.append("Part of a year was made a whole one; the rest may go otherwise.")
    if fte > _FULL and not scale_down:
        notices.append(f"{plain(fte)} {name} is more than 1.0; the figure was not scaled down.")
    elif fte != _FULL:
        steps.append(f"For 1.0 {name}: over {plain(fte)}.")
        over = fte
    if fte < LEAST_RELIABLE:
        notices.append(f"{plain(fte)} {name} is less than {LEAST_RELIABLE}: take it with care.")
    value = ratio(multiply(figure, MONTHS), multiply(over, months), PLACES)
    return Normalised(value if steps else figure, tuple(steps), tuple(notices))
