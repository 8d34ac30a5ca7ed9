"""Floors of the geographic indices.

42 USC 1395w-4(e)(1)(E), (G), (I). CMS's GPCI files are already floored: these rules are for indices
before their floors, and nothing else here applies them.
"""

from __future__ import annotations

from openrvu.exact import GPCI_PLACES
from openrvu.rules import fields as of
from openrvu.rules.expression import Extreme, Number, NumberField, Rule, TextField
from openrvu.rules.statement import choose, law, named

_CITES = "42 USC 1395w-4(e)(1)(E), (G), (I)"
#: States in which at least half of the counties are frontier counties.
FRONTIER = ("MT", "NV", "ND", "SD", "WY")

state = TextField("state")
raw_work = NumberField("raw_work_gpci", GPCI_PLACES, of.MOST_INDEX)
raw_pe = NumberField("raw_pe_gpci", GPCI_PLACES, of.MOST_INDEX)
raw_mp = NumberField("raw_mp_gpci", GPCI_PLACES, of.MOST_INDEX)
_alaska = state.is_in("AK")


def _at_least(index: Number, floor: str) -> Number:
    return Extreme(index, law(floor), lower=False)


floored_work = named(
    Rule(
        "gpci.work_floor",
        "Floor of the work GPCI",
        "No work GPCI is below 1.000 since 2004; Alaska's is at least 1.67 in 2004 and 2005 and "
        "1.5 since 2009.",
        _CITES,
    ),
    choose(
        (_alaska, _at_least(_at_least(raw_work, "gpci.work_floor"), "gpci.alaska_work")),
        otherwise=_at_least(raw_work, "gpci.work_floor"),
    ),
)
floored_pe = named(
    Rule(
        "gpci.pe_floor",
        "Floor of the practice expense GPCI",
        "1.000 in frontier states since 2011; 1.67 in Alaska in 2004 and 2005.",
        _CITES,
    ),
    choose(
        (state.is_in(*FRONTIER), _at_least(raw_pe, "gpci.frontier_pe_floor")),
        (_alaska, _at_least(raw_pe, "gpci.alaska_other")),
        otherwise=raw_pe,
    ),
)
floored_mp = named(
    Rule(
        "gpci.mp_floor",
        "Floor of the malpractice GPCI",
        "1.67 in Alaska in 2004 and 2005; none elsewhere.",
        _CITES,
    ),
    choose((_alaska, _at_least(raw_mp, "gpci.alaska_other")), otherwise=raw_mp),
)
