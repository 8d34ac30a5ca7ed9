"""Two contracts side by side, and the log under two releases."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from contracting import SALARIED, STRAIGHT, kept
from openrvu.site.log import scope as log_scope
from openrvu.site.people.models import User

from .conftest import Log

pytestmark = pytest.mark.django_db

COMPARE = "/log/contracts/compare"
RELEASES = "/log/contracts/releases"


@pytest.fixture
def both(owner: User) -> str:
    """The query that names the straight contract and the salaried offer."""
    left, right = kept(owner), kept(owner, SALARIED, is_offer=True)
    return f"left={left.pk}&right={right.pk}&year=2026"


def test_two_contracts_cross_where_the_arithmetic_says(mine: Client, both: str) -> None:
    # 50 w = 100000 + 40 (w - 1000) at w = 6,000.
    told = mine.get(f"{COMPARE}.json?{both}&work=wrvu&wrvu=5,000").json()
    assert told["crossings"] == [{"wrvu": "6000.01", "pays_more": "left"}]
    assert told["comparison"]["left"]["amount"] == "250000.00"
    assert told["comparison"]["right"]["amount"] == "260000.00"
    assert told["comparison"]["difference"] == "10000.00"
    page = mine.get(f"{COMPARE}/?{both}&work=wrvu&wrvu=5,000").content.decode()
    assert "From 6,000.01 wRVU in the year on, Straight pays more." in page
    assert page.count("<polyline") == 2
    assert '<td class="n">$250,000.00</td>' in page


def test_a_mix_of_codes_is_credited_as_each_contract_does(mine: Client, both: str) -> None:
    # 1,000 of 1.92 and 200 of 1.30 are 2,180 work RVUs: $109,000 at $50.
    told = mine.get(f"{COMPARE}.json?{both}&work=codes&codes=99214 x 1,000%0A99213x200").json()
    assert told["comparison"]["left"]["wrvu"] == "2180.00"
    assert told["comparison"]["left"]["amount"] == "109000.00"


def test_both_run_on_the_log_to_date(mine: Client, both: str, log: Log) -> None:
    log("2026-01-05", "99214", 100)
    told = mine.get(f"{COMPARE}.json?{both}").json()["comparison"]
    assert told["left"]["wrvu"] == told["right"]["wrvu"] == "192.00"
    assert told["left"]["amount"] == "9600.00"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("work=wrvu&wrvu=many", "expected a figure such as 5200"),
        ("work=codes&codes=99214 often", "line 1"),
        ("work=codes&codes=00000 x 3", "line 1"),
        ("work=codes&codes=", "expected 1 to 100"),
        ("work=hours", "expected one of log, wrvu, codes"),
        ("work=log", "no credited work"),
        ("work=wrvu&wrvu=5000&year=2019", "no day of its year"),
    ],
)
def test_what_cannot_be_compared_is_said(mine: Client, both: str, query: str, words: str) -> None:
    answer = mine.get(f"{COMPARE}/?{both.replace('&year=2026', '')}&{query}")
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert mine.get(f"{COMPARE}.json?{both.replace('&year=2026', '')}&{query}").status_code >= 400


def test_one_contract_alone_is_asked_for_another(mine: Client, owner: User) -> None:
    kept(owner)
    assert "Enter the other" in mine.get(f"{COMPARE}/").content.decode()
    assert mine.get(f"{COMPARE}.json").json() == {"comparison": None}


def test_a_release_is_told_by_what_it_did_to_the_log(mine: Client, owner: User, log: Log) -> None:
    # 99213 rose from 0.97 to 1.30 in 2021: 100 of them by 33 work RVUs, $1,650 at $50.
    log("2026-01-05", "99213", 100)
    version = kept(owner)
    query = (
        f"contract={version.pk}&year=2026&before_release=RVU20D&after_release=RVU21A"
        "&before_plan=full-cms&after_plan=full-cms"
    )
    told = mine.get(f"{RELEASES}.json?{query}").json()
    assert told["whole"]["credited_before"] == "97.0000"
    assert told["whole"]["credited_after"] == "130.0000"
    assert told["pay"]["difference"] == "1650.00"
    (code,) = told["codes"]
    assert (code["code"], code["credited_difference"]) == ("99213", "33.0000")
    # 50 * 97 / 130: the rate that pays the same in proportion.
    (same,) = told["pay"]["equivalents"]
    assert (same["term"], same["same"]) == ("rate", "37.3077")
    page = mine.get(f"{RELEASES}/?{query}").content.decode()
    assert "+$1,650.00" in page
    assert "+34.02\u00a0%" in page
    assert log_scope.entries(owner).get().credited == Decimal("130.0000")


def test_over_a_whole_year_the_rate_that_pays_the_former_sum_is_found(
    mine: Client, owner: User, log: Log
) -> None:
    log("2025-03-03", "99213", 100)
    version = kept(owner, STRAIGHT.replace("2026-01-01", "2025-01-01"))
    query = (
        f"contract={version.pk}&year=2025&before_release=RVU21A&after_release=RVU20D"
        "&before_plan=full-cms&after_plan=full-cms"
    )
    page = mine.get(f"{RELEASES}/?{query}").content.decode()
    # 6500 / 97, up to the next hundredth of a cent that pays it.
    assert "67.0103 $/wRVU" in page


@pytest.mark.parametrize(
    "query", ["before_release=RVU19A", "after_plan=ours", "before_release=%3Cb%3E"]
)
def test_a_release_or_plan_that_is_not_there_is_said(mine: Client, query: str) -> None:
    answer = mine.get(f"{RELEASES}/?{query}")
    assert answer.status_code == 422
    assert "expected one of the list" in answer.content.decode()
    assert mine.get(f"{RELEASES}.json?{query}").status_code == 422


def test_an_empty_log_teaches(mine: Client) -> None:
    assert "would pay the same" in mine.get(f"{RELEASES}/").content.decode()
