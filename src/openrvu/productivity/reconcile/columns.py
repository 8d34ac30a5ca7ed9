"""The columns of reports: the names they go by, and those that are never read.

The names were read in public descriptions and readers of such reports. A person may choose other
columns. Whatever is of no field is not read; columns about patients are named as left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from openrvu.errors import OpenRVUError
from openrvu.productivity.tabular.columns import Aliases, Matched, fold, match_columns

SERVICE_DATE = "service date"
POST_DATE = "post date"
ANY_DATE = "date"
CODE = "code"
MODIFIERS = ("modifier 1", "modifier 2", "modifier 3", "modifier 4")
ALL_MODIFIERS = "modifiers"
UNITS = "units"
WRVU = "work RVU"
PROVIDER = "provider"
DETAIL_TYPE = "detail type"
VOID_DATE = "void date"
CHARGE_TYPE = "charge type"
TRANSACTION = "transaction"
AMOUNT = "amount"
PLACE = "place"

#: Field to names, the most telling first.
ALIASES: Aliases = {
    SERVICE_DATE: (
        "Service Date", "Date of Service", "DOS", "Original Service Date", "ORIG_SERVICE_DATE",
        "service_date_time", "Svc Date", "From Date of Service", "Service From Date",
        "Date of Svc", "Service Dt", "Svc Dt", "DOS From", "Procedure Date", "Encounter Date",
        "Visit Date",
    ),
    POST_DATE: (
        "Post Date", "Posted Date", "Posting Date", "Date Posted", "Transaction Post Date",
        "ORIG_POST_DATE", "Month of Transaction", "Post Month", "Posting Month", "Post Period",
        "Posting Period", "Charge Post Date", "Entry Date",
    ),
    ANY_DATE: ("date", "Transaction Date", "Charge Date"),
    CODE: (
        "CPT", "CPT Code", "HCPCS", "HCPCS Code", "CPT/HCPCS", "CPT HCPCS", "Procedure Code",
        "Proc Code", "Charge Code", "Billing Code", "Service Code", "CPT Codes", "CPT4", "CPT-4",
        "Code",
    ),
    MODIFIERS[0]: ("CPT Modifier 1", "Modifier 1", "MODIFIER_ONE", "Mod 1", "Modifier One"),
    MODIFIERS[1]: ("CPT Modifier 2", "Modifier 2", "MODIFIER_TWO", "Mod 2"),
    MODIFIERS[2]: ("CPT Modifier 3", "Modifier 3", "MODIFIER_THREE", "Mod 3"),
    MODIFIERS[3]: ("CPT Modifier 4", "Modifier 4", "MODIFIER_FOUR", "Mod 4"),
    ALL_MODIFIERS: (
        "Modifiers", "Modifier(s)", "Modifier", "CPT Modifiers", "Mods", "Mod",
        "CPT Modifier", "Procedure Modifiers", "Procedure Modifier", "Procedure Code Modifiers",
        "Procedure Code Modifier", "Modifier Codes", "Modifier List", "Mod(s)",
    ),
    UNITS: (
        "Provider - Performing Units", "Units", "Charge Quantity", "PROCEDURE_QUANTITY",
        "item_quantity", "Quantity", "Qty", "Unit", "Charge Units", "extended_quantity",
        "Billed Units", "Total Units", "Service Units", "Svc Units", "Number of Units", "Count",
    ),
    WRVU: (
        "Adj Work RVU", "Adjusted wRVU", "ADJ_WRVU", "Adj wRVU", "Adjusted Work RVU", "wRVU",
        "wRVUs", "Work RVU", "Work RVUs", "RVU Work", "RVU_WORK", "Work Units",
        "Credited wRVU", "Credited wRVUs", "wRVU Credited", "Total wRVU", "Total wRVUs",
        "wRVU Total", "Total Work RVU", "Total Work RVUs", "Net wRVU", "Net wRVUs",
        "Extended wRVU", "Physician Work RVU", "rvu", "rvus",
    ),
    PROVIDER: (
        "Performing Provider Name", "Performing Provider", "Performing", "Service Provider Name",
        "Service Provider", "Rendering Provider Name", "Rendering Provider", "Provider Name",
        "Provider", "verify_phys_name", "Physician", "Physician Name", "Billing Provider Name",
        "Billing Provider", "PERFORMING_PROV_ID", "Service Provider ID", "Provider ID",
        "BILLING_PROVIDER_ID", "Billing Provider ID",
    ),
    DETAIL_TYPE: ("Detail Type",),
    VOID_DATE: ("Void Date", "Voided Date", "Date Voided"),
    CHARGE_TYPE: ("charge_type",),
    TRANSACTION: ("Transaction ID", "TX_ID", "Charge ID", "charge_item_id", "Transaction Number"),
    AMOUNT: ("Charge Amount", "Amount", "extended_price", "Charges", "charge"),
    PLACE: (
        "Department Name", "Revenue Location Name", "Department", "location", "organization_name",
        "LOC_ID", "DEPT_ID",
    ),
}  # fmt: skip

#: Whole folded headings, or parts of them, of columns that are about a patient.
_PATIENT = re.compile(
    r".*(?:patient|guarantor|subscriber|insuredname|birth|medicalrecord|socialsecurity).*"
    r"|pat(?:id|name|mrnid)?|mrn.*|.*mrn|name|firstname|lastname|fullname|ssn|dob|age|sex|gender"
    r"|account(?:id|name|number|no|#)?|acct.*|har|csn|fin(?:number|nbr|#)?|visit(?:id|number|no)?"
    r"|encounter(?:id|number|csn)?|encntr(?:id|num)?|invoice(?:number|no|id)?|memberid|member"
    r"|phone.*|address.*|email.*"
)
#: Totals of all three RVUs are no work RVUs.
_TOTAL = re.compile(r"total(?:rvus?)|rvutotal|relativevalueunits?")


class NoSuchColumn(OpenRVUError, LookupError):
    """A column was chosen that the report does not have, or that is not read."""


def find_columns(header: Sequence[str], chosen: Mapping[str, str] | None = None) -> Matched:
    """Which heading is which field; columns about patients are of none.

    Args:
        header: the headings.
        chosen: field to heading, where a person chose; it stands before any name.

    Raises:
        NoSuchColumn: a chosen field or heading is not there, or is about patients.
    """
    places = dict(_place(header, *each) for each in (chosen or {}).items())
    visible = ["" if is_patient(name) else name for name in header]
    return match_columns(visible, ALIASES, places)


def _place(header: Sequence[str], asked: str, heading: str) -> tuple[str, int]:
    """The field that was asked for, and its column."""
    field = next((name for name in ALIASES if fold(name) == fold(asked)), None)
    if field is None:
        raise NoSuchColumn(f"{asked!r} is no field of a report; expected {', '.join(ALIASES)}")
    if is_patient(heading):
        raise NoSuchColumn(f"{heading!r} is about patients and is not read; choose another column")
    found = [at for at, name in enumerate(header) if fold(name) == fold(heading)]
    if len(found) != 1:
        held = ", ".join(repr(name) for name in header if name)
        many = "not there" if not found else "there more than once"
        raise NoSuchColumn(f"column {heading!r} for {field} is {many}; the report has {held}")
    return field, found[0]


def is_patient(heading: str) -> bool:
    """Whether a column is about a patient by its heading."""
    return _PATIENT.fullmatch(fold(heading)) is not None


def is_total(heading: str) -> bool:
    """Whether a column holds all three RVUs together, by its heading."""
    return _TOTAL.fullmatch(fold(heading)) is not None
