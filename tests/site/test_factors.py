"""The conversion factors since 1992."""

from __future__ import annotations

from decimal import Decimal

from django.test import Client

from openrvu import open_book
from openrvu.site.factors.factors import factors_of, summary
from visiting import data, html, words_of

FACTORS = factors_of(open_book())


def test_every_factor_of_the_book_is_a_row_with_its_source(client: Client) -> None:
    page = html(client, "/factors/")
    assert len(FACTORS) == len(open_book().factors())
    for factor in FACTORS:
        assert f'<td class="n">{factor.factor}</td>' in page
        assert factor.when in page
        assert factor.source.replace("&", "&amp;") in page


def test_the_newest_comes_first_with_the_factor_of_qualifying_participants(client: Client) -> None:
    words = words_of(html(client, "/factors/"))
    assert "2026, non-QP $33.4009 +3.3 % from 2025" in words
    assert "2026, QP $33.5675" in words
    assert summary(FACTORS).highest.factor == max(f.factor for f in FACTORS if f.kind == "all")


def test_every_split_of_a_year_and_category_is_told_apart() -> None:
    splits = {f.when for f in FACTORS if "-" in f.when}
    assert "2024-01-01 to 2024-03-08" in splits
    assert "2010-06-01 to 2010-12-31" in splits
    kinds = {(f.when, f.name) for f in FACTORS}
    assert ("1993", "Other than surgical") in kinds
    assert ("1994", "Other than surgical and primary care") in kinds
    assert ("2026", "All others (non-QP)") in kinds
    assert ("2025", "All services") in kinds


def test_a_change_compares_with_the_same_kind_just_before() -> None:
    changes = {(f.when, f.kind): f.change for f in FACTORS}
    assert changes["2026", "all"] == Decimal("3.3")
    assert changes["2024-03-09 to 2024-12-31", "all"] == Decimal("1.7")
    assert changes["1992", "all"] is None
    assert changes["2026", "qp"] is None
    # 1997 had three factors: 1998's single one follows none of them.
    assert changes["1998", "all"] is None


def test_medicares_factor_and_an_employers_rate_are_told_apart(client: Client) -> None:
    words = words_of(html(client, "/factors/"))
    assert "Dollars per total RVU" in words
    assert "Dollars per work RVU" in words
    assert "Dollars per anesthesia unit" in words


def test_the_chart_has_words_for_those_who_do_not_see_it(client: Client) -> None:
    page = html(client, "/factors/")
    assert (
        'aria-label="Medicare conversion factor. From $31.0010 in 1992 to $33.4009 in 2026; '
        'lowest $31.0010, highest $38.2581. The scale is not from 0"'
    ) in page


def test_the_factors_as_json(client: Client) -> None:
    answer = data(client, "/factors.json")
    assert answer["unit"] == "dollars per total RVU"
    assert answer["factors"][0] == {
        "from": "1992-01-01",
        "to": "1992-12-31",
        "kind": "all",
        "factor": "31.0010",
        "change_percent": None,
        "source": FACTORS[0].source,
        "note": "",
    }
    assert len(answer["factors"]) == len(FACTORS)
