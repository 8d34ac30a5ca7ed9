"""The questions and answers of a code page: true of the row, the place and the year shown."""

from __future__ import annotations

import re

import pytest

from openrvu import FeeSchedule, Setting, open_book
from openrvu.codes.index import open_index
from openrvu.schedule.localities import NATIONAL
from openrvu.site.choice import read_choice
from openrvu.site.code_page import page
from openrvu.site.code_page.faq import questions


def asked(code: str, **parameters: str) -> dict[str, str]:
    """Every question of a page, by its words, with its answer."""
    book = open_book()
    made = page.build(code, read_choice(parameters, book), book, open_index())
    return {q.ask: q.answer for q in questions(made, book)}


def answer(code: str, start: str, **parameters: str) -> str:
    (found,) = (a for q, a in asked(code, **parameters).items() if q.startswith(start))
    return found


def test_a_payable_row_of_a_code_without_an_amount_is_named_with_its_amount() -> None:
    said = answer("84165", "Why is there no", release="RVU26C")
    amount = FeeSchedule.of("RVU26C").amount("84165", "26").amount
    assert f"There is an amount for 84165-26, ${amount}." in said
    assert str(amount) == "17.70"


def test_a_reason_ends_before_the_next_sentence_begins() -> None:
    said = answer("78815", "Why is there no")
    assert not re.search(r"[a-z] OpenRVU", said)
    assert ". OpenRVU says so" in said


def test_the_two_places_are_those_of_the_row_shown() -> None:
    found = asked("45378", modifier="53", release="RVU26C")
    (ask,) = (q for q in found if q.startswith("Why is"))
    schedule = FeeSchedule.of("RVU26C")
    amounts = [schedule.amount("45378", "53", setting=s).amount for s in Setting]
    assert ask.startswith("Why is 45378-53 worth")
    assert all(f"${amount}" in ask for amount in amounts)
    assert "1.59" in found[ask]


def test_a_row_without_work_is_followed_by_its_total() -> None:
    said = answer("93005", "What changed", release="RVU26C")
    assert "work RVU" not in said
    assert "total RVU" in said


@pytest.mark.parametrize(("place", "indices"), [({}, False), ({"locality": "01112-05"}, True)])
def test_indices_move_nothing_in_the_nation(place: dict[str, str], *, indices: bool) -> None:
    said = answer("99213", "What changed", release="RVU26C", **place)
    assert ("indices" in said) is indices


def test_a_setting_marked_na_has_figures_that_do_not_compare() -> None:
    said = answer("76000", "What changed", release="RVU26C", setting="facility")
    assert "CMS marked this setting NA in 2025 and 2026, so the two figures do not compare" in said
    assert "chart" not in said
    usual = answer("76000", "What changed", release="RVU26C")
    assert "do not compare" not in usual


def test_what_is_said_to_be_paid_is_after_the_opps_cap() -> None:
    # CMS's OPPSCAP file of October 2025: 74251-TC is limited to 166.72 in this locality.
    place = {"release": "RVU25D", "locality": "07202-01"}
    split = answer("74251", "Who is paid what", **place)
    assert "$166.72 after the OPPS cap with TC" in split
    varied = answer("74251", "How much does", modifier="TC", **place)
    assert "each after the OPPS cap where it is lower" in varied
    assert "OPPS" not in answer("76000", "How much does", release="RVU26C")


def test_what_changed_is_told_after_the_opps_cap() -> None:
    schedule = FeeSchedule.newest()
    rows = (r for r in open_book().all_rows(schedule.release.label) if r.modifier == "TC")
    now = next(
        a
        for r in rows
        if (a := schedule.price_row(r, Setting.NONFACILITY, NATIONAL)).is_capped
        and any(q.startswith("What changed") for q in asked(r.code, modifier="TC"))
    )
    said = answer(now.row.code, "What changed", modifier="TC")
    assert f"${now.after_cap:,}" in said
    assert f"${now.amount:,}" not in said
    assert "after the OPPS cap" in said


def test_a_place_without_indices_is_given_no_amounts() -> None:
    assert not any("$" in said for pair in asked("99213", zip="96813").items() for said in pair)


def test_an_na_mark_is_not_explained_as_rare() -> None:
    book = open_book()
    for code in ("92550", "96372", "97110", "Q4121"):
        made = page.build(code, read_choice({"release": "RVU26C"}, book), book, open_index())
        assert not any("rarely" in q.answer for q in questions(made, book))
