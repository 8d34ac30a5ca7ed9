"""All checks together, what is done without descriptors, excuses, and the count."""

from __future__ import annotations

from pathlib import Path

import pytest

from codes.checking.conftest import Make
from makers import release_zip, service
from openrvu.book.book import Book
from openrvu.codes.checking.check import Ground, check, ground
from openrvu.codes.checking.descriptors import Descriptors, find_descriptors
from openrvu.codes.checking.excused import Excuse, after_excuses, load_excuses
from openrvu.codes.checking.report import tally_by_section, whole
from openrvu.codes.entries import Entry, Problem, load_placed
from openrvu.codes.taxonomy import taxonomy
from openrvu.errors import OpenRVUError


@pytest.fixture
def plain(book: Book) -> Ground:
    """A ground without descriptors."""
    return ground(book, None)


def found(placed: list[tuple[str, Entry]], on: Ground) -> list[tuple[str, str]]:
    return [(problem.code, problem.check) for problem in check(placed, on)]


class TestCodes:
    def test_an_entry_in_which_nothing_is_wrong_has_no_problem(
        self, make: Make, plain: Ground
    ) -> None:
        assert found([("a.toml", make())], plain) == []

    @pytest.mark.parametrize(
        ("fields", "name"),
        [
            ({"code": "76ZZZ"}, "code"),
            ({"context": "Unlike 99999, it is short."}, "code"),
            ({"related": ("76000",)}, "related"),
            ({"related": ("7700Z",)}, "related"),
            ({"related": ()}, "related"),
        ],
    )
    def test_codes_that_no_release_holds_and_an_entry_related_to_itself_are_problems(
        self, make: Make, plain: Ground, fields: dict[str, object], name: str
    ) -> None:
        assert name in {each for _, each in found([("a.toml", make(**fields))], plain)}

    def test_entries_beside_take_names_and_are_not_checked(self, make: Make, plain: Ground) -> None:
        other = make(code="71045", plain="no capital")
        problems = check([("a.toml", make())], plain, [other])
        assert {(p.file, p.code) for p in problems} == {("a.toml", "76000")}
        assert {p.check for p in problems} == {"title", "name"}


class TestDescriptors:
    def test_facts_are_checked_only_where_there_are_descriptors(
        self, make: Make, book: Book, plain: Ground
    ) -> None:
        placed = [("a.toml", make(title="Lump of 9 cm or more"))]
        told = ground(book, Descriptors("made", {"76000": "Made lump < 7 cm"}))
        assert found(placed, plain) == []
        assert found(placed, told) == [("76000", "measure")]
        assert "measure" in told.checks - plain.checks

    def test_they_are_read_from_the_newest_archive_of_a_folder(
        self, book: Book, tmp_path: Path
    ) -> None:
        release_zip(tmp_path, "RVU25D", rows=(service("Y0001"),))
        release_zip(tmp_path, "RVU26B", rows=(service("Y0001"), service("Y0002")))
        held = find_descriptors(tmp_path, book, [])
        assert held is not None
        assert held.source == "rvu26b.zip"
        assert set(held.texts) == {"Y0001", "Y0002"}

    def test_there_are_none_without_an_archive_and_a_folder_of_none_is_refused(
        self, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("OPENRVU_CMS_DIR", raising=False)
        assert find_descriptors(None, book, ["76000"]) is None
        with pytest.raises(OpenRVUError, match="no CMS archive"):
            find_descriptors(tmp_path, book, [])


class TestExcuses:
    def test_an_excused_problem_is_left_out_and_an_idle_excuse_is_a_problem(self) -> None:
        problem = Problem("a.toml", "76000", "says nothing of 7 cm", "measure")
        excuses = [Excuse("76000", "measure", "why"), Excuse("76000", "organ", "why")]
        done = frozenset({"measure", "organ"})
        (left,) = after_excuses([problem], excuses, frozenset({"76000"}), done)
        assert (left.code, left.check) == ("76000", "excuse")

    def test_an_excuse_of_a_check_not_done_or_a_code_not_read_is_left_alone(self) -> None:
        excuses = [Excuse("76000", "measure", "why"), Excuse("71045", "grade", "why")]
        assert list(after_excuses([], excuses, frozenset({"76000"}), frozenset({"grade"}))) == []

    def test_an_excuse_without_a_reason_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "excused.toml"
        assert load_excuses(file) == ()
        file.write_text('[[excused]]\ncode = "76000"\ncheck = "organ"\n', "utf-8")
        with pytest.raises(OpenRVUError, match="excused 1"):
            load_excuses(file)
        file.write_text('[[excused]]\ncode = "76000"\ncheck = "organ"\nreason = "r"\n', "utf-8")
        assert load_excuses(file) == (Excuse("76000", "organ", "r"),)


class TestReport:
    def test_codes_are_counted_by_section_and_coverage_is_of_payable_codes(
        self, make: Make, book: Book
    ) -> None:
        rows = [row for code in ("71045", "71046", "99213") for row in book.rows("RVU26C", code)]
        entries = [make(code="71045"), make(code="99213", checked_by=""), make(code="J1100")]
        tallies = tally_by_section(rows, entries, taxonomy())
        by_section = {(t.category, t.section): t.tally for t in tallies}
        film = by_section["Radiology", "Diagnostic imaging"]
        assert (film.written, film.read, film.payable, film.payable_written) == (1, 1, 2, 1)
        total = whole(tallies)
        assert (total.written, total.read, total.working, total.working_written) == (3, 2, 3, 2)


@pytest.mark.cms
def test_nothing_is_wrong_with_any_text_beside_its_descriptor(
    book: Book, content: Path, cms_dir: Path
) -> None:
    placed, problems = load_placed(content)
    assert problems == []
    told = ground(book, find_descriptors(cms_dir, book, []))
    left = after_excuses(
        check(placed, told),
        load_excuses(content.parent / "excused.toml"),
        frozenset(entry.code for _, entry in placed),
        told.checks,
    )
    assert [f"{problem} [{problem.check}]" for problem in left] == []
