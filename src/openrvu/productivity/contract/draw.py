"""A draw: at least so much is paid each period, and what was not earned is owed."""

from __future__ import annotations

from decimal import Decimal

from openrvu.exact import add, multiply, round_half_up, subtract
from openrvu.productivity.contract.statement import DrawLine, Part, PartKind
from openrvu.productivity.contract.steps import Step, number
from openrvu.productivity.contract.terms import Draw, Recovery

_NONE = Decimal("0.00")
_PERCENT = Decimal("0.01")


def draw_line(
    told: Draw, period: int, earned: Decimal, owed: Decimal, *, is_last: bool
) -> DrawLine:
    """What a period's draw does in it, from 1, when so much was earned in it and owed before.

    Earnings below the draw are topped up to it. Of earnings above it, a percentage goes to what
    is owed, from the agreed period on. A recouped draw takes back what is left in the last one.
    """
    least = told.amount
    advanced, recovered = max(_NONE, subtract(least, earned)), _NONE
    if told.recovery is Recovery.FORGIVEN:
        return DrawLine(earned, advanced, recovered, owed)
    if period >= told.since_period:
        above = max(_NONE, subtract(earned, least))
        recovered = min(owed, round_half_up(multiply(above, multiply(told.percent, _PERCENT))))
    owed = subtract(add(owed, advanced), recovered)
    if is_last and told.recovery is Recovery.RECOUPED:
        recovered, owed = add(recovered, owed), _NONE
    return DrawLine(earned, advanced, recovered, owed)


def draw_part(told: Draw, line: DrawLine) -> Part:
    """The draw of a period as a part of its payment."""
    amount = subtract(line.advanced, line.recovered)
    numbers = (
        number("earned", line.earned),
        number("draw", told.amount),
        number("advanced", line.advanced),
        number("recovered", line.recovered),
    )
    words = f"The draw ({told.recovery}): what is advanced, less what is recovered."
    return Part(
        PartKind.DRAW, "", amount, (Step("pay.draw", words, numbers, number("draw", amount)),)
    )
