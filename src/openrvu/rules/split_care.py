"""Parts of a global package, and the return to the operating room.

MCPM chapter 12, sections 40.2 and 40.4. The file gives the shares of the package before, during
and after the operation. 54 is paid before and during, 55 after, 56 before. 78 is paid the
operation's share alone and starts no new global period. The share is rounded to cents before days
of care are apportioned.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.expression import NumberLiteral, Rule, Truth
from openrvu.rules.statement import NOTHING, ONE, any_of, choose, choose_text, named

_surgeon, _after, _before = (of.modifier(each) for each in ("54", "55", "56"))
splits_care = any_of(_surgeon, _after, _before)
#: Care before or after, without the operation.
care_alone = (_after | _before) & ~_surgeon
#: Which part of the package a line asks for: sides of one procedure ask for the same.
care = choose_text(
    (_surgeon & _after, "5455"),
    (_surgeon, "54"),
    (_after, "55"),
    (_before, "56"),
    (of.modifier("78"), "78"),
    otherwise="",
)
has_package = of.global_days.is_in("010", "090")
returns = of.modifier("78")

_CITES = "MCPM ch. 12 §40.2, §40.4; CMS record layout RVU25D, pre-, intra- and post-operative %"

package_days = named(
    Rule(
        "split_care.days",
        "Days of the global period",
        "10 or 90 days after the operation belong to the package.",
        _CITES,
        ("global 010, 090",),
    ),
    choose(
        (of.global_days.is_in("010"), NumberLiteral(10)),
        (of.global_days.is_in("090"), NumberLiteral(90)),
        otherwise=NOTHING,
    ),
)

share = named(
    Rule(
        "split_care.share",
        "Share of the global package",
        "54 is paid the shares before and during the operation, 55 the share after it, 56 the "
        "share before it; 78 the share of the operation alone. A code without a global package of "
        "10 or 90 days is paid in full with 78.",
        _CITES,
        ("global 010, 090",),
    ),
    choose(
        (returns & has_package, of.intra_op),
        (
            splits_care,
            choose((_surgeon | _before, of.pre_op), otherwise=NOTHING)
            + choose((_surgeon, of.intra_op), otherwise=NOTHING)
            + choose((_after, of.post_op), otherwise=NOTHING),
        ),
        otherwise=ONE,
    ),
)

#: Days count where the care after the operation stands alone.
counts_days = _after & ~_surgeon & ~_before & of.has_postop_days

split_care_reasons: tuple[tuple[Truth, str], ...] = (
    (splits_care & ~has_package, "split_care.not_applicable"),
    (
        _after & of.has_postop_days & ((of.postop_days > package_days) | (of.postop_days < ONE)),
        "split_care.days",
    ),
    (returns & splits_care, "split_care.not_applicable"),
    # CMS prints no shares for some codes with a package: that is no share of 0.
    ((splits_care | returns) & has_package & share.equals(NOTHING), "split_care.no_shares"),
)
