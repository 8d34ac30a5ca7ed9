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
from openrvu.site.tally.lines import (
    MAX_LINES,
    MAX_TEXT,
    MAX_UNITS,
    parse,
    read_units,
    with_units,
    write,
)
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
    assert "Paid elsewhere, if at all. Status X" in words
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
        ("lines=76000-26,99214&set=99214&units=004", "76000-26,99214x4"),
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
        ("99214" + " " * 60_000 + "x" + "\t" * 60_000 + "3", "99214x3"),
        (" " * 60_000, ""),
        ("", ""),
        (" , ,", ""),
    ],
)
def test_lists_are_understood_as_people_type_them(text: str, written: str) -> None:
    assert write(parse(text).items) == written


def test_units_past_the_most_of_a_line_are_a_line_of_their_own_that_says_so(
    client: Client,
) -> None:
    parsed = parse("99214x600,99214x600,99214x399")
    assert [(i.label, i.units) for i in parsed.items if not i.problem] == [("99214", MAX_UNITS)]
    assert write(parsed.items) == "99214x999,99214x600"
    content = data(client, "/tally.json?lines=99214x600,99214x600")
    held, refused = content["lines"]
    assert (held["units"], refused["work_rvu"]) == (600, None)
    assert refused["reason"].startswith("600 and 600 units of 99214 are more than")
    assert content["uncounted_lines"] == 1
    words = words_of(html(client, "/tally/?lines=99214x600,99214x600"))
    assert refused["reason"] in words
    assert "600 units; 1 line not counted" in words


def test_lines_past_the_most_are_named_on_the_page_in_json_and_in_csv(client: Client) -> None:
    codes = [f"{n:05}" for n in range(10_000, 10_000 + MAX_LINES + 12)]
    listing = parse(",".join(codes))
    assert write(listing.items) == ",".join(codes[:MAX_LINES])
    (said,) = listing.problems
    assert said.endswith(f"{', '.join(codes[MAX_LINES : MAX_LINES + 10])} and 2 more.")
    query = f"lines={','.join(codes)}"
    assert said in words_of(html(client, f"/tally/?{query}"))
    assert data(client, f"/tally.json?{query}")["problems"] == [said]
    last = sheet(client, query)[-1]
    assert (last["code"], last["outcome"], last["reason"]) == ("", "not counted", said)
    assert parse(",".join(codes[:MAX_LINES])).problems == ()


def test_text_past_the_most_is_refused_and_not_taken_for_an_emptied_list(client: Client) -> None:
    most = "99214x1," * (MAX_TEXT // 8)
    assert parse(most[:-1]).items[0].units == MAX_UNITS
    assert parse(f"{most}1").items == ()
    page = html(client, f"/tally/?lines={most}1")
    assert "A list of 8,001 characters was not read; the most is 8,000." in words_of(page)
    assert "data-cleared" not in page
    assert data(client, f"/tally.json?lines={most}1")["problems"]
    assert html(client, f"/tally/?lines={'+' * 60_000}")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("set=99214&units=many", "“many” is not a number of units of 99214; expected 0 to 999"),
        ("set=99214&units=", "“” is not a number of units of 99214"),
        ("set=99214&units=-1", "“-1” is not a number of units of 99214"),
        ("set=99214&units=1.5", "“1.5” is not a number of units of 99214"),
        ("set=99214&units=1000", "“1000” is not a number of units of 99214"),
        ("set=99214&units=%D9%A3", "is not a number of units of 99214"),
        (f"set=99214&units={'1' * 5_000}", f"“{'1' * 20}…” is not a number of units of 99214"),
        ("set=99215&units=3", "99215 is not in the list, so no units were set."),
        ("add=99214x998", "Nothing was added. 2 and 998 units of 99214"),
        (f"add={'99214,' * 1500}", "Nothing was added. A list of 9,000 characters was not read"),
        (
            f"add={','.join(str(n) for n in range(10_000, 10_000 + MAX_LINES))}",
            f"Nothing was added. A tally holds {MAX_LINES} lines.",
        ),
    ],
)
def test_an_edit_that_cannot_be_made_is_said_and_changes_nothing(
    client: Client, asked: str, said: str
) -> None:
    page = html(client, f"/tally/?lines=76000-26,99214x2&zip=10001&{asked}", status=400)
    assert said in words_of(page)
    assert 'data-tally="lines=76000-26,99214x2&amp;zip=10001"' in page


def test_a_list_that_was_not_all_read_is_not_edited(client: Client) -> None:
    codes = ",".join(str(n) for n in range(10_000, 10_001 + MAX_LINES))
    page = html(client, f"/tally/?lines={codes}&set=10000&units=2", status=400)
    assert "The list was not edited, since not all of it was read." in words_of(page)


def test_what_was_to_be_added_stands_in_its_field_again(client: Client) -> None:
    page = html(client, "/tally/?lines=99214x2&add=99214x998", status=400)
    assert 'value="99214x998" aria-invalid="true"' in page
    assert 'aria-describedby="how fault-1"' in page


@pytest.mark.parametrize("text", ["99214x" + "0" * 60 + "1", "99214x0001", "99214x\u0663"])
def test_units_of_other_than_three_digits_are_a_problem(text: str) -> None:
    (item,) = parse(text).items
    assert item.problem


def test_units_have_bounds() -> None:
    assert [read_units(t) for t in ("0", "007", "999")] == [0, 7, 999]
    assert [read_units(t) for t in ("", "1000", "+1", "1\n", "\u0663")] == [None] * 5
    assert with_units(parse("99214").items, "99214", MAX_UNITS)[0].units == MAX_UNITS


@given(
    st.text(max_size=80)
    | st.lists(
        st.builds("{}x{}".format, st.sampled_from(["99214", "76000-26"]), st.integers(0, 1100))
    ).map(",".join)
)
def test_a_list_written_again_is_the_same_list(text: str) -> None:
    once = write(parse(text).items)
    assert write(parse(once).items) == once


@given(st.lists(st.integers(1, MAX_UNITS), max_size=12))
def test_no_unit_is_lost(units: list[int]) -> None:
    items = parse(",".join(f"99214x{n}" for n in units)).items
    counted = sum(item.units for item in items if not item.problem)
    said = sum(int(item.text.partition("x")[2]) for item in items if item.problem)
    assert counted + said == sum(units)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("00100", "CMS publishes no RVUs for it, so it counts no work."),
        ("36415", "CMS publishes no RVUs for it, so it counts no work."),
        ("D0150", "CMS publishes no RVUs: if covered, the Medicare contractor sets the amount."),
    ],
)
def test_a_line_without_rvus_counts_no_work_and_says_why(
    client: Client, code: str, said: str
) -> None:
    query = f"lines=99214x3,{code}x2"
    visit = FeeSchedule.newest().row("99214").work
    content = data(client, f"/tally.json?{query}")
    line = content["lines"][1]
    assert (line["work_rvu_each"], line["work_rvu"], line["base_amount"]) == (None, None, None)
    assert line["reason"].endswith(said)
    assert (content["work_rvu"], content["work_rvu_unpriced"]) == (str(3 * visit), "0.00")
    row = sheet(client, query)[1]
    assert (row["work_rvu_each"], row["work_rvu_total"]) == ("", "")
    words = words_of(html(client, f"/tally/?{query}"))
    assert "3 units; 1 line not counted" in words
    assert f"{said} Set 2 units Remove — —" in words
    assert "0.00" not in words


def test_a_technical_parts_work_is_a_true_zero(client: Client) -> None:
    content = data(client, "/tally.json?lines=76000-TCx2")
    assert (content["lines"][0]["work_rvu"], content["uncounted_lines"]) == ("0.00", 0)
    assert "2 × 0.00" in words_of(html(client, "/tally/?lines=76000-TCx2"))


def test_a_place_without_an_index_leaves_the_work_and_no_amount(client: Client) -> None:
    query = "lines=99214,36415&zip=96799"  # American Samoa: no locality of the fee schedule
    content = data(client, f"/tally.json?{query}")
    visit, blood = content["lines"]
    assert (visit["base_amount"], visit["outcome"]) == (None, "no index held")
    assert visit["reason"] in content["notices"]
    assert visit["work_rvu"] == str(FeeSchedule.newest().row("99214").work)
    assert blood["reason"].startswith("Status X")
    assert (content["base_amount"], content["locality"]) == (None, None)
    assert sheet(client, query)[0]["locality"] == ""
    words = words_of(html(client, f"/tally/?{query}"))
    assert "Base amounts None no index held" in words
    assert words.count(visit["reason"]) == 1
    assert "$0.00" not in words


def test_a_release_can_be_chosen_and_is_kept(client: Client) -> None:
    page = html(client, "/tally/?lines=99214&release=RVU24A&setting=facility")
    assert "RVU24A" in words_of(page)
    assert 'data-tally="lines=99214&amp;setting=facility&amp;release=RVU24A"' in page
    assert data(client, "/tally.json?lines=99214&release=RVU24A")["release"] == "RVU24A"


def test_totals_are_exact_where_floats_are_not(client: Client) -> None:
    each = FeeSchedule.newest().row("76000", "26").work
    answer = data(client, "/tally.json?lines=76000-26x333")
    assert Decimal(answer["work_rvu"]) == each * 333


def test_imaging_over_the_opps_cap_is_added_up_as_capped(client: Client) -> None:
    # CMS's OPPSCAP file of RVU25D gives 343.62 for 70496 in 01112-05; the fee schedule 364.27.
    query = "lines=70496x2&date=2025-10-01&locality=01112-05"
    content = data(client, f"/tally.json?{query}")
    assert content["base_amount"] == "687.24"
    assert "CAP" in html(client, f"/tally/?{query}")
