"""Visits and procedures within the global period of another procedure.

MCPM chapter 12, sections 40.1 to 40.3; CMS record layout RVU25D, global surgery. A visit on the day
of a minor procedure (000, 010) is paid with 25; on the day of a major one (090) or the day before,
with 57; in the 10 or 90 days after, with 24. Otherwise it belongs to the package.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.claim_checks import competes, role
from openrvu.rules.expression import NumberLiteral, Rule
from openrvu.rules.roles import assisting
from openrvu.rules.split_care import returns, splits_care
from openrvu.rules.statement import NOTHING, any_line, choose, group, law, named

_CITES = "MCPM ch. 12 §40.1 to §40.3; CMS record layout RVU25D, global surgery"
_TOUCHES = ("global 000, 010, 090",)

#: Add-on codes and services without work of the physician are no visits of their own.
_has_work = (of.work > NOTHING) | of.is_given("fee")
_is_visit = of.is_visit & _has_work & ~of.global_days.is_in("ZZZ")
_day = group("visit", role, among=competes)
_minor_today = any_line(of.global_days.is_in("000", "010") & ~_is_visit, _day)
_major_today = any_line(of.global_days.is_in("090") & ~_is_visit, _day)

in_package = named(
    Rule(
        "global_period.same_day",
        "Visit on the day of a procedure",
        "A visit on the day of a procedure is part of it, unless 25 (minor procedure) or 57 "
        "(decision for a major one) says otherwise.",
        _CITES,
        _TOUCHES,
    ),
    _is_visit
    & competes
    & ((_minor_today & ~of.modifier("25")) | (_major_today & ~of.modifier("57"))),
)

_length = choose(
    (of.surgery_global.is_in("010"), NumberLiteral(10)),
    (of.surgery_global.is_in("090"), NumberLiteral(90)),
    otherwise=NOTHING,
)
_is_major = of.surgery_global.is_in("090")
_same_day = of.days_after.equals(NOTHING)

visit_is_paid = named(
    Rule(
        "global_period.visit",
        "Visit near a procedure",
        "The day before a major procedure and its day need 57, the day of a minor one 25, the "
        "days after 24. Outside the period a visit is paid as always.",
        _CITES,
        _TOUCHES,
    ),
    (~of.surgery_global.is_in("000", "010", "090"))
    | (of.days_after > _length)
    | ((of.days_after > NOTHING) & of.modifier("24"))
    | (_same_day & _is_major & of.modifier("57"))
    | (_same_day & ~_is_major & of.modifier("25"))
    | ((of.days_after < NOTHING) & (~_is_major | of.modifier("57")))
    | (of.days_after + law("global_period.days_before_major") < NOTHING),
)

in_period = _is_visit & competes & ~visit_is_paid

starts_period = named(
    Rule(
        "global_period.starts",
        "Starts a global period",
        "A procedure starts its own global period, with 58 and 79 too; not with 78, nor for an "
        "assistant, nor for a part of the package alone.",
        _CITES,
        _TOUCHES,
    ),
    of.global_days.is_in("000", "010", "090") & ~returns & ~assisting & ~splits_care,
)
