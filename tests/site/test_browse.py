"""Categories and one category, as pages and as JSON, and the count they rest on."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from makers.archives import release_files, zip_bytes
from makers.services import service
from openrvu import Book, load_book, open_book
from openrvu.book.build import build_book
from openrvu.cms.release import read_release
from openrvu.codes.comparison import category_population
from openrvu.codes.index import open_index
from openrvu.schedule.amount import Outcome, outcome_of
from openrvu.schedule.statistics import Spread
from openrvu.site.browse import strips
from openrvu.site.browse.census import census, counted, first_rows
from openrvu.site.browse.listing import code_lines
from visiting import data, html, links_of, words_of

BOOK = open_book()
NEWEST = BOOK.newest().label


def added_book(folder: Path) -> Book:
    """The bundled book and over it a made-up release of a person's own, with descriptors."""
    rows = [service("76000"), service("76499"), service("Y0001")]
    archive = folder / "rvu26d.zip"
    archive.write_bytes(zip_bytes(release_files("RVU26D", rows)))
    releases = folder / "releases"
    build_book(releases / "RVU26D.sqlite", [read_release(archive)], descriptors=True)
    return load_book(added=releases)


class TestCategories:
    def test_every_category_that_holds_codes_is_linked_with_its_counts(
        self, client: Client
    ) -> None:
        page = html(client, "/codes/")
        for category in open_index().categories():
            assert f"/browse/{category.slug}/" in links_of(page)
        assert "Radiology Pictures of the inside of the body" in words_of(page)

    def test_radiology_has_its_553_codes_with_work(self, client: Client) -> None:
        answer = data(client, "/codes.json")
        radiology = next(c for c in answer["categories"] if c["category"] == "radiology")
        assert radiology["with_work_rvu"] == 553
        assert radiology["work_rvu"]["highest"] == "11.57"

    def test_categories_add_up_to_the_release(self, client: Client) -> None:
        answer = data(client, "/codes.json")
        assert sum(c["codes"] for c in answer["categories"]) == answer["codes"]
        assert sum(c["paid_by_rvus"] for c in answer["categories"]) == answer["paid_by_rvus"]
        assert answer["codes"] == len(BOOK.codes(NEWEST))


class TestCategory:
    def test_it_goes_down_to_families_by_section(self, client: Client) -> None:
        page = html(client, "/browse/radiology/")
        assert '<h2 id="diagnostic">' in page or "Diagnostic imaging" in words_of(page)
        assert "/browse/radiology/fluoroscopy/" in links_of(page)

    def test_it_shows_the_spread_that_the_code_page_ranks_by(self, client: Client) -> None:
        text = words_of(html(client, "/browse/radiology/"))
        for figure in ("0.05", "0.39", "0.78", "1.37", "11.57"):
            assert figure in text
        assert "Population: codes of Radiology" in text

    def test_the_chart_s_table_counts_every_code(self, client: Client) -> None:
        page = html(client, "/browse/radiology/")
        table = page[page.index("The chart as a table") :]
        table = table[: table.index("</table>")]
        assert sum(int(n) for n in re.findall(r'<td class="n">(\d+)</td>', table)) == 553

    def test_its_families_add_up_to_it(self, client: Client) -> None:
        for slug in ("radiology", "surgery", "hcpcs-r"):
            answer = data(client, f"/browse/{slug}.json")
            inside = sum(family["codes"] for family in answer["families"])
            assert inside + len(answer["codes_without_family"]) == answer["codes"]

    def test_a_category_left_whole_lists_its_codes(self, client: Client) -> None:
        page = html(client, "/browse/hcpcs-r/")
        assert "/codes/R0070/" in links_of(page)
        assert "Priced by the Medicare contractor" in words_of(page)

    def test_a_category_without_codes_says_why(self, client: Client) -> None:
        text = words_of(html(client, "/browse/hcpcs-l/"))
        assert f"{NEWEST} has no codes of this category" in text

    @pytest.mark.parametrize("category", [c.slug for c in open_index().categories()])
    def test_every_category_has_a_page_and_json(self, client: Client, category: str) -> None:
        assert html(client, f"/browse/{category}/").count("<h1") == 1
        assert data(client, f"/browse/{category}.json")["category"] == category

    def test_an_unknown_category_is_not_found(self, client: Client) -> None:
        assert "There is no category called" in words_of(html(client, "/browse/nothing/", 404))
        assert data(client, "/browse/nothing.json", 404)["error"]["status"] == 404


class TestCensus:
    def test_it_counts_a_code_once_by_its_unmodified_row(self) -> None:
        rows = [service("Y0002", "26"), service("Y0001"), service("Y0001", "26")]
        assert [row.label for row in first_rows(rows)] == ["Y0001", "Y0002-26"]

    def test_works_are_those_of_the_category_population(self) -> None:
        made = counted()
        for category in open_index().categories():
            population = category_population(BOOK, NEWEST, category)
            assert made.category(category.slug).spread == population.spread

    def test_priced_are_those_with_the_outcome(self) -> None:
        group = counted().category("radiology")
        priced = [row for row in group.rows if outcome_of(row)[0] is Outcome.PRICED]
        assert group.priced == len(priced)

    def test_a_code_of_a_kind_nobody_foresaw_is_counted_among_the_others(
        self, tmp_path: Path
    ) -> None:
        book = added_book(tmp_path)
        made = census(book, open_index(), "RVU26D")
        assert made.whole.codes == 3
        assert made.category("other").codes == 1


class TestDescriptors:
    def test_those_the_user_brought_are_shown_only_when_allowed(self, tmp_path: Path) -> None:
        book = added_book(tmp_path)
        group = census(book, open_index(), "RVU26D").category("radiology")
        shown = code_lines(book, open_index(), "RVU26D", group, descriptors=True)
        hidden = code_lines(book, open_index(), "RVU26D", group, descriptors=False)
        by_code = {line.row.code: line for line in shown}
        assert by_code["76499"].descriptor == book.descriptor("76499") != ""
        assert by_code["76000"].descriptor == ""
        assert by_code["76000"].title == open_index().written_title("76000")
        assert not any(line.descriptor for line in hidden)


class TestDrawings:
    SPREAD = Spread(
        n=9,
        lowest=Decimal("0.10"),
        lower_quartile=Decimal("0.50"),
        median=Decimal("1.00"),
        upper_quartile=Decimal("4.00"),
        highest=Decimal("16.00"),
    )

    def test_the_figures_of_a_strip_stand_in_their_order(self) -> None:
        drawn = strips.strip(self.SPREAD, Decimal(100))
        span = re.search(r'class="span" x1="([\d.]+)".*?x2="([\d.]+)"', drawn)
        middle = re.search(r'class="mid" x1="([\d.]+)"', drawn)
        assert span
        assert middle
        assert float(span[1]) < float(middle[1]) < float(span[2]) < strips.WIDTH

    def test_few_codes_have_no_box(self) -> None:
        few = Spread(3, *[Decimal("1.00")] * 5)
        assert "box" in strips.strip(self.SPREAD, Decimal(16))
        assert "box" not in strips.strip(few, Decimal(16))

    def test_a_screen_reader_passes_over_every_drawing(self) -> None:
        drawings = (
            strips.strip(self.SPREAD, Decimal(16)),
            strips.scale(Decimal(16)),
            strips.bar(Decimal(1), Decimal(2)),
            strips.miniature([1, 0, 3]),
        )
        assert all('aria-hidden="true"' in drawn for drawn in drawings)
