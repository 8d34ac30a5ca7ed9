"""Imaging costs Medicare no more than in a hospital's outpatient department.

Section 5102(b) of the Deficit Reduction Act of 2005, 42 USC 1395w-4(b)(4): from 2007 the technical
component, and that part of a global service, is limited to the OPPS amount. Reductions for several
images come first, then the lower of the reduced amount and the cap. No OPPS RVUs mean no cap.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.base_amount import amount_of
from openrvu.rules.bilateral import line_sides, one_procedure, procedures
from openrvu.rules.expression import Rule
from openrvu.rules.imaging import (
    after_reductions,
    later_cut,
    reduces_technical,
    technical_later,
)
from openrvu.rules.setting import in_setting
from openrvu.rules.statement import (
    NOTHING,
    ONE,
    at_least_nothing,
    choose,
    law,
    lower_of,
    named,
)

_CITES = "DRA 2005 §5102(b); 42 USC 1395w-4(b)(4); RVU25D, OPPS payment amount"
_practice_expense = in_setting(of.opps_pe_facility, of.opps_pe_nonfacility)

opps_fee = named(
    Rule(
        "opps_cap.fee",
        "OPPS-based amount of one unit",
        "The work RVU with the file's OPPS practice expense and malpractice RVUs, priced as the "
        "fee is. 0 means that there is no cap.",
        _CITES,
    ),
    of.or_given(
        "opps_fee",
        choose(
            (
                (_practice_expense + of.opps_mp > NOTHING) & law("opps_cap.applies").equals(ONE),
                amount_of(of.work, _practice_expense, of.opps_mp),
            ),
            otherwise=NOTHING,
        ),
    ),
)

_cap = opps_fee * line_sides
_over_cap = at_least_nothing(one_procedure - _cap)
_later_over_cap = at_least_nothing(one_procedure - later_cut - _cap)

after_cap = named(
    Rule(
        "opps_cap.amount",
        "Amount after the OPPS cap",
        "No procedure of the line is paid more than the OPPS-based amount: of a reduced one the "
        "reduced amount is compared. What is reduced of the professional component stays so.",
        _CITES,
        is_step=True,
    ),
    choose(
        (~(opps_fee > NOTHING), after_reductions),
        (
            reduces_technical,
            at_least_nothing(
                after_reductions
                - _over_cap * at_least_nothing(procedures - technical_later)
                - _later_over_cap * technical_later
            ),
        ),
        otherwise=lower_of(after_reductions, _cap * procedures),
    ),
)
