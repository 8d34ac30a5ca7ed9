"""Both sides of the body.

MCPM chapter 12, section 40.7; CMS record layout RVU25D, bilateral indicator. Both sides are said by
50, by RT and LT on one line or on two, or by two units. Indicator 1: 150% of the fee, which ranks
as one amount. Indicators 0 and 2: 100% for both. Indicator 3: each side in full. 9: no such thing.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.base_amount import fee
from openrvu.rules.claim_checks import competes, is_payable, role
from openrvu.rules.expression import Rule
from openrvu.rules.split_care import care
from openrvu.rules.statement import (
    NOTHING,
    ONE,
    TWO,
    any_line,
    choose,
    choose_text,
    group,
    is_first,
    law,
    named,
    total,
    up_to_here,
)

_CITES = "MCPM ch. 12 §40.7; CMS record layout RVU25D, bilateral surgery indicator"
_right, _left, _fifty = of.modifier("RT"), of.modifier("LT"), of.modifier("50")
_one_amount = of.bilateral.is_in("0", "1", "2")

both_on_line = named(
    Rule(
        "bilateral.both_on_line",
        "Both sides on one line",
        "50, or RT with LT, says both sides. So do two units of a code with indicator 1 or 2.",
        _CITES,
        ("bilateral 0, 1, 2, 3",),
    ),
    _fifty | (_right & _left) | (of.units.equals(TWO) & of.bilateral.is_in("1", "2")),
)

_one_side = (_right | _left) & ~both_on_line & of.units.equals(ONE) & _one_amount & competes
_sides = group("sides", of.code, of.row, role, care, among=_one_side)
_side = choose_text((_right, "RT"), otherwise="LT")
_first_of_side = is_first(group("sides", of.code, of.row, role, care, _side, among=_one_side))

in_pair = named(
    Rule(
        "bilateral.in_pair",
        "One side of a pair of lines",
        "A line with RT and a line with LT of the same code and day are two sides of one "
        "procedure.",
        _CITES,
        ("bilateral 0, 1, 2",),
    ),
    any_line(_right, _sides) & any_line(_left, _sides) & _first_of_side,
)
pair = group("sides", of.code, of.row, role, care, among=in_pair)
opens_pair = named(
    Rule("bilateral.opens_pair", "First side of a pair", "The first line of the two.", _CITES),
    is_first(pair),
)
closes_pair = named(
    Rule("bilateral.closes_pair", "Second side of a pair", "The second line of the two.", _CITES),
    in_pair & ~opens_pair,
)

#: Of one pair, one side by report leaves the other without an amount of its own.
pair_by_report = in_pair & any_line(~is_payable, pair)

_fifty_in_full = _fifty & of.bilateral.is_in("3") & competes
said_twice = named(
    Rule(
        "bilateral.said_twice",
        "Both sides said twice",
        "Of a code with indicator 3 a line with 50 is both sides already: a second such line "
        "contradicts it.",
        _CITES,
        ("bilateral 3",),
    ),
    up_to_here(ONE, group("sides", of.code, of.row, role, care, among=_fifty_in_full)) > ONE,
)

#: What stands for one side, on this line and on both lines of a pair together, in fees.
_both = law("bilateral.both_sides")
item_sides = named(
    Rule(
        "bilateral.item_sides",
        "Sides of the procedure, in fees",
        "1.5 fees for both sides under indicator 1, whether on one line or on two; else 1.",
        _CITES,
        ("bilateral 1",),
    ),
    choose(((both_on_line | in_pair) & of.bilateral.is_in("1"), _both), otherwise=ONE),
)
line_sides = named(
    Rule(
        "bilateral.line_sides",
        "Sides on the line, in fees",
        "Indicator 1: 1.5 fees for both sides on one line; on two lines the first has the fee and "
        "the second the half. Indicators 0 and 2: the second side has nothing of its own.",
        _CITES,
        ("bilateral 0, 1, 2",),
    ),
    choose(
        (both_on_line & of.bilateral.is_in("1"), _both),
        (closes_pair & of.bilateral.is_in("1"), _both - ONE),
        (closes_pair, NOTHING),
        otherwise=ONE,
    ),
)

one_procedure = named(
    Rule(
        "bilateral.fee",
        "Fee of one procedure, both sides counted",
        "Indicator 1: both sides are paid 150% of the fee; on two lines the second has the 50%. "
        "Indicators 0 and 2: both sides together are paid the fee once. Indicator 3: each side is "
        "paid the fee. The adjustment comes before any multiple procedure rule.",
        _CITES,
        ("bilateral 0, 1, 2, 3, 9",),
        is_step=True,
    ),
    fee * line_sides,
)

procedures = named(
    Rule(
        "bilateral.procedures",
        "Procedures on the line",
        "Both sides at one price are one procedure; both sides of indicator 3 are two; otherwise "
        "each unit is one.",
        _CITES,
        ("bilateral 0, 1, 2, 3",),
    ),
    choose(
        (both_on_line & of.bilateral.is_in("3"), TWO),
        (both_on_line, ONE),
        otherwise=of.units,
    ),
)

#: Whether the second side adds nothing of its own to what is paid for both.
adds_nothing = closes_pair & of.bilateral.is_in("0", "2")

#: The line that opens the pair.
pair_line = total(choose((opens_pair, of.line), otherwise=NOTHING), pair)
