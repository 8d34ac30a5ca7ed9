"""The figures a text may name: CMS's own, of the release asked for, or an error that says why."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from openrvu import open_book
from openrvu.errors import OpenRVUError
from openrvu.site.learn.figures import Figures, NoFigure

FIGURES = Figures(open_book(), "RVU26C")


# As CMS prints them in PPRRVU2026_Jul and, for RVU25D, PPRRVU2025_Oct.
@pytest.mark.parametrize(
    ("found", "printed"),
    [
        (FIGURES.work("99213"), "1.30"),
        (FIGURES.work("93306", "26"), "1.42"),
        (FIGURES.work("93306-26"), "1.42"),
        (FIGURES.work("27447", release="RVU25D"), "19.60"),
        (FIGURES.pe("99213"), "1.46"),
        (FIGURES.pe("99213", setting="facility"), "0.33"),
        (FIGURES.mp("99213"), "0.09"),
        (FIGURES.total("99213"), "2.85"),
        (FIGURES.total("45378", setting="facility", release="RVU25D"), "5.48"),
        (FIGURES.cf(2026), "33.4009"),
        (FIGURES.cf(2026, qp=True), "33.5675"),
        (FIGURES.cf(2020), "36.0896"),
        (FIGURES.cf("2024-03-08"), "32.7442"),
        (FIGURES.cf("2024-03-09"), "33.2875"),
    ],
)
def test_a_figure_is_the_one_that_cms_prints(found: Decimal, printed: str) -> None:
    assert found == Decimal(printed)


def test_an_amount_is_rounded_once_from_its_parts() -> None:
    # 2.85 × 33.4009 = 95.192565; (3.26 + 1.79 + 0.43) × 32.3465 = 177.25882
    assert FIGURES.amount("99213") == Decimal("95.19")
    assert FIGURES.amount("45378", setting="facility", release="RVU25D") == Decimal("177.26")
    assert FIGURES.amount("99213", qp=True) == Decimal("95.67")  # 2.85 × 33.5675 = 95.667375


def test_an_amount_of_a_locality_takes_its_indices() -> None:
    parts = (("work", "1.30"), ("pe", "1.46"), ("mp", "0.09"))
    weighed = sum(
        (Decimal(rvu) * FIGURES.gpci("NY-01", name) for name, rvu in parts), start=Decimal(0)
    )
    amount = FIGURES.amount("99213", locality="NY-01")
    assert abs(amount - weighed * Decimal("33.4009")) <= Decimal("0.005")
    assert amount > FIGURES.amount("99213")


def test_the_shares_of_a_package_are_in_percent() -> None:
    shares = [FIGURES.policy("27447", name) for name in ("pre_op", "intra_op", "post_op")]
    assert shares == [Decimal(10), Decimal(69), Decimal(21)]
    assert FIGURES.policy("27447", "global_days") == "090"


def test_the_meaning_of_an_indicator_is_in_our_words() -> None:
    assert "90" in FIGURES.meaning("27447", "global_days")


def test_a_figure_of_the_law_is_the_one_of_the_release_or_of_a_day() -> None:
    assert FIGURES.law("multiple_surgery.later") == 50
    assert FIGURES.law("multiple_surgery.later", "2020-01-01") == 50


def test_a_factor_per_anesthesia_unit_stands_in_releases_that_hold_one() -> None:
    assert FIGURES.anesthesia_factor("IL-16", release="RVU25D") > 15
    with pytest.raises(NoFigure, match=r"RVU26C holds no anesthesia factors; these do: .*RVU25D"):
        FIGURES.anesthesia_factor("IL-16")


def test_a_change_is_in_percent_of_what_was() -> None:
    assert FIGURES.change(Decimal("19.60"), Decimal("19.11")) == Decimal("-2.5")
    with pytest.raises(NoFigure, match="no change in percent from 0"):
        FIGURES.change(Decimal(0), Decimal(1))


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: FIGURES.work("99999"), "99999"),
        (lambda: FIGURES.work("99213", "26"), "99213"),
        (lambda: FIGURES.work("99213", release="RVU19A"), "RVU19A"),
        (lambda: FIGURES.work("J1100"), r"J1100 has no RVUs in RVU26C \(status E\)"),
        (lambda: FIGURES.amount("J1100"), "J1100 has no amount in RVU26C"),
        (lambda: FIGURES.pe("99213", setting="office"), "expected facility or nonfacility"),
        (lambda: FIGURES.gpci("NY-01", "rent"), "expected one of work, pe, mp"),
        (lambda: FIGURES.gpci("ZZ-99", "work"), "ZZ-99"),
        (lambda: FIGURES.cf(2024), "2024 had 2 factors .* name a day, such as"),
        (lambda: FIGURES.cf(1980), "no conversion factor of kind all for 1980"),
        (lambda: FIGURES.cf("last year"), "last year"),
        (lambda: FIGURES.policy("99213", "colour"), "'colour' is no indicator; expected one of"),
        (lambda: FIGURES.meaning("99213", "colour"), "'colour' has no meanings; expected one of"),
        (lambda: FIGURES.law("nothing"), "nothing"),
    ],
)
def test_what_there_is_not_is_an_error_that_says_what_was_asked(
    ask: Callable[[], object], said: str
) -> None:
    with pytest.raises(OpenRVUError, match=said):
        ask()
