"""Several procedures of one day.

MCPM chapter 12, section 40.6; CMS record layout RVU25D, multiple procedure indicators 1, 2 and 3.
The procedures are ranked by fee schedule amount, both sides and families counted as one: the first
is paid in full, the second to fifth at 50% (under the older indicator 1: 50%, then 25%), and from
the sixth by report. Ties are broken by the order of the lines, which changes no total but at the
sixth.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.bilateral import closes_pair, in_pair, pair_line, procedures
from openrvu.rules.claim_checks import competes, role
from openrvu.rules.endoscopy import (
    base_included,
    endoscopy_amount,
    family_line,
    family_total,
    is_member,
    leads_family,
)
from openrvu.rules.expression import Group, Number, Order, Rule
from openrvu.rules.package_amount import care_fee, item_fee
from openrvu.rules.split_care import care_alone, returns
from openrvu.rules.statement import (
    NOTHING,
    ONE,
    TWO,
    at_least_nothing,
    choose,
    law,
    lower_of,
    named,
    up_to_here,
)

_CITES = "MCPM ch. 12 §40.6; CMS record layout RVU25D, multiple procedure indicators 1, 2, 3"

is_ranked = named(
    Rule(
        "multiple_surgery.is_ranked",
        "Ranked among the procedures of the day",
        "Procedures with indicator 1, 2 or 3 are ranked. Add-on codes (0) are neither ranked nor "
        "reduced; nor is a return to the operating room (78), nor care before or after the "
        "operation alone (55, 56), which is no operation.",
        _CITES,
        ("multiple procedure 0, 1, 2, 3",),
    ),
    competes & of.multiple.is_in("1", "2", "3") & ~base_included & ~returns & ~care_alone,
)

rank_amount = named(
    Rule(
        "multiple_surgery.rank_amount",
        "Amount it is ranked by",
        "The fee schedule amount of one procedure: both sides together, a family by its total.",
        _CITES,
    ),
    choose((is_member, family_total), otherwise=item_fee),
)
_item_line = choose((is_member, family_line), (in_pair, pair_line), otherwise=of.line)
_size = choose((is_member | closes_pair, ONE), otherwise=procedures)
_counted = choose((closes_pair | (is_member & ~leads_family), NOTHING), otherwise=_size)
_ranking = Group(
    (role,),
    is_ranked,
    (Order(rank_amount), Order(_item_line, descending=False), Order(_counted)),
    "ranking",
)

position = named(
    Rule(
        "multiple_surgery.position",
        "Place in the ranking",
        "Each procedure takes one place; a family takes one, and so do both sides.",
        _CITES,
    ),
    up_to_here(_counted, _ranking),
)
_before = at_least_nothing(position - _size)
#: The first of the places that the line takes.
first_place = _before + ONE


def _shares_up_to(places: Number) -> Number:
    """What the first so many places are paid together, in fees."""
    later = law("multiple_surgery.later")
    old = (
        ONE
        + law("multiple_surgery.old_second")
        + law("multiple_surgery.old_later") * (at_least_nothing(places - TWO))
    )
    return choose(
        (places <= NOTHING, NOTHING),
        (places <= ONE, ONE),
        (of.multiple.is_in("1"), old),
        otherwise=ONE + later * at_least_nothing(places - ONE),
    )


share = named(
    Rule(
        "multiple_surgery.share",
        "Share by place in the ranking",
        "100% for the first place, 50% for the second to fifth. Under indicator 1: 100%, 50%, "
        "then 25%. A line of several procedures takes several places.",
        _CITES,
        ("multiple procedure 1, 2, 3",),
    ),
    # Each place is paid at most in full: said so, a reader can keep the figure small.
    lower_of(at_least_nothing(_shares_up_to(position) - _shares_up_to(_before)), _size),
)

past_fifth = named(
    Rule(
        "multiple_surgery.past_fifth",
        "Sixth or later",
        "From the sixth procedure on, the contractor decides by report.",
        _CITES,
        ("multiple procedure 1, 2, 3",),
    ),
    is_ranked & (position > law("multiple_surgery.most_ranked")),
)

after_ranking = named(
    Rule(
        "multiple_surgery.amount",
        "Amount after ranking",
        "The amount of the procedure times its share.",
        _CITES,
        ("multiple procedure 1, 2, 3",),
        is_step=True,
    ),
    choose(
        (is_ranked & is_member, endoscopy_amount * share),
        (is_ranked, care_fee * share),
        otherwise=care_fee * procedures,
    ),
)
