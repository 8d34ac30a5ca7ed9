"""What the device keeps of a person's log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from openrvu.productivity.log.line import LogLine
from openrvu.site.log import record, scope
from openrvu.site.log.models import Saved
from openrvu.site.log.today import today_of
from openrvu.site.offline.snapshot import COMMON
from openrvu.site.people.models import User

pytestmark = pytest.mark.django_db


def snapshot(client: Client) -> dict[str, Any]:
    response = client.get("/log/offline.json")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    return dict(response.json())


def test_it_names_the_person_and_their_day(mine: Client, owner: User) -> None:
    found = snapshot(mine)
    assert found["who"] == str(owner.pk)
    assert found["today"] == str(today_of(scope.profile(owner)))


def test_codes_come_with_our_title_and_the_work_rvu_of_cms(mine: Client) -> None:
    codes = {one["label"]: one for one in snapshot(mine)["codes"]}
    assert set(COMMON) <= set(codes)
    # CMS's relative value files of 2026: 99213 and 99214 have 1.30 and 1.92 work RVUs.
    assert codes["99213"]["work_rvu"] == "1.30"
    assert codes["99214"]["work_rvu"] == "1.92"
    assert all(one["title"] for one in codes.values())


def test_codes_of_one_s_own_come_first(mine: Client, owner: User) -> None:
    day = today_of(scope.profile(owner))
    record.add(owner, [LogLine(day, "27447"), LogLine(day, "27447")], uuid4())
    assert snapshot(mine)["codes"][0]["label"] == "27447"


def test_entries_of_the_last_seven_days_come_with_their_version(mine: Client, owner: User) -> None:
    day = today_of(scope.profile(owner))
    line = LogLine(day, "99213", ("25",), tags=("clinic",), note="long")
    lines = [line, replace(line, date=day - timedelta(6)), replace(line, date=day - timedelta(7))]
    record.add(owner, lines, uuid4())
    entries = snapshot(mine)["entries"]
    assert [one["date"] for one in entries] == [str(day), str(day - timedelta(6))]
    assert entries[0]["version"] == 1
    assert (entries[0]["note"], entries[0]["tags"]) == ("long", ["clinic"])


def test_favourites_and_what_was_logged_lately_are_there_to_tap(mine: Client, owner: User) -> None:
    Saved(owner=owner, text="99214 x3", title="Clinic").save(force_insert=True)
    record.add(owner, [LogLine(today_of(scope.profile(owner)), "93000")], uuid4())
    found = snapshot(mine)
    assert [(one["text"], one["title"]) for one in found["saved"]] == [("99214 x3", "Clinic")]
    assert found["recent"][0]["text"] == "93000"


@pytest.mark.clinic
def test_nothing_of_another_person_is_in_it(
    owner: User, stranger: User, as_user: Callable[[User], Client]
) -> None:
    Saved(owner=owner, text="99214", title="mine").save(force_insert=True)
    record.add(owner, [LogLine(today_of(scope.profile(owner)), "27447", note="mine")], uuid4())
    found = snapshot(as_user(stranger))
    assert (found["saved"], found["recent"], found["entries"]) == ([], [], [])
    assert "27447" not in {one["label"] for one in found["codes"]}
