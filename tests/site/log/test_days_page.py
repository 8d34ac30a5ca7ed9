from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from openrvu.site.log import record
from openrvu.site.log.days_page import PAGE
from openrvu.site.people.models import User
from visiting import data, html, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(owner: User) -> None:
    lines = (
        LogLine(date(2026, 3, 9), "99213", tags=("clinic",)),
        LogLine(date(2026, 3, 9), "99214"),
        LogLine(date(2026, 3, 10), "45385", role=Role.TEACHING, pos="22"),
        LogLine(date(2026, 4, 1), "99213", units=2),
    )
    record.add(owner, lines, uuid4())


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["99213", "45385", "99213", "99214"]),
        ("?from=2026-03-10", ["99213", "45385"]),
        ("?to=2026-03-09", ["99213", "99214"]),
        ("?from=2026-03-10&to=2026-03-31", ["45385"]),
        ("?code=99213", ["99213", "99213"]),
        ("?tag=%23clinic", ["99213"]),
        ("?role=teaching", ["45385"]),
        ("?category=evaluation-and-management", ["99213", "99213", "99214"]),
        ("?code=71046", []),
    ],
)
def test_the_log_is_filtered_newest_day_first(
    mine: Client, logged: None, query: str, codes: list[str]
) -> None:
    found = data(mine, f"/log/days.json{query}")
    assert [line["code"] for line in found["lines"]] == codes
    assert found["total"]["lines"] == len(codes)
    page = words_of(html(mine, f"/log/days/{query}"))
    assert all(code in page for code in codes)


def test_sums_are_of_all_that_passes(mine: Client, logged: None) -> None:
    total = data(mine, "/log/days.json?code=99213")["total"]
    assert total["work_rvu"] == "3.90"
    page = words_of(html(mine, "/log/days/"))
    assert "March 9, 2026 3.22 wRVU" in page  # 1.30 and 1.92


def test_a_filter_that_is_none_is_said(mine: Client, logged: None) -> None:
    assert 'role="alert"' in html(mine, "/log/days/?from=soon", 400)
    assert data(mine, "/log/days.json?to=x", 400)["error"]["parameter"] == "to"


def test_a_long_log_comes_in_pages_that_hold_each_line_once(mine: Client, owner: User) -> None:
    record.add(owner, [LogLine(date(2026, 3, 9), "99213")] * (PAGE + 5), uuid4())
    first, second = data(mine, "/log/days.json"), data(mine, "/log/days.json?page=2")
    assert (first["more"], second["more"]) == (True, False)
    ids = [line["id"] for line in (*first["lines"], *second["lines"])]
    assert len(ids) == len(set(ids)) == PAGE + 5
    assert 'href="/log/days/?page=2"' in html(mine, "/log/days/")
    assert data(mine, "/log/days.json?page=9")["lines"] == []
