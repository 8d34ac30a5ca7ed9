"""Several images or diagnostic tests of one day: parts of the later ones are reduced."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Unpack

import pytest

from openrvu.pricing.claim import Claim, ClaimLine, LineOutcome
from openrvu.pricing.evaluate import price
from rules.made import DAY, Said, image, line, one, priced, told


def _image(label: str, tc: str, pc: str, **said: Unpack[Said]) -> ClaimLine:
    said.setdefault("multiple_procedure", "4")
    said.setdefault("imaging_family", "88")
    return image(label, tc, pc, **said)


def _part(label: str, fee: str, **said: Unpack[Said]) -> ClaimLine:
    said.setdefault("multiple_procedure", "4")
    said.setdefault("imaging_family", "88")
    said["pctc"] = "1"
    return line(label, fee, **said)


def test_the_highest_of_each_component_is_paid_in_full() -> None:
    """200 + 100; 0.5 x 100 + 0.95 x 60."""
    lines = [_image("Y0001", "200.00", "100.00"), _image("Y0002", "100.00", "60.00")]
    assert told(*lines) == ["300.00", "107.00"]


def test_components_are_ranked_apart() -> None:
    """The first has the higher technical part, the second the higher professional one:
    200 + 0.95 x 60, and 0.5 x 100 + 90."""
    lines = [_image("Y0001", "200.00", "60.00"), _image("Y0002", "100.00", "90.00")]
    assert told(*lines) == ["257.00", "140.00"]


def test_a_component_billed_alone_is_ranked_with_those_of_global_services() -> None:
    """Technical: 200 leads, 0.5 x 150; professional: 100 leads, 0.95 x 80."""
    lines = [
        _image("Y0001", "200.00", "100.00"),
        _part("Y0002-TC", "150.00"),
        _part("Y0003-26", "80.00"),
    ]
    assert told(*lines) == ["300.00", "75.00", "76.00"]


def test_professional_components_alone_are_reduced_by_five_percent() -> None:
    assert told(_part("Y0001-26", "80.00"), _part("Y0002-26", "100.00")) == ["76.00", "100.00"]


@pytest.mark.parametrize("modifier", ["59", "XE"])
def test_another_session_neither_reduces_nor_is_reduced(modifier: str) -> None:
    lines = [
        _image("Y0001", "200.00", "100.00"),
        _image(f"Y0002-{modifier}", "300.00", "160.00"),
    ]
    assert told(*lines) == ["300.00", "460.00"]


@pytest.mark.parametrize("modifier", ["XS", "XP", "XU", "76"])
def test_other_modifiers_are_no_other_session(modifier: str) -> None:
    lines = [_image("Y0001", "200.00", "0.00"), _image(f"Y0002-{modifier}", "100.00", "0.00")]
    assert told(*lines) == ["200.00", "50.00"]


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        (date(2005, 12, 31), "160.00"),
        (date(2006, 1, 1), "135.00"),  # 75 + 60
        (date(2010, 6, 30), "135.00"),
        (date(2010, 7, 1), "110.00"),  # 50 + 60
        (date(2011, 12, 31), "110.00"),
        (date(2012, 1, 1), "95.00"),  # 50 + 45
        (date(2016, 12, 31), "95.00"),
        (date(2017, 1, 1), "107.00"),  # 50 + 57
        (DAY, "107.00"),
    ],
)
def test_the_percentages_are_those_of_the_day(day: date, paid: str) -> None:
    """A later image of 100 technical and 60 professional."""
    lines = [
        _image("Y0001", "200.00", "100.00", imaging_family="02"),
        _image("Y0002", "100.00", "60.00", imaging_family="02"),
    ]
    assert told(*lines, on=day) == ["300.00", paid]


@pytest.mark.parametrize(
    ("day", "paid"), [(date(2010, 12, 31), "160.00"), (date(2011, 1, 1), "110.00")]
)
def test_until_2010_images_of_other_families_were_not_reduced(day: date, paid: str) -> None:
    lines = [
        _image("Y0001", "200.00", "100.00", imaging_family="02"),
        _image("Y0002", "100.00", "60.00", imaging_family="05"),
    ]
    assert told(*lines, on=day) == ["300.00", paid]


def test_further_units_are_later_images() -> None:
    """200 + 100, then 100 + 95."""
    assert told(_image("Y0001", "200.00", "100.00", units=2)) == ["495.00"]


def test_the_second_of_two_sides_is_a_later_image() -> None:
    """Bilateral indicator 3: each side is an image."""
    assert told(_image("Y0001-50", "200.00", "100.00", bilateral="3")) == ["495.00"]


def test_both_sides_at_150_percent_are_one_image() -> None:
    """150% of 200 leads 250, whose technical part is halved; 100 x 150% leads too."""
    lines = [
        _image("Y0001-50", "200.00", "100.00", bilateral="1"),
        _image("Y0002", "250.00", "20.00"),
    ]
    assert told(*lines) == ["450.00", "144.00"]
    later = [
        _image("Y0001-50", "200.00", "100.00", bilateral="1"),
        _image("Y0002", "350.00", "200.00"),
    ]
    assert told(*later) == ["292.50", "550.00"]  # 0.5 x 300 + 0.95 x 150


def test_half_a_cent_is_rounded_once_for_the_line() -> None:
    """0.5 x 60.33 + 0.95 x 67.59 = 30.165 + 64.2105 = 94.3755."""
    lines = [_image("Y0001", "200.00", "100.00"), _image("Y0002", "60.33", "67.59")]
    assert told(*lines)[1] == "94.38"


@pytest.mark.parametrize(("indicator", "paid"), [("6", "135.00"), ("7", "140.00")])
def test_later_heart_and_eye_tests_lose_part_of_their_technical_component(
    indicator: str, paid: str
) -> None:
    """From 2013: 75% and 80% of 100; the professional part of 60 never changes."""
    lines = [
        _image("Y0001", "200.00", "100.00", multiple_procedure=indicator),
        _image("Y0002", "100.00", "60.00", multiple_procedure=indicator),
    ]
    assert told(*lines) == ["300.00", paid]
    assert told(*lines, on=date(2012, 12, 31)) == ["300.00", "160.00"]
    assert told(*lines, on=date(2013, 1, 1)) == ["300.00", paid]


def test_images_heart_tests_and_eye_tests_do_not_reduce_each_other() -> None:
    lines = [_image(f"Y000{n}", "100.00", "60.00", multiple_procedure=str(n)) for n in (4, 6, 7, 0)]
    assert told(*lines) == ["160.00"] * 4


@pytest.mark.parametrize("modifier", ["59", "XE"])
def test_tests_of_one_day_are_reduced_in_whatever_session(modifier: str) -> None:
    """Change request 7848 speaks of the day."""
    lines = [
        _image("Y0001", "200.00", "100.00", multiple_procedure="6"),
        _image(f"Y0002-{modifier}", "100.00", "60.00", multiple_procedure="6"),
    ]
    assert told(*lines) == ["300.00", "135.00"]


def test_a_whole_test_with_codes_of_its_own_for_the_parts_loses_of_the_technical_code() -> None:
    """RVU25D, national: 93000 is 0.43 x 32.3465 = 13.91, its technical code 93005 is 6.15; less
    25% of that, 1.5375: 12.3725."""
    lines = (ClaimLine("93306"), ClaimLine("93000"))
    heart, trace = price(Claim(lines, DAY)).lines
    assert heart.amount == heart.fee
    assert (trace.fee, trace.amount) == (Decimal("13.91"), Decimal("12.37"))


def test_images_that_cannot_be_ranked_are_said_and_the_others_priced() -> None:
    """A global service whose parts are not known may have the highest part, or not."""
    unknown = line("Y0001", "300.00", pctc="1", multiple_procedure="4")
    lines = [unknown, _image("Y0002", "100.00", "60.00"), line("Y0003")]
    made = priced(*lines).lines
    assert [each.reason_id for each in made] == ["component.amounts_missing"] * 2 + [""]
    assert made[0].outcome is LineOutcome.NOT_MODELLED
    assert told(line("Y0001", "300.00", pctc="1", multiple_procedure="4", units=2)) == [
        "component.amounts_missing"
    ]


def test_a_single_image_needs_no_parts() -> None:
    assert one(line("Y0001", "300.00", pctc="1", multiple_procedure="4")).amount == Decimal("300")


def test_an_image_that_is_not_payable_reduces_no_other() -> None:
    lines = [
        _image("Y0001", "200.00", "100.00", status="N"),
        _image("Y0002", "100.00", "60.00"),
    ]
    assert told(*lines) == ["status.N", "160.00"]
