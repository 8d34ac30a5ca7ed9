from __future__ import annotations

import pytest
from django.test import Client

from openrvu.site.log import scope
from openrvu.site.log.models import Entry, Saved
from openrvu.site.people.models import User
from visiting import data, html

pytestmark = pytest.mark.django_db
FORM = {"plan": "customary", "role": "primary", "year_start": "1"}


def keep(client: Client, **form: object) -> tuple[int, str]:
    response = client.post("/log/settings/", {**FORM, **form})
    return response.status_code, response.content.decode()


def test_settings_are_kept_and_shown_again(mine: Client, owner: User) -> None:
    said = {
        "place": "60611",
        "specialty": "Gastroenterology",
        "pos": "22",
        "role": "teaching",
        "target": "5,200.50",
        "year_start": "7",
        "timezone": "America/Chicago",
        "work_days": ["0", "2", "4"],
    }
    assert keep(mine, **said)[0] == 303
    profile = scope.profile(owner)
    assert (profile.zip_code, bool(profile.locality), profile.work_days) == ("60611", True, "024")
    made = data(mine, "/log/settings.json")
    assert (made["target"], made["year_start"], made["role"]) == ("5200.5", "7", "teaching")
    assert "Gastroenterology" in html(mine, "/log/settings/")


def test_another_place_values_the_whole_log_anew(mine: Client, owner: User, entry: Entry) -> None:
    before = entry.amount
    assert keep(mine, place="60611")[0] == 303
    assert scope.entry(owner, entry.pk).amount != before
    assert keep(mine, place="")[0] == 303
    assert scope.entry(owner, entry.pk).amount == before


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("place", "00000"),
        ("place", "Atlantis"),
        ("pos", "00"),
        ("role", "king"),
        ("plan", "none"),
        ("target", "-1"),
        ("target", "1e9"),
        ("target", "0"),
        ("year_start", "13"),
        ("timezone", "Mars/Base"),
        ("specialty", "312-555-0142"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    mine: Client, owner: User, field: str, text: str
) -> None:
    status, page = keep(mine, **{field: text})
    assert status == 422
    assert f'id="problem-{field}"' in page
    assert scope.profile(owner).pk is None


def test_the_box_takes_the_usual_place_for_granted(mine: Client, owner: User) -> None:
    keep(mine, pos="22")
    mine.post("/log/", {"text": "99213"})
    assert scope.entries(owner).get().pos == "22"


def test_the_trail_tells_what_was_done_and_not_what_it_said(mine: Client, entry: Entry) -> None:
    mine.post(f"/log/entries/{entry.pk}/delete/")
    made = data(mine, "/log/trail.json")["changes"]
    assert [change["kind"] for change in made] == ["deleted", "added"]
    page = html(mine, "/log/trail/")
    assert "Deleted" in page
    assert "99213" not in page


def test_everything_is_deleted_only_when_one_says_so(
    mine: Client, owner: User, entry: Entry
) -> None:
    Saved(owner=owner, text="99213").save(force_insert=True)
    assert mine.post("/log/erase/", {"word": "yes"}).status_code == 422
    assert scope.entries(owner).count() == 1
    assert mine.post("/log/erase/", {"word": "delete"}).status_code == 303
    assert not scope.entries(owner).exists()
    assert not scope.saved(owner).exists()
