from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.book.book import Book
from openrvu.calendar import DateRange
from openrvu.errors import ReleaseNotHeld
from openrvu.schedule.releases import (
    IRREGULAR_STARTS,
    Release,
    choose,
    in_force_of,
    label_for,
    normalise_label,
    start_of,
)

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
DAY = timedelta(days=1)

#: Every release CMS issued for 2020 to 2026, held or not: four a year, and one in March 2024.
REGULAR = [f"RVU{year % 100}{letter}" for year in range(2020, 2027) for letter in "ABCD"]
ISSUED = sorted([*REGULAR, *IRREGULAR_STARTS], key=start_of)

HELD = (
    "RVU20A RVU20B RVU20C RVU20D RVU21A RVU21B RVU21C RVU21D RVU22A RVU22B RVU22C RVU22D "
    "RVU23A RVU23B RVU23C RVU23D RVU24A RVU24AR RVU24B RVU24C RVU25D RVU26C"
)


def release(label: str) -> Release:
    return Release(label, in_force_of(label), None, Decimal("33.0000"), None, "made.zip", "0" * 64)


class TestLabels:
    @pytest.mark.parametrize(
        "text", ["RVU26C", "rvu26c", "Rvu26c", "26C", "26c", " rvu26c\n", "RVU26c"]
    )
    def test_all_spellings_are_one_label(self, text: str) -> None:
        assert normalise_label(text) == "RVU26C"

    def test_a_label_may_be_that_of_a_correction(self) -> None:
        assert normalise_label("24ar") == "RVU24AR"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "RVU",
            "26",
            "RVU26",
            "RVU26E",
            "RVU2026C",
            "26CC",
            "RVU26CR2",
            "26C.zip",
            "\uff12\uff16C",
            "C",
        ],
    )
    def test_any_other_text_is_refused_with_an_example(self, text: str) -> None:
        with pytest.raises(ReleaseNotHeld, match="not a release; expected a label such as RVU26C"):
            normalise_label(text)

    @given(st.text())
    def test_a_normal_label_is_its_own_normal_form(self, text: str) -> None:
        try:
            label = normalise_label(text)
        except ReleaseNotHeld:
            return
        assert normalise_label(label) == label


class TestDays:
    @pytest.mark.parametrize(
        ("label", "first", "last"),
        [
            ("RVU20A", date(2020, 1, 1), date(2020, 3, 31)),
            ("RVU24A", date(2024, 1, 1), date(2024, 3, 8)),
            ("RVU24AR", date(2024, 3, 9), date(2024, 3, 31)),
            ("RVU24B", date(2024, 4, 1), date(2024, 6, 30)),
            ("RVU25D", date(2025, 10, 1), date(2025, 12, 31)),
            ("RVU26C", date(2026, 7, 1), date(2026, 9, 30)),
        ],
    )
    def test_a_release_answers_for_its_quarter_but_for_march_2024(
        self, label: str, first: date, last: date
    ) -> None:
        assert in_force_of(label) == DateRange(first, last)
        assert start_of(label) == first

    def test_the_days_of_a_label_do_not_depend_on_its_spelling(self) -> None:
        assert start_of("rvu24ar") == start_of("24AR") == date(2024, 3, 9)
        assert in_force_of("24a") == in_force_of("RVU24A")

    def test_a_correction_answers_from_the_first_day_of_its_quarter(self) -> None:
        assert in_force_of("RVU21AR") == in_force_of("RVU21A")

    def test_the_releases_of_2020_to_2026_cover_every_day_once(self) -> None:
        ranges = [in_force_of(label) for label in ISSUED]
        assert ranges[0].first == date(2020, 1, 1)
        assert ranges[-1].last == date(2026, 12, 31)
        for one, following in pairwise(ranges):
            assert one.last is not None
            assert one.last + DAY == following.first

    @given(DAYS)
    def test_exactly_one_release_is_in_force_on_a_day(self, day: date) -> None:
        answering = [label for label in ISSUED if day in in_force_of(label)]
        assert answering == [label_for(day)]


class TestTheBundledBook:
    def test_it_holds_22_releases_in_order_of_force(self, book: Book) -> None:
        assert [r.label for r in book.releases()] == HELD.split()

    def test_each_release_answers_for_the_days_of_its_label(self, book: Book) -> None:
        for held in book.releases():
            assert held.in_force == in_force_of(held.label)
            assert held.year == held.in_force.first.year
            assert not held.owned

    def test_each_release_carries_the_factor_of_its_days(self, book: Book) -> None:
        listed = [factor for factor in book.factors() if factor[1] == "all"]
        for held in book.releases():
            factors = {factor for days, _, factor, *_ in listed if held.in_force.first in days}
            assert factors == {held.conversion_factor}

    def test_each_release_names_its_archive_and_its_bytes(self, book: Book) -> None:
        for held in book.releases():
            assert held.archive == f"{held.label.lower()}.zip"
            assert len(held.sha256) == 64


class TestChoice:
    @given(day=DAYS)
    def test_one_release_of_the_year_answers_for_every_day(self, book: Book, day: date) -> None:
        answering, wanted = choose(book.releases(), day)
        assert answering.year == day.year
        assert wanted == (None if day in answering.in_force else label_for(day))
        in_force = [r for r in book.releases() if day in r.in_force]
        assert in_force == ([] if wanted else [answering])

    @given(day=DAYS)
    def test_a_stand_in_carries_the_factor_of_the_day(self, book: Book, day: date) -> None:
        answering, _ = choose(book.releases(), day)
        factor = next(cf for days, kind, cf, *_ in book.factors() if kind == "all" and day in days)
        assert answering.conversion_factor == factor

    @pytest.mark.parametrize(
        ("held", "day", "answers"),
        [
            ("RVU25A RVU25C", date(2025, 5, 1), "RVU25A"),
            ("RVU25A RVU25C", date(2025, 8, 1), "RVU25C"),
            ("RVU25A RVU25C", date(2025, 11, 1), "RVU25C"),
            ("RVU25C RVU25D", date(2025, 2, 1), "RVU25C"),
            ("RVU24B RVU24C", date(2024, 3, 20), "RVU24B"),
            ("RVU21A RVU21AR", date(2021, 2, 1), "RVU21AR"),
        ],
    )
    def test_the_nearest_earlier_release_of_the_year_stands_in_else_the_nearest_later(
        self, held: str, day: date, answers: str
    ) -> None:
        releases = tuple(release(label) for label in held.split())
        assert choose(releases, day)[0].label == answers

    @pytest.mark.parametrize(
        ("held", "day"),
        [
            ("RVU24A", date(2024, 3, 9)),
            ("RVU24A", date(2024, 12, 31)),
            ("RVU24AR RVU24B", date(2024, 3, 8)),
            ("RVU23D RVU25A", date(2024, 6, 1)),
        ],
    )
    def test_a_release_with_another_factor_never_stands_in(self, held: str, day: date) -> None:
        releases = tuple(release(label) for label in held.split())
        with pytest.raises(ReleaseNotHeld, match=label_for(day)):
            choose(releases, day)

    def test_the_users_own_release_of_a_label_answers_once_it_is_the_only_one(self) -> None:
        own = replace(release("RVU26D"), owned=True)
        assert choose((release("RVU26C"), own), date(2026, 10, 1)) == (own, None)

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            (date(2019, 12, 31), r"RVU19D was in force on 2019-12-31, and no release of 2019 "),
            (date(2019, 12, 31), r"it holds 2020 to 2026.*rvu release add rvu19d\.zip"),
            (date(2027, 1, 1), r"RVU27A .* no release of 2027 .*rvu release add rvu27a\.zip"),
            (date(1998, 5, 1), "no release of 1998 is in the book"),
            (date(1991, 12, 31), "began on 1992-01-01"),
        ],
    )  # fmt: skip
    def test_a_year_that_is_not_held_is_refused_with_what_is_missing(
        self, book: Book, day: date, said: str
    ) -> None:
        with pytest.raises(ReleaseNotHeld, match=said):
            choose(book.releases(), day)

    def test_an_empty_book_says_that_it_is_empty(self) -> None:
        with pytest.raises(ReleaseNotHeld, match="holds none"):
            choose((), date(2026, 7, 1))
