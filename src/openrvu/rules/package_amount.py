"""What is left of a procedure's fee where care is split, or after a return to the operating room.

MCPM chapter 12, section 40.4: the share is taken and rounded to cents; days come after.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.base_amount import fee
from openrvu.rules.bilateral import closes_pair, item_sides, one_procedure
from openrvu.rules.expression import Number, Rule
from openrvu.rules.split_care import (
    counts_days,
    package_days,
    returns,
    share,
    splits_care,
)
from openrvu.rules.statement import apportioned, at_least_nothing, cents, choose, named

_CITES = "MCPM ch. 12 §40.4"


def _of_package(amount: Number) -> Number:
    """What the share of the package leaves of an amount."""
    part = cents(amount * share)
    return choose(
        (counts_days, apportioned(part, of.postop_days, package_days)),
        (splits_care | returns, part),
        otherwise=amount,
    )


item_fee = named(
    Rule(
        "split_care.item_fee",
        "Fee of the procedure, both lines of a pair together",
        "What a procedure counts for among others: two lines that are two sides of one procedure "
        "count once, with what both are paid.",
        "MCPM ch. 12 §40.4, §40.7",
    ),
    _of_package(fee * item_sides),
)

care_fee = named(
    Rule(
        "split_care.fee",
        "Fee for the share of the package",
        "The fee times the share, rounded to cents. For care after the operation that is then "
        "divided by the days of the global period and multiplied by the days of care.",
        _CITES,
        ("global 010, 090",),
        is_step=True,
    ),
    choose(
        # Of a pair's two lines the second has what is left, so that they add up to one with 50.
        (
            closes_pair & (splits_care | returns),
            at_least_nothing(item_fee - _of_package(fee)),
        ),
        otherwise=_of_package(one_procedure),
    ),
)
