"""A priced claim, credited by the release its plan goes by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from openrvu import Claim, ClaimLine, CreditPlan, credit_claim, plan, price
from openrvu.productivity.as_data import credited_data

#: Work RVUs of 99213: 0.97 in 2020, 1.30 from 2021 on (CMS's files).
CLAIM = Claim((ClaimLine("99213", units=2),), date(2026, 7, 15))
WHOLE = plan("full-cms")


def test_the_date_of_service_finds_the_work_rvus() -> None:
    credited = credit_claim(price(CLAIM), WHOLE)
    assert (credited.full, credited.credited) == (Decimal("2.60"), Decimal("2.60"))


def test_a_plan_pinned_to_a_release_credits_by_it_whatever_the_claim_is_priced_by() -> None:
    credited = credit_claim(price(CLAIM), replace(WHOLE, release="RVU20D"))
    assert credited.credited == Decimal("1.94")
    assert credited.lines[0].service.release == "RVU20D"


def test_a_plan_by_posting_date_needs_it() -> None:
    by_posting = CreditPlan("Mine", release="posting date")
    unknown = credit_claim(price(CLAIM), by_posting)
    assert len(unknown.unanswered) == 1
    known = credit_claim(price(CLAIM), by_posting, posted=date(2020, 12, 30))
    assert known.credited == Decimal("1.94")


def test_a_release_named_for_the_claim_is_what_a_date_of_service_finds() -> None:
    credited = credit_claim(price(replace(CLAIM, release="RVU20D")), WHOLE)
    assert credited.credited == Decimal("1.94")


def test_as_data_its_figures_are_strings_and_its_lines_numbered() -> None:
    made = credited_data(credit_claim(price(CLAIM), WHOLE))
    assert (made["plan"], made["credited"], made["unanswered"]) == ("full-cms", "2.60", 0)
    (line,) = made["lines"]
    assert (line["number"], line["code"], line["full"], line["date"]) == (
        1,
        "99213",
        "2.60",
        "2026-07-15",
    )
