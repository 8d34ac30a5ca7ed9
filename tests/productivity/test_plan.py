from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from makers.services import service as row
from openrvu.pricing.claim import Provider
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import (
    Anesthesia,
    CodeRange,
    Condition,
    ModifierFactor,
    MultipleProcedures,
    PractitionerFactor,
    ReleaseBy,
    WorkOverride,
)
from productivity.making import one, work

TOO_MUCH = Decimal("5.01")


@pytest.mark.parametrize("value", ["-0.01", "5.01", "NaN", "Infinity", "0.12345"])
def test_a_factor_lies_from_0_to_5_with_four_digits(value: str) -> None:
    with pytest.raises(ValueError, match=r"outside 0 to 5|figure that can be stored|4 digits"):
        ModifierFactor("22", Decimal(value))


def test_no_part_of_a_plan_takes_a_figure_out_of_range() -> None:
    for make in (
        lambda: MultipleProcedures(modifier_51=TOO_MUCH),
        lambda: MultipleProcedures(factors=(Decimal(1), TOO_MUCH)),
        lambda: PractitionerFactor(Provider.NP, TOO_MUCH),
        lambda: Anesthesia(rate=TOO_MUCH),
        lambda: WorkOverride("99999", Decimal(-1)),
    ):
        with pytest.raises(ValueError, match="outside 0 to"):
            make()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: ModifierFactor("5", Decimal(1)), "not a modifier of two characters"),
        (lambda: ModifierFactor("51", Decimal(1)), "multiple_procedure.modifier_51"),
        (lambda: ModifierFactor("22", None), "no percentage for modifier 22"),
        (lambda: MultipleProcedures(factors=()), "at least one factor"),
        (lambda: Anesthesia(minutes_per_unit=0), "at least one minute"),
        (lambda: CodeRange("9047", "90474"), "not a code of five characters"),
        (lambda: CodeRange("90474", "90471"), "ends before it begins"),
        (lambda: WorkOverride("9999", Decimal(1)), "not a code of five characters"),
    ],
)
def test_what_no_plan_can_mean_is_refused(make: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        make()


def test_of_several_factors_for_a_modifier_the_first_that_is_meant_counts() -> None:
    told = CreditPlan(
        "sides",
        factors=(
            ModifierFactor("50", Decimal("1.5"), only_when=(Condition("bilateral", ("1",)),)),
            ModifierFactor("50", Decimal("1.1")),
        ),
    )
    assert told.factor_for("50", row(bilateral="1")) is told.factors[0]
    assert told.factor_for("50", row(bilateral="2")) is told.factors[1]
    assert told.factor_for("50", None) is told.factors[1]
    assert told.factor_for("22", None) is None


def test_one_factor_may_be_changed_and_the_rest_kept() -> None:
    told = CreditPlan("mine", factors=(ModifierFactor("22", Decimal("1.25")),))
    changed = told.with_factor("62", Decimal("0.5")).with_factor("22", Decimal("1.1"))
    assert one(work("10.00", "22", "62"), changed).credited == Decimal("5.5")
    assert one(work("10.00", "51"), told.with_factor("51", Decimal("0.4"))).credited == Decimal(4)


def test_a_range_holds_its_ends_and_what_lies_between() -> None:
    infusions = CodeRange("96365", "96376")
    assert [code in infusions for code in ("96364", "96365", "96370", "96376", "96377")] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_only_a_label_pins_the_release() -> None:
    assert CreditPlan("a").pinned is None
    assert CreditPlan("a", release=ReleaseBy.POSTING).pinned is None
    assert CreditPlan("a", release="RVU20D").pinned == "RVU20D"
