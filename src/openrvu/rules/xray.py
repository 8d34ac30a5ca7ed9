"""Old X-ray and CT equipment.

42 USC 1395w-4(b)(9) and (b)(11); CMS change requests 9727 and 10188. Film (FX), computed
radiography (FY) and CT equipment below the standard (CT) reduce the technical component, after the
OPPS cap; FX comes before FY, and each reduces what the other left.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.bilateral import procedures
from openrvu.rules.expression import Rule
from openrvu.rules.imaging import professional_cut, professional_part
from openrvu.rules.opps_cap import after_cap
from openrvu.rules.statement import ONE, at_least_nothing, choose, law, lower_of, named

_CITES = "42 USC 1395w-4(b)(9), 42 USC 1395m(p); CMS CR 9727, MM10188"

#: The professional component that is left, which no equipment touches.
professional_kept = lower_of(
    after_cap, at_least_nothing(professional_part * procedures - professional_cut)
)
_share = (
    choose((of.modifier("FX"), law("xray.film")), otherwise=ONE)
    * choose((of.modifier("FY"), law("xray.computed")), otherwise=ONE)
    * choose((of.modifier("CT"), law("ct.outdated")), otherwise=ONE)
)

after_equipment = named(
    Rule(
        "xray.amount",
        "Amount after equipment reductions",
        "FX takes 20% off the technical component from 2017; FY 7% from 2018 and 10% from 2023; CT "
        "5% in 2016 and 15% from 2017. The professional component is never touched.",
        _CITES,
        is_step=True,
    ),
    choose(
        (
            of.is_any("FX", "FY", "CT"),
            professional_kept + at_least_nothing(after_cap - professional_kept) * _share,
        ),
        otherwise=after_cap,
    ),
)
