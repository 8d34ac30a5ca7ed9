from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client

from openrvu.site.log import scope
from openrvu.site.log.models import Entry, Profile
from openrvu.site.log.today import today_of
from openrvu.site.log.today_page import EXAMPLES, MORE_EXAMPLES
from openrvu.site.people.models import User
from visiting import data, html, main_of, words_of

pytestmark = pytest.mark.django_db


def post(client: Client, path: str = "/log/", **form: str) -> tuple[int, str, str]:
    response = client.post(path, form)
    text = " ".join(response.content.decode().split())
    return response.status_code, response.headers.get("Location", ""), text


def test_an_empty_log_teaches_how_to_begin(mine: Client) -> None:
    page = html(mine, "/log/")
    assert "Nothing is logged yet" in words_of(page)
    assert 'href="/log/?add=99214%20x3"' in page
    shown = html(mine, "/log/?add=99214%20x3")
    assert "5.76 wRVU" in words_of(shown)
    assert data(mine, "/log.json")["lines"] == []


@pytest.mark.parametrize("text", [text for text, _ in (*EXAMPLES, *MORE_EXAMPLES)])
def test_each_example_of_the_page_is_read_whole(mine: Client, text: str) -> None:
    assert f'href="/log/?add={quote(text)}"' in html(mine, "/log/")
    assert mine.post("/log/preview.json", {"text": text}).json()["can_save"]


def test_what_is_typed_is_recorded_and_counted_at_once(mine: Client, owner: User) -> None:
    status, to, _ = post(mine, text="99214 x3, 45385 45380-59", key=str(uuid4()))
    assert (status, to) == (303, "/log/")
    page = words_of(html(mine, "/log/"))
    assert "Today 13.69" in page
    assert "Done: adding 3 lines." in page
    made = data(mine, "/log.json")
    assert [line["code"] for line in made["lines"]] == ["99214", "45385", "45380"]
    assert made["lines"][1]["case"] == made["lines"][2]["case"] != made["lines"][0]["case"]
    assert {total["work_rvu"] for total in made["totals"]} == {"13.69"}


def test_a_form_sent_twice_is_recorded_once(mine: Client, owner: User) -> None:
    key = str(uuid4())
    for _ in range(2):
        assert post(mine, text="99214", key=key)[0] == 303
    assert scope.entries(owner).count() == 1


def test_another_day_is_shown_after_it_was_written(mine: Client, owner: User) -> None:
    yesterday = today_of(scope.profile(owner)) - timedelta(days=1)
    status, to, _ = post(mine, text="99291 yesterday")
    assert (status, to) == (303, f"/log/?day={yesterday}")
    assert "99291" in words_of(html(mine, to))
    assert post(mine, text="99291", on="2026-03-09")[1] == "/log/?day=2026-03-09"


def test_what_cannot_be_recorded_is_shown_with_what_to_mend(mine: Client, owner: User) -> None:
    status, _, text = post(mine, text="99214, 99999")
    assert status == 422
    assert "99999" in text
    assert 'aria-invalid="true"' in text
    assert not scope.entries(owner).exists()


def test_a_patient_is_refused_and_the_text_without_one_offered(mine: Client, owner: User) -> None:
    said = '99213 "call 312-555-0142 back"'
    status, _, text = post(mine, text=said)
    assert status == 422
    assert "Nothing of it was kept" in text
    assert not scope.entries(owner).exists()
    status, _, text = post(mine, text=said, clean="1")
    box = re.search(r"<textarea[^>]*>(.*?)</textarea>", text)
    assert box is not None
    assert "312-555-0142" not in text
    assert "99213" in box[1]


def test_words_ask_which_code_is_meant_before_they_are_recorded(mine: Client, owner: User) -> None:
    status, _, text = post(mine, text="knee replacement x2")
    assert status == 422
    assert "Which do you mean by “knee replacement”?" in text
    swap = re.search(r'name="swap" value="([^"]*27447)"', text)
    assert swap is not None
    status, _, text = post(mine, text="knee replacement x2", swap=swap[1])
    assert "27447 x2</textarea>" in text
    assert "Which do you mean" not in text
    assert not scope.entries(owner).exists()


def test_a_side_of_the_words_stays_with_the_code_that_is_chosen(mine: Client) -> None:
    said = "bilateral  knee replacement x2"
    _, _, text = post(mine, text=said)
    swap = re.search(r'name="swap" value="([^"]*27447 bilateral)"', text)
    assert swap is not None
    _, _, text = post(mine, text=said, swap=swap[1])
    assert "27447 bilateral x2</textarea>" in text


@pytest.mark.parametrize(
    ("said", "modifier", "then"),
    [
        ("20610 right knee x2", "RT", "20610-RT right knee x2"),
        ("left total knee", "LT", "27447-LT"),
        ("44970-59 assist", "80", "44970-80-59 assist"),
    ],
)
def test_a_modifier_that_a_side_or_role_suggests_is_one_tap(
    mine: Client, said: str, modifier: str, then: str
) -> None:
    _, _, text = post(mine, "/log/preview/", text=said)
    swap = re.search(rf'name="swap" value="([^"]*-{modifier})"', text)
    assert swap is not None
    _, _, text = post(mine, text=said, swap=swap[1])
    assert f"{then}</textarea>" in text
    assert 'name="swap"' not in text


@pytest.mark.parametrize(
    "swap",
    ["x", "0-0-1", "5-2-99213", "0-999-99213", "٣-٤-99213", "0-5-99213-X", "0-5-99213 <script>"],
)
def test_a_choice_that_is_none_changes_nothing(mine: Client, swap: str) -> None:
    _, _, text = post(mine, text="99214", swap=swap)
    assert "99214</textarea>" in text


def test_the_preview_is_a_part_of_the_page_and_keeps_nothing(mine: Client, owner: User) -> None:
    status, _, text = post(mine, "/log/preview/", text="99214 x3")
    assert status == 200
    assert text.startswith('<ol class="read">')
    assert "5.76 wRVU" in text
    assert post(mine, "/log/preview/", text="  ")[2] == ""
    made = mine.post("/log/preview.json", {"text": "99214 x3, zzzqq"}).json()
    assert made["lines"][0]["work_rvu"] == "5.76"
    assert made["can_save"] is False
    assert made["problems"]
    assert not scope.entries(owner).exists()


def test_suggestions_are_silent_where_a_patient_is_named(mine: Client) -> None:
    _, _, text = post(mine, "/log/suggestions/", text="John Smith 4/5/1960 99213")
    assert "option" not in text


def test_suggestions_know_what_one_logs(mine: Client, entry: Entry) -> None:
    _, _, text = post(mine, "/log/suggestions/", text="9921")
    assert 'data-text="99213-25"' in text
    made = mine.post("/log/suggestions.json", {"text": "99214, colonos"}).json()["suggestions"]
    assert made
    assert all(one["text"].startswith("99214, ") for one in made)


def test_the_last_write_is_taken_back_by_one_button(mine: Client, owner: User) -> None:
    post(mine, text="99214")
    undo = scope.last_undo(owner)
    assert undo is not None
    assert str(undo.pk) in html(mine, "/log/")
    assert post(mine, "/log/undo/", undo=str(undo.pk))[1] == "/log/?undone=1"
    assert "Taken back" in words_of(html(mine, "/log/?undone=1"))
    assert not scope.entries(owner).exists()
    assert post(mine, "/log/undo/", undo=str(undo.pk))[1] == "/log/?undone=0"


def test_the_first_write_keeps_the_browser_s_time_zone(mine: Client, owner: User) -> None:
    post(mine, text="99214", zone="Pacific/Honolulu")
    assert scope.profile(owner).timezone == "Pacific/Honolulu"
    post(mine, text="99214", zone="Europe/Vienna")
    assert scope.profile(owner).timezone == "Pacific/Honolulu"


def test_a_zone_that_is_none_is_not_kept(mine: Client, owner: User) -> None:
    post(mine, text="99214", zone="../../etc/passwd")
    assert scope.profile(owner).timezone == ""


@pytest.mark.parametrize("day", ["2999-01-01", "soon"])
def test_a_day_that_cannot_be_is_said(mine: Client, day: str) -> None:
    assert 'role="alert"' in html(mine, f"/log/?day={day}")
    assert data(mine, f"/log.json?day={day}", 400)["error"]["parameter"] == "day"


def test_totals_are_of_the_person_s_own_year(mine: Client, owner: User, entry: Entry) -> None:
    Profile(owner=owner, year_start=7).save(force_insert=True)
    totals = {t["name"]: t for t in data(mine, "/log.json?day=2026-03-09")["totals"]}
    assert (totals["Year"]["first"], totals["Year"]["last"]) == ("2025-07-01", "2026-06-30")
    assert (totals["Week"]["first"], totals["Week"]["last"]) == ("2026-03-09", "2026-03-15")
    assert (totals["Month"]["first"], totals["Month"]["last"]) == ("2026-03-01", "2026-03-31")
    assert all(total["work_rvu"] == "1.30" for total in totals.values())


def test_no_script_or_style_stands_in_a_page(mine: Client, entry: Entry) -> None:
    for path in ("/log/", "/log/?day=2026-03-09", f"/log/entries/{entry.pk}/", "/log/days/"):
        page = html(mine, path)
        assert " style=" not in page
        assert " onclick=" not in page
        assert not re.search(r"<script(?![^>]* src=)(?![^>]*ld\+json)", page)
        assert "<style" not in page


def test_what_is_typed_is_shown_as_text(mine: Client) -> None:
    _, _, text = post(mine, text="<script>alert(1)</script>")
    assert "<script>alert" not in main_of(text)
