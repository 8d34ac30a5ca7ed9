"""The tally: a day's list, whose whole state stands in its address."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from openrvu import FeeSchedule, Setting
from openrvu.site.tally.lines import MAX_LINES, MAX_UNITS, parse, with_units, write
from openrvu.site.tally.sheet import HEADINGS, safe
from visiting import ask, data, html, links_of, words_of

TIMES = "\u00d7"
LIST = "/tally/?lines=76000-26,99214x3,45385"


def sheet(client: Client, query: str) -> list[dict[str, str]]:
    """The lines of a tally's CSV."""
    answer = ask(client, f"/tally.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_each_line_shows_its_work_and_base_amount_and_all_are_added_up(client: Client) -> None:
    schedule = FeeSchedule.newest()
    read, visit, scope = (
        schedule.amount("76000", "26"),
        schedule.amount("99214"),
        schedule.amount("45385"),
    )
    assert read.amount
    assert visit.amount
    assert scope.amount
    words = words_of(html(client, LIST))
    work = read.row.work + 3 * visit.row.work + scope.row.work
    amount = read.amount + 3 * visit.amount + scope.amount
    assert f"Work RVUs {work} 5 units" in words
    assert f"Base amounts ${amount:,} all lines priced" in words
    assert f"3 {TIMES} {visit.row.work}" in words
    assert f"3 {TIMES} ${visit.amount}" in words


def test_the_sum_is_said_to_be_without_reductions_between_lines(client: Client) -> None:
    words = words_of(html(client, LIST))
    assert "No multiple-procedure, bilateral, imaging or other reduction" in words


def test_an_empty_tally_teaches_and_asks_for_nothing_about_patients(client: Client) -> None:
    page = html(client, "/tally/")
    words = words_of(page)
    assert "How to begin" in words
    assert "No patient names, dates of birth or record numbers" in words
    assert any(link.startswith("/tally/?lines=99214x3") for link in links_of(page))


def test_setting_place_and_date_price_the_whole_list(client: Client) -> None:
    query = "lines=99214,76000-26&setting=facility&zip=10001&date=2024-03-08"
    answer = data(client, f"/tally.json?{query}")
    schedule = FeeSchedule.on(date(2024, 3, 8))
    area = schedule.locality_for_zip("10001")
    expected = [
        schedule.amount(code, modifier, setting=Setting.FACILITY, locality=area).amount
        for code, modifier in (("99214", ""), ("76000", "26"))
    ]
    assert [line["base_amount"] for line in answer["lines"]] == [str(e) for e in expected]
    assert (answer["release"], answer["locality"]) == ("RVU24A", area.key)
    assert answer["date"] == "2024-03-08"


def test_a_line_that_is_not_priced_says_why_and_keeps_its_work_apart(client: Client) -> None:
    words = words_of(html(client, "/tally/?lines=36415,99214"))
    assert "Paid under another schedule. Status X" in words
    assert "1 line without an amount" in words
    row = next(
        r
        for code in ("97010", "99091", "99358", "76140")
        if (r := FeeSchedule.newest().amount(code)).amount is None
    )
    answer = data(client, f"/tally.json?lines={row.row.code}")
    assert answer["work_rvu_unpriced"] == str(row.row.work)
    assert answer["base_amount"] == "0.00"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("99214-25", "has no row for modifier 25"),
        ("foo", "Not a code"),
        ("99999", "is not in RVU26C"),
        ("99214x0", "expected 1 to 999"),
        ("99214x1000", "expected 1 to 999"),
    ],
)
def test_a_bad_item_is_said_and_not_lost(client: Client, bad: str, said: str) -> None:
    page = html(client, f"/tally/?lines=76000-26,{bad}")
    assert said in words_of(page)
    assert f'name="lines" value="76000-26,{bad}"' in page
    line = data(client, f"/tally.json?lines=76000-26,{bad}")["lines"][1]
    assert (line["work_rvu"], line["outcome"]) == (None, "not counted")


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("lines=76000-26&add=99214x3", "76000-26,99214x3"),
        ("lines=76000-26&add=76000-26", "76000-26x2"),
        ("lines=&add=99213+99214", "99213,99214"),
        ("lines=foo&add=99213", "foo,99213"),
        ("lines=76000-26,99214&set=99214&units=4", "76000-26,99214x4"),
        ("lines=76000-26,99214&set=99214&units=0", "76000-26"),
        ("lines=76000-26,99214x2&set=99214&units=many", "76000-26,99214"),
    ],
)
def test_an_edit_leads_to_the_address_of_the_list_as_edited(
    client: Client, asked: str, lines: str
) -> None:
    answer = ask(client, f"/tally/?{asked}&zip=10001&setting=facility")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/tally/?lines={lines}&setting=facility&zip=10001"


def test_every_line_can_be_taken_out_by_a_link(client: Client) -> None:
    links = links_of(html(client, f"{LIST}&date=2026-08-01"))
    assert "/tally/?lines=76000-26,45385&date=2026-08-01" in links
    assert "/tally/?lines=99214x3,45385&date=2026-08-01" in links


def test_a_bad_choice_is_said_and_the_list_still_shown(client: Client) -> None:
    page = html(client, f"{LIST}&zip=1&date=tomorrow", status=400)
    assert "is not a ZIP code" in page
    assert "is not a date" in page
    assert "99214" in page
    answer = data(client, "/tally.json?lines=99214&zip=1", status=400)
    assert answer["error"]["parameter"] == "zip"
    assert ask(client, "/tally.csv?lines=99214&zip=1").status_code == 400


def test_the_list_downloads_as_csv(client: Client) -> None:
    answer = ask(client, "/tally.csv?lines=76000-26x2&date=2026-08-01")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    disposition = answer.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="tally-2026-08-01.csv"'
    (line,) = sheet(client, "lines=76000-26x2&date=2026-08-01")
    assert tuple(line) == HEADINGS
    assert (line["units"], line["work_rvu_total"]) == ("2", "0.60")
    assert (line["base_amount_each"], line["base_amount_total"]) == ("15.36", "30.72")
    assert (line["release"], line["date"]) == ("RVU26C", "2026-08-01")


@pytest.mark.parametrize("bad", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_the_csv_is_a_formula(client: Client, bad: str) -> None:
    text = bad.replace("+", "%2B").replace("=", "%3D")
    (line,) = sheet(client, f"lines={text}")
    assert line["code"] == f"'{bad}"
    assert safe("\t=1") == "'\t=1"
    assert safe("76000") == "76000"


def test_the_page_tells_the_script_which_list_it_shows(client: Client) -> None:
    page = html(client, f"{LIST}&zip=10001")
    assert 'data-tally="lines=76000-26,99214x3,45385&amp;zip=10001"' in page
    assert 'data-tally=""' in html(client, "/tally/")
    assert "data-cleared" in html(client, "/tally/?lines=")
    assert "data-cleared" not in html(client, "/tally/")
    assert "tally.js" in page


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("76000-26,99214x3", "76000-26,99214x3"),
        ("99214 x 3; 76000-26\n45385", "99214x3,76000-26,45385"),
        ("99214X3,99214", "99214x4"),
        ("99214*2 99214\u00d72", "99214x4"),
        ("g0105,0075t", "G0105,0075T"),
        ("", ""),
        (" , ,", ""),
    ],
)
def test_lists_are_understood_as_people_type_them(text: str, written: str) -> None:
    assert write(parse(text)) == written


def test_units_and_lines_have_bounds() -> None:
    assert parse(f"99214x{MAX_UNITS},99214")[0].units == MAX_UNITS
    assert len(parse(",".join(f"{n:05}" for n in range(10_000, 11_000)))) == MAX_LINES
    assert with_units(parse("99214"), "99214", 10**6)[0].units == MAX_UNITS


@given(st.text(max_size=80))
def test_a_list_written_again_is_the_same_list(text: str) -> None:
    once = write(parse(text))
    assert write(parse(once)) == once


def test_totals_are_exact_where_floats_are_not(client: Client) -> None:
    each = FeeSchedule.newest().row("76000", "26").work
    answer = data(client, "/tally.json?lines=76000-26x333")
    assert Decimal(answer["work_rvu"]) == each * 333
