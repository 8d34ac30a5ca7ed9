from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu import exact

PLACES = st.integers(0, 6)
SCALED = st.integers(-(10**15), 10**15)
CENTS = st.decimals(-(10**9), 10**9, places=2)
FIGURES = st.decimals(-(10**9), 10**9, places=7)

#: What a caller may have done to the thread: one digit, wrong way to round, everything trapped.
HOSTILE = decimal.Context(
    prec=1,
    rounding=decimal.ROUND_UP,
    Emin=-1,
    Emax=1,
    traps=[decimal.Inexact, decimal.Rounded, decimal.Overflow, decimal.InvalidOperation],
)


class TestReading:
    @given(SCALED, PLACES)
    def test_a_scaled_figure_comes_back_from_its_decimal(self, value: int, places: int) -> None:
        assert exact.to_scaled(exact.from_scaled(value, places), places) == value

    @given(SCALED, PLACES)
    def test_a_scaled_figure_comes_back_from_its_plain_text(self, value: int, places: int) -> None:
        text = format(exact.from_scaled(value, places), "f")
        assert exact.parse_scaled(text, places) == value
        assert exact.parse_decimal(text, places) == exact.from_scaled(value, places)

    @pytest.mark.parametrize(
        ("text", "places", "scaled"),
        [
            ("1.32", 2, 132),
            ("1.3", 2, 130),
            ("1.320000", 2, 132),
            ("0001.5", 3, 1500),
            (".5", 2, 50),
            ("5.", 2, 500),
            ("-0.01", 2, -1),
            ("-0", 2, 0),
            ("0", 0, 0),
            ("33.4009", 4, 334009),
            ("92233720368547758.07", 2, 2**63 - 1),
        ],
    )
    def test_plain_text_is_read_digit_for_digit(self, text: str, places: int, scaled: int) -> None:
        assert exact.parse_scaled(text, places) == scaled

    def test_a_decimal_is_carried_to_all_its_places(self) -> None:
        assert str(exact.parse_decimal("1.5", 3)) == "1.500"
        assert str(exact.from_scaled(132, 2)) == "1.32"
        assert str(exact.from_scaled(0, 2)) == "0.00"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            ".",
            "-",
            "-.",
            "+1.32",
            " 1.32",
            "1.32 ",
            "1.32\n",
            "1 32",
            "1,320.00",
            "1,32",
            "1e3",
            "1E-2",
            "NaN",
            "nan",
            "inf",
            "-Infinity",
            "0x10",
            "1_000",
            "1.2.3",
            "--1",
            "1-",
            "(1.32)",
            "$1.32",
            "NA",
            "\uff11.32",
            "٣",
            "½",
            "−1",
            "9" * 5000,
        ],
    )
    def test_text_that_is_not_a_plain_decimal_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="not a plain decimal number"):
            exact.parse_scaled(text, 2)
        with pytest.raises(ValueError, match="not a plain decimal number"):
            exact.parse_decimal(text, 2)

    @given(st.text())
    def test_no_text_does_worse_than_a_value_error(self, text: str) -> None:
        try:
            value = exact.parse_decimal(text, 2)
        except ValueError:
            return
        assert value == Decimal(text)

    @pytest.mark.parametrize("text", ["1.323", "0.001", "-1.005"])
    def test_digits_beyond_the_places_are_refused_not_rounded(self, text: str) -> None:
        with pytest.raises(ValueError, match="more than 2 digits"):
            exact.parse_scaled(text, 2)
        with pytest.raises(ValueError, match="more than 2 digits"):
            exact.to_scaled(Decimal(text), 2)

    @pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+50", "1E+19"])
    def test_what_cannot_be_stored_in_64_bits_is_refused(self, value: str) -> None:
        with pytest.raises(ValueError, match=r"cannot|not a figure|too large"):
            exact.to_scaled(Decimal(value), 2)

    def test_a_text_beyond_64_bits_is_refused(self) -> None:
        with pytest.raises(ValueError, match="too large"):
            exact.parse_scaled("92233720368547758.08", 2)


class TestRounding:
    @pytest.mark.parametrize(
        ("value", "rounded"),
        [
            ("0.005", "0.01"),
            ("0.015", "0.02"),
            ("0.025", "0.03"),
            ("1.0049999999", "1.00"),
            ("2.675", "2.68"),
            ("44.0849", "44.08"),
            ("44.085", "44.09"),
            ("-0.005", "-0.01"),
            ("-0.015", "-0.02"),
            ("-0.0049", "-0.00"),
            ("0", "0.00"),
            ("12", "12.00"),
        ],
    )
    def test_a_half_cent_goes_away_from_zero(self, value: str, rounded: str) -> None:
        assert str(exact.round_half_up(Decimal(value))) == rounded

    @given(st.integers(-(10**12), 10**12))
    def test_every_tie_goes_away_from_zero(self, cents: int) -> None:
        tie = exact.from_scaled(10 * cents + (5 if cents >= 0 else -5), 3)
        away = cents + 1 if cents >= 0 else cents - 1
        assert exact.round_half_up(tie) == exact.from_scaled(away, 2)

    @given(FIGURES)
    def test_rounding_moves_a_figure_by_at_most_half_a_cent(self, value: Decimal) -> None:
        rounded = exact.round_half_up(value)
        assert abs(Fraction(rounded) - Fraction(value)) <= Fraction(1, 200)
        assert exact.round_half_up(rounded) == rounded


class TestArithmetic:
    @given(FIGURES, FIGURES)
    def test_products_sums_and_differences_are_exact(self, one: Decimal, two: Decimal) -> None:
        assert Fraction(exact.multiply(one, two)) == Fraction(one) * Fraction(two)
        assert Fraction(exact.add(one, two, one)) == 2 * Fraction(one) + Fraction(two)
        assert Fraction(exact.subtract(one, two)) == Fraction(one) - Fraction(two)

    def test_the_sum_of_nothing_is_zero(self) -> None:
        assert exact.add() == 0

    def test_ten_cents_three_times_are_thirty_cents(self) -> None:
        assert str(exact.add(*[Decimal("0.10")] * 3)) == "0.30"

    def test_a_product_too_long_to_be_exact_is_an_error_not_a_guess(self) -> None:
        long = Decimal("1." + "1" * 40)
        with pytest.raises(decimal.Inexact):
            exact.multiply(long, long)

    @given(CENTS, CENTS.filter(bool), st.integers(0, 6))
    def test_a_ratio_is_the_nearest_figure_with_its_places(
        self, part: Decimal, whole: Decimal, places: int
    ) -> None:
        found = Fraction(exact.ratio(part, whole, places))
        assert abs(found - Fraction(part) / Fraction(whole)) <= Fraction(1, 2 * 10**places)

    @pytest.mark.parametrize(
        ("part", "whole", "places", "ratio"),
        [
            ("1", "8", 2, "0.13"),
            ("-1", "8", 2, "-0.13"),
            ("1", "3", 4, "0.3333"),
            ("2", "3", 0, "1"),
        ],
    )
    def test_a_ratio_rounds_half_up(self, part: str, whole: str, places: int, ratio: str) -> None:
        assert str(exact.ratio(Decimal(part), Decimal(whole), places)) == ratio

    def test_a_ratio_to_zero_is_refused(self) -> None:
        with pytest.raises(ZeroDivisionError):
            exact.ratio(Decimal(1), Decimal("0.00"), 2)

    @pytest.mark.parametrize(
        ("value", "short"),
        [("3.6200", "3.62"), ("16.0075", "16.0075"), ("7", "7.00"), ("0.0000", "0.00"),
         ("1E+2", "100.00"), ("-2.5000", "-2.50")],
    )  # fmt: skip
    def test_needless_zeros_are_left_out(self, value: str, short: str) -> None:
        assert str(exact.shorten(Decimal(value), 2)) == short


@given(FIGURES, FIGURES.filter(bool), SCALED)
def test_the_context_of_the_thread_changes_nothing(one: Decimal, two: Decimal, value: int) -> None:
    def everything() -> list[object]:
        cents = exact.from_scaled(value, 2)
        return [
            str(cents),
            exact.to_scaled(cents, 2),
            str(exact.parse_decimal("33.4009", 4)),
            str(exact.multiply(one, two)),
            str(exact.add(one, two)),
            str(exact.subtract(one, two)),
            str(exact.round_half_up(one)),
            str(exact.ratio(one, two, 4)),
            str(exact.shorten(cents, 2)),
        ]

    usual = everything()
    with decimal.localcontext(HOSTILE):
        assert everything() == usual
