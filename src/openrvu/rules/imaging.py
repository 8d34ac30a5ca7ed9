"""Several diagnostic images or tests of one day: parts of the later ones are reduced.

Imaging (indicator 4): 42 USC 1395w-4(b)(4)(D) and (b)(10); MCPM chapter 13, section 20.2; the
technical and the professional part, each ranked by its own amount, of one session. Cardiovascular
tests (6) and ophthalmology tests (7): CMS change request 7848; the technical part alone, of one
day. CMS record layout RVU25D.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.base_amount import professional_fee, technical_fee
from openrvu.rules.bilateral import line_sides, procedures
from openrvu.rules.claim_checks import competes
from openrvu.rules.expression import Number, Rule, Text, Truth
from openrvu.rules.multiple_surgery import after_ranking
from openrvu.rules.statement import (
    NOTHING,
    ONE,
    at_least_nothing,
    choose,
    choose_text,
    group,
    is_first,
    law,
    named,
)
from openrvu.rules.therapy import is_therapy, therapy_amount

_CITES = (
    "42 USC 1395w-4(b)(4)(D), (b)(10); MCPM ch. 13 §20.2; CMS CR 7848; RVU25D, indicators 4, 6, 7"
)

is_imaging = competes & of.multiple.is_in("4") & ~of.is_any("59", "XE")
_is_test = competes & of.multiple.is_in("6", "7")

family = named(
    Rule(
        "imaging.family",
        "Imaging family",
        "Until 2010 images were reduced within their family; since 2011 all imaging is one.",
        "CMS record layout RVU25D, diagnostic imaging family",
        ("multiple procedure 4",),
    ),
    choose_text(
        (~of.multiple.is_in("4"), ""),
        (law("imaging.across_families").equals(ONE), "88"),
        otherwise=of.imaging_family,
    ),
)


def _later(part: Number, among: Truth, *within: Text) -> Number:
    """How many procedures of the line come after the one with the highest part."""
    first = is_first(group("imaging", *within, among=among & (part > NOTHING), order=(part,)))
    return choose((first, at_least_nothing(procedures - ONE)), otherwise=procedures)


technical_share = named(
    Rule(
        "imaging.technical_share",
        "Share of a later technical component",
        "Imaging 50% since July 1, 2010; cardiovascular tests 75% and ophthalmology tests 80% "
        "since 2013.",
        _CITES,
        ("multiple procedure 4, 6, 7",),
    ),
    choose(
        (of.multiple.is_in("4"), law("imaging.technical")),
        (of.multiple.is_in("6"), law("cardiovascular.technical")),
        otherwise=law("ophthalmology.technical"),
    ),
)

#: The parts of one procedure on the line, both sides counted.
technical_part = technical_fee * line_sides
professional_part = professional_fee * line_sides

reduces_technical = is_imaging | _is_test
technical_later = named(
    Rule(
        "imaging.technical_later",
        "Later technical components on the line",
        "How many procedures of the line come after the highest technical component.",
        _CITES,
        ("multiple procedure 4, 6, 7",),
    ),
    choose(
        (reduces_technical, _later(technical_part, reduces_technical, of.multiple, family)),
        otherwise=NOTHING,
    ),
)
later_cut = technical_part * (ONE - technical_share)
technical_cut = named(
    Rule(
        "imaging.technical_cut",
        "Taken off technical components",
        "Every technical component of the session or day but the highest is reduced, that of a "
        "global service included.",
        _CITES,
        ("multiple procedure 4, 6, 7",),
    ),
    later_cut * technical_later,
)

professional_cut = named(
    Rule(
        "imaging.professional_cut",
        "Taken off professional components",
        "Every professional component of imaging in the session but the highest is reduced: by "
        "25% from 2012, by 5% since 2017. Tests of indicators 6 and 7 keep theirs in full.",
        _CITES,
        ("multiple procedure 4",),
    ),
    choose(
        (
            is_imaging,
            professional_part
            * (ONE - law("imaging.professional"))
            * _later(professional_part, is_imaging, family),
        ),
        otherwise=NOTHING,
    ),
)

after_reductions = named(
    Rule(
        "imaging.amount",
        "Amount after reduction of later images and tests",
        "The amount of the line less what is taken off its components.",
        _CITES,
        ("multiple procedure 4, 6, 7",),
        is_step=True,
    ),
    choose(
        (is_therapy, therapy_amount),
        otherwise=at_least_nothing(after_ranking - technical_cut - professional_cut),
    ),
)
