"""The person's own releases: added whole or not at all, over the bundled book."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from makers import (
    AREAS,
    SERVICES,
    ZIPS,
    priced,
    release_files,
    release_folder,
    release_zip,
    service,
    zip5_txt,
    zip_file,
)
from makers.snapshots import snapshot
from openrvu.book import collection as module
from openrvu.book.book import Book, load_book, open_book
from openrvu.book.collection import Collection
from openrvu.cms.package import sha256_of
from openrvu.cms.release import read_release
from openrvu.errors import OpenRVUError, ReadError, ReleaseConflict, ReleaseNotHeld
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import Locality

OTHER_ROWS = (*SERVICES[1:], service("Y0900", work="9.99"))


@pytest.fixture
def own(tmp_path: Path, bundled: Path) -> Collection:
    """A collection to which nothing was added."""
    return Collection(tmp_path / "releases", bundled)


def book_of(own: Collection) -> Book:
    return load_book(own.bundled, own.folder)


def with_pe(areas: Sequence[Locality], key: str, pe: str) -> list[Locality]:
    return [replace(a, pe_gpci=Decimal(pe)) if a.key == key else a for a in areas]


def zip5_file(folder: Path, edition: str, *, number: str = "05") -> Path:
    areas = [replace(a, edition=edition) for a in ZIPS]
    areas[1] = replace(areas[1], number=number)
    return zip_file(folder / f"zip5_{edition}.zip", {f"ZIP5_{edition}.txt": zip5_txt(areas)})


def test_added_release_answers_for_its_dates(tmp_path: Path, own: Collection) -> None:
    added = own.add(release_zip(tmp_path, "RVU26D", rows=OTHER_ROWS))
    book = book_of(own)
    schedule = FeeSchedule.on(date(2026, 11, 23), source=book)
    assert schedule.release == added.release
    assert schedule.release.owned
    assert schedule.row("Y0900").work == Decimal("9.99")
    assert book.localities("RVU26D") == AREAS


def test_what_was_added_is_reported(tmp_path: Path, own: Collection) -> None:
    rows = (service("Y0001", work="0.98", pe="1.51", mp="0.08"), *OTHER_ROWS[1:])
    added = own.add(release_zip(tmp_path, "RVU26D", rows=rows, without=("ANES",)))
    assert added.release is not None
    assert (added.rows, added.localities) == (len(rows), len(AREAS))
    assert added.release.lacks == ("ANES",)
    assert (added.already, added.replaced, added.repairs) == (False, None, ())
    assert added.change is not None
    assert added.change.against == "RVU26C"
    assert (added.change.new, added.change.gone, added.change.changed) == (1, 1, 1)
    assert added.change.factor_before == Decimal("33.4009")
    assert not added.change.none


def test_change_is_against_the_release_before_in_force(tmp_path: Path, own: Collection) -> None:
    late = own.add(release_zip(tmp_path, "RVU26D"))
    first = own.add(release_zip(tmp_path, "RVU20A"))
    assert late.change is not None
    assert (late.change.against, late.change.none) == ("RVU26C", True)
    assert first.change is None  # nothing earlier is held


def test_mark_of_the_layout_is_not_a_change(tmp_path: Path, own: Collection) -> None:
    # The pricing indicator came in 2026 and says nothing of a service.
    own.add(release_zip(tmp_path, "RVU25D"))
    added = own.add(release_zip(tmp_path, "RVU26A"))
    assert added.change is not None
    assert (added.change.against, added.change.none) == ("RVU25D", True)


def test_release_much_shorter_than_the_one_before_is_added_with_a_warning(
    tmp_path: Path, own: Collection
) -> None:
    added = own.add(release_zip(tmp_path, "RVU26D", rows=SERVICES[:5]))
    (warning,) = added.warnings
    assert warning == (
        "It has 5 rows where RVU26C has 14: if the file was cut short, codes that should be "
        "there will be called unknown."
    )


def test_mended_damage_is_reported(tmp_path: Path, own: Collection) -> None:
    files = release_files("RVU26D")
    name = "PPRRVU2026_Oct_nonQPP.csv"
    files[name] = files[name].replace(b"\r\n00101,", b"\r\n101,")
    added = own.add(zip_file(tmp_path / "rvu26d.zip", files))
    assert [str(repair) for repair in added.repairs] == [
        f"{name}, HCPCS: leading zeros put back in anesthesia codes (1 row)"
    ]
    assert book_of(own).rows("RVU26D", "00101") == priced(SERVICES)[:1]


def test_own_release_keeps_the_short_descriptors_on_this_machine(
    tmp_path: Path, own: Collection
) -> None:
    assert book_of(own).descriptor("Y0001") is None
    own.add(release_zip(tmp_path, "RVU26D"))
    assert book_of(own).descriptor("Y0001") == "Made up service Y0001"


def test_folder_and_single_file_may_be_added(tmp_path: Path, own: Collection) -> None:
    folder = release_folder(tmp_path / "unpacked", release_files("RVU26D"))
    added = own.add(folder)
    assert added.release is not None
    assert (added.release.archive, added.release.sha256) == ("unpacked", sha256_of(folder))
    alone = own.add(folder / "PPRRVU2026_Oct_nonQPP.csv", replace=True)
    assert alone.release is not None
    assert alone.release.lacks == ("GPCI", "LOCCO", "ANES", "OPPSCAP")


class TestTheSameAgain:
    """A release that is held already."""

    def test_same_bytes_change_nothing(self, tmp_path: Path, own: Collection) -> None:
        path = release_zip(tmp_path, "RVU26D")
        own.add(path)
        before = snapshot(own.folder)
        again = own.add(path)
        assert (again.already, again.change, again.replaced) == (True, None, None)
        assert snapshot(own.folder) == before

    def test_bundled_archive_may_be_added_for_its_descriptors(
        self, tmp_path: Path, own: Collection
    ) -> None:
        added = own.add(release_zip(tmp_path, "RVU26B"))
        assert added.already is False
        assert added.replaced is not None
        assert (added.replaced.label, added.replaced.owned) == ("RVU26B", False)
        assert added.change is not None
        assert added.change.none
        assert book_of(own).descriptor("Y0001") == "Made up service Y0001"

    @pytest.mark.parametrize("label", ["RVU26B", "RVU25D"])
    def test_other_bytes_are_refused_with_both_hashes(
        self, tmp_path: Path, collection: Collection, label: str
    ) -> None:
        held = next(h.release for h in collection.held() if h.release.label == label)
        path = release_zip(tmp_path, label, rows=OTHER_ROWS)
        before = snapshot(tmp_path)
        with pytest.raises(ReleaseConflict) as caught:
            collection.add(path)
        owner = "you added it" if label == "RVU25D" else "it ships with OpenRVU"
        assert str(caught.value) == (
            f"{label} is in the book already ({owner}, read from {label.lower()}.zip, SHA-256 "
            f"{held.sha256}), and {label.lower()}.zip has other bytes (SHA-256 "
            f"{sha256_of(path)}). Rows differ. To let yours answer on this machine, add it with "
            f"--replace; rvu release remove {label} takes a release of your own away again"
        )
        assert snapshot(tmp_path) == before

    def test_other_bytes_with_the_same_values_are_refused_and_said_to_be_so(
        self, tmp_path: Path, own: Collection
    ) -> None:
        said = (
            r"The values of every row and index are the same; yours has no anesthesia factor for "
            r"5 localities that have one\."
        )
        with pytest.raises(ReleaseConflict, match=said):
            own.add(release_zip(tmp_path, "RVU26B", without=("ANES",)))
        whole = "The values of every row, index and anesthesia factor are the same"
        with pytest.raises(ReleaseConflict, match=whole):
            own.add(release_zip(tmp_path, "RVU26B", without=("OPPSCAP",)))

    def test_an_index_that_differs_is_named_before_it_answers(
        self, tmp_path: Path, own: Collection
    ) -> None:
        areas = with_pe(AREAS, "06902-00", "0.975")
        path = release_zip(tmp_path, "RVU26B", areas=areas)
        said = r"Indices differ, first WI 06902-00 PE 0\.957 → 0\.975\. To let"
        with pytest.raises(ReleaseConflict, match=said):
            own.add(path)
        change = own.add(path, replace=True).change
        assert change is not None
        assert change.rows_same
        assert not change.none
        assert [str(each) for each in change.areas.indices] == ["WI 06902-00 PE 0.957 → 0.975"]

    def test_an_anesthesia_factor_that_differs_is_a_difference(
        self, tmp_path: Path, own: Collection
    ) -> None:
        areas = [*AREAS[:-1], replace(AREAS[-1], anesthesia_factor=Decimal("91.92"))]
        with pytest.raises(ReleaseConflict, match=r"\. Anesthesia factors differ\. To let"):
            own.add(release_zip(tmp_path, "RVU26B", areas=areas))

    def test_other_bytes_answer_when_told_to_replace(self, tmp_path: Path, own: Collection) -> None:
        added = own.add(release_zip(tmp_path, "RVU26B", rows=OTHER_ROWS), replace=True)
        assert added.replaced is not None
        assert added.replaced.owned is False
        assert book_of(own).rows("RVU26B", "Y0900")
        assert [
            (h.release.owned, h.answers) for h in own.held() if h.release.label == "RVU26B"
        ] == [
            (True, True),
            (False, False),
        ]

    def test_own_release_is_replaced_by_another_when_told_to(
        self, tmp_path: Path, own: Collection
    ) -> None:
        own.add(release_zip(tmp_path, "RVU26D"))
        added = own.add(release_zip(tmp_path, "RVU26D", rows=OTHER_ROWS), replace=True)
        assert added.replaced is not None
        assert added.replaced.owned is True
        assert len(list(own.folder.iterdir())) == 1

    def test_same_archive_may_be_held_under_a_label_of_its_own(
        self, tmp_path: Path, own: Collection
    ) -> None:
        path = release_zip(tmp_path, "RVU26D")
        own.add(path)
        added = own.add(path, "RVU26DR")
        assert added.release is not None
        assert added.release.label == "RVU26DR"


class TestRemoving:
    """Taking a release away again."""

    def test_own_release_is_removed_and_the_bundled_one_answers(
        self, tmp_path: Path, own: Collection
    ) -> None:
        own.add(release_zip(tmp_path, "RVU26B", rows=OTHER_ROWS), replace=True)
        shipped = own.remove("26b")
        assert shipped is not None
        assert (shipped.label, shipped.owned) == ("RVU26B", False)
        assert list(own.folder.iterdir()) == []
        assert not book_of(own).rows("RVU26B", "Y0900")

    def test_removed_release_of_no_bundled_one_is_gone(
        self, tmp_path: Path, own: Collection
    ) -> None:
        own.add(release_zip(tmp_path, "RVU26D"))
        assert own.remove("RVU26D") is None
        assert "RVU26D" not in [h.release.label for h in own.held()]

    def test_bundled_release_cannot_be_removed(self, collection: Collection) -> None:
        before = snapshot(collection.folder)
        with pytest.raises(OpenRVUError) as caught:
            collection.remove("RVU26C")
        assert str(caught.value) == (
            "RVU26C ships with OpenRVU and cannot be removed; only releases you added can"
        )
        assert snapshot(collection.folder) == before

    def test_release_that_was_never_added_is_named_beside_those_that_were(
        self, collection: Collection
    ) -> None:
        with pytest.raises(ReleaseNotHeld) as caught:
            collection.remove("RVU24A")
        assert str(caught.value) == "RVU24A is not among the releases you added (RVU25D)"

    @pytest.mark.parametrize("name", ["../RVU25D", "ZIP5-../../x", "RVU25D.sqlite", ""])
    def test_name_that_is_none_removes_nothing(self, collection: Collection, name: str) -> None:
        before = snapshot(collection.folder)
        with pytest.raises(ReleaseNotHeld):
            collection.remove(name)
        assert snapshot(collection.folder) == before


class TestZipFiles:
    """ZIP5 files, alone or in an archive."""

    def test_newer_edition_answers(self, tmp_path: Path, own: Collection) -> None:
        added = own.add(zip5_file(tmp_path, "20261", number="54"))
        assert (added.release, added.zip_edition, added.already) == (None, "20261", False)
        area = book_of(own).zip_area("94000")
        assert area is not None
        assert (area.number, area.edition) == ("54", "20261")
        assert own.zip_files() == (("20261", True), ("20254", False))

    def test_older_edition_does_not(self, tmp_path: Path, own: Collection) -> None:
        own.add(zip5_file(tmp_path, "20251", number="54"))
        area = book_of(own).zip_area("94000")
        assert area is not None
        assert (area.number, area.edition) == ("05", "20254")

    def test_plain_file_is_taken_as_well_as_a_zip(self, tmp_path: Path, own: Collection) -> None:
        path = tmp_path / "ZIP5_JAN2026.txt"
        path.write_bytes(zip5_txt([replace(a, edition="20261") for a in ZIPS]))
        assert own.add(path).zip_edition == "20261"

    def test_bundled_edition_with_the_same_contents_changes_nothing(
        self, tmp_path: Path, own: Collection
    ) -> None:
        assert own.add(zip5_file(tmp_path, "20254")).already
        assert not own.folder.exists()

    def test_bundled_edition_with_other_contents_is_refused_unless_told_to_replace(
        self, tmp_path: Path, own: Collection
    ) -> None:
        path = zip5_file(tmp_path, "20254", number="54")
        with pytest.raises(ReleaseConflict) as caught:
            own.add(path)
        assert str(caught.value) == (
            "the ZIP file of 20254 is in the book already, and this one gives 1 ZIP codes "
            "otherwise, first 94000 as 01912-54. To let yours answer on this machine, add it "
            "with --replace"
        )
        own.add(path, replace=True)
        area = book_of(own).zip_area("94000")
        assert area is not None
        assert area.number == "54"

    def test_zip_file_in_a_release_archive_is_taken_with_it(
        self, tmp_path: Path, own: Collection
    ) -> None:
        areas = [replace(a, edition="20264", number="54") for a in ZIPS]
        files = {**release_files("RVU26D"), "ZIP5_OCT2026.txt": zip5_txt(areas)}
        added = own.add(zip_file(tmp_path / "rvu26d.zip", files))
        assert added.zip_edition == "20264"
        assert book_of(own).zip_edition == "20264"

    def test_zip_file_is_removed_by_its_name(self, tmp_path: Path, own: Collection) -> None:
        own.add(zip5_file(tmp_path, "20261"))
        assert own.remove("zip5-20261") is None
        assert own.zip_files() == (("20254", False),)

    def test_bad_zip_file_is_refused_and_nothing_is_written(
        self, tmp_path: Path, own: Collection
    ) -> None:
        path = tmp_path / "ZIP5_JAN2026.txt"
        path.write_bytes(zip5_txt()[:200])
        with pytest.raises(ReadError, match="80 in every record"):
            own.add(path)
        assert not own.folder.exists()


def test_every_release_is_listed_in_order_of_force_own_before_bundled(
    tmp_path: Path, collection: Collection
) -> None:
    collection.add(release_zip(tmp_path, "RVU26B", rows=OTHER_ROWS), replace=True)
    listed = [(h.release.label, h.release.owned, h.answers) for h in collection.held()]
    assert listed == [
        ("RVU25D", True, True),
        ("RVU26B", True, True),
        ("RVU26B", False, False),
        ("RVU26C", False, True),
    ]
    assert {h.codes for h in collection.held()} == {12}


def test_file_of_an_older_format_is_named_and_can_be_added_again(
    tmp_path: Path, own: Collection
) -> None:
    path = release_zip(tmp_path, "RVU26D")
    own.add(path)
    held = own.folder / "RVU26D.sqlite"
    with sqlite3.connect(held) as db:
        db.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    db.close()
    assert own.unreadable() == (held,)
    assert own.add(path).already is False
    assert own.unreadable() == ()


def test_junk_in_the_folder_does_not_keep_releases_from_being_added_or_removed(
    tmp_path: Path, own: Collection
) -> None:
    own.folder.mkdir()
    (own.folder / "RVU24A.sqlite").write_bytes(b"made up")
    own.add(release_zip(tmp_path, "RVU26D"))
    own.remove("RVU24A")
    assert [p.name for p in own.folder.iterdir()] == ["RVU26D.sqlite"]


def test_disk_that_does_not_take_the_file_is_said_and_leaves_nothing(
    tmp_path: Path, bundled: Path
) -> None:
    (tmp_path / "releases").write_bytes(b"a file where the folder should be")
    own = Collection(tmp_path / "releases", bundled)
    path = release_zip(tmp_path, "RVU26D")
    before = snapshot(tmp_path)
    with pytest.raises(OpenRVUError) as caught:
        own.add(path)
    assert str(caught.value).startswith(f"{own.folder}: RVU26D could not be written (")
    assert snapshot(tmp_path) == before


def test_release_that_the_writer_cannot_finish_leaves_no_trace(
    tmp_path: Path, collection: Collection
) -> None:
    # No reader lets a row through twice; the writer must be all or nothing even so.
    contents = read_release(release_zip(tmp_path, "RVU26D"))
    doubled = replace(contents, rows=contents.rows * 2)
    before = snapshot(collection.folder)
    with pytest.raises(OpenRVUError, match=r"RVU26D could not be written .* nothing was added"):
        collection._write("RVU26D", [doubled], [])
    assert snapshot(collection.folder) == before


def test_this_process_sees_at_once_what_was_added_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENRVU_DATA_DIR", str(tmp_path / "data"))
    open_book.cache_clear()
    try:
        module.add(release_zip(tmp_path, "RVU26D"))
        assert open_book().newest().label == "RVU26D"
        assert "RVU26D" in [h.release.label for h in module.held()]
        module.remove("RVU26D")
        assert open_book().newest().label != "RVU26D"
    finally:
        open_book.cache_clear()
