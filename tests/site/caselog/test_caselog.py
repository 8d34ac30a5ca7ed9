from __future__ import annotations

import csv
import io
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from openrvu.site.caselog import scope
from openrvu.site.log import record
from openrvu.site.people.models import User
from visiting import ask, data, html, words_of

pytestmark = pytest.mark.django_db
MINIMUM = {"do": "minimum", "name": "Colonoscopy", "count": "5", "codes": "45378 45385"}
ENDOSCOPY = {"do": "rotation", "name": "Endoscopy", "first": "2026-03-01", "last": "2026-03-31"}


@pytest.fixture
def logged(owner: User) -> None:
    """Two polypectomies as primary, one as assistant, and a visit."""
    lines = (
        LogLine(date(2026, 3, 2), "45385", units=2),
        LogLine(date(2026, 3, 9), "45385", role=Role.ASSISTANT),
        LogLine(date(2026, 4, 1), "99213", note="=1+1"),
    )
    for line in lines:
        assert not record.add(owner, [line], uuid4()).problems


def test_the_empty_page_says_how_to_begin(mine: Client) -> None:
    said = words_of(html(mine, "/log/caselog/"))
    assert "Set how many of a procedure your program asks for" in said
    assert "Nothing is logged on these days" in said


@pytest.mark.usefixtures("logged")
def test_a_minimum_counts_units_in_the_roles_it_asks_for(mine: Client) -> None:
    mine.post("/log/caselog/", MINIMUM)
    mine.post("/log/caselog/", {**MINIMUM, "name": "As primary", "roles": ["primary"]})
    both, primary = data(mine, "/log/caselog.json")["minimums"]
    assert (both["done"], both["left"]) == (3, 2)
    assert (primary["done"], primary["left"]) == (2, 3)
    assert "2 left" in words_of(html(mine, "/log/caselog/"))


@pytest.mark.usefixtures("logged")
def test_a_family_is_a_minimum_of_all_its_codes(mine: Client) -> None:
    (family, *_) = data(mine, "/log/caselog.json")["families"]
    slug = f"{family['category']}/{family['family']}" if family["family"] else family["category"]
    mine.post("/log/caselog/", {**MINIMUM, "codes": "", "families": [slug]})
    (one,) = data(mine, "/log/caselog.json")["minimums"]
    assert one["done"] == family["total"] == 3


@pytest.mark.usefixtures("logged")
def test_a_rotation_is_named_in_the_export_and_narrows_the_page(mine: Client) -> None:
    mine.post("/log/caselog/", ENDOSCOPY)
    body = ask(mine, "/log/caselog.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [row["Rotation"] for row in rows] == ["Endoscopy", "Endoscopy", ""]
    assert [row["Role"] for row in rows] == ["primary", "assistant", "primary"]
    assert rows[2]["Note"] == "'=1+1"
    told = data(mine, "/log/caselog.json?from=2026-03-01&to=2026-03-31")
    assert sum(each["total"] for each in told["families"]) == 3
    assert ask(mine, "/log/caselog.xlsx").content.startswith(b"PK")


@pytest.mark.parametrize(
    "form",
    [
        {**MINIMUM, "name": ""},
        {**MINIMUM, "name": "John Smith DOB 3/4/1961"},
        {**MINIMUM, "count": "0"},
        {**MINIMUM, "count": "many"},
        {**MINIMUM, "codes": ""},
        {**MINIMUM, "codes": "", "families": "no-such-family"},
        {**MINIMUM, "codes": "ZZZZZ"},
        {**ENDOSCOPY, "first": "2026-04-01"},
        {**ENDOSCOPY, "last": "soon"},
    ],
)
def test_what_cannot_be_is_said_and_nothing_kept(
    mine: Client, owner: User, form: dict[str, str]
) -> None:
    response = mine.post("/log/caselog/", form)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not scope.minimums(owner).exists()
    assert not scope.rotations(owner).exists()


def test_what_was_set_is_removed(mine: Client, owner: User) -> None:
    mine.post("/log/caselog/", MINIMUM)
    mine.post("/log/caselog/", ENDOSCOPY)
    mine.post(f"/log/caselog/minimums/{scope.minimums(owner)[0].pk}/remove/")
    mine.post(f"/log/caselog/rotations/{scope.rotations(owner)[0].pk}/remove/")
    assert not scope.minimums(owner).exists()
    assert not scope.rotations(owner).exists()


@pytest.mark.parametrize("query", ["from=soon", "from=2026-03-02&to=2026-03-01"])
def test_days_that_cannot_be_are_said(mine: Client, query: str) -> None:
    assert "error" in data(mine, f"/log/caselog.json?{query}", 400)
    assert 'role="alert"' in html(mine, f"/log/caselog/?{query}")
