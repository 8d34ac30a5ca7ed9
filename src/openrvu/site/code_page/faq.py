"""Questions people ask of one code, answered from its own figures and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from openrvu.book.book import Book
from openrvu.exact import ratio
from openrvu.schedule.amount import Outcome
from openrvu.schedule.localities import display_name
from openrvu.schedule.statistics import percent_change
from openrvu.site.code_page.page import CodePage
from openrvu.site.templating import money, percent, rvu

#: The visit everybody knows, as a yardstick of physician work.
YARDSTICK = "99213"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer, both in plain sentences."""

    ask: str
    answer: str


def questions(page: CodePage, book: Book) -> tuple[Question, ...]:
    """At most five questions whose answers add to what the page already says."""
    makers = (_worth, _split, _place, _change, _yardstick, _unpriced)
    return tuple(q for maker in makers for q in maker(page, book))[:5]


def _worth(page: CodePage, _book: Book) -> Iterator[Question]:
    extremes = page.extremes
    if extremes is None:
        return
    yield Question(
        f"How much does the amount for {page.label} vary across the country?",
        f"From {money(extremes.lowest_amount)} in {display_name(extremes.lowest.name)} to "
        f"{money(extremes.highest_amount)} in {display_name(extremes.highest.name)}, around the "
        f"national {money(extremes.national)} ({page.answer.setting.label.lower()}, "
        f"{page.answer.release}). The indices of the locality weigh work, practice expense and "
        "malpractice separately, so no single percentage turns one place into another.",
    )


def _split(page: CodePage, _book: Book) -> Iterator[Question]:
    parts = {c.row.modifier: c for c in page.components}
    if not {"", "26", "TC"} <= parts.keys() or parts[""].nonfacility.amount is None:
        return
    whole, read, film = (parts[m].nonfacility for m in ("", "26", "TC"))
    yield Question(
        f"Who is paid what when {page.code} is done in a hospital?",
        f"The physician reports {page.code}-26 for {money(read.amount)}; the hospital's own "
        f"payment system covers the technical part. In an office that owns the equipment the "
        f"practice reports {page.code} without a modifier for {money(whole.amount)}; split between "
        f"two parties it is {money(read.amount)} with 26 and {money(film.amount)} with TC "
        f"({page.choice.locality.label}).",
    )


def _place(page: CodePage, _book: Book) -> Iterator[Question]:
    whole = page.components[0]
    office, facility = whole.nonfacility, whole.facility
    if office.amount is None or facility.amount is None or office.amount == facility.amount:
        return
    if whole.row.modifier == "" and any(c.row.modifier == "26" for c in page.components):
        return
    higher = "outside" if office.amount > facility.amount else "inside"
    flags = [a.setting.label.lower() for a in (office, facility) if a.is_na]
    flag = f" CMS marks the {flags[0]} figure NA: rarely or never done there." if flags else ""
    yield Question(
        f"Why is {page.code} worth {money(office.amount)} in one place and "
        f"{money(facility.amount)} in another?",
        f"The work RVU, {rvu(whole.row.work)}, is the same. Practice expense is "
        f"{rvu(whole.row.pe_nonfacility)} outside a facility and {rvu(whole.row.pe_facility)} in "
        f"one, where the facility bears rent, staff and supplies and is paid for them separately; "
        f"so the physician's figure is higher {higher} a facility.{flag}",
    )


def _change(page: CodePage, _book: Book) -> Iterator[Question]:
    years: dict[int, tuple[Decimal, Decimal | None]] = {}
    for point in page.history:
        years[point.release.year] = (point.row.work, point.amount)
    held = sorted(years)
    if len(held) < 2 or held[-1] != page.choice.schedule.release.year:
        return
    last, before = years[held[-1]], years[held[-2]]
    if last[1] is None or before[1] is None:
        return
    work = (
        f"kept its work RVU of {rvu(last[0])}"
        if last[0] == before[0]
        else f"went from {rvu(before[0])} to {rvu(last[0])} work RVU "
        f"({percent(percent_change(before[0], last[0]))})"
    )
    yield Question(
        f"What changed for {page.label} between {held[-2]} and {held[-1]}?",
        f"It {work}, and its amount went from {money(before[1])} to {money(last[1])} "
        f"({percent(percent_change(before[1], last[1]))}): RVUs, indices and the conversion "
        "factor all move, and the chart above shows them apart.",
    )


def _yardstick(page: CodePage, book: Book) -> Iterator[Question]:
    rows = book.rows(page.answer.release, YARDSTICK)
    if page.code == YARDSTICK or not page.row.work or not rows or not rows[0].work:
        return
    times = ratio(page.row.work, rows[0].work, 1)
    spoken = f"about {times} times" if times >= 1 else f"{ratio(page.row.work, rows[0].work, 2)} of"
    yield Question(
        f"How does the work of {page.label} compare with an office visit?",
        f"Its {rvu(page.row.work)} work RVU is {spoken} the {rvu(rows[0].work)} of a level 3 "
        f"established office visit ({YARDSTICK}) in {page.answer.release}. Work RVUs weigh time, "
        "skill, effort and stress; they say nothing of what an employer pays for each.",
    )


def _unpriced(page: CodePage, _book: Book) -> Iterator[Question]:
    if page.answer.outcome is Outcome.PRICED:
        return
    shown = (
        f" CMS still prints {rvu(page.row.work)} work RVU, which some employers credit."
        if page.row.work
        else ""
    )
    yield Question(
        f"Why is there no Medicare amount for {page.label}?",
        f"{page.answer.reason}{shown} OpenRVU says so rather than show 0.",
    )
