"""What a reader has chosen: release or date, modifier, setting, place and factor.

The whole state of a page is in its address, so that any result can be shared and checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from openrvu.book.book import Book
from openrvu.calendar import parse_day
from openrvu.errors import OpenRVUError
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import NATIONAL, Locality, NoIndexHeld, ZipArea
from openrvu.schedule.rows import Setting
from openrvu.schedule.zip_notices import zip_notices

#: The parameters of an address, in the order they are written.
NAMES = ("modifier", "setting", "zip", "locality", "date", "qp", "release")


@dataclass(frozen=True, slots=True)
class Choice:
    """A reader's choice, already understood.

    Attributes:
        schedule: the fee schedule that answers.
        modifier: the row asked for.
        setting: facility or non-facility.
        locality: whose indices; the national figure by default.
        zip_area: what the ZIP file says, where a ZIP was given.
        qp: whether the factor for qualifying APM participants is wanted.
        given: the parameters as they stood in the address.
        problems: what could not be understood, by parameter.
        notices: what the reader must know, in sentences.
        unpriced_place: where the place was understood and the release holds no index for it, the
            sentence that says so; else empty. ``locality`` is then the nation, whose amount is
            not an answer to what was asked.
    """

    schedule: FeeSchedule
    modifier: str = ""
    setting: Setting = Setting.NONFACILITY
    locality: Locality = NATIONAL
    zip_area: ZipArea | None = None
    qp: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    unpriced_place: str = ""

    def query(self, **changes: str) -> str:
        """The address's query with some parameters changed; an empty value removes one."""
        merged = {**self.given, **changes}
        pairs = [(name, merged[name]) for name in NAMES if merged.get(name)]
        return f"?{urlencode(pairs)}" if pairs else ""

    def said(self, name: str) -> str:
        """A parameter as it stood in the address; empty where it was not given."""
        return self.given.get(name, "")

    def link(self, code: str, **changes: str) -> str:
        """The address of a code page with this choice, some parameters changed."""
        return f"/codes/{code}/{self.query(**changes)}"

    @property
    def refusals(self) -> dict[str, str]:
        """The problems, and a place without an index: for pages that have only amounts to show."""
        if not self.unpriced_place:
            return dict(self.problems)
        return {**self.problems, "zip" if "zip" in self.given else "locality": self.unpriced_place}


def read_choice(parameters: Mapping[str, str], book: Book) -> Choice:
    """Understand an address; what cannot be understood becomes a problem, not an exception."""
    given = {n: parameters[n].strip() for n in NAMES if parameters.get(n, "").strip()}
    problems: dict[str, str] = {}
    schedule = _schedule(given, book, problems)
    locality, area, unpriced = _locality(given, schedule, problems)
    qp = _qp(given, problems)
    if qp and schedule.release.qp_conversion_factor is None:
        problems["qp"] = f"{schedule.release.label} has one conversion factor for all"
        qp = False
    return Choice(
        schedule=schedule,
        modifier=given.get("modifier", "").upper(),
        setting=_setting(given, problems),
        locality=locality,
        zip_area=area,
        qp=qp,
        given=given,
        problems=problems,
        notices=(*schedule.notices, *(zip_notices(area, schedule) if area else ())),
        unpriced_place=unpriced,
    )


def _schedule(given: Mapping[str, str], book: Book, problems: dict[str, str]) -> FeeSchedule:
    try:
        day = parse_day(given["date"]) if "date" in given else None
    except ValueError as error:
        problems["date"] = str(error)
        day = None
    try:
        if "release" in given:
            return FeeSchedule.of(given["release"], day=day, source=book)
        if day is not None:
            return FeeSchedule.on(day, source=book)
    except OpenRVUError as error:
        problems["release" if "release" in given else "date"] = str(error)
    return FeeSchedule.newest(source=book)


def _qp(given: Mapping[str, str], problems: dict[str, str]) -> bool:
    text = given.get("qp", "0").lower()
    if text in {"1", "on", "yes", "true"}:
        return True
    if text not in {"0", "off", "no", "false"}:
        problems["qp"] = f"{text!r} is neither yes nor no; expected qp=1, or nothing"
    return False


def _setting(given: Mapping[str, str], problems: dict[str, str]) -> Setting:
    text = given.get("setting", Setting.NONFACILITY).lower().replace("-", "")
    if text in set(Setting):
        return Setting(text)
    problems["setting"] = f"{text!r} is not a setting; expected facility or nonfacility"
    return Setting.NONFACILITY


def _locality(
    given: Mapping[str, str], schedule: FeeSchedule, problems: dict[str, str]
) -> tuple[Locality, ZipArea | None, str]:
    """The locality, what the ZIP file says, and why a place that was understood has no index."""
    asked = "zip" if "zip" in given else "locality"
    try:
        if "zip" in given:
            return schedule.locality_for_zip(given["zip"]), schedule.zip_area(given["zip"]), ""
        if "locality" in given:
            return schedule.locality(given["locality"]), None, ""
    except NoIndexHeld as error:
        return NATIONAL, None, str(error)
    except OpenRVUError as error:
        problems[asked] = str(error)
    return NATIONAL, None, ""
