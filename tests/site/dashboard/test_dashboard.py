"""The dashboard's figures. Work RVUs of RVU25 and RVU26 as CMS prints them: 99213 is 1.30 in both,
99214 is 1.92 in both; 45385 is 4.57 in 2025."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from boarding import logged
from openrvu.productivity.contract.contract_file import example_text
from openrvu.productivity.log.line import LogLine
from openrvu.site.contracts.models import Version
from openrvu.site.log import record
from openrvu.site.log.models import Entry, Profile
from openrvu.site.people.models import User
from visiting import data, html, words_of

pytestmark = pytest.mark.django_db
PATH = "/log/dashboard/"
#: Ten days of March 2026.
MARCH = "from=2026-03-01&to=2026-03-31"


@pytest.fixture
def work(owner: User) -> None:
    """Visits in March 2025 and March 2026."""
    logged(
        owner,
        [
            (date(2026, 3, 2), "99213", 2),
            (date(2026, 3, 2), "99214", 1),
            (date(2026, 3, 9), "99213", 1),
            (date(2025, 3, 3), "99213", 1),
            (date(2025, 4, 1), "99214", 1),
        ],
    )


def rows(found: Any, slug: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = found["widgets"][slug]["rows"]
    return listed


def test_an_empty_log_is_told_what_will_be_here(mine: Client) -> None:
    said = words_of(html(mine, PATH))
    assert "Nothing is logged yet" in said
    assert "Set your target" in said


def test_totals_are_exact_and_held_against_the_same_days_a_year_before(
    mine: Client, work: None
) -> None:
    found = data(mine, f"/log/dashboard.json?{MARCH}")
    # 3 × 1.30 + 1.92 = 5.82, and 1.30 a year before: 347.7 % more.
    assert found["totals"]["work_rvu"] == "5.82"
    assert Decimal(found["totals"]["credited_work_rvu"]) == Decimal("5.82")
    assert found["totals_against"]["work_rvu"] == "1.30"
    assert found["change_percent"]["work_rvu"] == "347.7"
    assert found["against"] == {"what": "year", "from": "2025-03-01", "to": "2025-03-31"}


def test_a_comparison_with_days_before_the_log_began_says_so(mine: Client, work: None) -> None:
    quarter = words_of(html(mine, f"{PATH}?from=2026-01-01&to=2026-03-31"))
    assert "March 31, 2025, of which the log has work from March 3, 2025 only." in quarter
    assert "of which the log has work" not in words_of(html(mine, f"{PATH}?{MARCH}"))


@pytest.mark.parametrize(
    ("by", "spans"),
    [
        ("day", {"Mon Mar 2, 2026": "4.52", "Mon Mar 9, 2026": "1.30"}),
        ("week", {"Mar 2, 2026 to Mar 8, 2026": "4.52", "Mar 9, 2026 to Mar 15, 2026": "1.30"}),
        ("month", {"March 2026": "5.82"}),
        ("year", {"2026": "5.82"}),
    ],
)
def test_work_is_gathered_by_day_week_month_and_year(
    mine: Client, work: None, by: str, spans: dict[str, str]
) -> None:
    found = rows(data(mine, f"/log/dashboard.json?{MARCH}&by={by}"), "time")
    said = {row["span"]: Decimal(row["credited_work_rvu"]) for row in found if row["lines"]}
    assert said == {name: Decimal(text) for name, text in spans.items()}


def test_the_mix_tells_codes_and_categories_with_their_share(mine: Client, work: None) -> None:
    found = data(mine, f"/log/dashboard.json?{MARCH}")
    # 3.90 of 5.82 is 67.0 %.
    shares = {row["code"]: row["share_percent"] for row in rows(found, "codes")}
    assert shares == {"99213": "67.0", "99214": "33.0"}
    (category,) = rows(found, "categories")
    assert category["share_percent"] == "100.0"


def test_what_changed_most_is_told_up_and_down(mine: Client, work: None) -> None:
    asked = "from=2026-03-01&to=2026-04-30"
    found = rows(data(mine, f"/log/dashboard.json?{asked}"), "movers")
    assert [(row["code"], Decimal(row["by"])) for row in found] == [("99213", Decimal("2.60"))]
    before = rows(data(mine, f"/log/dashboard.json?{asked}&against=before"), "movers")
    assert [(row["code"], row["change_percent"]) for row in before] == [
        ("99213", None),
        ("99214", None),
    ]


def test_levels_are_shares_of_the_units_of_a_kind_of_visit(mine: Client, work: None) -> None:
    found = rows(data(mine, f"/log/dashboard.json?{MARCH}"), "levels")
    said = {row["code"]: (row["level"], row["units"], row["share_percent"]) for row in found}
    assert said["99213"] == (3, 3, "75.0")
    assert said["99214"] == (4, 1, "25.0")
    assert said["99215"] == (5, 0, "0.0")


@pytest.mark.parametrize(
    ("asked", "full"),
    [
        ("tag=icu", "1.92"),
        ("role=assistant", "0.00"),
        ("pos=22", "1.92"),
        ("category=surgery", "0.00"),
    ],
)
def test_filters_leave_out_what_does_not_pass(
    mine: Client, owner: User, work: None, asked: str, full: str
) -> None:
    line = LogLine(date(2026, 3, 20), "99214", pos="22", tags=("icu",))
    record.add(owner, [line], uuid4())
    found = data(mine, f"/log/dashboard.json?{MARCH}&{asked}")
    assert found["totals"]["work_rvu"] == full
    assert "year" not in found
    page = words_of(html(mine, f"{PATH}?{MARCH}&{asked}"))
    assert "Target and forecast count the whole log" in page


def test_the_target_is_shared_over_working_days_and_days_off_are_left_out(
    mine: Client, owner: User, work: None
) -> None:
    Profile(owner=owner, target=Decimal(261)).save(force_insert=True)
    asked = "/log/dashboard.json?from=2026-01-01&to=2026-03-31"
    year = data(mine, asked)["year"]
    # 2026 has 261 weekdays, 64 of them until March 31.
    assert (year["working_days_gone"], year["working_days_left"]) == (64, 197)
    assert (year["target_to_date"], Decimal(year["ahead"])) == ("64.00", Decimal("-58.18"))
    assert mine.post("/log/dashboard/days-off/", {"first": "2026-01-01"}).status_code == 303
    year = data(mine, asked)["year"]
    assert (year["working_days_gone"], year["working_days_left"]) == (63, 197)
    # 261 × 63 ÷ 260, half up.
    assert year["target_to_date"] == "63.24"


def test_the_forecast_states_its_band_or_why_there_is_none(
    mine: Client, owner: User, work: None
) -> None:
    said = words_of(html(mine, f"{PATH}?from=2026-01-01&to=2026-03-31"))
    assert "The band is 80 percent" in said
    early = data(mine, "/log/dashboard.json?from=2026-01-01&to=2026-01-10")["year"]
    assert early["low"] is None
    assert "weeks tell too little" in early["no_band"]


def test_a_contract_tells_the_effective_rate_and_gives_the_target(
    mine: Client, owner: User, work: None
) -> None:
    text = example_text("straight")
    start = date(2026, 1, 1)
    Version(owner=owner, name="Example", starts=start, text=text).save(force_insert=True)
    pay = data(mine, f"/log/dashboard.json?{MARCH}")["pay"]
    assert pay["contract"] == "Example"
    amount, wrvu = Decimal(pay["clinical_pay"]), Decimal(pay["wrvu"])
    assert wrvu == Decimal("5.82")
    assert Decimal(pay["effective_rate"]) == (amount / wrvu).quantize(Decimal("0.01"))
    assert "Effective $ per wRVU" in words_of(html(mine, f"{PATH}?{MARCH}"))


def test_lines_without_a_work_rvu_are_said_to_be_in_no_sum(
    mine: Client, owner: User, work: None
) -> None:
    Entry.objects.of(owner).filter(code="99214").update(full=None, credited=None)
    said = words_of(html(mine, f"{PATH}?{MARCH}"))
    assert "1 line has no work RVU and is in no sum" in said


@pytest.mark.parametrize(
    ("asked", "name", "words"),
    [
        ("from=2026-13-01", "from", "2026-13-01"),
        ("from=2026-03-01&to=2026-02-01", "from", "is after"),
        ("from=1951-01-01&to=2026-01-01", "from", "more than 40 years"),
        ("from=0001-01-01", "from", "1950"),
        ("to=9999-12-31", "to", "2199"),
        ("by=decade", "by", "expected day or week"),
        ("against=them", "against", "expected year or before"),
        ("role=king", "role", "expected one of"),
        ("pos=1", "pos", "two digits"),
    ],
)
def test_what_cannot_be_understood_is_said(
    mine: Client, work: None, asked: str, name: str, words: str
) -> None:
    error = data(mine, f"/log/dashboard.json?{asked}", 400)["error"]
    assert error["parameter"] == name
    assert words in error["message"]
    assert words in words_of(html(mine, f"{PATH}?{asked}", 400))


def test_every_drawing_has_its_table(mine: Client, work: None) -> None:
    page = html(mine, f"{PATH}?{MARCH}")
    assert page.count("<figure>") == page.count("As a table<span") == 6
    assert "style=" not in page
    assert "<script>" not in page


def test_a_dashboard_asks_few_queries(
    mine: Client, work: None, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    mine.get(PATH)
    with django_assert_max_num_queries(18):
        mine.get(f"{PATH}?{MARCH}")


def test_nothing_of_others_is_summed(mine: Client, owner: User, stranger: User, work: None) -> None:
    logged(stranger, [(date(2026, 3, 2), "99213", 100)])
    assert data(mine, f"/log/dashboard.json?{MARCH}")["totals"]["work_rvu"] == "5.82"
