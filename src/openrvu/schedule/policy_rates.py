"""The percentages that go with CMS's payment policy indicators: each once, with its authority.

They are what the explanations of indicators and the billing notes quote, so that no percentage
stands in a sentence of its own accord.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.exact import subtract


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage of the fee (or of one part of it) that Medicare pays.

    Attributes:
        percent: what is paid, in percent.
        authority: where the rule stands.
        since: the first date of service it holds for, or None where it is older than the
            releases held.
    """

    percent: Decimal
    authority: str
    since: date | None = None

    def __str__(self) -> str:
        """For example ``62.5%``."""
        return f"{self.percent}%"

    @property
    def cut(self) -> str:
        """What is taken off, such as ``25%`` where 75% is paid."""
        return f"{subtract(Decimal(100), self.percent)}%"

    @property
    def start(self) -> str:
        """The first day, such as ``January 1, 2017``; empty where none is given."""
        return f"{self.since:%B} {self.since.day}, {self.since.year}" if self.since else ""


_MANUAL = "Medicare Claims Processing Manual, ch. 12, s. "
_LAYOUT = "CMS record layout RVU25D"
_CR7848 = f"{_LAYOUT}; CMS change request 7848"

#: Both sides, of the fee for one.
BILATERAL = Rate(Decimal(150), f"{_MANUAL}40.7")
#: The second to fifth procedure of the day, by fee.
MULTIPLE_LATER = Rate(Decimal(50), f"{_MANUAL}40.6")
#: The rules of before 1995: the second procedure, then the third to fifth.
MULTIPLE_OLD_SECOND = Rate(Decimal(50), _LAYOUT)
MULTIPLE_OLD_LATER = Rate(Decimal(25), _LAYOUT)
#: Imaging of one session after the highest: technical part and professional part.
IMAGING_TECHNICAL = Rate(Decimal(50), "42 USC 1395w-4(b)(4)(D)", date(2010, 7, 1))
IMAGING_PROFESSIONAL = Rate(Decimal(95), "42 USC 1395w-4(b)(10)", date(2017, 1, 1))
#: Practice expense of every therapy unit of the day but the highest.
THERAPY_PRACTICE_EXPENSE = Rate(Decimal(50), "42 USC 1395w-4(b)(7)", date(2013, 4, 1))
#: Technical part of diagnostic tests of the day after the highest.
CARDIOVASCULAR_TECHNICAL = Rate(Decimal(75), _CR7848, date(2013, 1, 1))
OPHTHALMOLOGY_TECHNICAL = Rate(Decimal(80), _CR7848, date(2013, 1, 1))
#: A physician assisting at surgery (modifiers 80, 81, 82).
ASSISTANT = Rate(Decimal(16), f"{_MANUAL}20.4.3 and 110")
#: A PA, NP or CNS assisting at surgery (modifier AS): 85% of the physician's 16%.
ASSISTANT_NONPHYSICIAN = Rate(Decimal("13.6"), "42 CFR 414.52 (PA) and 414.56(c) (NP, CNS)")
#: Most drugs of Part B, of their average sales price; they are outside the fee schedule.
DRUG = Rate(Decimal(106), "42 USC 1395w-3a", date(2005, 1, 1))
#: Each of two surgeons (modifier 62).
CO_SURGEON = Rate(Decimal("62.5"), f"{_MANUAL}40.8")
