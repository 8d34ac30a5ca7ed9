from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.book.book import Book
from openrvu.errors import UnknownLocality
from openrvu.schedule.localities import (
    NATIONAL,
    Locality,
    display_name,
    find_locality,
    matching_localities,
)
from openrvu.schedule.states import STATE_NAMES


@pytest.fixture(scope="module")
def held(book: Book) -> tuple[Locality, ...]:
    return book.localities("RVU25D")


class TestOneLocality:
    @pytest.mark.parametrize(
        "text",
        [
            "13202-01",
            "1320201",
            "13202 01",
            "13202-1",
            "NY-01",
            "ny-1",
            "NY 1",
            "NY01",
            "manhattan",
            "MANHATTAN",
            "Manhattan, NY",
            "manhat",
            "Manhattan, NY (13202-01)",
            "new york county",
            "New York County, NY",
        ],
    )
    def test_manhattan_answers_to_all_its_spellings(
        self, held: tuple[Locality, ...], text: str
    ) -> None:
        assert find_locality(held, text).key == "13202-01"

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("AL", "10112-00"),
            ("alabama", "10112-00"),
            ("  Alabama ", "10112-00"),
            ("west virginia", "11402-16"),
            ("virginia", "11302-00"),
            ("kansas", "05202-00"),
            ("kansas city", "05302-02"),
            ("rest of texas", "04412-99"),
            ("rest of california", "01112-75"),
            ("rest of ny", "13282-99"),
            ("houston", "04412-18"),
            ("seattle", "02402-02"),
            ("king county", "02402-02"),
            ("los angeles", "01182-18"),
            ("east st louis", "06102-12"),
            ("long island", "13202-02"),
            ("poughkeepsie", "13202-03"),
            ("northern new jersey", "12402-01"),
            ("baltimore", "12302-01"),
            ("DC", "12202-01"),
            ("washington dc", "12202-01"),
            ("Washington, D.C.", "12202-01"),
            ("district of columbia", "12202-01"),
            ("maryland suburbs", "12202-01"),
            ("hawaii", "01212-01"),
            ("Guam", "01212-01"),
            ("HAWAII/GUAM", "01212-01"),
            ("puerto rico", "09202-20"),
            ("virgin islands", "09202-50"),
            ("ft lauderdale", "09102-03"),
            ("ft. worth", "04412-28"),
            ("Metropolitan Saint Louis", "05302-01"),
            ("East Saint Louis", "06102-12"),
            ("1112-5", "01112-05"),
            ("1112 05", "01112-05"),
            ("111205", "01112-05"),
            ("American Samoa", "01212-01"),
            ("Northern Mariana Islands", "01212-01"),
            ("Brooklyn", "13202-02"),
            ("Staten Island", "13202-02"),
            ("bronx", "13202-02"),
            ("Miami-Dade", "09102-04"),
            ("Cook County", "06102-16"),
            ("cook county, illinois", "06102-16"),
            ("cook, il", "06102-16"),
            ("Saint Louis County", "05302-01"),
            ("st louis city, mo", "05302-01"),
            ("Prince George's County", "12202-01"),
            ("prince georges county md", "12202-01"),
            ("fairfax county, va", "12202-01"),
            ("Orange County, CA", "01182-18"),
            ("Orange County, NY", "13202-03"),
            ("Orleans Parish", "07202-01"),
        ],
    )
    def test_a_place_answers_to_what_people_call_it(
        self, held: tuple[Locality, ...], text: str, key: str
    ) -> None:
        assert find_locality(held, text).key == key

    def test_every_locality_of_every_release_answers_to_key_number_and_label(
        self, book: Book
    ) -> None:
        for release in book.releases():
            here = book.localities(release.label)
            for area in here:
                for text in (area.key, f"{area.state}-{area.number}", area.label):
                    assert find_locality(here, text) == area

    @pytest.mark.parametrize("text", ["national", "NATIONAL", "us", "USA", " National "])
    def test_the_nation_answers_with_all_indices_one(
        self, held: tuple[Locality, ...], text: str
    ) -> None:
        nation = find_locality(held, text)
        assert nation is NATIONAL
        assert (nation.work_gpci, nation.pe_gpci, nation.mp_gpci) == (Decimal("1.000"),) * 3
        assert nation.is_national
        assert nation.key == "national"
        assert nation.label == "National (all indices 1.000)"


class TestSeveralOrNone:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("texas", r"'texas' fits 8 localities: Brazoria, TX \(04412-09\); Dallas, TX"),
            ("CA", r"fits 29 localities: .*Give the number, e.g. 01112-05"),
            ("new york", r"fits 5 localities: Manhattan, NY \(13202-01\); .*Rest of New York, NY"),
            ("st. louis", r"East St. Louis, IL \(06102-12\); Metropolitan St. Louis, MO"),
            ("san francisco", r"fits 2 localities: .*\(01112-05\); .*Marin County.*\(01112-52\)"),
            ("Saint Louis", r"East St. Louis, IL \(06102-12\); Metropolitan St. Louis, MO"),
            ("kings county", r"Hanford-Corcoran, CA \(01112-57\); NYC Suburbs/Long Island, NY"),
            ("orange county", r"fits 2 localities: .*\(01182-18\); .*\(13202-03\)"),
            ("washington county", r"fits 2 localities: East St. Louis, IL .*; Portland, OR"),
            ("rest", r"Rest of California, CA .* and 4 more"),
        ],
    )
    def test_a_name_that_fits_several_lists_them_with_their_states_and_numbers(
        self, held: tuple[Locality, ...], text: str, said: str
    ) -> None:
        with pytest.raises(UnknownLocality, match=said):
            find_locality(held, text)

    @pytest.mark.parametrize(
        "text", ["", "  ", "-", "nowhere", "99999-99", "CA-99", "ZZ", "%", "🙂", "1", "x" * 500]
    )
    def test_a_name_that_fits_none_says_what_would(
        self, held: tuple[Locality, ...], text: str
    ) -> None:
        with pytest.raises(UnknownLocality, match=r"carrier and number \(01112-05\)") as caught:
            find_locality(held, text)
        assert len(str(caught.value)) < 250

    @pytest.mark.parametrize("text", ["Cook County, MN", "lake county, in", "wisconsin county, wi"])
    def test_a_county_that_cms_does_not_list_is_not_guessed(
        self, held: tuple[Locality, ...], text: str
    ) -> None:
        with pytest.raises(UnknownLocality, match="no locality in this release answers to"):
            find_locality(held, text)

    @pytest.mark.parametrize(
        ("text", "meant"),
        [("madison", r"East St. Louis, IL \(06102-12\)"), ("cook", r"Chicago, IL \(06102-16\)")],
    )
    def test_a_bare_word_is_not_taken_for_a_county_but_the_county_is_named(
        self, held: tuple[Locality, ...], text: str, meant: str
    ) -> None:
        with pytest.raises(UnknownLocality, match=f"one of this name is in {meant}"):
            find_locality(held, text)

    @given(text=st.text())
    def test_any_text_finds_localities_that_are_held_or_none(self, book: Book, text: str) -> None:
        held = book.localities("RVU25D")
        assert set(matching_localities(held, text)) <= {*held, NATIONAL}


class TestTheBundledBook:
    def test_state_and_number_name_one_locality_in_every_release(self, book: Book) -> None:
        for release in book.releases():
            held = book.localities(release.label)
            assert len({(a.state, a.number) for a in held}) == len(held)
            assert len({a.key for a in held}) == len(held)
            assert {a.state for a in held} <= STATE_NAMES.keys()
            assert list(held) == sorted(held, key=lambda a: (a.state, a.number, a.carrier))

    def test_localities_that_were_merged_in_2024_had_had_the_same_indices(self, book: Book) -> None:
        """So that a ZIP file of 2025 gives the right amount for a day of 2020 to 2023."""
        merged = {"01112-06": "01112-05", "01112-07": "01112-05", "01182-26": "01182-18"}
        since_2024 = {area.key for area in book.localities("RVU25D")}
        for release in book.releases():
            here = {area.key: area for area in book.localities(release.label)}
            assert here.keys() - since_2024 in ({*merged}, set())
            for gone, kept in merged.items():
                if gone in here:
                    was, into = here[gone], here[kept]
                    assert (was.work_gpci, was.pe_gpci) == (into.work_gpci, into.pe_gpci)
                    assert was.mp_gpci == into.mp_gpci

    def test_the_indices_run_from_a_quarter_to_less_than_three(self, book: Book) -> None:
        """The reader refuses those outside 0.2 to 3.5: no release comes near."""
        held = [
            index
            for release in book.releases()
            for area in book.localities(release.label)
            for index in (area.work_gpci, area.pe_gpci, area.mp_gpci)
        ]
        assert (min(held), max(held)) == (Decimal("0.235"), Decimal("2.702"))

    def test_the_floors_of_law_are_already_in_the_indices(self, book: Book) -> None:
        """Work 1.0 everywhere (Alaska 1.5), practice expense 1.0 in five frontier states."""
        for release in book.releases():
            for area in book.localities(release.label):
                assert area.work_gpci >= (Decimal("1.5") if area.state == "AK" else 1)
                if area.state in {"MT", "NV", "ND", "SD", "WY"}:
                    assert area.pe_gpci >= 1

    def test_what_an_archive_lacks_is_not_held_rather_than_zero(self, book: Book) -> None:
        for area in book.localities("RVU26C"):
            assert area.counties == ""
            assert area.anesthesia_factor is None
        for area in book.localities("RVU25D"):
            assert area.counties
            assert area.anesthesia_factor


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("REST OF NEW YORK", "Rest of New York"),
        ("DC + MD/VA SUBURBS", "DC + MD/VA Suburbs"),
        ("NYC SUBURBS/LONG ISLAND", "NYC Suburbs/Long Island"),
        ("SEATTLE (KING CNTY)", "Seattle (King County)"),
        ("BALTIMORE/SURR. CNTYS", "Baltimore/Surr. Counties"),
        ("EAST ST. LOUIS", "East St. Louis"),
        ("Hawaii, Guam", "Hawaii, Guam"),
    ],
)
def test_names_in_capitals_are_set_as_people_write_them(printed: str, shown: str) -> None:
    assert display_name(printed) == shown
