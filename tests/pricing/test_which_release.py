"""Which release a file of amounts is recomputed from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from openrvu.errors import OpenRVUError, ReleaseNotHeld
from openrvu.pricing.which_release import which_release
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.releases import Release, in_force_of


def held(*labels: str) -> tuple[Release, ...]:
    return tuple(
        Release(label, in_force_of(label), None, Decimal(30), None, "", "") for label in labels
    )


_HELD = held("RVU24A", "RVU24AR", "RVU25B", "RVU25D")
_ROW = OfficialAmount(
    1, 2025, "01112", "05", "99213", "", "A", Decimal(1), Decimal(1), capped=False
)
_NO_YEAR = replace(_ROW, year=None, capped=True)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("PFREV25B.txt", "RVU25B"),
        ("pfall25d.csv", "RVU25D"),
        ("rvu24a.zip", "RVU24A"),
        ("RVU24AR.zip", "RVU24AR"),
        ("rvu25d-updated-10-18-2025.zip", "RVU25D"),
    ],
)
def test_the_label_in_a_name_decides_where_that_release_is_held(name: str, label: str) -> None:
    chosen = which_release([name], [_NO_YEAR], _HELD)
    assert (chosen.label, chosen.because) == (label, f"its name says {label}")


def test_the_archives_name_decides_where_the_files_does_not() -> None:
    assert which_release(["OPPSCAP_JAN.csv", "rvu24a.zip"], [_NO_YEAR], _HELD).label == "RVU24A"


def test_a_release_not_held_gives_way_to_the_newest_of_its_year_and_says_so() -> None:
    chosen = which_release(["PFREV25C.txt"], [_ROW], _HELD)
    assert chosen.label == "RVU25D"
    assert "RVU25C, which is not held" in chosen.because


def test_the_year_in_the_rows_decides_where_no_name_does_and_says_so() -> None:
    chosen = which_release(["alaska.csv"], [_ROW], _HELD)
    assert chosen.label == "RVU25D"
    assert "its rows say 2025" in chosen.because


def test_a_state_after_the_year_is_not_read_as_a_letter_of_a_release() -> None:
    assert which_release(["PF25AK.txt"], [_ROW], _HELD).label == "RVU25D"


def test_nothing_to_go_by_asks_for_the_release() -> None:
    with pytest.raises(OpenRVUError, match="--release RVU25D"):
        which_release(["OPPSCAP_Oct.csv"], [_NO_YEAR], _HELD)


def test_a_year_of_which_nothing_is_held_is_refused() -> None:
    with pytest.raises(ReleaseNotHeld, match="amounts of 2019"):
        which_release(["PFALL19.txt"], [replace(_ROW, year=2019)], _HELD)


def test_a_name_and_rows_of_different_years_are_refused() -> None:
    with pytest.raises(OpenRVUError, match="2024, 2025"):
        which_release(["PFREV24C.txt"], [_ROW], _HELD)
