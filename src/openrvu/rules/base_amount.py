"""The fee schedule amount of one unit, and of its parts.

42 USC 1395w-4(b)(1): each relative value times the locality's index, their sum times the
conversion factor, rounded once to cents. In 2007 and 2008 alone the work RVU was first multiplied
by a budget neutrality adjustor and that product rounded to two places.
"""

from __future__ import annotations

from openrvu.exact import RVU_PLACES
from openrvu.rules import fields as of
from openrvu.rules.expression import Number, Rule
from openrvu.rules.setting import in_setting, practice_expense
from openrvu.rules.statement import NOTHING, cents, choose, law, named, rounded

_CITES = "42 USC 1395w-4(b)(1); CMS record layout RVU25D, payment formula"


def amount_of(work: Number, practice_expense: Number, malpractice: Number) -> Number:
    """The amount in dollars and cents for relative values."""
    adjusted = rounded(work * law("work_adjustor"), RVU_PLACES)
    weighed = adjusted * of.work_gpci + practice_expense * of.pe_gpci + malpractice * of.mp_gpci
    return cents(weighed * of.factor)


fee = named(
    Rule(
        "base.fee",
        "Fee schedule amount of one unit",
        "(work RVU × work GPCI + PE RVU × PE GPCI + MP RVU × MP GPCI) × conversion factor, "
        "rounded once, half up, to cents.",
        _CITES,
        is_step=True,
    ),
    of.or_given("fee", amount_of(of.work, practice_expense, of.mp)),
)

technical_fee = named(
    Rule(
        "base.technical_fee",
        "Technical component of one unit",
        "The amount of the TC row. A code with a technical component alone is all technical; a "
        "test with separate codes for its parts has the amount of its technical codes.",
        "CMS record layout RVU25D, PC/TC indicator",
        ("PC/TC 1", "PC/TC 3", "PC/TC 4"),
    ),
    of.or_given(
        "technical_fee",
        choose(
            (of.row.is_in("26"), NOTHING),
            (of.row.is_in("TC") | of.pctc.is_in("3"), fee),
            (
                of.pctc.is_in("1", "4"),
                amount_of(
                    of.tc_work, in_setting(of.tc_pe_facility, of.tc_pe_nonfacility), of.tc_mp
                ),
            ),
            otherwise=NOTHING,
        ),
    ),
)

professional_fee = named(
    Rule(
        "base.professional_fee",
        "Professional component of one unit",
        "The amount of the 26 row. A service without a technical component is all professional.",
        "CMS record layout RVU25D, PC/TC indicator",
        ("PC/TC 1", "PC/TC 2", "PC/TC 4"),
    ),
    of.or_given(
        "professional_fee",
        choose(
            (of.row.is_in("TC") | of.pctc.is_in("3"), NOTHING),
            (of.row.is_in("26"), fee),
            (
                of.pctc.is_in("1", "4"),
                amount_of(
                    of.pc_work, in_setting(of.pc_pe_facility, of.pc_pe_nonfacility), of.pc_mp
                ),
            ),
            otherwise=fee,
        ),
    ),
)
