"""The figures a text may name: one method a figure, each answered from a release of the book.

Every figure is a :class:`~decimal.Decimal`. What a release does not hold is an error that says
what was asked and what is known; it is never 0.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openrvu.book.book import Book
from openrvu.calendar import DateRange, parse_day
from openrvu.errors import OpenRVUError
from openrvu.rules.parameters import parameter
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.indicators import INDICATORS
from openrvu.schedule.localities import NATIONAL, Locality
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.schedule.statistics import percent_change

#: Attributes of a policy that are figures or words, for :meth:`Figures.policy`.
_POLICY = (
    *("status", "pctc", "global_days", "pre_op", "intra_op", "post_op", "multiple_procedure"),
    *("bilateral", "assistant", "co_surgeon", "team", "endoscopic_base", "supervision"),
    "imaging_family",
)
_PARTS = {"work": "work_gpci", "pe": "pe_gpci", "mp": "mp_gpci"}
_MEANINGS = {indicator.field: indicator.meanings for indicator in INDICATORS}


class NoFigure(OpenRVUError, LookupError):
    """A figure, code or name that a text asks for and that there is not."""


class Figures:
    """Figures of one release; each method takes another by its label."""

    def __init__(self, book: Book, label: str) -> None:
        """Answer from a release of a book.

        Raises:
            ReleaseNotHeld: the book does not hold it.
        """
        self.book = book
        self.label = book.release(label).label

    def schedule(self, release: str = "") -> FeeSchedule:
        """The schedule of the text's release, or of another."""
        return FeeSchedule.of(release or self.label, source=self.book)

    def row(self, code: str, modifier: str = "", release: str = "") -> ServiceRow:
        """A row: ``93306`` with modifier ``26``, or ``93306-26``."""
        code, _, said = str(code).partition("-")
        return self.schedule(release).row(code, modifier or said)

    def work(self, code: str, modifier: str = "", *, release: str = "") -> Decimal:
        """Work RVU."""
        return self._paid(code, modifier, release).work

    def pe(
        self, code: str, modifier: str = "", *, setting: str = "nonfacility", release: str = ""
    ) -> Decimal:
        """Practice expense RVU."""
        return self._paid(code, modifier, release).pe(setting_of(setting))

    def mp(self, code: str, modifier: str = "", *, release: str = "") -> Decimal:
        """Malpractice RVU."""
        return self._paid(code, modifier, release).mp

    def total(
        self, code: str, modifier: str = "", *, setting: str = "nonfacility", release: str = ""
    ) -> Decimal:
        """Total RVU, before any index."""
        return self._paid(code, modifier, release).total(setting_of(setting))

    def _paid(self, code: str, modifier: str, release: str) -> ServiceRow:
        row = self.row(code, modifier, release)
        if not row.has_rvus:
            label = release or self.label
            raise NoFigure(f"{row.label} has no RVUs in {label} (status {row.policy.status})")
        return row

    def amount(
        self,
        code: str,
        modifier: str = "",
        *,
        setting: str = "nonfacility",
        locality: str = "",
        qp: bool = False,
        release: str = "",
    ) -> Decimal:
        """The base amount in dollars: national, or of a locality."""
        schedule = self.schedule(release)
        row = self.row(code, modifier, release)
        area = self.area(locality, release) if locality else NATIONAL
        answer = schedule.price_row(row, setting_of(setting), area, qp=qp)
        if answer.amount is None:
            raise NoFigure(
                f"{row.label} has no amount in {schedule.release.label}: {answer.reason}"
            )
        return answer.amount

    def cf(self, when: int | str, *, qp: bool = False) -> Decimal:
        """The conversion factor of a year, or of a day where the year had several."""
        kind = "qp" if qp else "all"
        days = _days(when)
        found = [
            (held, factor)
            for held, named, factor, *_ in self.book.factors()
            if named == kind and _overlap(held, days)
        ]
        if len(found) == 1:
            return found[0][1]
        if not found:
            raise NoFigure(f"no conversion factor of kind {kind} for {when} is in the book")
        listed = ", ".join(str(held) for held, _ in found)
        raise NoFigure(
            f"{when} had {len(found)} factors ({listed}); name a day, such as cf('{when}-01-01')"
        )

    def area(self, locality: str, release: str = "") -> Locality:
        """A locality: ``IL-16``, ``06102-16`` or a name."""
        return self.schedule(release).locality(locality)

    def gpci(self, locality: str, part: str, *, release: str = "") -> Decimal:
        """A geographic index: ``work``, ``pe`` or ``mp``."""
        return self.index(self.area(locality, release), part)

    def index(self, area: Locality, part: str) -> Decimal:
        """The same of a locality already found."""
        if part not in _PARTS:
            raise NoFigure(f"{part!r} is no index; expected one of {', '.join(_PARTS)}")
        value = getattr(area, _PARTS[part])
        assert isinstance(value, Decimal)  # noqa: S101 - every index is one
        return value

    def anesthesia_factor(self, locality: str, *, release: str = "") -> Decimal:
        """Dollars per anesthesia unit in a locality."""
        area = self.area(locality, release)
        if area.anesthesia_factor is None:
            held = [
                r.label
                for r in self.book.releases()
                if any(each.anesthesia_factor for each in self.book.localities(r.label))
            ]
            raise NoFigure(
                f"{release or self.label} holds no anesthesia factors; these do: {', '.join(held)}"
            )
        return area.anesthesia_factor

    def policy(
        self, code: str, field: str, modifier: str = "", *, release: str = ""
    ) -> Decimal | str:
        """An indicator as CMS prints it; the three shares of a global package in percent."""
        if field not in _POLICY:
            raise NoFigure(f"{field!r} is no indicator; expected one of {', '.join(_POLICY)}")
        value = getattr(self.row(code, modifier, release).policy, field)
        return value.scaleb(2) if isinstance(value, Decimal) else str(value)

    def meaning(self, code: str, field: str, modifier: str = "", *, release: str = "") -> str:
        """What the value of an indicator means, in a few words of ours."""
        if field not in _MEANINGS:
            raise NoFigure(f"{field!r} has no meanings; expected one of {', '.join(_MEANINGS)}")
        value = getattr(self.row(code, modifier, release).policy, field)
        return _MEANINGS[field][value].short

    def law(self, name: str, day: date | str = "") -> Decimal:
        """A figure of the law as its source prints it, on a day or that of the release."""
        try:
            held = parameter(name)
        except KeyError as error:
            raise NoFigure(str(error.args[0])) from None
        when = parse_day(day) if isinstance(day, str) and day else day
        return held.on(when or self.book.release(self.label).in_force.first).value

    def change(self, before: Decimal, after: Decimal) -> Decimal:
        """From one figure to another, in percent, one digit."""
        found = percent_change(before, after)
        if found is None:
            raise NoFigure("there is no change in percent from 0")
        return found


def setting_of(text: str) -> Setting:
    """Facility or nonfacility.

    Raises:
        NoFigure: it is neither.
    """
    if text not in set(Setting):
        raise NoFigure(f"{text!r} is no setting; expected facility or nonfacility")
    return Setting(text)


def _days(when: int | str) -> DateRange:
    if isinstance(when, int):
        return DateRange(date(when, 1, 1), date(when, 12, 31))
    try:
        day = parse_day(when)
    except ValueError as error:
        raise NoFigure(str(error)) from None
    return DateRange(day, day)


def _overlap(one: DateRange, other: DateRange) -> bool:
    last = one.last or date.max
    return one.first <= (other.last or date.max) and other.first <= last
