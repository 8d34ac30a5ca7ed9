"""Several therapy units of one day.

42 USC 1395w-4(b)(7); MCPM chapter 5, section 10.7; CMS record layout RVU25D, multiple procedure
indicator 5. The unit with the highest practice expense is paid in full, a tie going to the higher
fee; of every other unit of the day, of whatever discipline, the practice expense is reduced.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.base_amount import amount_of, fee
from openrvu.rules.claim_checks import competes
from openrvu.rules.expression import Rule
from openrvu.rules.setting import practice_expense
from openrvu.rules.statement import (
    NOTHING,
    ONE,
    at_least_nothing,
    choose,
    group,
    is_first,
    law,
    named,
)

_CITES = "42 USC 1395w-4(b)(7); MCPM ch. 5 §10.7; RVU25D, multiple procedure indicator 5"
_TOUCHES = ("multiple procedure 5",)

is_therapy = competes & of.multiple.is_in("5")

therapy_share = named(
    Rule(
        "therapy.share",
        "Share of the practice expense",
        "50% since April 1, 2013. Before, from 2011: 80% in an office, 75% in an institution.",
        _CITES,
        _TOUCHES,
    ),
    choose((of.institutional, law("therapy.institution")), otherwise=law("therapy.office")),
)

reduced_fee = named(
    Rule(
        "therapy.reduced_fee",
        "Reduced amount of one unit",
        "The fee with the practice expense reduced and work and malpractice untouched, rounded "
        "to cents: the amount CMS publishes.",
        _CITES,
        _TOUCHES,
    ),
    of.or_given(
        "therapy_fee",
        amount_of(of.work, practice_expense * therapy_share, of.mp),
    ),
)

paid_in_full = named(
    Rule(
        "therapy.leads",
        "The unit paid in full",
        "The highest practice expense RVU of the day; at a tie the higher fee.",
        _CITES,
        _TOUCHES,
    ),
    is_first(group("therapy", among=is_therapy, order=(practice_expense, fee))),
)

therapy_amount = named(
    Rule(
        "therapy.amount",
        "Amount after the therapy reduction",
        "One unit of the day in full, every other at the reduced amount.",
        _CITES,
        _TOUCHES,
        is_step=True,
    ),
    choose(
        (paid_in_full, fee + reduced_fee * at_least_nothing(of.units - ONE)),
        (is_therapy, reduced_fee * of.units),
        otherwise=NOTHING,
    ),
)
