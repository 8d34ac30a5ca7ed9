"""Payment localities: the table of a release, the locality of a ZIP code, a page for each."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import Settings

from openrvu import FeeSchedule, Setting, open_book
from openrvu.schedule.amount import fee
from openrvu.schedule.localities import NATIONAL
from openrvu.site.localities.absence import absence, absent_since
from openrvu.site.localities.names import full_name, short_name
from openrvu.site.localities.table import SORTS, listing
from visiting import ask, data, html, links_of, words_of

BOOK = open_book()
NEWEST = BOOK.newest()
HAWAII, SAN_FRANCISCO, SAN_MATEO = "01212-01", "01112-05", "01112-06"


def rows_of(page: str) -> list[str]:
    """The numbers of the localities in the table, in order."""
    return re.findall(r'<td class="num">(\d{5}-\d\d)</td>', page)


def test_every_locality_of_the_newest_release_is_a_row_with_a_link(client: Client) -> None:
    page = html(client, "/localities/")
    held = [area.key for area in BOOK.localities(NEWEST.label)]
    assert rows_of(page) == held
    assert {f"/localities/{key}/" for key in held} <= links_of(page)


def test_the_overall_index_is_the_amount_of_one_visit_over_its_national_amount() -> None:
    row = BOOK.rows(NEWEST.label, "99213")[0]
    national = fee(row, Setting.NONFACILITY, NATIONAL, NEWEST.conversion_factor)
    made = listing(BOOK, NEWEST)
    assert made.national == national == Decimal("95.19")
    for line in made.lines:
        amount = fee(row, Setting.NONFACILITY, line.area, NEWEST.conversion_factor)
        assert line.amount == amount
        assert line.overall is not None
        assert abs(line.overall * national - amount) <= national / 2000


def test_the_highest_and_the_lowest_are_named_and_drawn(client: Client) -> None:
    page = html(client, "/localities/")
    ranked = listing(BOOK, NEWEST).ranked
    assert f"{short_name(ranked[0].area)}" in page
    assert f"${ranked[-1].amount}" in page
    assert ", highest</span>" in page
    assert ", lowest</span>" in page


@pytest.mark.parametrize("sort", [s for s in SORTS if s not in {"place", "anesthesia"}])
def test_a_column_sorts_either_way(client: Client, sort: str) -> None:
    down = listing(BOOK, NEWEST, sort).lines
    up = listing(BOOK, NEWEST, f"-{sort}").lines
    assert list(reversed(down)) == list(up)
    assert rows_of(html(client, f"/localities/?sort={sort}")) == [x.area.key for x in down]
    assert 'aria-sort="descending"' in html(client, f"/localities/?sort={sort}")


def test_localities_without_an_anesthesia_factor_come_last() -> None:
    held = BOOK.release("RVU25D")
    factors = [x.area.anesthesia_factor for x in listing(BOOK, held, "anesthesia").lines]
    known = [f for f in factors if f is not None]
    assert known == sorted(known, reverse=True)
    assert all(f is None for f in factors[len(known) :])


def test_a_column_that_is_none_is_said(client: Client) -> None:
    page = html(client, "/localities/?sort=colour", status=400)
    assert "is not a column" in page
    assert rows_of(page)


def test_an_older_release_has_its_own_localities_and_anesthesia_factors(client: Client) -> None:
    page = html(client, "/localities/?release=RVU25D")
    assert HAWAII in rows_of(page)
    assert "$20.24" in page
    assert f"/localities/{HAWAII}/?release=RVU25D" in links_of(page)


def test_what_the_newest_release_lacks_is_told(client: Client) -> None:
    words = words_of(html(client, "/localities/"))
    assert "RVU26C as held has no anesthesia factors" in words
    assert "Hawaii, Guam (01212-01) : no index held in RVU26C; the last is RVU25D's." in words


def test_a_zip_code_leads_to_its_locality_with_the_edition_of_the_file(client: Client) -> None:
    page = html(client, "/localities/?zip=10001")
    assert "/localities/13202-01/" in links_of(page)
    assert "does not cross into another locality" in page
    assert "edition 2025, quarter 4" in page


def test_a_zip_code_that_crosses_localities_says_so(client: Client) -> None:
    spanning = next(
        text
        for number in range(94000, 96999)
        if (area := BOOK.zip_area(text := f"{number:05}")) and area.spans
    )
    page = html(client, f"/localities/?zip={spanning}")
    assert "only the nine-digit ZIP code decides" in page


def test_a_zip_code_whose_locality_has_no_index_says_so(client: Client) -> None:
    page = words_of(html(client, "/localities/?zip=96701"))
    assert "for which no index is held in RVU26C" in page


@pytest.mark.parametrize(("text", "said"), [("1", "not a ZIP code"), ("00000", "not in CMS")])
def test_a_bad_zip_code_is_said_beside_its_field(client: Client, text: str, said: str) -> None:
    page = html(client, f"/localities/?zip={text}", status=400)
    assert said in page
    assert 'aria-describedby="problem-zip"' in page


def test_the_table_as_json(client: Client) -> None:
    answer = data(client, "/localities.json?zip=10001&sort=-pe")
    assert answer["zip"]["locality"] == "13202-01"
    assert answer["absent"] == [
        {"key": HAWAII, "name": "Hawaii, Guam", "last_release": "RVU25D", "successor": None}
    ]
    indices = [Decimal(x["pe_gpci"]) for x in answer["localities"]]
    assert indices == sorted(indices)
    assert data(client, "/localities.json?zip=1", status=400)["error"]["parameter"] == "zip"


def test_a_locality_shows_indices_counties_and_amounts_here_and_nationally(client: Client) -> None:
    words = words_of(html(client, f"/localities/{SAN_FRANCISCO}/"))
    assert "1.095" in words
    assert "San Francisco, Alameda, Contra Costa, San Mateo" in words
    assert "RVU26C as held has no county file" in words
    schedule = FeeSchedule.newest()
    here = schedule.locality(SAN_FRANCISCO)
    for code, modifier, setting in (
        ("99213", "", Setting.NONFACILITY),
        ("76000", "26", Setting.FACILITY),
        ("27447", "", Setting.FACILITY),
    ):
        for area in (here, NATIONAL):
            amount = schedule.amount(code, modifier, setting=setting, locality=area).amount
            assert f"${amount:,}" in words


def test_a_release_shows_its_own_counties_and_anesthesia_factor(client: Client) -> None:
    query = f"/localities/{SAN_FRANCISCO}/?release=RVU22A"
    words = words_of(html(client, query))
    assert "San Francisco in CMS's words, RVU22A" in words
    assert "$23.26 per unit RVU22A" in words
    assert "as held has" not in words
    answer = data(client, f"/localities/{SAN_FRANCISCO}.json?release=RVU22A")
    held = next(a for a in BOOK.localities("RVU22A") if a.key == SAN_FRANCISCO)
    assert (answer["counties"], answer["counties_release"]) == (held.counties, "RVU22A")
    assert Decimal(answer["anesthesia_factor"]) == Decimal("23.26") == held.anesthesia_factor
    assert answer["anesthesia_release"] == "RVU22A"


def test_what_a_release_lacks_comes_from_the_nearest_and_says_so(client: Client) -> None:
    words = words_of(html(client, f"/localities/{SAN_FRANCISCO}/"))
    assert "$22.37 per unit RVU25D; RVU26C as held has none" in words
    answer = data(client, f"/localities/{SAN_FRANCISCO}.json")
    assert (answer["release"], answer["counties_release"]) == ("RVU26C", "RVU25D")
    assert (answer["anesthesia_release"], answer["anesthesia_factor"]) == ("RVU25D", "22.37")


def test_a_zip_code_in_a_release_of_another_year_says_so(client: Client) -> None:
    said = "In 2022 this area was localities 01112-05, 01112-06 or 01112-07"
    query = "zip=94601&release=RVU22B"
    assert said in html(client, f"/localities/?{query}")
    assert said in data(client, f"/localities.json?{query}")["zip"]["notice"]
    assert data(client, "/localities.json?zip=94601&release=RVU25D")["zip"]["notice"] == ""


def test_ranks_count_from_the_highest_and_name_ties(client: Client) -> None:
    answer = data(client, f"/localities/{SAN_FRANCISCO}.json")
    areas = BOOK.localities(NEWEST.label)
    own = next(a for a in areas if a.key == SAN_FRANCISCO)
    malpractice = answer["ranks"][2]
    assert malpractice["rank"] == 1 + sum(a.mp_gpci > own.mp_gpci for a in areas)
    assert answer["ranks"][0]["equal"] == sum(a.work_gpci == own.work_gpci for a in areas) - 1


def test_the_history_has_every_release_that_holds_the_locality(client: Client) -> None:
    answer = data(client, f"/localities/{SAN_FRANCISCO}.json")
    assert [h["release"] for h in answer["history"]] == [r.label for r in BOOK.releases()]
    assert "Earlier names" in html(client, f"/localities/{SAN_FRANCISCO}/")


def test_a_locality_without_an_index_shows_the_last_release_that_has_one(client: Client) -> None:
    words = words_of(html(client, f"/localities/{HAWAII}/"))
    assert "No index held in RVU26C. The figures here are those of RVU25D" in words
    assert "rather than guessed" in words
    answer = data(client, f"/localities/{HAWAII}.json")
    assert (answer["release"], answer["index_held"]) == ("RVU25D", False)


def test_a_locality_that_was_merged_leads_to_its_successor(client: Client) -> None:
    page = html(client, f"/localities/{SAN_MATEO}/")
    assert "From RVU24A its counties are part of" in page
    assert f"/localities/{SAN_FRANCISCO}/" in links_of(page)
    before = BOOK.release("RVU23D")
    gone = {a.area.key: a.successor for a in absent_since(BOOK, BOOK.release("RVU24A"))}
    assert {k: v.key for k, v in gone.items() if v} == {
        SAN_MATEO: SAN_FRANCISCO,
        "01112-07": SAN_FRANCISCO,
        "01182-26": "01182-18",
    }
    assert absence(BOOK, BOOK.localities(before.label)[0], before).successor is None


def test_a_release_before_the_locality_shows_the_nearest(client: Client) -> None:
    answer = data(client, f"/localities/{SAN_MATEO}.json?release=RVU20A")
    assert (answer["release"], answer["index_held"]) == ("RVU20A", True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("CA-05", SAN_FRANCISCO),
        ("manhattan", "13202-01"),
        ("vermont", "14512-50"),
        ("cook-county", "06102-16"),
    ],
)
def test_a_name_or_number_leads_on_to_the_locality(client: Client, text: str, key: str) -> None:
    answer = ask(client, f"/localities/{text}/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/localities/{key}/"


def test_the_national_figure_is_explained_in_the_table(client: Client) -> None:
    assert ask(client, "/localities/national/").headers["Location"] == "/localities/#national"
    assert 'id="national"' in html(client, "/localities/")


@pytest.mark.parametrize("text", ["nowhere", "CA", "99999-99"])
def test_an_unknown_locality_is_404_with_the_table_of_all(client: Client, text: str) -> None:
    page = html(client, f"/localities/{text}/", status=404)
    assert 'role="alert"' in page
    assert rows_of(page)
    assert data(client, f"/localities/{text}.json", status=404)["error"]["status"] == 404


def test_a_bad_release_is_said(client: Client) -> None:
    assert "not in the book" in html(client, f"/localities/{HAWAII}/?release=RVU25A", status=400)
    answer = data(client, f"/localities/{HAWAII}.json?release=RVU25A", status=400)
    assert answer["error"]["parameter"] == "release"
    assert data(client, "/localities.json?release=RVU25A", status=400)


def test_names_say_the_state_once_and_fit_a_chart() -> None:
    areas = {a.key: a for a in BOOK.localities(NEWEST.label)}
    assert full_name(areas["02102-01"]) == "Alaska"
    assert full_name(areas["13202-01"]) == "Manhattan, NY"
    assert short_name(areas[SAN_FRANCISCO]) == "San Francisco (4 counties), CA"
    names = [short_name(a) for a in areas.values()]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40


def test_an_export_has_no_form_and_no_sorting(client: Client, settings: Settings) -> None:
    settings.STATIC_EXPORT = True
    page = html(client, "/localities/")
    assert "<form" not in page
    assert not any("?" in link for link in links_of(page))
    assert not any("?" in link for link in links_of(html(client, f"/localities/{HAWAII}/")))
