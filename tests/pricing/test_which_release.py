"""Which release a file of amounts is recomputed from, by names and by the best fit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from makers import service
from openrvu.errors import OpenRVUError, ReleaseNotHeld
from openrvu.pricing.which_release import Chosen, which_release
from openrvu.schedule.localities import Locality, ZipArea
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.releases import Release, in_force_of
from openrvu.schedule.rows import ServiceRow

_ONE = Decimal("1.000")
_PLACE = Locality("01112", "05", "CA", "SOMEWHERE", _ONE, _ONE, _ONE)
_VISIT = service("99213", work="1.00", pe="1.00", pe_facility="1.00", mp="1.00")


class Held:
    """Releases with one row in one locality, each with its own conversion factor."""

    def __init__(self, **factors: str) -> None:
        self._releases = tuple(
            Release(label, in_force_of(label), None, Decimal(factor), None, "", "")
            for label, factor in factors.items()
        )

    def releases(self) -> tuple[Release, ...]:
        return self._releases

    def rows(self, label: str, code: str) -> tuple[ServiceRow, ...]:
        return (_VISIT,) if code == "99213" and label else ()

    def localities(self, label: str) -> tuple[Locality, ...]:
        return (_PLACE,) if label else ()

    def zip_area(self, zip_code: str) -> ZipArea | None:  # noqa: ARG002
        return None


_HELD = Held(
    RVU23D="9", RVU24A="10", RVU24AR="11", RVU24B="11", RVU24C="11", RVU25B="12", RVU25D="13"
)


def row(fee: str, year: int | None) -> OfficialAmount:
    amounts = Decimal(fee), Decimal(fee)
    capped = year is None
    return OfficialAmount(1, year, "01112", "05", "99213", "", "A", *amounts, capped=capped)


def chosen(*names: str, fee: str = "30.00", year: int | None = None, folder: str = "") -> Chosen:
    return which_release(names, folder, [row(fee, year)], _HELD)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("PFREV25B.txt", "RVU25B"),
        ("pfall25d.csv", "RVU25D"),
        ("rvu24a.zip", "RVU24A"),
        ("RVU24AR.zip", "RVU24AR"),
        ("rvu25d-updated-10-18-2025.zip", "RVU25D"),
        ("OPPSCAP25D.csv", "RVU25D"),
        ("OPPSCAP_24AR.txt", "RVU24AR"),
        ("oppscap-2024a.csv", "RVU24A"),
    ],
)
def test_the_label_in_a_name_decides_where_that_release_is_held(name: str, label: str) -> None:
    assert chosen(name) == Chosen(label, f"its name says {label}")


def test_the_archives_name_decides_where_the_files_does_not() -> None:
    assert chosen("OPPSCAP_JAN.csv", "rvu24a.zip", fee="99.99").label == "RVU24A"


def test_the_folders_name_decides_where_file_and_archive_do_not() -> None:
    found = chosen("OPPSCAP_JAN.csv", folder="rvu24a", fee="99.99")
    assert found == Chosen("RVU24A", "its folder's name says RVU24A")


@pytest.mark.parametrize(
    ("name", "year"), [("OPPSCAP_Oct.csv", None), ("amounts.csv", 2025), ("PFALL25.txt", None)]
)
def test_a_folders_name_that_month_year_or_rows_contradict_says_nothing(
    name: str, year: int | None
) -> None:
    assert chosen(name, folder="rvu24a", fee="39.00", year=year).label == "RVU25D"


def test_of_the_releases_of_a_year_the_one_that_fits_best_is_chosen_and_it_says_why() -> None:
    found = chosen("PFALL24.txt", fee="30.00", year=2024)
    assert (found.label, found.alike) == ("RVU24A", ())
    assert found.because == (
        "its rows say 2024; of RVU24C, RVU24B, RVU24AR and RVU24A it fits best: "
        "1 of 1 rows tried match"
    )


def test_of_releases_that_fit_alike_the_newest_is_chosen_and_the_others_are_kept() -> None:
    found = chosen("ohio.csv", fee="33.00", year=2024)
    assert (found.label, found.alike) == ("RVU24C", ("RVU24B", "RVU24AR"))
    assert "fit alike, RVU24C is the newest of them" in found.because


def test_the_year_in_a_name_narrows_the_choice_where_the_rows_print_none() -> None:
    assert chosen("OPPSCAP_2024.csv", fee="30.00").label == "RVU24A"
    assert chosen("OPPSCAP24.csv", fee="33.00").label == "RVU24C"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("OPPSCAP_JAN.csv", "RVU24AR"),
        ("OPPSCAP_April.csv", "RVU25B"),
        ("OPPSCAP_jul.csv", "RVU24C"),
        ("OPPSCAP_Oct.csv", "RVU25D"),
        ("OPPSCAP_OCT2025.csv", "RVU25D"),
    ],
)
def test_the_month_in_a_name_narrows_the_choice_to_its_quarter(name: str, label: str) -> None:
    assert chosen(name, fee="99.99").label == label


def test_without_year_or_month_every_release_held_is_tried() -> None:
    found = chosen("caps.csv", fee="27.00")
    assert found.label == "RVU23D"
    assert found.because == (
        "nothing says its year; of 7 releases held it fits best: 1 of 1 rows tried match"
    )


def test_where_nothing_fits_well_the_nearest_is_taken_and_said_to_be_no_more() -> None:
    found = chosen("caps.csv", fee="99.99")
    assert found.label == "RVU25D"
    assert "no release held fits well, RVU25D is the nearest fit: 0 of 1" in found.because


def test_a_release_not_held_gives_way_to_those_of_its_year_and_says_so() -> None:
    found = chosen("PFREV25C.txt", fee="36.00", year=2025)
    assert found.label == "RVU25B"
    assert found.because.startswith("its name says RVU25C, which is not held; of RVU25D and")


def test_the_only_release_of_a_year_needs_no_trial() -> None:
    found = chosen("alaska.csv", fee="99.99", year=2023)
    assert found.because == "its rows say 2023; RVU23D is the only release of 2023 held"


def test_a_state_after_the_year_is_not_read_as_a_letter_of_a_release() -> None:
    assert chosen("PF25AK.txt", fee="39.00", year=2025).label == "RVU25D"


def test_where_name_and_rows_speak_of_different_years_both_are_tried() -> None:
    found = chosen("PFREV24D.txt", fee="39.00", year=2025)
    assert found.label == "RVU25D"


def test_a_year_of_which_nothing_is_held_is_refused() -> None:
    with pytest.raises(ReleaseNotHeld, match="amounts of 2019"):
        chosen("PFALL19.txt", year=2019)


def test_with_no_release_at_all_there_is_nothing_to_try() -> None:
    with pytest.raises(OpenRVUError, match="no release"):
        which_release(["caps.csv"], "", [row("1.00", None)], Held())
