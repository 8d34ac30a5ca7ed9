"""Which way a payment file's fees were made, told by some of its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from makers import service
from openrvu.calendar import DateRange
from openrvu.pricing.verify_basis import Basis, bases, best_basis
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import Locality, ZipArea
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow

_DAYS = DateRange(date(2026, 1, 1), date(2026, 3, 31))
_ONE = Decimal("1.000")
_PLACE = Locality("01112", "05", "CA", "SOMEWHERE", _ONE, _ONE, _ONE)
_VISIT = service("99213", work="1.00", pe="1.00", pe_facility="1.00", mp="1.00")
_IMAGE = service(
    "70551", work="1.00", pe="2.00", pe_facility="2.00", mp="1.00", opps=("1.00", "1.00", "0.50")
)


class Held:
    """One release with a visit and an image, and with a factor for QPs or without."""

    def __init__(self, qp: str | None) -> None:
        factor = Decimal(qp) if qp else None
        self._release = Release("RVU26A", _DAYS, None, Decimal(10), factor, "", "")

    def releases(self) -> tuple[Release, ...]:
        return (self._release,)

    def rows(self, label: str, code: str) -> tuple[ServiceRow, ...]:
        return tuple(row for row in (_VISIT, _IMAGE) if row.code == code and label)

    def localities(self, label: str) -> tuple[Locality, ...]:
        return (_PLACE,) if label else ()

    def zip_area(self, zip_code: str) -> ZipArea | None:  # noqa: ARG002
        return None


def schedule(qp: str | None = "11") -> FeeSchedule:
    return FeeSchedule.of("RVU26A", source=Held(qp))


def row(code: str, fee: str, *, capped: bool = False) -> OfficialAmount:
    year = None if capped else 2026
    fees = Decimal(fee), Decimal(fee)
    return OfficialAmount(1, year, "01112", "05", code, "", "A", *fees, capped=capped)


def found(*sample: OfficialAmount, qp: str | None = "11") -> Basis:
    return best_basis(sample, schedule(qp))[0]


def test_fees_of_the_releases_own_factor_before_the_cap_are_the_plain_way() -> None:
    # 3.00 x 10 and 4.00 x 10; the cap of the image is 2.50 x 10.
    assert found(row("99213", "30.00"), row("70551", "40.00")) == Basis()


def test_fees_after_the_cap_are_told_by_the_images_it_binds_for() -> None:
    basis = found(row("99213", "30.00"), row("70551", "25.00"))
    assert (basis.factor, basis.after_cap) == (None, True)
    assert basis.says == "its fees are after the OPPS cap"


def test_the_fees_of_qualifying_participants_are_told_by_their_factor() -> None:
    basis = found(row("99213", "33.00"), row("70551", "44.00"))
    assert (basis.factor, basis.after_cap) == (Decimal(11), False)
    assert basis.says == "its fees are those of qualifying APM participants"
    assert found(row("99213", "33.00"), row("70551", "27.50")).after_cap


def test_a_release_with_one_factor_is_tried_with_that_alone() -> None:
    assert [basis.factor for basis in bases(schedule(None))] == [None, None]


def test_where_no_way_fits_better_it_is_the_plain_one() -> None:
    assert found(row("99213", "1.00")) == Basis()
    assert found(replace(row("99213", "30.00"), locality="99")) == Basis()


def test_the_prices_of_an_oppscap_file_are_after_the_cap_in_any_case() -> None:
    assert found(row("70551", "25.00", capped=True)) == Basis()
    assert found(row("70551", "27.50", capped=True)).factor == Decimal(11)
