"""Codes side by side, as a page and as JSON."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from openrvu import FeeSchedule, Setting, open_book
from openrvu.codes.comparison import history
from openrvu.site.choice import read_choice
from openrvu.site.compare.columns import MOST, read_codes
from openrvu.site.compare.spark import amount_spark, work_spark
from visiting import ask, data, html, links_of, words_of

VISITS = "99281,99282,99283,99284,99285"


def row_of(page: str, name: str) -> str:
    """The cells of a row of the table, by what its heading begins with."""
    match = re.search(rf'<tr><th scope="row">{re.escape(name)}[^<]*</th>(.*?)</tr>', page)
    assert match, name
    return match[1]


def test_each_code_is_a_column_under_its_heading(client: Client) -> None:
    page = html(client, f"/compare/?codes={VISITS}")
    for code in VISITS.split(","):
        assert f'<th scope="col"><a class="num" href="/codes/{code}/' in page
    assert row_of(page, "Work RVU").count("<td>") == 5


def test_amounts_are_those_of_the_setting_and_place_asked_for(client: Client) -> None:
    schedule = FeeSchedule.newest()
    york = schedule.locality_for_zip("10001")
    page = html(client, "/compare/?codes=99213,99214&setting=facility&zip=10001")
    cells = row_of(page, "Medicare amount, facility")
    for code in ("99213", "99214"):
        amount = schedule.amount(code, setting=Setting.FACILITY, locality=york).amount
        assert f"${amount}" in cells
    assert york.key in words_of(page)


def test_a_part_of_a_service_can_be_compared_with_the_whole(client: Client) -> None:
    page = html(client, "/compare/?codes=76000,76000-26,76000-TC")
    cells = row_of(page, "Medicare amount, non-facility")
    for amount in ("$44.09", "$15.36", "$28.72"):
        assert amount in cells


def test_work_is_set_against_the_first_code(client: Client) -> None:
    assert "0.70 \N{MULTIPLICATION SIGN} 76000" in row_of(
        html(client, "/compare/?codes=76000,71046"), "Work RVU"
    )


def test_rank_and_rules_are_in_words(client: Client) -> None:
    page = html(client, "/compare/?codes=76000,27447")
    assert "20th percentile" in row_of(page, "Rank")
    assert "90 after" in row_of(page, "Global period")
    assert "Active: paid separately" in row_of(page, "Status")


def test_more_than_six_are_said_and_the_first_six_shown(client: Client) -> None:
    page = html(client, f"/compare/?codes={VISITS},99213,99214,99215")
    assert row_of(page, "Malpractice").count("<td>") == MOST
    assert "Six codes fit side by side; 99214, 99215 are left out" in words_of(page)
    assert data(client, f"/compare.json?codes={VISITS},99213,99214")["left_out"] == ["99214"]


@pytest.mark.parametrize("wrong", ["99999", "76000-53", "fluoro", "1"])
def test_an_unknown_code_is_said_and_the_others_are_shown(client: Client, wrong: str) -> None:
    page = html(client, f"/compare/?codes=76000,{wrong},71046")
    assert 'role="alert"' in page
    assert row_of(page, "Malpractice").count("<td>") == 2
    assert len(data(client, f"/compare.json?codes=76000,{wrong}")["unknown"]) == 1


def test_the_same_code_twice_is_one_column(client: Client) -> None:
    page = html(client, "/compare/?codes=76000,76000&codes=71046")
    assert row_of(page, "Malpractice").count("<td>") == 2


def test_each_column_can_be_removed(client: Client) -> None:
    page = html(client, "/compare/?codes=76000,71046,99213&zip=10001")
    assert "/compare/?codes=76000,99213&zip=10001" in links_of(page)
    assert 'aria-label="Remove 71046"' in page


def test_the_address_to_share_leads_to_the_same_page(client: Client) -> None:
    page = html(client, "/compare/?codes=76000+71046&setting=facility&date=2024-03-09&zip=")
    shared = "/compare/?codes=76000,71046&setting=facility&date=2024-03-09"
    assert shared in links_of(page)
    assert row_of(html(client, shared), "Malpractice") == row_of(page, "Malpractice")


def test_nothing_asked_for_teaches(client: Client) -> None:
    page = html(client, "/compare/")
    assert f"/compare/?codes={VISITS}" in links_of(page)
    assert "<table" not in page


def test_every_example_compares(client: Client) -> None:
    for link in links_of(html(client, "/compare/")):
        if "codes=" in link:
            assert "<table" in html(client, link)


def test_one_code_alone_asks_for_another(client: Client) -> None:
    assert "One code alone" in words_of(html(client, "/compare/?codes=76000"))


def test_a_choice_that_cannot_be_understood_is_said(client: Client) -> None:
    page = html(client, "/compare/?codes=76000&zip=abc", 400)
    assert "is not a ZIP code" in words_of(page)
    answer = data(client, "/compare.json?codes=76000&zip=abc", 400)
    assert answer["error"]["parameter"] == "zip"


def test_json_holds_for_each_code_what_the_code_s_own_json_holds(client: Client) -> None:
    answer = data(client, "/compare.json?codes=76000-26,99213&setting=facility&locality=01112-05")
    assert [c["modifier"] for c in answer["codes"]] == ["26", ""]
    own = data(client, "/codes/76000.json?modifier=26&setting=facility&locality=01112-05")
    assert answer["codes"][0]["amount"] == own["amount"]
    assert answer["codes"][0]["steps"] == own["steps"]


def test_a_past_date_uses_its_release(client: Client) -> None:
    answer = data(client, "/compare.json?codes=99213,99214&date=2024-03-09")
    assert answer["release"] == "RVU24AR"
    assert answer["conversion_factor"] == "33.2875"


def test_bars_are_drawn_where_two_codes_have_the_figure(client: Client) -> None:
    page = html(client, "/compare/?codes=76000,71046")
    assert page.count('class="chart ranked"') == 2
    assert 'class="chart ranked"' not in html(client, "/compare/?codes=76000,J0120")


def test_an_export_has_no_form(client: Client, settings: Settings) -> None:
    settings.STATIC_EXPORT = True
    assert "<form" not in html(client, "/compare/")


def test_a_spark_says_where_a_figure_began_and_ended() -> None:
    points = history(open_book(), "99213")
    work, amount = work_spark(points), amount_spark(points)
    assert work is not None
    assert amount is not None
    assert (work.first, work.last) == (points[0].row.work, points[-1].row.work)
    assert (amount.first, amount.last) == (points[0].amount, points[-1].amount)
    assert 'class="gap"' in work.drawing


def test_a_code_that_never_had_a_figure_has_no_spark() -> None:
    points = history(open_book(), "J0120")
    assert points
    assert work_spark(points) is None
    assert amount_spark(points) is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_no_text_fails(client: Client, text: str) -> None:
    choice = read_choice({}, open_book())
    asked = read_codes([text], choice)
    assert len(asked.labels) <= MOST
    assert (
        client.get("/compare/", {"codes": text.encode(errors="replace").decode()}).status_code
        == 200
    )


def test_codes_may_be_separated_by_anything_usual() -> None:
    choice = read_choice({}, open_book())
    asked = read_codes(["76000, 71046;99213\n99214\t99215"], choice)
    assert asked.labels == ("76000", "71046", "99213", "99214", "99215")


@pytest.mark.parametrize("path", ["/compare/", "/compare.json"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
    assert ask(client, path).status_code == 200
