"""Discontinued procedures on a facility's own claim.

73 and 74 belong on hospital outpatient and surgery center claims (MCPM chapter 4, section 20.6.4,
and chapter 14, section 40.4). On a physician's claim they mean nothing.
"""

from __future__ import annotations

from openrvu.exact import CENT_PLACES
from openrvu.rules import fields as of
from openrvu.rules.expression import NumberField, Rule
from openrvu.rules.statement import ONE, cents, choose, law, named

facility_rate = NumberField("facility_rate", CENT_PLACES, of.MOST_DOLLARS)

facility_payment = named(
    Rule(
        "facility.discontinued",
        "Facility payment of a discontinued procedure",
        "Half where it was stopped before anesthesia (73), all of it after (74).",
        "MCPM ch. 4 §20.6.4, ch. 14 §40.4",
    ),
    cents(
        facility_rate
        * choose(
            (of.modifier("73"), law("facility.discontinued_before")),
            (of.modifier("74"), law("facility.discontinued_after")),
            otherwise=ONE,
        )
    ),
)
