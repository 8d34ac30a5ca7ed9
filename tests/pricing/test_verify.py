"""Holding CMS's amounts against ours: what matches, what does not, what cannot be known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from makers import policy, service
from openrvu.calendar import DateRange
from openrvu.cms.official import read_official
from openrvu.cms.package import open_package
from openrvu.pricing.verify import verify
from openrvu.pricing.verify_amounts import therapy_amount, therapy_share
from openrvu.pricing.verify_report import Verification
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import Locality, ZipArea
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow, Setting

_DAYS = DateRange(date(2025, 10, 1), date(2025, 12, 31))
_RELEASE = Release("RVU25D", _DAYS, None, Decimal(10), None, "made.zip", "")
_PLACE = Locality(
    "01112", "05", "CA", "SOMEWHERE", Decimal("1.100"), Decimal("1.200"), Decimal("0.500")
)
# 1.00 x 1.1 + 2.00 x 1.2 + 0.10 x 0.5 = 3.55, times 10; in a facility 1.00 x 1.2 for the PE.
_VISIT = service("99213", pe="2.00", pe_facility="1.00")
_IMAGE = service("70551", pe="2.00", pe_facility="1.00", opps=("1.50", "1.50", "0.10"))
_CONTRACTOR = service("0633T", "TC", work="0.00", pe="0.00", mp="0.00", status="C")


class MadeSource:
    """One release with the rows given, in one locality."""

    def __init__(self, *rows: ServiceRow) -> None:
        self._rows = rows

    def releases(self) -> tuple[Release, ...]:
        return (_RELEASE,)

    def rows(self, label: str, code: str) -> tuple[ServiceRow, ...]:
        return tuple(row for row in self._rows if row.code == code and label == "RVU25D")

    def localities(self, label: str) -> tuple[Locality, ...]:
        return (_PLACE,) if label == "RVU25D" else ()

    def zip_area(self, zip_code: str) -> ZipArea | None:  # noqa: ARG002
        return None


def published(nonfacility: str, facility: str, code: str = "99213") -> OfficialAmount:
    """A payment file's row as CMS would print it for the made locality."""
    return OfficialAmount(
        row=7,
        year=2025,
        carrier="01112",
        locality="05",
        code=code,
        modifier="",
        status="A",
        nonfacility=Decimal(nonfacility),
        facility=Decimal(facility),
        capped=False,
    )


def check(
    *amounts: OfficialAmount, rows: tuple[ServiceRow, ...] = (_VISIT, _IMAGE)
) -> Verification:
    return verify(amounts, FeeSchedule.of("RVU25D", source=MadeSource(*rows, _CONTRACTOR)))


def test_a_row_with_both_fees_equal_to_the_cent_matches() -> None:
    found = check(published("35.50", "23.50"))
    assert (found.matched, found.mismatched, found.amounts) == (1, 0, 2)
    assert found.summary == "1 of 1 match"


def test_a_cent_too_many_is_a_mismatch_that_says_which_amount_and_where() -> None:
    found = check(published("35.50", "23.51"), published("35.50", "23.50"))
    assert found.summary == "1 of 2 match"
    (wrong,) = found.mismatches
    assert (wrong.row, wrong.code, wrong.carrier, wrong.locality) == (7, "99213", "01112", "05")
    assert (wrong.which, wrong.ours, wrong.theirs) == (
        "facility fee",
        Decimal("23.50"),
        Decimal("23.51"),
    )


def test_two_wrong_amounts_of_one_row_are_one_row_that_does_not_match() -> None:
    found = check(published("1.00", "2.00"))
    assert (found.mismatched, len(found.mismatches)) == (1, 2)


def test_a_payment_files_fee_is_before_the_cap_and_its_opps_amounts_are_checked_too() -> None:
    amount = replace(
        published("35.50", "23.50", "70551"),
        opps_nonfacility=Decimal("29.50"),
        opps_facility=Decimal("29.50"),
    )
    assert check(amount).amounts == 4
    assert check(amount).mismatched == 0
    wrong = check(replace(amount, opps_facility=Decimal("29.51"))).mismatches
    assert [each.which for each in wrong] == ["facility OPPS-based amount"]


def test_an_oppscap_price_is_the_lower_of_fee_and_opps_amount_in_each_setting() -> None:
    lower = replace(published("29.50", "23.50", "70551"), year=None, capped=True)
    assert check(lower).summary == "1 of 1 match"
    uncapped = replace(lower, nonfacility=Decimal("35.50"))
    assert [each.which for each in check(uncapped).mismatches] == ["non-facility price"]


def test_a_status_c_cap_is_counted_apart_and_never_as_a_match() -> None:
    cap = replace(published("150.69", "150.69", "0633T"), modifier="TC", status="C", capped=True)
    found = check(cap)
    assert found.summary == "0 of 0 match"
    assert found.unknown == {"status C: a cap for a contractor-priced code, not a payment": 1}


def test_therapy_amounts_halve_practice_expense_and_leave_the_rest() -> None:
    amount = replace(
        published("35.50", "23.50"),
        therapy_nonfacility=Decimal("23.50"),
        therapy_facility=Decimal("17.50"),
    )
    assert check(amount).summary == "1 of 1 match"
    wrong = check(replace(amount, therapy_facility=Decimal("11.75"))).mismatches
    assert [each.which for each in wrong] == ["facility therapy amount"]


def test_the_therapy_amount_is_rounded_once_and_half_up() -> None:
    row = service(work="0.00", pe="0.01", mp="0.00")
    # 0.01 x 0.5 x 1.2 x 2.5 = 0.015: two roundings, or one to even, would say otherwise.
    made = therapy_amount(row, Setting.NONFACILITY, _PLACE, Decimal("2.5"), Decimal("0.5"))
    assert made == Decimal("0.02")


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        (
            replace(published("35.50", "23.50"), locality="17"),
            "locality 01112-17: RVU25D has no index for it",
        ),
        (published("35.50", "23.50", "99999"), "code not in RVU25D"),
        (
            replace(published("35.50", "23.50"), modifier="26"),
            "code in RVU25D, but not with this modifier",
        ),
        (
            replace(published("0.00", "0.00", "0633T"), modifier="TC", status="C"),
            "status C, printed as 0.00: not priced by RVUs",
        ),
        (
            replace(published("5.00", "5.00", "0633T"), modifier="TC", status="C"),
            "status C: no payment to recompute",
        ),
        (
            replace(published("0.00", "0.00", "0633T"), modifier="TC", status=""),
            "status C, printed as 0.00: not priced by RVUs",
        ),
        (
            replace(published("0.00", "0.00", "0633T"), modifier="TC"),
            "contractor-priced: CMS publishes no RVUs and no amount",
        ),
    ],
)
def test_what_cannot_be_known_is_counted_with_its_reason(
    amount: OfficialAmount, reason: str
) -> None:
    found = check(amount)
    assert (found.checkable, dict(found.unknown)) == (0, {reason: 1})


def test_an_amount_published_for_a_payable_row_without_rvus_is_a_mismatch() -> None:
    found = check(replace(published("5.00", "5.00", "0633T"), modifier="TC", status="A"))
    assert [each.ours for each in found.mismatches] == [None, None]


def test_zero_published_for_a_payable_row_with_rvus_is_a_mismatch() -> None:
    assert check(published("0.00", "0.00")).mismatched == 1


def test_zero_where_the_setting_is_na_is_no_amount() -> None:
    na = replace(_VISIT, policy=policy(na_facility=True))
    found = check(published("35.50", "0.00"), rows=(na,))
    assert (found.summary, found.amounts) == ("1 of 1 match", 1)
    both = replace(_VISIT, policy=policy(na_facility=True, na_nonfacility=True))
    assert check(published("0.00", "0.00"), rows=(both,)).unknown == {
        "printed as 0.00 where CMS marks the setting NA": 1
    }


def test_rvus_not_used_by_medicare_are_recomputed_where_an_amount_is_printed() -> None:
    row = replace(_VISIT, policy=policy(status="N"))
    found = check(replace(published("35.50", "23.50"), status="N"), rows=(row,))
    assert found.summary == "1 of 1 match"


@pytest.mark.cms
def test_every_amount_of_the_2025_revision_file_matches(cms_dir: Path) -> None:
    member = open_package(cms_dir / "PFREV25C.txt").need("PAYMENT")
    found = verify(read_official(member), FeeSchedule.of("RVU25D"))
    assert (found.summary, dict(found.unknown)) == ("109 of 109 match", {})


@pytest.mark.cms
@pytest.mark.parametrize(
    ("archive", "label", "rows", "caps"),
    [("rvu25d.zip", "RVU25D", 6322, 9430), ("rvu24a.zip", "RVU24A", 8066, 9200)],
)
def test_every_status_a_row_of_an_oppscap_file_with_a_known_locality_matches(
    cms_dir: Path, archive: str, label: str, rows: int, caps: int
) -> None:
    member = open_package(cms_dir / archive).need("OPPSCAP")
    amounts = read_official(member)
    found = verify(amounts, FeeSchedule.of(label))
    assert found.summary == f"{rows} of {rows} match"
    places = sum(count for why, count in found.unknown.items() if why.startswith("locality 01112-"))
    assert sum(found.unknown.values()) == caps + places
    assert len(amounts) == rows + caps + places


def test_a_row_printed_as_c_that_the_release_pays_is_compared_and_listed() -> None:
    found = check(replace(published("35.50", "23.50"), status="C"))
    assert found.summary == "1 of 1 match"
    assert [each.text for each in found.disagreements] == ["status printed C, the release has A"]
    capped = replace(published("35.50", "23.50"), status="C", capped=True, year=None)
    assert check(capped).summary == "1 of 1 match"


def test_a_row_printed_as_c_with_no_amount_is_a_mismatch_where_the_release_has_one() -> None:
    found = check(replace(published("0.00", "0.00"), status="C"))
    assert (found.summary, len(found.disagreements)) == ("0 of 1 match", 1)


def test_a_cap_printed_as_a_that_the_release_leaves_to_contractors_is_a_mismatch() -> None:
    cap = replace(published("150.69", "150.69", "0633T"), modifier="TC", capped=True, year=None)
    found = check(cap)
    assert [(each.which, each.ours) for each in found.mismatches] == [
        ("non-facility price", None),
        ("facility price", None),
    ]
    assert [each.text for each in found.disagreements] == ["status printed A, the release has C"]


def test_statuses_that_differ_where_neither_has_an_amount_are_listed_and_no_mismatch() -> None:
    found = check(replace(published("0.00", "0.00", "0633T"), modifier="TC", status="I"))
    assert (found.checkable, len(found.disagreements)) == (0, 1)
    assert dict(found.unknown) == {"status I, printed as 0.00: not priced by RVUs": 1}


def test_a_therapy_amount_is_compared_whatever_indicator_is_printed() -> None:
    therapy = replace(_VISIT, policy=policy(multiple_procedure="5"))
    amount = replace(
        published("35.50", "23.50"),
        multiple="0",
        therapy_nonfacility=Decimal("23.50"),
        therapy_facility=Decimal("17.50"),
    )
    found = check(amount, rows=(therapy,))
    assert (found.summary, found.amounts) == ("1 of 1 match", 4)
    assert [each.text for each in found.disagreements] == [
        "multiple-surgery indicator printed 0, the release has 5"
    ]
    none = replace(amount, therapy_nonfacility=Decimal(0), therapy_facility=Decimal(0))
    assert check(none, rows=(therapy,)).mismatched == 1
    assert check(none).mismatched == 0


def test_an_opps_amount_printed_as_zero_is_a_mismatch_where_the_release_has_one() -> None:
    amount = replace(
        published("35.50", "23.50", "70551"), opps_nonfacility=Decimal(0), opps_facility=Decimal(0)
    )
    wrong = check(amount).mismatches
    assert [each.which for each in wrong] == [
        "non-facility OPPS-based amount",
        "facility OPPS-based amount",
    ]
    assert check(replace(amount, code="99213")).amounts == 2


def test_rows_of_another_year_than_the_releases_are_counted_by_their_year() -> None:
    last = replace(published("35.50", "23.50"), year=2024)
    assert check(last, published("35.50", "23.50")).other_years == {2024: 1}


def test_each_kind_of_amount_is_counted_by_itself() -> None:
    therapy = replace(_VISIT, policy=policy(multiple_procedure="5"))
    visit = replace(
        published("35.50", "23.50"),
        multiple="5",
        therapy_nonfacility=Decimal("23.50"),
        therapy_facility=Decimal("17.51"),
    )
    image = replace(
        published("35.50", "23.50", "70551"),
        opps_nonfacility=Decimal("29.50"),
        opps_facility=Decimal("29.50"),
    )
    found = check(visit, image, rows=(therapy, _IMAGE))
    assert {str(kind): (t.agree, t.compared) for kind, t in found.kinds.items()} == {
        "fee": (4, 4),
        "therapy amount": (1, 2),
        "OPPS-based amount": (2, 2),
    }
    assert (found.amounts, found.summary) == (8, "1 of 2 match")


def test_a_flat_visit_fee_in_the_column_of_offices_is_counted_apart() -> None:
    visit = replace(
        published("35.50", "23.50"),
        multiple="0",
        therapy_nonfacility=Decimal("49.56"),
        therapy_facility=Decimal("0.00"),
    )
    found = check(visit)
    assert (found.summary, found.amounts) == ("1 of 1 match", 2)
    assert found.apart == {
        "flat visit fee of Primary Care First, in the column of therapy amounts": 1
    }


@pytest.mark.parametrize(
    "change",
    [{"year": 2020}, {"multiple": "5"}, {"therapy_facility": Decimal("17.50")}],
    ids=["before 2021", "printed as therapy", "institutions too"],
)
def test_an_amount_that_can_be_no_flat_visit_fee_is_compared_as_therapy(
    change: dict[str, Any],
) -> None:
    visit = replace(
        published("35.50", "23.50"),
        therapy_nonfacility=Decimal("49.56"),
        therapy_facility=Decimal("0.00"),
    )
    found = check(replace(visit, **change))
    (wrong,) = found.mismatches
    assert (wrong.which, wrong.ours) == ("non-facility therapy amount", Decimal("23.50"))


def test_a_therapy_codes_amount_is_never_taken_for_a_flat_visit_fee() -> None:
    therapy = replace(_VISIT, policy=policy(multiple_procedure="5"))
    visit = replace(
        published("35.50", "23.50"),
        multiple="0",
        therapy_nonfacility=Decimal("49.56"),
        therapy_facility=Decimal("0.00"),
    )
    found = check(visit, rows=(therapy,))
    assert [each.which for each in found.mismatches] == [
        "non-facility therapy amount",
        "facility therapy amount",
    ]


@pytest.mark.parametrize(
    ("day", "office", "institution"),
    [
        (date(2010, 12, 31), "1", "1"),
        (date(2011, 1, 1), "0.80", "0.75"),
        (date(2013, 3, 31), "0.80", "0.75"),
        (date(2013, 4, 1), "0.50", "0.50"),
        (date(2026, 1, 1), "0.50", "0.50"),
    ],
)
def test_the_share_of_practice_expense_is_that_of_the_releases_first_day(
    day: date, office: str, institution: str
) -> None:
    release = replace(_RELEASE, in_force=DateRange(day, day))
    shares = [therapy_share(release, setting) for setting in Setting]
    assert shares == [Decimal(office), Decimal(institution)]


def test_fees_after_the_cap_are_recomputed_so_where_that_is_asked_for() -> None:
    amount = replace(
        published("29.50", "23.50", "70551"),
        opps_nonfacility=Decimal("29.50"),
        opps_facility=Decimal("29.50"),
    )
    schedule = FeeSchedule.of("RVU25D", source=MadeSource(_IMAGE))
    assert verify([amount], schedule).mismatched == 1
    assert verify([amount], schedule, after_cap=True).summary == "1 of 1 match"
