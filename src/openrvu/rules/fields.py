"""What a claim line brings to the rules: its fields, by the field's own names.

Figures are whole numbers of ``10**-places`` units. The bounds are those intake holds data to.
"""

from __future__ import annotations

from openrvu.exact import CENT_PLACES, FACTOR_PLACES, GPCI_PLACES, RVU_PLACES
from openrvu.rules.expression import (
    Expression,
    Number,
    NumberChoice,
    NumberField,
    TextField,
    Truth,
    TruthField,
)

#: Bounds, in units of the last place. CMS's highest work RVU is below 110, PE RVU below 450.
MOST_RVU = 99_999
MOST_INDEX = 9_999
MOST_FACTOR = 9_999_999
MOST_UNITS = 9_999
MOST_MINUTES = 99_999
MOST_DOLLARS = 99_999_999_99
#: No more than the highest RVUs, indices and factor could make.
MOST_GIVEN = 2_999_999_999
_WHOLE = 100

FIELDS: dict[str, Expression] = {}
#: What each field is called in a sentence.
LABELS: dict[str, str] = {}


def _text(name: str, label: str) -> TextField:
    FIELDS[name], LABELS[name] = (made := TextField(name)), label
    return made


def _truth(name: str, label: str) -> TruthField:
    FIELDS[name], LABELS[name] = (made := TruthField(name)), label
    return made


def _number(name: str, label: str, places: int, most: int) -> NumberField:
    FIELDS[name], LABELS[name] = (made := NumberField(name, places, most)), label
    return made


def _rvu(name: str, label: str) -> NumberField:
    return _number(name, label, RVU_PLACES, MOST_RVU)


def modifier(code: str) -> Truth:
    """Whether a modifier of :data:`SEEN` stands on the line.

    Raises:
        KeyError: it is not among them, so no claim would ever say that it is there.
    """
    found = FIELDS[f"mod_{code}"]
    assert isinstance(found, Truth)  # noqa: S101 - made below
    return found


# The row of the fee schedule ------------------------------------------------------------------

code = _text("code", "code")
row = _text("row", "component row")
status = _text("status", "status")
pctc = _text("pctc", "PC/TC indicator")
multiple = _text("multiple", "multiple procedure indicator")
bilateral = _text("bilateral", "bilateral indicator")
assistant = _text("assistant", "assistant at surgery indicator")
co_surgeon = _text("co_surgeon", "co-surgeon indicator")
team = _text("team", "team surgery indicator")
global_days = _text("global_days", "global period")
endoscopic_base = _text("endoscopic_base", "endoscopic base code")
imaging_family = _text("imaging_family", "imaging family")
row_found = _truth("row_found", "the release has the row")
release_missing = _truth("release_missing", "no release of the day is held")
locality_missing = _truth("locality_missing", "no indices are held for the place")
component_missing = _truth("component_missing", "the code has no row for 26 or TC")
has_row_53 = _truth("has_row_53", "the code has a row of its own for modifier 53")
na_facility = _truth("na_facility", "CMS marks the facility setting NA")
na_nonfacility = _truth("na_nonfacility", "CMS marks the non-facility setting NA")
is_visit = _truth("is_visit", "evaluation and management service")

work = _rvu("work", "work RVU")
pe_nonfacility = _rvu("pe_nonfacility", "non-facility PE RVU")
pe_facility = _rvu("pe_facility", "facility PE RVU")
mp = _rvu("mp", "MP RVU")
opps_pe_nonfacility = _rvu("opps_pe_nonfacility", "OPPS non-facility PE RVU")
opps_pe_facility = _rvu("opps_pe_facility", "OPPS facility PE RVU")
opps_mp = _rvu("opps_mp", "OPPS MP RVU")
tc_work = _rvu("tc_work", "work RVU of the technical component")
tc_pe_nonfacility = _rvu("tc_pe_nonfacility", "non-facility PE RVU of the technical component")
tc_pe_facility = _rvu("tc_pe_facility", "facility PE RVU of the technical component")
tc_mp = _rvu("tc_mp", "MP RVU of the technical component")
pc_work = _rvu("pc_work", "work RVU of the professional component")
pc_pe_nonfacility = _rvu("pc_pe_nonfacility", "non-facility PE RVU of the professional component")
pc_pe_facility = _rvu("pc_pe_facility", "facility PE RVU of the professional component")
pc_mp = _rvu("pc_mp", "MP RVU of the professional component")
base_work = _rvu("base_work", "work RVU of the endoscopic base")
base_pe_nonfacility = _rvu("base_pe_nonfacility", "non-facility PE RVU of the endoscopic base")
base_pe_facility = _rvu("base_pe_facility", "facility PE RVU of the endoscopic base")
base_mp = _rvu("base_mp", "MP RVU of the endoscopic base")
pre_op = _number("pre_op", "pre-operative share", RVU_PLACES, _WHOLE)
intra_op = _number("intra_op", "intra-operative share", RVU_PLACES, _WHOLE)
post_op = _number("post_op", "post-operative share", RVU_PLACES, _WHOLE)

# The place and the day ------------------------------------------------------------------------

work_gpci = _number("work_gpci", "work GPCI", GPCI_PLACES, MOST_INDEX)
pe_gpci = _number("pe_gpci", "PE GPCI", GPCI_PLACES, MOST_INDEX)
mp_gpci = _number("mp_gpci", "MP GPCI", GPCI_PLACES, MOST_INDEX)
factor = _number("factor", "conversion factor", FACTOR_PLACES, MOST_FACTOR)
anesthesia_factor = _number(
    "anesthesia_factor", "anesthesia conversion factor", FACTOR_PLACES, MOST_FACTOR
)
has_anesthesia_factor = _truth("has_anesthesia_factor", "the locality's anesthesia factor is held")
place_setting = _text("place_setting", "setting of the place of service")
place_known = _truth("place_known", "the place of service code exists")
hospital_place = _truth("hospital_place", "hospital or other facility paid for the technical part")
hospital_patient = _truth("hospital_patient", "the patient is a hospital patient")

# The line -------------------------------------------------------------------------------------

line = _number("line", "line", 0, MOST_UNITS)
units = _number("units", "units", 0, MOST_UNITS)
charge = _number("charge", "charge", CENT_PLACES, MOST_DOLLARS)
has_charge = _truth("has_charge", "a charge is given")
provider = _text("provider", "provider")
minutes = _number("minutes", "anesthesia minutes", 0, MOST_MINUTES)
has_minutes = _truth("has_minutes", "anesthesia minutes are given")
base_units = _number("base_units", "anesthesia base units", 1, MOST_UNITS)
has_base_units = _truth("has_base_units", "anesthesia base units are given")
postop_days = _number("postop_days", "days of post-operative care", 0, MOST_UNITS)
has_postop_days = _truth("has_postop_days", "days of post-operative care are given")
documented = _truth("documented", "medical necessity is documented")
present_at_induction = _truth("present_at_induction", "present at induction")
parts_missing = _truth("parts_missing", "the amounts of the parts are needed and are not known")
patient_share = _truth("patient_share", "a modifier that changes what the patient pays")
unknown_modifier = _truth("unknown_modifier", "a modifier that does not exist")
unmodelled_modifier = _truth("unmodelled_modifier", "a modifier whose effect is not modelled")

# A procedure of another day in whose global period the line may lie -----------------------------

surgery_global = _text("surgery_global", "global period of a procedure of another day")
days_after = NumberField("days_after", 0, 36_500, -36_500)
FIELDS["days_after"], LABELS["days_after"] = days_after, "days since that procedure"

# What the caller knows in place of the book ----------------------------------------------------


#: Amounts in dollars and cents that a caller may bring, and what they are called.
GIVEN = {
    "fee": "fee of one unit",
    "technical_fee": "technical fee of one unit",
    "professional_fee": "professional fee of one unit",
    "base_fee": "fee of the endoscopic base",
    "opps_fee": "OPPS-based amount of one unit",
    "therapy_fee": "reduced therapy fee of one unit",
}
_given = {
    name: (
        _truth(f"has_given_{name}", f"the caller gives the {label}"),
        _number(f"given_{name}", f"{label} as given", CENT_PLACES, MOST_GIVEN),
    )
    for name, label in GIVEN.items()
}


def is_given(name: str) -> Truth:
    """Whether the caller gives a figure of :data:`GIVEN`."""
    return _given[name][0]


def or_given(name: str, computed: Number) -> Number:
    """A figure of :data:`GIVEN` as the caller gave it, else as computed."""
    return NumberChoice((_given[name],), computed)


# The claim ------------------------------------------------------------------------------------

participating = _truth("participating", "the physician participates")
institutional = _truth("institutional", "billed by an institution")
shortage_area = _truth("shortage_area", "furnished in a shortage area")
erx = _truth("erx", "eRx adjustment")
ehr = _truth("ehr", "EHR adjustment")
pqrs = _truth("pqrs", "PQRS adjustment")
deductible = _number("deductible", "deductible left", CENT_PLACES, MOST_DOLLARS)

#: Modifiers that rules look at; the claim's preparation sets ``mod_<code>`` for each.
SEEN = (
    *("22", "24", "25", "26", "50", "52", "53", "54", "55", "56", "57", "59", "62", "66", "73"),
    *("74", "76", "77", "78", "79", "80", "81", "82", "AD", "AS", "CT", "FX", "FY", "GY", "GZ"),
    *("LT", "QK", "QX", "QY", "QZ", "RT", "TC", "XE"),
)
for _code in SEEN:
    _truth(f"mod_{_code}", f"modifier {_code}")


def is_any(*codes: str) -> Truth:
    """Whether at least one of some modifiers stands on the line."""
    first, *rest = (modifier(each) for each in codes)
    for truth in rest:
        first = first | truth
    return first
