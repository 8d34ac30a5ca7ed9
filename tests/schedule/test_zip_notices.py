"""What is said of a ZIP code where CMS's file is of another year than the schedule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openrvu.book.book import Book
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import Locality
from openrvu.schedule.zip_notices import MERGERS, zip_notice, zip_notices

SAME = "their indices were the same, so the amount holds."


def said(book: Book, zip_code: str, label: str) -> tuple[str, ...]:
    schedule = FeeSchedule.of(label, source=book)
    return zip_notices(schedule.zip_area(zip_code), schedule)


@pytest.mark.parametrize(
    ("zip_code", "were"),
    [
        ("94601", "01112-05, 01112-06 or 01112-07"),
        ("94401", "01112-05, 01112-06 or 01112-07"),
        ("92660", "01182-18 or 01182-26"),
    ],
)
def test_localities_merged_since_are_named(book: Book, zip_code: str, were: str) -> None:
    assert said(book, zip_code, "RVU22B") == (
        f"CMS's ZIP file held is of 2025 Q4. In 2022 this area was localities {were}; {SAME}",
    )


@pytest.mark.parametrize(
    ("zip_code", "label"), [("10001", "RVU22B"), ("94601", "RVU24A"), ("10001", "RVU26C")]
)
def test_another_year_is_said(book: Book, zip_code: str, label: str) -> None:
    assert said(book, zip_code, label) == (
        f"ZIP to locality by CMS's file of 2025 Q4; boundaries of 20{label[3:5]} may differ.",
    )


def test_the_year_of_the_file_needs_no_notice(book: Book) -> None:
    assert said(book, "94601", "RVU25D") == ()


def test_a_zip_that_crosses_localities_says_that_first(book: Book) -> None:
    spans, year = said(book, "19464", "RVU22B")
    assert spans.startswith("ZIP 19464 crosses payment localities")
    assert "These figures use 12502-01." in spans
    assert "boundaries of 2022" in year


def test_in_every_release_before_the_merger_the_indices_were_the_same(book: Book) -> None:
    """So that the notice is true; the anesthesia factors were the same too."""
    labels = []
    for release in book.releases():
        held = {area.key: area for area in book.localities(release.label)}
        for merger in MERGERS:
            if release.year >= merger.year:
                assert held.keys() & set(merger.of) == {merger.into}
                continue
            labels.append(release.label)
            figures = {
                (a.work_gpci, a.pe_gpci, a.mp_gpci, a.anesthesia_factor)
                for a in (held[key] for key in merger.of)
            }
            assert len(figures) == 1
    assert len(set(labels)) == 16


def test_every_locality_that_ended_is_in_the_table(book: Book) -> None:
    """Hawaii's is not ended: its index of 2026 is only not held."""
    newest = {area.key for area in book.localities("RVU25D")}
    ended = {
        area.key
        for release in book.releases()
        for area in book.localities(release.label)
        if area.key not in newest
    }
    assert ended == {key for merger in MERGERS for key in merger.of} - {m.into for m in MERGERS}


def test_a_zip_file_of_before_the_merger_means_the_locality_of_its_day(book: Book) -> None:
    schedule = FeeSchedule.of("RVU22B", source=book)
    area = schedule.zip_area("94103")
    assert zip_notice(replace(area, edition="20234"), schedule) == (
        "ZIP to locality by CMS's file of 2023 Q4; boundaries of 2022 may differ."
    )


def test_indices_that_differed_are_not_called_the_same(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = FeeSchedule.of("RVU22B", source=book)

    def other(area: Locality) -> Locality:
        return replace(area, pe_gpci=area.pe_gpci * 2) if area.key == "01182-26" else area

    areas = tuple(map(other, schedule.localities()))
    monkeypatch.setattr(schedule, "localities", lambda: areas)
    notice = zip_notice(schedule.zip_area("92660"), schedule)
    assert SAME not in notice
    assert notice.endswith(
        "01182-18 or 01182-26, with other indices each: give the locality itself."
    )
