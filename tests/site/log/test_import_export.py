from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openrvu.site.log import record, scope
from openrvu.site.log.models import Entry, Pending
from openrvu.site.people.models import User
from visiting import ask

pytestmark = pytest.mark.django_db
LIST = b"Date,CPT,Mod,Units\n3/9/2026,99213,25,1\n3/9/2026,45385,,1\n3/9/2026,99999,,1\n"


def bring(client: Client, body: bytes, name: str = "list.csv", **form: str) -> tuple[int, str]:
    file = SimpleUploadedFile(name, body)
    response = client.post("/log/import/", {"file": file, **form})
    return response.status_code, " ".join(response.content.decode().split())


def confirm(client: Client, page: str) -> Any:
    found = re.search(r'formaction="(/log/import/[0-9a-f-]+/)"', page)
    assert found is not None
    return client.post(found[1])


def test_a_list_is_looked_at_and_then_recorded(mine: Client, owner: User) -> None:
    status, page = bring(mine, LIST)
    assert status == 200
    assert not scope.entries(owner).exists()
    assert "Record 2 lines" in page
    assert "99999" in page  # told among the rejected
    response = confirm(mine, page)
    assert response.headers["Location"] == "/log/days/?from=2026-03-09&to=2026-03-09"
    assert sorted(entry.label for entry in scope.entries(owner)) == ["45385", "99213-25"]
    assert not Pending.objects.of(owner).exists()
    assert scope.changes(owner)[0].kind == "imported"


def test_an_import_is_taken_back_at_once(mine: Client, owner: User) -> None:
    confirm(mine, bring(mine, LIST)[1])
    undo = scope.last_undo(owner)
    assert undo is not None
    record.undo(owner, undo.pk)
    assert not scope.entries(owner).exists()


def test_what_is_there_already_is_not_recorded_again(mine: Client, owner: User) -> None:
    confirm(mine, bring(mine, LIST)[1])
    _, page = bring(mine, LIST)
    assert "There is nothing new to record" in page
    assert scope.entries(owner).count() == 2


def test_columns_that_name_patients_are_never_read(mine: Client, owner: User) -> None:
    body = b"DOS,CPT,Patient Name,MRN\n2026-03-09,99213,John Smith,4456712\n"
    _, page = bring(mine, body)
    assert "Patient Name, MRN" in page
    assert "John Smith" not in page
    assert "4456712" not in json.dumps(Pending.objects.of(owner).get().lines)


def test_a_list_without_a_needed_column_asks_which_it_is(mine: Client, owner: User) -> None:
    body = b"When,What\n2026-03-09,99213\n"
    _, page = bring(mine, body)
    assert "choose the file again" in page
    assert not Pending.objects.of(owner).exists()
    _, page = bring(mine, body, **{"column-date": "0", "column-code": "1"})
    assert confirm(mine, page).status_code == 303
    assert scope.entries(owner).count() == 1


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("empty.csv", b""),
        ("page.csv", b"<!doctype html><html><body>no table</body></html>"),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
        ("log.json", b"{"),
        ("log.json", b"[" * 5000),
    ],
)
def test_a_file_that_is_no_list_is_refused(mine: Client, name: str, body: bytes) -> None:
    status, page = bring(mine, body, name)
    assert status == 422
    assert 'class="problem"' in page


def test_no_file_is_said(mine: Client) -> None:
    assert mine.post("/log/import/").status_code == 422


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_what_is_exported_comes_back_the_same(mine: Client, owner: User, ending: str) -> None:
    text = '45385 45380-59 @22 #call "a note", 99213 x3, 99291'
    mine.post("/log/", {"text": text, "on": "2026-03-09"})
    before = written(owner)
    response = ask(mine, f"/log/export.{ending}")
    assert f'.{ending}"' in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    record.erase(owner)
    confirm(mine, bring(mine, response.content, f"log.{ending}")[1])
    assert written(owner) == before


def written(user: User) -> list[tuple[object, ...]]:
    """What was written of every line, and which lines are of one case."""
    rows = list(scope.entries(user))
    tags = scope.tags_of(user, [row.pk for row in rows])
    sizes = {row.case: sum(other.case == row.case for other in rows) for row in rows}
    return sorted(
        (r.date, r.label, r.units, r.pos, r.role, r.note, tags.get(r.pk, ()), sizes[r.case])
        for r in rows
    )


def test_a_table_tells_what_each_line_counts_for(mine: Client, entry: Entry) -> None:
    body = ask(mine, "/log/export.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(body))
    assert "1.30" in row.values()


def test_a_note_that_is_a_formula_is_neutral_in_a_table(mine: Client, owner: User) -> None:
    mine.post("/log/", {"text": '99213 "=1+1"', "on": "2026-03-09"})
    body = ask(mine, "/log/export.csv").content.decode("utf-8-sig")
    assert not re.search(r'(^|,)"?=', body)


def test_an_hour_later_an_unconfirmed_file_is_forgotten(mine: Client, owner: User) -> None:
    _, page = bring(mine, LIST)
    Pending.objects.of(owner).update(made="2026-01-01T00:00:00Z")
    mine.get("/log/")
    assert confirm(mine, page).status_code == 404


def test_a_confirmed_import_sent_twice_records_once(mine: Client, owner: User) -> None:
    _, page = bring(mine, LIST)
    assert confirm(mine, page).status_code == 303
    assert confirm(mine, page).status_code == 404
    assert scope.entries(owner).count() == 2
