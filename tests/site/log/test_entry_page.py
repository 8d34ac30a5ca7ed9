from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from openrvu.site.log import record, scope
from openrvu.site.log.models import Entry
from openrvu.site.people.models import User
from visiting import data, html, words_of

pytestmark = pytest.mark.django_db
WHOLE = {"date": "2026-03-09", "code": "99213", "version": "1"}


def change(client: Client, entry: Entry, **form: str) -> tuple[int, str]:
    response = client.post(f"/log/entries/{entry.pk}/", {**WHOLE, **form})
    return response.status_code, response.content.decode()


def test_an_entry_shows_how_it_came_to_its_figures(mine: Client, entry: Entry) -> None:
    page = words_of(html(mine, f"/log/entries/{entry.pk}/"))
    assert "Credited wRVU 1.30" in page
    made = data(mine, f"/log/entries/{entry.pk}.json")
    assert (made["work_rvu"], made["tags"], made["note"]) == ("1.30", ["clinic"], "long")


def test_every_field_can_be_changed_and_figures_follow(
    mine: Client, owner: User, entry: Entry
) -> None:
    status, _ = change(
        mine,
        entry,
        date="2026-03-10",
        code="99214",
        units="2",
        modifiers="25, gc",
        pos="22",
        role="teaching",
        tags="#call night",
        note="one",
    )
    assert status == 303
    now = scope.entry(owner, entry.pk)
    assert (now.date, now.label, now.units) == (date(2026, 3, 10), "99214-25-GC", 2)
    assert (now.pos, now.role, now.note, now.version) == ("22", "teaching", "one", 2)
    assert scope.tags_of(owner, [now.pk])[now.pk] == ("call", "night")
    assert str(now.full) == "3.84"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"date": "soon"}, "date"),
        ({"code": "00000"}, "code"),
        ({"units": "many"}, "units"),
        ({"units": "1000"}, "units"),
        ({"modifiers": "Q?"}, "modifiers"),
        ({"pos": "00"}, "pos"),
        ({"role": "king"}, "role"),
        ({"note": "MRN 4456712"}, "note"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_changed(
    mine: Client, owner: User, entry: Entry, form: dict[str, str], field: str
) -> None:
    status, page = change(mine, entry, **form)
    assert status == 422
    assert f'id="problem-{field}"' in page
    assert scope.entry(owner, entry.pk).version == 1


def test_a_change_made_elsewhere_is_shown_and_ones_own_kept_in_the_form(
    mine: Client, owner: User, entry: Entry
) -> None:
    assert change(mine, entry, code="99214")[0] == 303
    status, page = change(mine, entry, code="99215", version="1")
    assert status == 409
    assert "was changed elsewhere" in page
    assert 'name="version" value="2"' in page
    assert 'value="99215"' in page
    assert scope.entry(owner, entry.pk).code == "99214"


def test_a_deleted_entry_is_gone_and_can_be_taken_back(
    mine: Client, owner: User, entry: Entry
) -> None:
    response = mine.post(f"/log/entries/{entry.pk}/delete/")
    assert response.headers["Location"] == "/log/?day=2026-03-09"
    assert mine.get(f"/log/entries/{entry.pk}/").status_code == 404
    undo = scope.last_undo(owner)
    assert undo is not None
    assert record.undo(owner, undo.pk)
    assert mine.get(f"/log/entries/{entry.pk}/").status_code == 200
