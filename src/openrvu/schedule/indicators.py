"""Every payment policy indicator of CMS's relative value file, and what its values mean.

The tables say in our own words what CMS's record layout RVU25D.pdf says of each value. A value
that is in no table is not one that CMS documents, and the file reader refuses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openrvu.schedule.indicator_values import CALCULATION_FLAG, PCTC, PRICING, STATUS, Meaning
from openrvu.schedule.indicator_values_diagnostic import IMAGING_FAMILY, SUPERVISION
from openrvu.schedule.indicator_values_surgery import (
    ASSISTANT,
    BILATERAL,
    CO_SURGEON,
    GLOBAL_DAYS,
    MULTIPLE_PROCEDURE,
    TEAM,
)
from openrvu.schedule.rows import Policy

__all__ = [
    "ASSISTANT",
    "BILATERAL",
    "CALCULATION_FLAG",
    "CO_SURGEON",
    "GLOBAL_DAYS",
    "IMAGING_FAMILY",
    "INDICATORS",
    "MULTIPLE_PROCEDURE",
    "PCTC",
    "PRICING",
    "STATUS",
    "SUPERVISION",
    "TEAM",
    "Indicator",
    "Meaning",
    "describe",
]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One column of the relative value file that holds a coded value.

    Attributes:
        field: the attribute of :class:`~openrvu.schedule.rows.Policy`.
        title: its name for a page.
        column: the heading in CMS's file, such as ``MULT PROC``.
        meanings: what each value means, by value.
    """

    field: str
    title: str
    column: str
    meanings: Mapping[str, Meaning]


#: The indicators in the order of CMS's file.
INDICATORS = (
    Indicator("status", "Status", "STATUS CODE", STATUS),
    Indicator("pctc", "Professional and technical parts (modifiers 26, TC)", "PCTC IND", PCTC),
    Indicator("global_days", "Global period", "GLOB DAYS", GLOBAL_DAYS),
    Indicator(
        "multiple_procedure", "Multiple procedures (modifier 51)", "MULT PROC", MULTIPLE_PROCEDURE
    ),
    Indicator("bilateral", "Bilateral surgery (modifier 50)", "BILAT SURG", BILATERAL),
    Indicator(
        "assistant", "Assistant at surgery (modifiers 80, 81, 82, AS)", "ASST SURG", ASSISTANT
    ),
    Indicator("co_surgeon", "Co-surgeons (modifier 62)", "CO- SURG", CO_SURGEON),
    Indicator("team", "Surgical team (modifier 66)", "TEAM SURG", TEAM),
    Indicator("pricing", "Pricing", "PRIC IND", PRICING),
    Indicator(
        "supervision",
        "Physician supervision of diagnostic tests",
        "PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES",
        SUPERVISION,
    ),
    Indicator("calculation_flag", "Calculation flag", "CALCULATION FLAG", CALCULATION_FLAG),
    Indicator(
        "imaging_family",
        "Diagnostic imaging family",
        "DIAGNOSTIC IMAGING FAMILY INDICATOR",
        IMAGING_FAMILY,
    ),
)


def describe(policy: Policy) -> tuple[tuple[Indicator, Meaning], ...]:
    """Each indicator with the meaning of its value for this row, in the order of CMS's file.

    Raises:
        KeyError: a value that CMS does not document; rows that were read from a file have none.
    """
    return tuple(
        (indicator, indicator.meanings[getattr(policy, indicator.field)])
        for indicator in INDICATORS
    )
