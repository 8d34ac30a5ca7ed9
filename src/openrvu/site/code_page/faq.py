"""Questions people ask of one code, answered from its own figures and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from openrvu.book.book import Book
from openrvu.codes.comparison import HistoryPoint
from openrvu.exact import ratio
from openrvu.pricing.figures import money
from openrvu.schedule.amount import BaseAmount, Outcome, capped_fee, fee
from openrvu.schedule.localities import NATIONAL, display_name
from openrvu.schedule.rows import Setting
from openrvu.schedule.statistics import percent_change
from openrvu.site.code_page.page import CodePage
from openrvu.site.templating import percent, rvu

#: The visit everybody knows, as a yardstick of physician work.
YARDSTICK = "99213"
_AFTER_CAP = " after the OPPS cap"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer, both in plain sentences."""

    ask: str
    answer: str


def questions(page: CodePage, book: Book) -> tuple[Question, ...]:
    """At most five questions whose answers add to what the page already says."""
    if page.choice.unpriced_place:  # then the amounts of the nation answer nothing
        return tuple(_yardstick(page, book))
    makers = (_worth, _split, _place, _change, _yardstick, _unpriced)
    return tuple(q for maker in makers for q in maker(page, book))[:5]


def _paid(answer: BaseAmount) -> str:
    """What Medicare pays at most, with a word where the OPPS cap made it so."""
    return money(answer.after_cap) + (_AFTER_CAP if answer.is_capped else "")


def _worth(page: CodePage, _book: Book) -> Iterator[Question]:
    extremes = page.extremes
    if extremes is None:
        return
    row, setting, factor = page.row, page.answer.setting, page.answer.conversion_factor
    capped = any(
        capped_fee(row, setting, area, factor) < fee(row, setting, area, factor)
        for area in (extremes.lowest, extremes.highest, NATIONAL)
    )
    after = ", each after the OPPS cap where it is lower" if capped else ""
    yield Question(
        f"How much does the amount for {page.label} vary across the country?",
        f"From {money(extremes.lowest_amount)} in {display_name(extremes.lowest.name)} to "
        f"{money(extremes.highest_amount)} in {display_name(extremes.highest.name)}, around the "
        f"national {money(extremes.national)} ({page.answer.setting.label.lower()}, "
        f"{page.answer.release}{after}). The indices of the locality weigh work, practice expense "
        "and malpractice separately, so no single percentage turns one place into another.",
    )


def _split(page: CodePage, _book: Book) -> Iterator[Question]:
    parts = {c.row.modifier: c for c in page.components}
    if not {"", "26", "TC"} <= parts.keys():
        return
    whole, read, film = (parts[m].nonfacility for m in ("", "26", "TC"))
    inside = parts["26"].facility
    if None in (whole.amount, read.amount, film.amount, inside.amount):
        return
    yield Question(
        f"Who is paid what when {page.code} is done in a hospital?",
        f"The physician reports {page.code}-26 for {_paid(inside)}; the hospital's own "
        f"payment system covers the technical part. In an office that owns the equipment the "
        f"practice reports {page.code} without a modifier for {_paid(whole)}; split between "
        f"two parties it is {_paid(read)} with 26 and {_paid(film)} with TC "
        f"({page.choice.locality.label}).",
    )


def _place(page: CodePage, _book: Book) -> Iterator[Question]:
    shown = next(c for c in page.components if c.row == page.row)
    office, facility = shown.nonfacility, shown.facility
    inside, outside = facility.after_cap, office.after_cap
    if outside is None or inside is None or outside == inside:
        return
    if shown.row.modifier == "" and any(c.row.modifier == "26" for c in page.components):
        return
    higher = "outside" if outside > inside else "inside"
    flags = [a.setting.label.lower() for a in (office, facility) if a.is_na]
    flag = (
        f" CMS marks the {flags[0]} figure NA; the billing notes on this page tell what that means."
        if flags
        else ""
    )
    yield Question(
        f"Why is {page.label} worth {_paid(office)} in one place and {_paid(facility)} in another?",
        f"The work RVU, {rvu(shown.row.work)}, is the same. Practice expense is "
        f"{rvu(shown.row.pe_nonfacility)} outside a facility and {rvu(shown.row.pe_facility)} in "
        f"one, where the facility bears rent, staff and supplies and is paid for them separately; "
        f"so the physician's figure is higher {higher} a facility.{flag}",
    )


def _change(page: CodePage, book: Book) -> Iterator[Question]:
    years = {point.release.year: point for point in page.history}
    held = sorted(years)
    if len(held) < 2 or held[-1] != page.choice.schedule.release.year:
        return
    before, last = years[held[-2]], years[held[-1]]
    paid_before, paid_last = (_paid_then(point, page, book) for point in (before, last))
    if paid_before is None or paid_last is None:
        return
    setting = page.answer.setting
    marked = [str(point.release.year) for point in (before, last) if point.row.is_na(setting)]
    amounts = f"{money(paid_before[0])} to {money(paid_last[0])}"
    after = _AFTER_CAP if paid_before[1] or paid_last[1] else ""
    if marked:
        answer = (
            f"It {_rvus_then(before, last, setting)}. CMS marked this setting NA in "
            f"{' and '.join(marked)}, so the two figures do not compare: {amounts}{after}."
        )
    else:
        movers = "RVUs and the conversion factor both move"
        if not page.choice.locality.is_national:
            movers = "RVUs, indices and the conversion factor all move"
        answer = (
            f"It {_rvus_then(before, last, setting)}, and its amount went from {amounts}{after} "
            f"({percent(percent_change(paid_before[0], paid_last[0]))}): {movers}, and the chart "
            "above shows them apart."
        )
    yield Question(f"What changed for {page.label} between {held[-2]} and {held[-1]}?", answer)


def _rvus_then(before: HistoryPoint, last: HistoryPoint, setting: Setting) -> str:
    """What became of the work RVU; where there is none, of the total."""
    kind, old, new = "work", before.row.work, last.row.work
    if not old and not new:
        kind, old, new = "total", before.row.total(setting), last.row.total(setting)
    if old == new:
        return f"kept its {kind} RVU of {rvu(new)}"
    return f"went from {rvu(old)} to {rvu(new)} {kind} RVU ({percent(percent_change(old, new))})"


def _paid_then(point: HistoryPoint, page: CodePage, book: Book) -> tuple[Decimal, bool] | None:
    """What Medicare paid at most in a release, and whether the OPPS cap made it so."""
    place = page.choice.locality
    areas = (place,) if place.is_national else book.localities(point.release.label)
    area = next((a for a in areas if a.key == place.key), None)
    if point.amount is None or area is None:
        return None
    factor = point.release.conversion_factor
    paid = capped_fee(point.row, page.answer.setting, area, factor)
    return paid, paid < point.amount


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
    inside = page.answer.setting is Setting.FACILITY
    others = [c.facility if inside else c.nonfacility for c in page.components]
    payable = " and ".join(f"{a.row.label}, {_paid(a)}" for a in others if a.amount is not None)
    other = f" There is an amount for {payable}." if payable else ""
    yield Question(
        f"Why is there no Medicare amount for {page.label}?",
        f"{page.answer.reason}{other}{shown} OpenRVU says so rather than show 0.",
    )
