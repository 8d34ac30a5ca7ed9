"""Facility or not: which practice expense applies.

Medicare Claims Processing Manual, chapter 12, section 20.4.2, and chapter 26, section 10.5;
42 CFR 414.22(b)(5). Where the place of service is a facility, the practice expense of the
facility column applies; a patient who is a hospital inpatient or outpatient is a facility patient
wherever seen. :mod:`openrvu.rules.places_of_service` lists every code.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.expression import Number, Rule
from openrvu.rules.statement import choose, choose_text, named

_CITES = "MCPM ch. 12 §20.4.2, ch. 26 §10.5; 42 CFR 414.22(b)(5)"

setting = named(
    Rule(
        "setting",
        "Facility or non-facility",
        "The place of service decides. A hospital inpatient or outpatient is a facility patient "
        "wherever seen.",
        _CITES,
    ),
    choose_text((of.hospital_patient, "facility"), otherwise=of.place_setting),
)

is_facility = setting.is_in("facility")


def in_setting(facility: Number, nonfacility: Number) -> Number:
    """The figure of the setting."""
    return choose((is_facility, facility), otherwise=nonfacility)


is_na = (is_facility & of.na_facility) | (~is_facility & of.na_nonfacility)

practice_expense = named(
    Rule(
        "setting.practice_expense",
        "Practice expense RVU of the setting",
        "A facility has its own practice expense RVUs, lower where the facility bears the cost.",
        _CITES,
    ),
    in_setting(of.pe_facility, of.pe_nonfacility),
)
