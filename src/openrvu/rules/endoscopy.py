"""Several endoscopies of one family.

MCPM chapter 12, section 40.6; CMS record layout RVU25D, multiple procedure indicator 3. Codes with
the same endoscopic base are a family. The highest is paid in full; each other its fee less the fee
of the base. The base billed with a member is not paid. A difference below 0 counts as 0: CMS prints
members whose fee is below that of their base, and no text has them reduce another line.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.base_amount import amount_of
from openrvu.rules.bilateral import closes_pair, opens_pair, pair, procedures
from openrvu.rules.claim_checks import competes, role
from openrvu.rules.expression import Rule
from openrvu.rules.package_amount import care_fee, item_fee
from openrvu.rules.setting import in_setting
from openrvu.rules.split_care import returns
from openrvu.rules.statement import (
    NOTHING,
    ONE,
    any_line,
    at_least_nothing,
    choose,
    choose_text,
    group,
    is_first,
    lower_of,
    named,
    total,
)

_CITES = "MCPM ch. 12 §40.6; CMS record layout RVU25D, multiple procedure indicator 3"

is_member = competes & of.multiple.is_in("3") & ~returns
_base_code = choose_text((of.multiple.is_in("3"), of.endoscopic_base), otherwise=of.code)
family = group("family", _base_code, role, among=is_member, order=(item_fee,))
leads_family = named(
    Rule("endoscopy.leads", "Highest of its family", "The member with the highest fee.", _CITES),
    is_first(family),
)

in_full = named(
    Rule(
        "endoscopy.in_full",
        "Paid in full within its family",
        "The member with the highest fee, with its second side where that has a line of its own.",
        _CITES,
    ),
    leads_family | any_line(leads_family, pair),
)

base_included = named(
    Rule(
        "endoscopy.base_included",
        "Base billed with a member of its family",
        "An endoscopy includes its base, which is not paid beside it.",
        _CITES,
        ("multiple procedure 3",),
    ),
    any_line(is_member, group("family", _base_code, role, among=competes & ~returns))
    & ~of.multiple.is_in("3"),
)

base_fee = named(
    Rule(
        "endoscopy.base_fee",
        "Fee of the family's base",
        "The fee schedule amount of the base code, in the same setting.",
        _CITES,
        ("multiple procedure 3",),
    ),
    of.or_given(
        "base_fee",
        amount_of(
            of.base_work, in_setting(of.base_pe_facility, of.base_pe_nonfacility), of.base_mp
        ),
    ),
)

_beyond_base = at_least_nothing(item_fee - base_fee)

#: Of the member, both lines of a pair together.
_member_amount = choose(
    (in_full, item_fee + _beyond_base * at_least_nothing(procedures - ONE)),
    otherwise=_beyond_base * procedures,
)

endoscopy_amount = named(
    Rule(
        "endoscopy.amount",
        "Amount within the family",
        "The highest of the family in full, each other its fee less the fee of the base, never "
        "below 0. A lone member is an ordinary procedure.",
        _CITES,
        ("multiple procedure 3",),
        is_step=True,
    ),
    choose(
        (~is_member, NOTHING),
        (opens_pair, lower_of(care_fee, _member_amount)),
        (closes_pair, at_least_nothing(_member_amount - (item_fee - care_fee))),
        otherwise=_member_amount,
    ),
)
family_total = total(endoscopy_amount, family)
family_line = total(choose((leads_family, of.line), otherwise=NOTHING), family)
