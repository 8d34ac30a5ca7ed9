from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.codes.search import Found, Search


def codes(found: Found) -> list[str]:
    return [hit.code for hit in found.hits]


class TestCodes:
    @pytest.mark.parametrize("query", ["76000", " 76000 ", "76000\n"])
    def test_a_code_finds_itself_alone(self, search: Search, query: str) -> None:
        (hit,) = search(query).hits
        assert (hit.code, hit.modifier) == ("76000", "")
        assert hit.title == "Fluoroscopy, up to one hour"
        assert hit.why == "the code 76000"

    @pytest.mark.parametrize(("query", "code"), [("g0105", "G0105"), ("0075t", "0075T")])
    def test_small_letters_do(self, search: Search, query: str, code: str) -> None:
        assert codes(search(query)) == [code]

    @pytest.mark.parametrize("query", ["76000-26", "76000 26", "76000 - 26", "76000--26"])
    def test_a_code_with_a_modifier_finds_its_row(self, search: Search, query: str) -> None:
        (hit,) = search(query).hits
        assert (hit.code, hit.modifier) == ("76000", "26")

    def test_a_modifier_without_a_row_finds_the_code_and_says_so(self, search: Search) -> None:
        (hit,) = search("76000-59").hits
        assert (hit.code, hit.modifier) == ("76000", "")
        assert hit.why == "the code 76000; modifier 59 has no row of its own"

    @pytest.mark.parametrize("query", ["99999", "99201", "99999-26", "ZZZZ1"])
    def test_a_code_the_newest_release_lacks_finds_nothing(
        self, search: Search, query: str
    ) -> None:
        assert search(query).hits == ()
        assert query in search(query).message

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("cpt 76000", ["76000"]),
            ("what is the rvu of 99213?", ["99213"]),
            ("99213, 99214", ["99213", "99214"]),
            ("99213 99214 76000-26", ["99213", "99214", "76000"]),
            ("HCPCS G0105", ["G0105"]),
        ],
    )
    def test_codes_within_a_question_are_found_first(
        self, search: Search, query: str, found: list[str]
    ) -> None:
        assert codes(search(query))[: len(found)] == found

    def test_words_beside_a_code_are_searched_too(self, search: Search) -> None:
        found = codes(search("71046 fluoro"))
        assert found[0] == "71046"
        assert "76000" in found


class TestRanges:
    VISITS = ("99281", "99282", "99283", "99284", "99285")

    @pytest.mark.parametrize(
        "query",
        [
            "99281-99285",
            "99285-99281",
            "99281 - 99285",
            "99281–99285",
            "99281—99285",
            "99281 to 99285",
            "99281 TO 99285",
            "99281 through 99285",
            "99281:99285",
        ],
    )
    def test_a_range_finds_what_lies_in_it_in_order(self, search: Search, query: str) -> None:
        assert codes(search(query)) == list(self.VISITS)

    def test_a_range_holds_codes_of_its_own_shape_only(self, search: Search) -> None:
        found = codes(search("00700-00800", 1000))
        assert found
        assert all(re.fullmatch(r"[0-9]{5}", code) for code in found)
        assert all(c.startswith("G01") for c in codes(search("G0101-G0130", 100)))

    def test_a_range_without_codes_finds_nothing(self, search: Search) -> None:
        assert search("99997-99998").hits == ()

    def test_no_more_are_given_than_asked_for(self, search: Search) -> None:
        assert len(search("70000-79999", 7).hits) == 7
        assert len(search("70000-79999", 10_000).hits) > 500
        assert search("70000-79999", 0).hits == ()
        assert search("fluoro", -1).hits == ()


class TestPrefixes:
    @pytest.mark.parametrize("query", ["7", "76", "760", "7600", "G01", "g010"])
    def test_the_beginning_of_a_code_finds_codes_that_begin_so(
        self, search: Search, query: str
    ) -> None:
        found = codes(search(query, 5000))
        assert found
        assert all(code.startswith(query.upper()) for code in found)

    def test_codes_with_text_come_first_and_then_in_order(
        self, search: Search, index: CodeIndex
    ) -> None:
        found = codes(search("7600", 100))
        assert found[0] == "76000"
        written = [code in index.written_titles() for code in found]
        assert written == sorted(written, reverse=True)

    def test_every_hit_has_a_title(self, search: Search, index: CodeIndex) -> None:
        for hit in search("99", 500).hits:
            assert hit.title == index.title(hit.code)


class TestWords:
    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("fluoro", "76000"),
            ("Fluoroscopy", "76000"),
            ("live x-ray", "76000"),
            ("knee replacement", "27447"),
            ("replacement knee", "27447"),
            ("chest x-ray 2 views", "71046"),
            ("colonoscopies", "45378"),
            ("emergenc", "99285"),
            ("mri of the brain", "70551"),
        ],
    )
    def test_words_find_what_people_mean(self, search: Search, query: str, code: str) -> None:
        assert code in codes(search(query))[:4]

    def test_fluoro_puts_fluoroscopy_first(self, search: Search) -> None:
        assert codes(search("fluoro"))[0] == "76000"

    def test_accents_do_not_matter(self, search: Search) -> None:
        assert codes(search("flüoroscopy")) == codes(search("fluoroscopy")) != []

    def test_a_hit_says_where_its_words_were_found(self, search: Search) -> None:
        whys = {hit.code: hit.why for hit in search("c-arm").hits}
        assert whys["76000"] == "also called C-arm imaging"

    def test_a_name_that_looks_like_the_beginning_of_codes_stands_before_them(
        self, search: Search
    ) -> None:
        found = codes(search("T4"))
        assert found[0] == "84436"
        assert found[1].startswith("T4")

    def test_families_that_fit_are_found_too(self, search: Search) -> None:
        names = [p.family.name for p in search("chest x-ray").families if p.family]
        assert "Chest and rib x-rays" in names

    def test_every_third_title_finds_its_own_code_among_the_first_3(
        self, search: Search, index: CodeIndex
    ) -> None:
        titles = index.written_titles()
        every_third = sorted(titles.items())[::3]
        lost = [c for c, title in every_third if c not in codes(search(title, 3))]
        assert lost == []

    def test_every_ninth_other_name_finds_its_code_among_the_first_5(
        self, search: Search, index: CodeIndex
    ) -> None:
        entries = [entry for c in index.written_titles() if (entry := index.entry(c))]
        names = [(e.code, name) for e in entries for name in e.also_known_as][::9]
        assert len(names) > 2000
        assert [(c, name) for c, name in names if c not in codes(search(name, 5))] == []

    def test_every_beginning_of_a_word_of_a_title_finds_something(
        self, search: Search, index: CodeIndex
    ) -> None:
        """As one types: "emergenc" must not find nothing between "emergen" and "emergency"."""
        typed = {
            word[:end]
            for title in index.written_titles().values()
            for word in re.findall(r"[a-z]{5,}", title.lower())
            for end in range(4, len(word) + 1)
        }
        assert len(typed) > 1000
        typed -= {word[:end] for word in ("without", "twenty", "thirty") for end in range(4, 8)}
        assert [begun for begun in sorted(typed)[::5] if not search(begun, 1).hits] == []


class TestNothing:
    @pytest.mark.parametrize("query", ["zzzz", "qqq www", "🙂", "!!!", "…", "what is the", "”"])
    def test_a_query_that_fits_nothing_says_what_to_try(self, search: Search, query: str) -> None:
        found = search(query)
        assert found.hits == ()
        assert found.families == ()
        assert found.message.startswith(f"Nothing fits “{query}”. Try a code (76000)")

    @pytest.mark.parametrize("letters", ["zq", "9", "a-", "((", "qzx "])
    def test_a_long_query_is_answered_and_not_echoed_whole(
        self, search: Search, letters: str
    ) -> None:
        assert len(search(letters * 5000).message) < 300

    @pytest.mark.parametrize(
        "query",
        [
            "",
            " ",
            '"',
            '""',
            "*",
            '"*',
            "fluoro*",
            '"fluoro" OR "knee"',
            "NEAR(",
            "NEAR(fluoro knee, 5)",
            "AND",
            "OR NOT",
            "title:fluoro",
            "-fluoro",
            "^fluoro",
            "fluoro'; DROP TABLE words; --",
            "%",
            "_",
            "\\",
            "\x00",
            "fluoro\x00knee",
            "\ud800",
            "x" * 500,
            "fluoro " * 500,
            "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 20,
            "٣٤٥",
            "\uff17\uff16\uff10\uff10\uff10",
            "👩‍⚕️ visit",
        ],
    )
    def test_no_query_is_taken_as_a_command(self, search: Search, query: str) -> None:
        found = search(query)
        assert found.hits or found.families or found.message

    @given(query=st.text() | st.text('"*()-:^ 0123456789abcdefgknortuORANDNEAT', max_size=40))
    def test_any_text_gives_hits_of_the_newest_release_or_a_message(
        self, book: Book, search: Search, query: str
    ) -> None:
        found = search(query)
        assert len(found.hits) <= 10
        assert len(set(codes(found))) == len(found.hits)
        for hit in found.hits:
            assert book.rows("RVU26C", hit.code)
            assert hit.title
            assert hit.why
        assert bool(found.message) is not bool(found.hits or found.families)
