"""The columns of a log as a table: our own headings, and what other people call them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from openrvu.productivity.tabular.columns import Aliases, fold

#: Heading of each field in our own tables, in their order.
HEADINGS = {
    "date": "Date",
    "code": "Code",
    "modifiers": "Modifiers",
    "units": "Units",
    "pos": "Place of service",
    "role": "Role",
    "tags": "Tags",
    "case": "Case",
    "note": "Note",
}
#: Added for the reader where values are exported; an import leaves them aside.
VALUE_HEADINGS = ("Release", "Work RVU (CMS)", "Work RVU credited", "Medicare amount")

#: What other tables call the fields, the most telling name first.
ALIASES: Aliases = {
    "date": (
        "Date of service",
        "DOS",
        "Service date",
        re.compile(r"(?:service|dos|from)date|dateofservice(?:from)?|servicefrom(?:date)?"),
        re.compile(r"(?:procedure|case|encounter|visit|surgery)date|dateof(?:procedure|surgery)"),
        "Date",
        "Day",
    ),
    "code": (
        re.compile(r"(?:cpt|hcpcs|cpt/hcpcs|cpthcpcs|cpt4)(?:code|codes|\(s\))?"),
        re.compile(r"(?:procedure|proc|billing|service|charge)codes?"),
        "CPT codes",
        "Codes",
        "Code",
        "Procedure",
    ),
    "modifiers": (re.compile(r"mod(?:ifier)?s?(?:\(s\))?1?"),),
    "modifier_2": (re.compile(r"mod(?:ifier)?2"),),
    "modifier_3": (re.compile(r"mod(?:ifier)?3"),),
    "modifier_4": (re.compile(r"mod(?:ifier)?4"),),
    "units": ("Units", "Service units", "Qty", "Quantity", "Count", "Number"),
    "pos": ("POS", "Place of service", "POS code", "Place", "Setting"),
    "role": ("Role", "Surgeon role", "My role", "Resident role"),
    "tags": ("Tags", "Tag", "Labels"),
    "case": ("Case",),
    "note": ("Note", "Notes"),
}
FIELDS = tuple(ALIASES)
NEEDED = ("date", "code")
MODIFIER_FIELDS = ("modifiers", "modifier_2", "modifier_3", "modifier_4")

#: Headings, folded, of columns that tell who a patient is. They are never read.
_PEOPLE = re.compile(
    r".*(?:patient|mrn|birth|ssn|socialsecurity|guarantor|subscriber|member).*"
    r"|(?:pt|pat)(?:name|id|no|number|dob|age|sex|mrn)?|dob|age|sex|gender|race|ethnicity"
    r"|(?:first|last|middle|full|sur)?name|phone.*|email.*|address.*|zip(?:code)?|city"
    r"|med(?:ical)?rec.*|chart(?:no|number|#|id)?|account.*|acct.*|csn|fin|har|encounter(?:id|no|number|#)?"
    r"|visit(?:id|no|number|#)|case(?:id|no|number|#)|accession.*|insurance.*|policy.*|payorid"
)


def is_of_people(heading: str) -> bool:
    """Whether a heading says that its column tells who a patient is."""
    return _PEOPLE.fullmatch(fold(heading)) is not None


def is_own(header: Sequence[str]) -> bool:
    """Whether a table is an export of ours."""
    return set(HEADINGS.values()) <= set(header)
