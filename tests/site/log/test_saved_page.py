from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from openrvu.site.log import scope
from openrvu.site.log.models import Entry
from openrvu.site.people.models import User
from visiting import data, html, words_of

pytestmark = pytest.mark.django_db


def keep(client: Client, **form: str) -> int:
    status: int = client.post("/log/saved/", {"kind": "favourite", **form}).status_code
    return status


def test_a_favourite_is_recorded_by_one_tap(mine: Client, owner: User) -> None:
    assert keep(mine, text="45385 45380-59", title="Snare and biopsy") == 303
    (one,) = data(mine, "/log/saved.json")["saved"]
    assert "Snare and biopsy" in html(mine, "/log/")
    key = str(uuid4())
    for _ in range(2):  # a double tap
        assert mine.post(f"/log/saved/{one['id']}/use/", {"key": key}).status_code == 303
    assert scope.entries(owner).count() == 2
    assert len({entry.case for entry in scope.entries(owner)}) == 1


def test_a_template_records_a_whole_clinic(mine: Client, owner: User) -> None:
    assert keep(mine, kind="template", text="99213 x8\n99214 x6", title="Clinic half day") == 303
    (one,) = data(mine, "/log/saved.json")["saved"]
    assert one["text"] == "99213 x8, 99214 x6"
    mine.post(f"/log/saved/{one['id']}/use/", {"on": "2026-03-09"})
    assert data(mine, "/log.json?day=2026-03-09")["totals"][0]["work_rvu"] == "21.92"


def test_what_is_saved_twice_is_there_once(mine: Client) -> None:
    assert {keep(mine, text="99214"), keep(mine, text="99214")} == {303}
    assert len(data(mine, "/log/saved.json")["saved"]) == 1


@pytest.mark.parametrize(
    "form",
    [
        {"text": ""},
        {"text": "99999"},
        {"text": "99213", "kind": "king"},
        {"text": "99213", "title": "MRN 4456712"},
        {"text": "99213 " * 400},
    ],
)
def test_what_cannot_be_recorded_is_not_saved(mine: Client, form: dict[str, str]) -> None:
    assert keep(mine, **form) == 422
    assert data(mine, "/log/saved.json")["saved"] == []


def test_one_is_taken_away_and_its_entries_stay(mine: Client, owner: User) -> None:
    keep(mine, text="99214")
    (one,) = data(mine, "/log/saved.json")["saved"]
    mine.post(f"/log/saved/{one['id']}/use/")
    assert mine.post(f"/log/saved/{one['id']}/remove/").status_code == 303
    assert data(mine, "/log/saved.json")["saved"] == []
    assert scope.entries(owner).count() == 1


def test_a_form_leads_back_within_the_log_only(mine: Client) -> None:
    for to in ("https://evil.example/", "//evil.example", "/log/\\evil", "/elsewhere/"):
        response = mine.post("/log/saved/", {"kind": "favourite", "text": "99214", "to": to})
        assert response.headers["Location"] == "/log/saved/"
    response = mine.post("/log/saved/", {"kind": "favourite", "text": "99214", "to": "/log/"})
    assert response.headers["Location"] == "/log/"


def test_a_day_is_repeated_with_its_cases_and_tags(mine: Client, owner: User) -> None:
    mine.post("/log/", {"text": "45385 45380-59 #call, 99213", "on": "2026-03-09"})
    form = {"from": "2026-03-09", "on": "2026-03-10", "key": str(uuid4())}
    for _ in range(2):
        assert mine.post("/log/repeat/", form).headers["Location"] == "/log/?day=2026-03-10"
    lines = data(mine, "/log.json?day=2026-03-10")["lines"]
    assert [line["code"] for line in lines] == ["45385", "45380", "99213"]
    assert lines[0]["case"] == lines[1]["case"] != lines[2]["case"]
    assert "call" in lines[0]["tags"]
    before = {line["case"] for line in data(mine, "/log.json?day=2026-03-09")["lines"]}
    assert before.isdisjoint(line["case"] for line in lines)


def test_the_page_offers_the_last_day_again(mine: Client, entry: Entry) -> None:
    assert "Repeat March 9, 2026" in words_of(html(mine, "/log/"))
