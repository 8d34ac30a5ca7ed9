"""What a line says by itself: whether it is a service that the fee schedule pays.

Status codes: CMS record layout RVU25D, attachment A. Only A, R and T rows have RVUs that Medicare
pays by; J is anesthesia. What cannot be priced is named, never 0.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.base_amount import fee
from openrvu.rules.expression import Rule
from openrvu.rules.roles import assisting, role_reasons
from openrvu.rules.setting import is_facility, setting
from openrvu.rules.split_care import split_care_reasons
from openrvu.rules.statement import NOTHING, ONE, TWO, choose_text, law, named

is_anesthesia = of.status.is_in("J")
_BOTH_SIDES = of.modifier("50") | (of.modifier("RT") & of.modifier("LT"))
_IN_HOSPITAL = is_facility & (of.hospital_place | of.hospital_patient)
_HAS_FEE = of.is_given("fee")
_STATUSES = "BCDEFGHIMNPX"
#: Marriage and family therapists, and mental health counselors.
_COUNSELOR = of.provider.is_in("MFT", "MHC")
#: Anesthesia added on to burn treatment: its time is that of the main code.
UNTIMED = "01953"
#: Reasons that leave the amount to a report while the line is ranked by its fee all the same.
BY_REPORT = ("unusual.22", "reduced.52", "discontinued.53")

_LAYOUT = "CMS record layout RVU25D"

first_reason = named(
    Rule(
        "line.checks",
        "What the line says by itself",
        "The first reason that holds keeps the line from being priced: an unknown code or "
        "modifier, a place of service without a stated setting, modifiers that contradict each "
        "other or the code's indicators, a status that the fee schedule does not pay, a service "
        "without RVUs, or a modifier whose amount is set by report.",
        f"{_LAYOUT}, attachment A and the payment policy indicators; MCPM ch. 12 §20 to §50",
    ),
    choose_text(
        (of.release_missing, "release.missing"),
        (~of.row_found & ~of.component_missing, "row.unknown"),
        (of.units < ONE, "units.bad"),
        (of.unknown_modifier, "modifier.unknown"),
        (of.modifier("GY"), "excluded.GY"),
        (of.modifier("GZ"), "excluded.GZ"),
        (of.unmodelled_modifier, "modifier.not_modelled"),
        (of.modifier("73") | of.modifier("74"), "facility.73_74"),
        (~of.place_known, "place.unknown"),
        (~setting.is_in("facility", "nonfacility"), "place.no_setting"),
        (of.modifier("26") & of.modifier("TC"), "component.both"),
        (of.component_missing, "component.absent"),
        *((of.status.is_in(letter), f"status.{letter}") for letter in _STATUSES),
        (
            (of.modifier("TC") | of.pctc.is_in("3")) & _IN_HOSPITAL,
            "component.technical_in_facility",
        ),
        (of.pctc.is_in("5") & _IN_HOSPITAL, "incident_to.in_hospital"),
        (
            of.pctc.is_in("7") & _IN_HOSPITAL & of.provider.is_in("therapist") & ~of.institutional,
            "therapy.in_hospital",
        ),
        (of.pctc.is_in("8") & ~_IN_HOSPITAL, "interpretation.not_inpatient"),
        (_COUNSELOR & law("practitioner.counselors").equals(NOTHING), "practitioner.not_yet"),
        (_BOTH_SIDES & of.bilateral.is_in("9"), "bilateral.not_applicable"),
        (of.modifier("50") & of.bilateral.is_in("3") & (of.units > ONE), "bilateral.twice"),
        (_BOTH_SIDES & (of.units > TWO), "bilateral.twice"),
        *role_reasons,
        *split_care_reasons,
        (is_anesthesia & ~of.has_anesthesia_factor, "anesthesia.factor"),
        (is_anesthesia & ~of.modifier("AD") & ~of.has_base_units, "anesthesia.base_units"),
        (
            is_anesthesia & ~of.modifier("AD") & ~of.code.is_in(UNTIMED) & ~of.has_minutes,
            "anesthesia.minutes",
        ),
        (~_HAS_FEE & of.locality_missing, "locality.missing"),
        (~is_anesthesia & ~_HAS_FEE & of.factor.equals(NOTHING), "factor.missing"),
        (~is_anesthesia & fee.equals(NOTHING), "no_rvus"),
        (of.parts_missing, "component.amounts_missing"),
        (of.modifier("22"), "unusual.22"),
        (of.modifier("52"), "reduced.52"),
        (of.modifier("53") & ~of.has_row_53, "discontinued.53"),
        otherwise="",
    ),
)

is_payable = first_reason.is_in("")
#: The line takes part when the lines of a day are compared.
competes = named(
    Rule(
        "line.competes",
        "Counts among the services of the day",
        "A line that can be paid, or whose amount is set by report, is compared with the others.",
        _LAYOUT,
    ),
    first_reason.is_in("", *BY_REPORT) & ~is_anesthesia,
)
role = named(
    Rule(
        "line.role",
        "Surgeon or assistant",
        "An assistant's services are compared with each other, apart from the surgeon's.",
        "MCPM ch. 12 §20.4.3",
    ),
    choose_text((assisting, "assistant"), otherwise="surgeon"),
)
