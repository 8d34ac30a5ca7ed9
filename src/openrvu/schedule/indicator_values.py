"""What each value of CMS's payment policy columns means, in our own words.

The facts are CMS's, from the record layout RVU25D.pdf (October 2025) and its attachment A.
:mod:`openrvu.schedule.indicators` binds these tables to the columns; use that module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from openrvu.schedule import policy_rates as rates


@dataclass(frozen=True, slots=True)
class Meaning:
    """One value of an indicator, explained.

    Attributes:
        value: the value as CMS prints it.
        short: at most eight words, for a table cell.
        text: the full meaning in one or two sentences.
    """

    value: str
    short: str
    text: str


def tabulate(*meanings: Meaning) -> Mapping[str, Meaning]:
    """A read-only table of meanings by value, in the order given."""
    return MappingProxyType({meaning.value: meaning for meaning in meanings})


NOT_APPLICABLE = "Concept does not apply"
_LEFT_IN_2006 = "CMS has not printed this letter since the 2006 file."

STATUS = tabulate(
    Meaning(
        "A",
        "Active: paid separately when covered",
        "Medicare pays this code separately under the fee schedule when the service is covered. "
        "The letter is not itself a decision that it is covered.",
    ),
    Meaning(
        "B",
        "Bundled: never paid separately",
        "Medicare's payment is always part of the payment for other services. Any RVUs shown are "
        "not used.",
    ),
    Meaning(
        "C",
        "Priced by the Medicare contractor",
        "The Medicare contractor sets the RVUs and the amount, usually case by case and from "
        "documents.",
    ),
    Meaning("D", "Deleted code", f"The code ended with the start of the year. {_LEFT_IN_2006}"),
    Meaning(
        "E",
        "Excluded from the schedule by regulation",
        "CMS keeps the item or service outside the fee schedule by regulation. Where covered, it "
        f"is paid under another method: most Part B drugs at {rates.DRUG} of the average sales "
        "price.",
    ),
    Meaning(
        "F",
        "Deleted code, no grace period",
        f"The code was deleted without the 90 days of grace. {_LEFT_IN_2006}",
    ),
    Meaning(
        "G",
        "Not valid, 90 days of grace",
        "Medicare uses another code for the service and accepted this one for 90 days more. "
        f"{_LEFT_IN_2006}",
    ),
    Meaning(
        "H",
        "Component row deleted",
        "The code's 26 or TC row of the year before was deleted and is shown for the last time. "
        f"{_LEFT_IN_2006}",
    ),
    Meaning(
        "I",
        "Not valid for Medicare",
        "Medicare does not accept the code and gives it no grace period. Where Medicare pays for "
        "such a service, it uses another code.",
    ),
    Meaning(
        "J",
        "Anesthesia service",
        "The letter marks anesthesia, which has no RVUs or amounts here: base units and time are "
        "paid with an anesthesia conversion factor.",
    ),
    Meaning(
        "M",
        "Measurement code, for reporting only",
        "The code reports a measurement and carries no payment.",
    ),
    Meaning("N", "Not covered by Medicare", "Medicare does not cover the service."),
    Meaning(
        "P",
        "Bundled or excluded: no separate payment",
        "The fee schedule makes no separate payment. Incident to a physician service of the same "
        "day it is part of that payment; otherwise it falls under another provision of the law.",
    ),
    Meaning(
        "R",
        "Restricted coverage",
        "Special coverage instructions apply. When the service is covered and the file shows no "
        "RVUs, the Medicare contractor sets the amount.",
    ),
    Meaning(
        "T",
        "Paid only when nothing else is",
        "Medicare pays it only when the same provider bills nothing else payable under the fee "
        "schedule for that day; otherwise it is part of that payment. CMS titles the group "
        "injections.",
    ),
    Meaning(
        "X",
        "Excluded by law: not a physician service",
        "By law this is not a physician service under the fee schedule; it is paid, if at all, "
        "elsewhere. Ambulance services and clinical laboratory tests are examples.",
    ),
)

PCTC = tabulate(
    Meaning(
        "0",
        "Physician service, cannot be split",
        "A physician service, such as a visit or an operation, without separate professional and "
        "technical parts. Modifiers 26 and TC cannot be used.",
    ),
    Meaning(
        "1",
        "Professional and technical parts (26, TC)",
        "A test or radiology service with a professional part (modifier 26) and a technical part "
        "(modifier TC). The technical part carries no physician work.",
    ),
    Meaning(
        "2",
        "Professional service alone",
        "CMS's label for a professional part alone, which may have other codes for the technical "
        "part and for the whole. Modifiers 26 and TC cannot be used.",
    ),
    Meaning(
        "3",
        "Priced without physician work",
        "CMS's label for a technical part alone, also given to other items and services that are "
        "priced without physician work. Modifiers 26 and TC cannot be used.",
    ),
    Meaning(
        "4",
        "Whole test as its own code",
        "CMS's label for a whole test whose professional and technical parts have codes of their "
        "own, and whose RVUs are the sum of theirs. Modifiers 26 and TC cannot be used.",
    ),
    Meaning(
        "5",
        "Incident to a physician's service",
        "CMS's label for what the physician's own staff furnish under direct supervision, which "
        "the Part B contractor does not pay for hospital inpatients or patients of a hospital "
        "outpatient department. Modifiers 26 and TC cannot be used.",
    ),
    Meaning(
        "6",
        "Laboratory physician's interpretation (26)",
        "A clinical laboratory test for which a laboratory physician's interpretation is paid "
        "separately; the test itself is paid under the laboratory fee schedule. Modifier TC "
        "cannot be used.",
    ),
    Meaning(
        "7",
        "Hospital restriction, mostly for therapy",
        "CMS's label for physical therapy: not paid to an independently practicing physical or "
        "occupational therapist for a hospital inpatient or a patient in a hospital outpatient "
        "department. Some hearing and speech tests carry it too.",
    ),
    Meaning(
        "8",
        "Smear interpretation for hospital inpatients only",
        "Paid separately only when a physician interprets an abnormal smear of a hospital "
        "inpatient. For everyone else the laboratory payment includes it, and no technical part "
        "is recognized.",
    ),
    Meaning(
        "9",
        NOT_APPLICABLE,
        "The idea of a professional and a technical part does not apply to the code.",
    ),
)

CALCULATION_FLAG = tabulate(
    Meaning(
        "0",
        "The same for every code",
        "CMS has printed 0 for every code since July 1, 2014, so the flag sets no code apart.",
    ),
)

PRICING = tabulate(
    Meaning(
        "9",
        "Not the file for qualifying participants",
        "The column is new in 2026 and holds 9 in every row of the file for those who are not "
        "qualifying APM participants; others report 1 throughout the file for those who are. "
        "CMS's own explanation was not at hand.",
    ),
    Meaning("", "Not printed before 2026", "Files before 2026 have no pricing indicator."),
)
