"""What is compared: entries of a log and lines of a report. Neither can name a patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.calendar import DateRange
from openrvu.pricing.claim import Provider
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.service import Service
from openrvu.rules.places_of_service import setting_of
from openrvu.schedule.rows import Setting


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A service as its physician logged it.

    Attributes:
        key: what the log calls it, such as ``line 7``.
        day: date of service.
        code: CPT or HCPCS, five characters.
        modifiers: two characters each, capital letters.
        units: a positive whole number.
        setting: facility or nonfacility; None where the log does not say.
        case: entries of one day with the same text were done together on one patient; empty for
            a case of its own.
        posted: the day its charge was posted, where the log knows.
        provider: what kind of practitioner keeps the log.
        minutes: anesthesia time.
        base_units: anesthesia base units.
    """

    key: str
    day: date
    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    setting: Setting | None = None
    case: str = ""
    posted: date | None = None
    provider: Provider = Provider.PHYSICIAN
    minutes: int | None = None
    base_units: Decimal | None = None

    @classmethod
    def of(cls, line: LogLine, key: str) -> LogEntry:
        """The entry of a line of the log."""
        return cls(
            key=key,
            day=line.date,
            code=line.code,
            modifiers=line.modifiers,
            units=line.units,
            setting=setting_of(line.pos, line.date) if line.pos else None,
            case=line.case,
        )

    @property
    def label(self) -> str:
        """``45380-59`` or ``45385``."""
        return "-".join((self.code, *self.modifiers))

    def service(self, claim: str, posted: date | None) -> Service:
        """The entry as a service to be credited, still without a row of CMS's file."""
        return Service(
            code=self.code,
            day=self.day,
            modifiers=self.modifiers,
            units=self.units,
            posted=posted,
            setting=self.setting,
            provider=self.provider,
            minutes=self.minutes,
            base_units=self.base_units,
            claim=claim,
        )


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of the report.

    Attributes:
        row: line of the file or row of the sheet, from 1.
        code: CPT or HCPCS, five characters.
        modifiers: two characters each, capital letters.
        units: negative where the line takes a charge back; 0 for a mere correction of work RVUs.
        printed: work RVUs as they stand, negative where the line takes a charge back; None where
            the report has no such column.
        wrvu: work RVUs the line is credited; None until the column has been understood.
        day: date of service; None where the report does not say.
        posted: the day, or the month, of posting; None likewise.
        provider: as the report names who is credited; may be empty.
        place: as the report names the department or location; may be empty.
        transaction: a keyed hash of the transaction's number, good only to find what a void
            takes back; may be empty.
        voids: rows that took part of the line back.
    """

    row: int
    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    printed: Decimal | None = None
    wrvu: Decimal | None = None
    day: date | None = None
    posted: DateRange | None = None
    provider: str = ""
    place: str = ""
    transaction: str = ""
    voids: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """``45380-59`` or ``45385``."""
        return "-".join((self.code, *self.modifiers))

    @property
    def worth(self) -> Decimal:
        """Work RVUs the line is credited; 0 before the column has been understood."""
        return self.wrvu if self.wrvu is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was found out about the report, with the evidence for it.

    Attributes:
        topic: a word or two, such as ``release``.
        words: one or more sentences.
    """

    topic: str
    words: str
