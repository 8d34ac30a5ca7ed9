"""The contract of a day credits the day's lines, and only what it changes is credited anew."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from contracting import STRAIGHT, kept
from openrvu.productivity.contract.contract_file import contract_from_toml
from openrvu.productivity.log.line import LogLine
from openrvu.site.contracts import keep, scope
from openrvu.site.contracts.crediting import own_in_force
from openrvu.site.contracts.models import Version, YearFacts
from openrvu.site.log import record
from openrvu.site.log import scope as log_scope
from openrvu.site.log.models import Change, Entry
from openrvu.site.log.recredit import recredit, stale
from openrvu.site.people.models import User

from .conftest import Log

pytestmark = pytest.mark.django_db

#: CMS's work RVU of 99213: 0.97 until 2020, 1.30 from 2021 on.
PINNED = STRAIGHT.replace('credit = "full-cms"', 'credit = "full-cms"\nrelease = "RVU20D"')


def credited(user: User) -> dict[str, Decimal | None]:
    rows = log_scope.entries(user).order_by("date")
    return {str(entry.date): entry.credited for entry in rows}


def test_a_contract_that_pins_a_release_credits_by_it_from_its_first_day_on(
    owner: User, log: Log
) -> None:
    log("2025-12-31", "99213")
    log("2026-01-01", "99213")
    kept(owner, PINNED)
    assert stale(owner).count() == 1
    assert recredit(owner, 60) == 0
    assert credited(owner) == {"2025-12-31": Decimal("1.3000"), "2026-01-01": Decimal("0.9700")}
    log("2026-02-01", "99213", 2)
    assert credited(owner)["2026-02-01"] == Decimal("1.9400")
    assert stale(owner).count() == 0
    assert Change.objects.of(owner).get(kind=Change.Kind.REVALUED).count == 1


def test_a_later_contract_ends_the_one_before(owner: User) -> None:
    first = kept(owner)
    second = kept(owner, STRAIGHT.replace("2026-01-01", "2026-07-01"))
    told = own_in_force(owner)
    assert [(one.version, one.first, one.last) for one in told] == [
        (first, date(2026, 1, 1), date(2026, 6, 30)),
        (second, date(2026, 7, 1), date.max),
    ]
    assert told[0].contract.ends == date(2026, 6, 30)
    assert scope.standing(owner, first) == told[0]


def test_an_offer_credits_nothing(owner: User, log: Log) -> None:
    log("2026-01-01", "99213")
    kept(owner, PINNED, is_offer=True)
    assert stale(owner).count() == 0
    assert own_in_force(owner) == ()


def test_without_its_contract_a_day_is_credited_as_before(owner: User, log: Log) -> None:
    log("2026-01-01", "99213")
    version = kept(owner, PINNED)
    recredit(owner, 60)
    keep.delete(owner, version)
    assert recredit(owner, 60) == 0
    assert credited(owner) == {"2026-01-01": Decimal("1.3000")}


def test_what_is_left_when_the_time_is_up_is_seen_and_done_later(owner: User) -> None:
    days = [date(2026, 1, 1 + number % 28) for number in range(5_000)]
    record.add(owner, [LogLine(day, "99213", pos="11") for day in days], uuid4())
    kept(owner, PINNED)
    left = recredit(owner, 0)
    assert 0 < left < 5_000
    assert stale(owner).count() == left
    rows = Entry.objects.of(owner)
    assert rows.filter(credited=Decimal("0.97")).count() == 5_000 - left
    assert recredit(owner, 60) == 0
    assert rows.filter(credited=Decimal("0.97")).count() == 5_000


def test_a_case_is_ranked_whole_when_it_is_credited_anew(owner: User) -> None:
    """The survey-style plan halves the second procedure: 43239's 2.33 beside 45385's 4.46."""
    lines = [LogLine(date(2026, 3, 2), code, pos="22", case="1") for code in ("45385", "43239")]
    record.add(owner, lines, uuid4())
    kept(owner, STRAIGHT.replace("full-cms", "survey-style"))
    recredit(owner, 60)
    told = {entry.code: entry.credited for entry in log_scope.entries(owner)}
    assert told == {"45385": Decimal("4.46"), "43239": Decimal("1.165")}


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('credit = "full-cms"', 'credit = "ours"', "credit"),
        ('credit = "full-cms"', 'release = "RVU19A"', "release"),
        ('name = "Straight"', f'name = "{"x" * 121}"', "name"),
        ("", "", "starts"),
    ],
)
def test_what_could_not_credit_the_log_is_refused(
    owner: User, old: str, new: str, place: str
) -> None:
    kept(owner)
    found, _ = contract_from_toml(STRAIGHT.replace(old, new))
    assert found is not None
    problems = keep.problems_of(owner, found, is_offer=False)
    assert place in {problem.place for problem in problems}


def test_all_of_it_goes_when_everything_is_deleted(owner: User) -> None:
    version = kept(owner)
    keep.keep_facts(owner, version, 2026, {"draw_owed": "1"})
    record.erase(owner)
    assert not Version.objects.of(owner).exists()
    assert not YearFacts.objects.of(owner).exists()
