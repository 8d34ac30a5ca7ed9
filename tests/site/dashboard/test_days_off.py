"""Days off: kept once, bounded, and refused where they name a person."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from openrvu.site.dashboard import scope
from openrvu.site.people.models import User
from visiting import data, html, words_of

pytestmark = pytest.mark.django_db
PATH = "/log/dashboard/days-off/"


def test_days_off_are_kept_and_taken_away(mine: Client, owner: User) -> None:
    form = {"first": "2026-12-21", "last": "2026-12-31", "name": "Leave"}
    assert mine.post(PATH, form).status_code == 303
    assert "December 21, 2026 to December 31, 2026 Leave" in words_of(html(mine, PATH))
    assert data(mine, f"{PATH[:-1]}.json") == {
        "days_off": [{"first": "2026-12-21", "last": "2026-12-31", "name": "Leave"}]
    }
    assert mine.post(f"{PATH}{scope.days_off(owner).get().pk}/remove/").status_code == 303
    assert not scope.days_off(owner).exists()


def test_the_same_days_are_kept_once(mine: Client, owner: User) -> None:
    for _ in range(2):
        mine.post(f"{PATH}holidays/", {"year": "2026"})
    assert scope.days_off(owner).count() == 11
    mine.post(f"{PATH}holidays/", {"year": "MMXXVI"})
    assert scope.days_off(owner).count() == 11


def test_overlapping_stretches_count_each_day_once(owner: User) -> None:
    days = [(date(2026, 7, 1), date(2026, 7, 3), ""), (date(2026, 7, 3), date(2026, 7, 5), "")]
    scope.keep_days_off(owner, days)
    found = scope.off_within(owner, date(2026, 7, 2), date(2026, 7, 31))
    assert sorted(day.day for day in found) == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"first": ""}, "is not a date"),
        ({"first": "2026-07-03", "last": "2026-07-01"}, "is before"),
        ({"first": "2026-07-03", "last": "2028-07-01"}, "more than a year"),
        ({"first": "1900-01-01"}, "1950"),
        ({"first": "2026-07-03", "name": "x" * 61}, "at most 60"),
        ({"first": "2026-07-03", "name": "for John Smith"}, "a person"),
    ],
)
def test_what_cannot_be_kept_is_said(
    mine: Client, owner: User, form: dict[str, str], words: str
) -> None:
    response = mine.post(PATH, form)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not scope.days_off(owner).exists()
