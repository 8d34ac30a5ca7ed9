"""How a line came to its amount, in few words. Amounts of Ohio, 2020: golden cases EN-11, MS-04."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from openrvu import Claim, ClaimLine, PricedLine, Setting, price
from openrvu.pricing.claim import Figure
from openrvu.pricing.trail import entered, told, trail

FAMILY = Claim((ClaimLine("45384"), ClaimLine("45385")), date(2020, 10, 1), locality="15202-00")
SURGERY = replace(
    FAMILY,
    lines=tuple(ClaimLine(code, setting=Setting.FACILITY) for code in ("64718", "28307", "22614")),
)


def lines(claim: Claim) -> tuple[PricedLine, ...]:
    return price(claim, steps=True).lines


def said(line: PricedLine) -> list[str]:
    return [f"{mark.says} {mark.why}".replace("\u00a0", " ") for mark in trail(line)]


def test_a_line_that_is_paid_its_fee_has_no_trail() -> None:
    assert [said(line) for line in (lines(FAMILY)[0], lines(SURGERY)[2])] == [[], []]


def test_a_share_is_said_as_a_percentage_with_the_rank() -> None:
    assert said(lines(SURGERY)[1]) == ["× 50 % 2nd procedure by fee"]


def test_a_difference_is_said_in_dollars_with_the_base_of_the_family() -> None:
    (mark,) = trail(lines(FAMILY)[1])
    assert (mark.says, mark.why) == ("− $323.05", "base 45378 of the family")
    assert (mark.rule, mark.result) == ("endoscopy.amount", Decimal("111.87"))


def test_rules_one_after_the_other_are_told_in_their_order() -> None:
    second = lines(replace(FAMILY, participating=False))[1]
    assert said(second) == ["− $323.05 base 45378 of the family", "× 95 % not participating"]


def test_a_line_without_an_amount_has_no_trail() -> None:
    (line,) = lines(replace(FAMILY, lines=(ClaimLine("99499"),)))
    assert trail(line) == ()


def test_figures_that_entered_a_step_are_named_as_people_name_them() -> None:
    first = lines(SURGERY)[0].steps[0]
    assert "conversion factor" in {each.label for each in entered(first)}
    assert all(each.label != each.name for each in entered(first))


def test_a_percentage_a_truth_and_a_blank_are_told_as_such() -> None:
    assert told(Figure("bilateral.both_sides", Decimal("1.50"))).value == "150\u00a0%"
    assert told(Figure("participating", value=False)).value == "no"
    assert told(Figure("bilateral", "")).value == "blank"
