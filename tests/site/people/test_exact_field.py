from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Avg, Max, Min, Sum
from hypothesis import given
from hypothesis import strategies as st

from openrvu.site.exact_field import ScaledField
from openrvu.site.log.models import Entry
from openrvu.site.people.models import User

DAY = date(2026, 3, 9)
FIELD = ScaledField(places=2)


def keep(owner: User, *values: str | None) -> None:
    for value in values:
        exact = None if value is None else Decimal(value)
        Entry(owner=owner, date=DAY, code="99213", full=exact).save(force_insert=True)


@pytest.mark.django_db
def test_a_tenth_three_times_is_three_tenths(owner: User) -> None:
    keep(owner, "0.10", "0.10", "0.10", None)
    rows = Entry.objects.of(owner)
    assert rows.aggregate(s=Sum("full"))["s"] == Decimal("0.30")
    assert isinstance(rows.aggregate(s=Sum("full"))["s"], Decimal)
    assert rows.filter(full=Decimal("0.1")).count() == 3
    assert rows.filter(full__isnull=True).count() == 1


@pytest.mark.django_db
def test_order_and_extremes_are_those_of_numbers(owner: User) -> None:
    keep(owner, "10.00", "9.99", "-1.50")
    rows = Entry.objects.of(owner)
    found = list(rows.order_by("full").values_list("full", flat=True))
    assert found == [Decimal("-1.50"), Decimal("9.99"), Decimal("10.00")]
    assert rows.aggregate(a=Min("full"), b=Max("full")) == {
        "a": Decimal("-1.50"),
        "b": Decimal("10.00"),
    }
    assert rows.filter(full__gt=Decimal("9.99")).count() == 1


@pytest.mark.django_db
def test_the_largest_sums_stay_exact(owner: User) -> None:
    keep(owner, *["90071992547409.93"] * 3)  # beyond what a float keeps
    assert Entry.objects.of(owner).aggregate(s=Sum("full"))["s"] == Decimal("270215977642229.79")


@pytest.mark.django_db
def test_an_average_that_is_no_value_is_refused(owner: User) -> None:
    keep(owner, "0.01", "0.02")
    with pytest.raises(TypeError, match="Sum and its Count"):
        Entry.objects.of(owner).aggregate(a=Avg("full"))


@pytest.mark.parametrize("value", [0.1, True, "1.234", "x", Decimal("NaN"), 10**17, object()])
def test_what_cannot_be_kept_exactly_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match="expected"):
        FIELD.get_prep_value(value)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_what_is_kept_comes_back(value: Decimal) -> None:
    assert FIELD.from_db_value(FIELD.get_prep_value(value)) == value
    assert FIELD.get_prep_value(value) == int(value * 100)


def test_a_field_can_be_written_into_a_migration() -> None:
    _, path, args, options = FIELD.deconstruct()
    assert (path, args, options) == ("openrvu.site.exact_field.ScaledField", [], {"places": 2})
