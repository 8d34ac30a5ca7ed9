from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.book.book import Book
from openrvu.errors import OpenRVUError, ReleaseNotHeld, UnknownCode, UnknownLocality
from openrvu.schedule.amount import Outcome
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import NATIONAL, NoIndexHeld
from openrvu.schedule.rows import Setting

NONFACILITY, FACILITY = Setting.NONFACILITY, Setting.FACILITY


@pytest.fixture(scope="module")
def july(book: Book) -> FeeSchedule:
    """RVU26C, in force in the third quarter of 2026."""
    return FeeSchedule.on(date(2026, 7, 1), source=book)


class TestDates:
    @pytest.mark.parametrize(
        ("day", "label"),
        [
            (date(2020, 1, 1), "RVU20A"),
            (date(2020, 3, 31), "RVU20A"),
            (date(2020, 4, 1), "RVU20B"),
            (date(2020, 6, 30), "RVU20B"),
            (date(2020, 7, 1), "RVU20C"),
            (date(2020, 9, 30), "RVU20C"),
            (date(2020, 10, 1), "RVU20D"),
            (date(2020, 12, 31), "RVU20D"),
            (date(2021, 1, 1), "RVU21A"),
            (date(2022, 6, 30), "RVU22B"),
            (date(2023, 12, 31), "RVU23D"),
            (date(2024, 1, 1), "RVU24A"),
            (date(2024, 3, 8), "RVU24A"),
            (date(2024, 3, 9), "RVU24AR"),
            (date(2024, 3, 31), "RVU24AR"),
            (date(2024, 4, 1), "RVU24B"),
            (date(2024, 9, 30), "RVU24C"),
            (date(2025, 10, 1), "RVU25D"),
            (date(2025, 12, 31), "RVU25D"),
            (date(2026, 7, 1), "RVU26C"),
            (date(2026, 9, 30), "RVU26C"),
        ],
    )
    def test_the_release_in_force_answers_without_a_notice(
        self, book: Book, day: date, label: str
    ) -> None:
        for strict in (False, True):
            schedule = FeeSchedule.on(day, source=book, strict=strict)
            assert schedule.release.label == label
            assert schedule.day == day
            assert schedule.stands_in_for is None
            assert schedule.notices == ()

    @pytest.mark.parametrize(
        ("day", "wanted", "answers"),
        [
            (date(2024, 10, 1), "RVU24D", "RVU24C"),
            (date(2024, 12, 31), "RVU24D", "RVU24C"),
            (date(2025, 1, 1), "RVU25A", "RVU25D"),
            (date(2025, 4, 1), "RVU25B", "RVU25D"),
            (date(2025, 9, 30), "RVU25C", "RVU25D"),
            (date(2026, 1, 1), "RVU26A", "RVU26C"),
            (date(2026, 6, 30), "RVU26B", "RVU26C"),
            (date(2026, 10, 1), "RVU26D", "RVU26C"),
            (date(2026, 12, 31), "RVU26D", "RVU26C"),
        ],
    )
    def test_another_release_of_the_year_stands_in_and_says_so_unless_strict(
        self, book: Book, day: date, wanted: str, answers: str
    ) -> None:
        schedule = FeeSchedule.on(day, source=book)
        assert schedule.release.label == answers
        assert schedule.stands_in_for == wanted
        (notice,) = schedule.notices
        assert notice == (
            f"{wanted} was in force on {day} and is not in the book; {answers} of the same year "
            "stands in. A few RVUs or indices may differ."
        )
        with pytest.raises(ReleaseNotHeld, match=f"{wanted} was .* add {wanted.lower()}.zip"):
            FeeSchedule.on(day, source=book, strict=True)

    def test_the_factor_changed_between_the_8th_and_the_9th_of_march_2024(self, book: Book) -> None:
        amounts = []
        for day in (date(2024, 3, 8), date(2024, 3, 9)):
            schedule = FeeSchedule.on(day, source=book)
            place = schedule.locality_for_zip("10001")
            answer = schedule.amount("76000", "26", setting=FACILITY, locality=place)
            amounts.append((answer.conversion_factor, answer.amount))
        assert amounts == [
            (Decimal("32.7442"), Decimal("16.29")),
            (Decimal("33.2875"), Decimal("16.56")),
        ]

    @pytest.mark.parametrize("day", [date(2019, 12, 31), date(2027, 1, 1), date(1990, 1, 1)])
    def test_a_year_that_is_not_held_is_refused(self, book: Book, day: date) -> None:
        with pytest.raises(ReleaseNotHeld, match=str(day)):
            FeeSchedule.on(day, source=book)

    def test_a_moment_counts_as_its_day(self, book: Book) -> None:
        schedule = FeeSchedule.on(datetime(2024, 3, 8, 23, 59, tzinfo=UTC), source=book)
        assert schedule.release.label == "RVU24A"
        assert type(schedule.day) is date

    def test_the_bundled_book_answers_where_no_source_is_given(self) -> None:
        assert FeeSchedule.on(date(2026, 7, 1)).release.label == "RVU26C"


class TestByLabel:
    @pytest.mark.parametrize("text", ["RVU24AR", "rvu24ar", "24AR"])
    def test_a_release_is_found_by_any_spelling_of_its_label(self, book: Book, text: str) -> None:
        schedule = FeeSchedule.of(text, source=book)
        assert schedule.release.label == "RVU24AR"
        assert schedule.day == date(2024, 3, 9)
        assert schedule.notices == ()

    def test_a_day_outside_the_release_asked_for_is_noticed(self, book: Book) -> None:
        schedule = FeeSchedule.of("RVU24AR", day=date(2024, 3, 8), source=book)
        assert schedule.notices == (
            "RVU24AR was asked for by name; it was not in force on 2024-03-08.",
        )

    def test_a_release_that_is_not_held_is_refused_with_those_that_are(self, book: Book) -> None:
        with pytest.raises(
            ReleaseNotHeld, match=r"RVU25A is not .*RVU20A, .*, RVU26C.*rvu25a\.zip"
        ):
            FeeSchedule.of("25a", source=book)

    def test_the_newest_release_is_the_one_that_came_into_force_last(self, book: Book) -> None:
        schedule = FeeSchedule.newest(source=book)
        assert (schedule.release.label, schedule.day) == ("RVU26C", date(2026, 7, 1))
        assert repr(schedule) == "<FeeSchedule RVU26C on 2026-07-01>"


class TestFluoroscopy:
    """76000 under RVU26C, national, as CMS's file has it."""

    @pytest.mark.parametrize(
        ("modifier", "total", "amount", "with_qp", "na_facility"),
        [
            ("", "1.32", "44.09", "44.31", True),
            ("26", "0.46", "15.36", "15.44", False),
            ("TC", "0.86", "28.72", "28.87", True),
        ],
    )
    def test_each_row_has_its_total_and_amount_in_both_settings(
        self,
        july: FeeSchedule,
        modifier: str,
        total: str,
        amount: str,
        with_qp: str,
        na_facility: bool,
    ) -> None:
        for setting in Setting:
            answer = july.amount("76000", modifier, setting=setting)
            assert answer.outcome is Outcome.PRICED
            assert answer.row.total(setting) == Decimal(total)
            assert answer.amount == Decimal(amount)
            assert answer.is_na is (na_facility and setting is FACILITY)
            assert answer.conversion_factor == Decimal("33.4009")
            qualifying = july.amount("76000", modifier, setting=setting, qp=True)
            assert qualifying.amount == Decimal(with_qp)
            assert qualifying.conversion_factor == Decimal("33.5675")

    def test_its_rows_are_the_whole_service_then_its_parts(self, july: FeeSchedule) -> None:
        assert [row.modifier for row in july.rows("76000")] == ["", "26", "TC"]
        assert [row.label for row in july.rows("76000")] == ["76000", "76000-26", "76000-TC"]

    def test_the_answer_says_what_it_was_made_from(self, july: FeeSchedule) -> None:
        answer = july.amount(" 76000 ", "tc", setting=FACILITY)
        assert (answer.release, answer.day) == ("RVU26C", date(2026, 7, 1))
        assert answer.row == july.row("76000", "TC")
        assert answer.setting is FACILITY
        assert answer.locality is NATIONAL
        assert not answer.qp
        assert answer.reason == ""

    def test_a_setting_may_be_named_in_words_and_no_other_word_is_taken(
        self, july: FeeSchedule
    ) -> None:
        spoken: Any = "facility"
        answer = july.amount("99213", setting=spoken)
        assert answer == july.amount("99213", setting=FACILITY)
        assert answer.amount != july.amount("99213").amount
        unknown: Any = "hospital"
        with pytest.raises(ValueError, match="hospital"):
            july.amount("99213", setting=unknown)

    def test_an_interrupted_colonoscopy_has_a_row_of_its_own(self, july: FeeSchedule) -> None:
        assert [row.modifier for row in july.rows("45378")] == ["", "53"]


class TestFactors:
    @pytest.mark.parametrize("label", ["RVU20A", "RVU24AR", "RVU25D"])
    def test_qualifying_participants_have_no_factor_of_their_own_before_2026(
        self, book: Book, label: str
    ) -> None:
        schedule = FeeSchedule.of(label, source=book)
        with pytest.raises(ReleaseNotHeld, match="exists from 2026"):
            schedule.conversion_factor(qp=True)
        with pytest.raises(ReleaseNotHeld, match="exists from 2026"):
            schedule.amount("76000", qp=True)

    def test_2026_has_two_factors(self, july: FeeSchedule) -> None:
        assert july.conversion_factor() == Decimal("33.4009")
        assert july.conversion_factor(qp=True) == Decimal("33.5675")


class TestUnknownCodes:
    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("99999", "'99999' is not in RVU26C; nor is it in any other release of the book"),
            ("99201", "'99201' is not in RVU26C; the book has it from RVU20A to RVU20D"),
            ("0121A", "the book has it in RVU23D alone"),
            ("100", "where a spreadsheet dropped leading zeros, give 00100"),
            ("76000-26", "expected a CPT or HCPCS code of five characters, such as 99213"),
            ("", "expected a CPT or HCPCS code"),
            ("🙂", "expected a CPT or HCPCS code"),
            ("\udcff", "expected a CPT or HCPCS code"),
        ],
    )
    def test_an_unknown_code_is_refused_with_what_may_have_been_meant(
        self, july: FeeSchedule, code: str, said: str
    ) -> None:
        with pytest.raises(UnknownCode, match=said):
            july.rows(code)

    @pytest.mark.parametrize("modifier", ["59", "53", "26,TC", "🙂"])
    def test_an_unknown_modifier_is_refused_with_those_that_have_rows(
        self, july: FeeSchedule, modifier: str
    ) -> None:
        said = f"76000 has no row for modifier {modifier} in RVU26C; its rows have: none .*, 26, TC"
        with pytest.raises(UnknownCode, match=said):
            july.row("76000", modifier)

    def test_a_component_that_cms_prints_alone_is_the_row_of_its_code(
        self, july: FeeSchedule
    ) -> None:
        (row,) = july.rows("86153")
        assert row.modifier == "26"
        assert july.row("86153") == july.row("86153", "26") == row

    def test_a_code_without_parts_says_that_it_has_the_whole_service_only(
        self, july: FeeSchedule
    ) -> None:
        with pytest.raises(UnknownCode, match=r"its rows have: none \(the whole service\)$"):
            july.row("99213", "26")

    @given(code=st.text(), modifier=st.text())
    def test_no_text_does_worse_than_an_unknown_code(
        self, july: FeeSchedule, code: str, modifier: str
    ) -> None:
        row, refusal = None, ""
        try:
            row = july.row(code, modifier)
        except UnknownCode as error:
            refusal = str(error)
        assert row is None or row.code == code.strip().upper()
        assert (row is None) is (0 < len(refusal) < 400)


class TestLocalities:
    def test_a_locality_is_found_by_number_state_or_name(self, july: FeeSchedule) -> None:
        for text in ("13202-01", "NY-01", "manhattan"):
            assert july.locality(text).key == "13202-01"
        assert july.locality("national") is NATIONAL

    @pytest.mark.parametrize("text", ["01212-01", "HI-01", "hawaii", "guam"])
    def test_a_locality_without_an_index_in_the_release_is_named_not_guessed(
        self, july: FeeSchedule, text: str
    ) -> None:
        said = r"Hawaii, Guam, HI \(01212-01\) is in RVU25D, but RVU26C has no index for it"
        with pytest.raises(UnknownLocality, match=said):
            july.locality(text)

    def test_a_locality_that_was_merged_is_named_with_its_last_release(
        self, july: FeeSchedule
    ) -> None:
        with pytest.raises(UnknownLocality, match=r"Orange County.* is in RVU23D, but RVU26C has"):
            july.locality("CA-26")

    @pytest.mark.parametrize(
        ("text", "key"),
        [("Cook County", "06102-16"), ("San Mateo County", "01112-05"), ("Brooklyn", "13202-02")],
    )
    def test_a_county_is_found_where_the_release_names_none(
        self, july: FeeSchedule, text: str, key: str
    ) -> None:
        found = july.locality(text)
        assert (found.key, found.counties) == (key, "")
        assert found in july.localities()
        assert july.localities_matching(text) == [found]

    def test_a_county_is_looked_for_as_the_release_has_it(self, book: Book) -> None:
        before = FeeSchedule.of("RVU22A", source=book)
        assert before.locality("San Mateo County").key == "01112-06"
        assert before.locality("orange county, ca").key == "01182-26"

    def test_a_place_that_is_understood_and_has_no_index_is_told_from_an_unknown_one(
        self, july: FeeSchedule
    ) -> None:
        for ask, text in (
            (july.locality, "American Samoa"),
            (july.locality, "01112-07"),
            (july.locality_for_zip, "96813"),
        ):
            with pytest.raises(NoIndexHeld, match="no amount can be given"):
                ask(text)
        with pytest.raises(UnknownLocality) as caught:
            july.locality("nowhere")
        assert not isinstance(caught.value, NoIndexHeld)

    def test_an_ambiguous_name_lists_what_it_fits(self, july: FeeSchedule) -> None:
        with pytest.raises(UnknownLocality, match="fits 8 localities: Brazoria"):
            july.locality("texas")


class TestZipCodes:
    @pytest.mark.parametrize(
        "text", ["10001", " 10001 ", "10001-0001", "100010001", "10001-9999\n"]
    )
    def test_five_digits_and_nine_are_understood(self, july: FeeSchedule, text: str) -> None:
        area = july.zip_area(text)
        assert (area.zip_code, area.carrier, area.number) == ("10001", "13202", "01")
        assert (area.state, area.spans, area.edition) == ("NY", False, "20254")
        assert july.locality_for_zip(text).label == "Manhattan, NY (13202-01)"

    def test_leading_zeros_count(self, july: FeeSchedule) -> None:
        assert july.locality_for_zip("00601").state == "PR"
        assert july.locality_for_zip("02139").label == "Metropolitan Boston, MA (14212-01)"

    @pytest.mark.parametrize(
        ("text", "key"), [("19464", "12502-01"), ("20135", "11302-00"), ("10509", "13202-03")]
    )
    def test_a_zip_that_crosses_localities_says_so(
        self, july: FeeSchedule, text: str, key: str
    ) -> None:
        assert july.zip_area(text).spans
        assert july.locality_for_zip(text).key == key

    @pytest.mark.parametrize(
        "text",
        ["", "1000", "100010", "10001-", "10001-12", "10001-abcd", "ABCDE", "1000\uff11", "1e4"],
    )
    def test_any_other_text_is_refused(self, july: FeeSchedule, text: str) -> None:
        with pytest.raises(UnknownLocality, match="is not a ZIP code; expected five digits"):
            july.zip_area(text)

    def test_a_zip_that_cms_does_not_list_asks_for_the_locality(self, july: FeeSchedule) -> None:
        with pytest.raises(UnknownLocality, match="ZIP 99999 is not in CMS's ZIP file; give the"):
            july.locality_for_zip("99999")

    @pytest.mark.parametrize("text", ["96701", "96910"])
    def test_hawaii_and_guam_have_an_index_in_2025_and_none_in_2026(
        self, book: Book, july: FeeSchedule, text: str
    ) -> None:
        before = FeeSchedule.of("RVU25D", source=book).locality_for_zip(text)
        assert (before.key, before.mp_gpci) == ("01212-01", Decimal("0.561"))
        with pytest.raises(UnknownLocality, match=r"01212-01, for which RVU26C has no index"):
            july.locality_for_zip(text)

    @given(text=st.text() | st.from_regex(r"[0-9]{5}", fullmatch=True))
    def test_any_text_is_a_locality_or_an_unknown_one(self, july: FeeSchedule, text: str) -> None:
        try:
            place = july.locality_for_zip(text)
        except UnknownLocality:
            return
        assert place in july.localities()


@given(day=st.dates(date(1980, 1, 1), date(2060, 12, 31)), strict=st.booleans())
def test_a_day_gets_a_release_of_its_year_or_a_reason(book: Book, day: date, strict: bool) -> None:
    schedule, refusal = None, ""
    try:
        schedule = FeeSchedule.on(day, source=book, strict=strict)
    except OpenRVUError as error:
        refusal = str(error)
    if schedule is None:
        assert str(day.year) in refusal
    else:
        assert schedule.release.year == day.year
        assert (day in schedule.release.in_force) is (schedule.stands_in_for is None)
