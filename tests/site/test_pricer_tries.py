"""What would change: each modifier a line leaves room for, the setting, the order, the place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import QueryDict

from openrvu import open_book
from openrvu.pricing.claim import PricedClaim
from openrvu.pricing.evaluate import price
from openrvu.site.pricer.case import Case, read_case
from openrvu.site.pricer.tries import (
    elsewhere,
    reversed_order,
    tries_of_case,
    tries_of_line,
)


def read(query: str) -> tuple[Case, PricedClaim]:
    case = read_case(QueryDict(query), open_book())
    assert not case.problems
    return case, price(case.claim())


def names(query: str, at: int = 0) -> list[str]:
    case, priced = read(query)
    return [each.name for each in tries_of_line(case, priced, at)]


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("line=71046", ["with 26", "with TC"]),
        ("line=20610", ["with 50"]),
        ("line=20610-50", ["without 50"]),
        (
            "line=27447",
            ["with 50", "with 80", "with AS", "with 62", "with 54", "with 55", "with 78"],
        ),
        ("line=00811", ["with AA", "with QK", "with QX", "with QY", "with QZ", "with AD"]),
        ("line=99213", []),
        ("line=99213&line=20610", ["with 25", "with 57"]),
    ],
)
def test_the_indicators_of_the_row_say_what_is_plausible(query: str, offered: list[str]) -> None:
    assert names(query) == offered


def test_the_change_is_that_of_the_whole_case_priced_anew() -> None:
    case, priced = read("line=99213&line=20610")
    tried = {each.name: each for each in tries_of_line(case, priced, 0)}["with 25"]
    changed, answer = read(tried.address.partition("?")[2])
    assert changed.lines[0].label == "99213-25"
    assert tried.change == answer.amount - priced.amount > 0
    assert tried.becomes == "priced"


def test_what_a_modifier_means_is_said() -> None:
    case, priced = read("line=20610-50")
    (tried,) = tries_of_line(case, priced, 0)
    assert tried.about == "Both sides of the body"
    assert tried.change < 0


def test_lines_with_a_problem_stay_where_they_are_in_what_is_tried() -> None:
    case, priced = read("line=foo&line=20610")
    (tried,) = tries_of_line(case, priced, 0)
    assert tried.address == "/price/?line=foo&line=20610-50"


def test_the_whole_case_is_tried_in_the_other_setting_and_by_a_nonparticipant() -> None:
    case, priced = read("line=45385")
    tried = {each.name: each for each in tries_of_case(case, priced)}
    assert tried["in a facility"].address == "/price/?line=45385&setting=facility"
    assert tried["in a facility"].change < 0
    assert tried["by one who does not participate"].change < 0
    assert tried["for a qualifying APM participant"].change > 0


def test_a_setting_in_which_lines_are_not_paid_says_so() -> None:
    case, priced = read("line=76000-TC&line=99213")
    tried = {each.name: each for each in tries_of_case(case, priced)}
    assert tried["in a facility"].becomes == "1 line then without an amount"
    assert tried["for a qualifying APM participant"].becomes == ""


def test_a_place_of_service_by_code_is_not_tried_in_another_setting() -> None:
    case, priced = read("line=45385&pos=22&date=2024-08-01")
    assert [each.name for each in tries_of_case(case, priced)] == [
        "by one who does not participate"
    ]


def test_the_order_of_lines_changes_nothing() -> None:
    case, priced = read("line=43239&line=45385&line=45380-59")
    turned = reversed_order(case, priced)
    assert turned
    assert turned.change == 0
    assert turned.address == "/price/?line=45380-59&line=45385&line=43239"
    assert reversed_order(*read("line=43239")) is None


def test_elsewhere_are_the_least_and_the_most_of_the_country() -> None:
    case, priced = read("line=45385&zip=60611")
    low, nation, high = elsewhere(case, priced)
    amounts = [
        price(read(f"line=45385&locality={area.key}")[0].claim()).amount
        for area in case.choice.schedule.localities()
    ]
    assert (low.amount, high.amount) == (min(amounts), max(amounts))
    assert nation.amount == price(read("line=45385")[0].claim()).amount
    assert low.change == low.amount - priced.amount
    assert "zip" not in low.address


def test_a_place_where_a_line_has_no_amount_is_no_comparison() -> None:
    found = elsewhere(*read("line=00811-QK+45min+4base&locality=01112-05&date=2025-10-01"))
    assert all(each.amount > Decimal(0) for each in found)
    assert not any("National" in each.name for each in found)
