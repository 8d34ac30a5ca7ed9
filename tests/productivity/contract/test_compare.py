from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from openrvu.productivity.contract.as_data import comparison_data
from openrvu.productivity.contract.compare import Crossing, compare, crossings, pay_at
from openrvu.productivity.contract.equivalents import (
    equivalent_target,
    equivalents,
    rescaled,
)
from openrvu.productivity.contract.pay_terms import Pays, Production
from openrvu.productivity.contract.run import run
from openrvu.productivity.contract.statement import PartKind
from openrvu.productivity.contract.terms import Pool
from productivity.contract.making import (
    YEAR,
    contract,
    figures,
    of_year,
    salary,
    straight,
    these,
    threshold,
    tiers,
)

PRESENT = contract(
    base=(salary("200,000"),), threshold=threshold("4,000"), production=straight("50")
)
OFFER = contract(name="offer", production=straight("55"))


def test_two_offers_stand_side_by_side_by_kind_of_pay() -> None:
    found = compare(PRESENT, OFFER, of_year("5,000"), YEAR)
    assert [(row.kind, row.left, row.right, row.difference) for row in found.rows] == [
        (PartKind.BASE, *these(200_000, 0, -200_000)),
        (PartKind.PRODUCTION, *these(50_000, 275_000, 225_000)),
    ]
    assert found.difference == 25_000
    assert comparison_data(found)["difference"] == "25000.00"


def test_each_contract_may_credit_the_same_services_otherwise() -> None:
    found = compare(PRESENT, OFFER, of_year("5,000"), YEAR, right_work=of_year("4,000"))
    assert (found.left.wrvu, found.right.wrvu) == these(5_000, 4_000)


def test_the_volume_at_which_an_offer_overtakes_is_found_to_the_hundredth() -> None:
    # 55 v against 200,000 to 4,000 work RVUs: 3,636.36...; above, 55 v against 50 v.
    found = crossings(PRESENT, OFFER, YEAR, Decimal(8_000))
    assert found == (Crossing(Decimal("3636.37"), right_pays_more=True),)
    assert crossings(OFFER, PRESENT, YEAR, Decimal(8_000)) == (
        Crossing(Decimal("3636.37"), right_pays_more=False),
    )
    assert crossings(OFFER, OFFER, YEAR, Decimal(8_000)) == ()


def test_pay_at_a_volume_is_that_of_the_year() -> None:
    assert pay_at(PRESENT, YEAR, Decimal(6_000)) == 300_000


def test_the_next_tier_is_where_pay_begins_and_then_the_next_rate() -> None:
    told = contract(
        threshold=threshold("3,000"),
        production=Production(Pays.ABOVE, tiers=tiers(("0", "40"), ("5,000", "50"))),
    )
    below = run(told, of_year("2,500.5"), YEAR).outlook.next_tier
    assert below is not None
    assert (below.at, below.away) == (Decimal(3000), Decimal("499.50"))
    assert (below.rate, below.words) == (Decimal(40), "Production begins to be paid.")
    above = run(told, of_year("3,000"), YEAR).outlook.next_tier
    assert above is not None
    assert (above.at, above.away, above.rate) == these(5_000, 2_000, 50)
    assert run(told, of_year("5,000"), YEAR).outlook.next_tier is None


def test_a_target_grows_with_the_work_rvus_of_the_same_services() -> None:
    assert equivalent_target(Decimal(4_000), Decimal(5_000), Decimal(5_250)) == 4_200
    with pytest.raises(ValueError, match="above 0 are expected"):
        equivalent_target(Decimal(4_000), Decimal(0), Decimal(1))


def test_the_figures_that_pay_the_same_after_a_release_are_listed_beside_the_contracts() -> None:
    found = equivalents(PRESENT, Decimal(5_000), Decimal(6_250))
    assert [(one.term, one.now, one.same, one.unit) for one in found] == [
        ("threshold", Decimal(4_000), Decimal(5_000), "wRVU"),
        ("rate", Decimal(50), Decimal(40), "$/wRVU"),
    ]


def test_equivalents_of_tiers_and_of_a_group_target_are_listed() -> None:
    told = contract(
        production=Production(Pays.ABOVE, tiers=tiers(("0", "40"), ("5,000", "50"))),
        pool=Pool(Decimal(30_000), rate=Decimal(10)),
    )
    found = equivalents(told, Decimal(1), Decimal(2))
    assert [(one.term, one.same) for one in found] == [
        ("rate of tier 1", Decimal(20)),
        ("start of tier 2", Decimal(10_000)),
        ("rate of tier 2", Decimal(25)),
        ("group target", Decimal(60_000)),
        ("group rate", Decimal(5)),
    ]


@given(figures(3_000, 9_000), figures(3_000, 9_000), figures(0, 6_000), figures(1, 90))
def test_a_rescaled_contract_pays_the_same_but_for_the_rounding_of_its_figures(
    before: Decimal, after: Decimal, start: Decimal, rate: Decimal
) -> None:
    told = contract(
        threshold=threshold(str(start)),
        production=Production(Pays.ABOVE, tiers=tiers(("0", str(rate)), ("5,000", "50"))),
    )
    was = run(told, of_year(str(before)), YEAR).amount
    became = run(rescaled(told, before, after), of_year(str(after)), YEAR).amount
    # A rate is rounded by at most 0.00005, on at most 9,000 work RVUs; a start by as little.
    assert abs(became - was) <= Decimal("1.00")
