"""Texts that a device kept: recorded once, whatever was lost, edited or sent again meanwhile."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openrvu.productivity.log.line import LogLine
from openrvu.site.log import record, scope
from openrvu.site.log.operation import Malformed
from openrvu.site.log.record import id_of_line
from openrvu.site.log.sync import sync
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User

pytestmark = pytest.mark.django_db

DAY = "2026-03-09"


def text(said: str, *instead: str, **more: Any) -> dict[str, Any]:
    operation = {"operation": str(uuid4()), "do": "text", "text": said, "on": DAY}
    return {**operation, "instead": list(instead), **more}


def withdraw(*instead: str, **more: Any) -> dict[str, Any]:
    operation = {"operation": str(uuid4()), "do": "withdraw", "on": DAY}
    return {**operation, "instead": list(instead), **more}


def result(user: User, operation: dict[str, Any]) -> str:
    (answer,) = sync(user, [operation])
    return str(answer["result"])


def logged(user: User) -> Counter[str]:
    """How often each line is in the log."""
    return Counter(f"{one.label} x{one.units}" for one in scope.entries(user))


def test_a_text_is_read_as_in_the_box_and_of_the_day_it_was_typed(owner: User) -> None:
    answer, of_before = sync(owner, [text("99214 x3, 45385 45380-59"), text("93000 yesterday")])
    assert answer["result"] == of_before["result"] == "saved"
    assert of_before["entries"][0]["date"] == "2026-03-08"
    entries = {one["code"]: one for one in answer["entries"]}
    assert (entries["99214"]["units"], entries["99214"]["date"]) == (3, DAY)
    assert entries["45385"]["case"] == entries["45380"]["case"] != entries["99214"]["case"]
    # CMS's relative value files of 2026: 99214 has 1.92 work RVUs.
    assert str(entries["99214"]["work_rvu"]) == "5.76"


def test_a_text_sent_again_changes_nothing_and_is_answered_with_what_is_there(owner: User) -> None:
    one = text("99214 x3")
    assert result(owner, one) == "saved"
    before, trail = list(scope.entries(owner).values()), scope.changes(owner).count()
    for _ in range(5):
        (answer,) = sync(owner, [one])
        assert answer["result"] == "same"
        assert [entry["code"] for entry in answer["entries"]] == ["99214"]
    assert list(scope.entries(owner).values()) == before
    assert scope.changes(owner).count() == trail


def test_what_a_form_recorded_under_the_same_id_is_not_recorded_again(owner: User) -> None:
    one = text("99214")
    record.add(owner, [LogLine(date(2026, 3, 9), "99214")], UUID(one["operation"]))
    assert result(owner, one) == "saved"
    assert logged(owner) == {"99214 x1": 1}


def test_an_edited_text_takes_the_place_of_one_that_arrived(owner: User) -> None:
    first = text("99213, 93000")
    second = text("99214", first["operation"])
    assert [result(owner, one) for one in (first, second, first)] == ["saved", "saved", "same"]
    assert logged(owner) == {"99214 x1": 1}


def test_an_edited_text_keeps_the_earlier_one_out_that_arrives_late(owner: User) -> None:
    first = text("99213")
    second = text("99214", first["operation"])
    assert [result(owner, one) for one in (second, first)] == ["saved", "same"]
    assert logged(owner) == {"99214 x1": 1}


def test_a_text_edited_twice_is_there_once_whichever_arrived(owner: User) -> None:
    for arrived in range(4):
        first = text("99213")
        second = text("99214", first["operation"])
        third = text("99215", first["operation"], second["operation"])
        for at, one in enumerate((first, second)):
            if arrived & (1 << at):
                assert result(owner, one) == "saved"
        assert result(owner, third) == "saved"
    assert logged(owner) == {"99215 x1": 4}


def test_a_text_is_taken_back_whether_it_arrived_or_not(owner: User) -> None:
    arrived, late = text("99213"), text("93000")
    assert result(owner, arrived) == "saved"
    assert result(owner, withdraw(arrived["operation"], late["operation"])) == "deleted"
    assert result(owner, late) == "same"
    assert logged(owner) == {}


def test_an_entry_changed_in_the_log_meanwhile_is_a_conflict_until_the_person_decides(
    owner: User,
) -> None:
    first = text("99213")
    result(owner, first)
    key = id_of_line(owner, UUID(first["operation"]), 0)
    record.change(owner, key, LogLine(date(2026, 3, 9), "99215"), 1)
    (answer,) = sync(owner, [text("99214", first["operation"])])
    assert answer["result"] == "conflict"
    assert [(one["code"], one["version"]) for one in answer["entries"]] == [("99215", 2)]
    assert result(owner, withdraw(first["operation"])) == "conflict"
    assert logged(owner) == {"99215 x1": 1}
    assert result(owner, text("99214", over={str(key): 1})) == "conflict"
    assert result(owner, text("99214", over={str(key): 2})) == "saved"
    assert logged(owner) == {"99214 x1": 1}


def test_an_entry_deleted_in_the_log_meanwhile_does_not_come_back_unasked(owner: User) -> None:
    first = text("99213")
    result(owner, first)
    record.delete(owner, [id_of_line(owner, UUID(first["operation"]), 0)])
    (answer,) = sync(owner, [text("99214", first["operation"])])
    assert (answer["result"], answer["entries"]) == ("conflict", [])
    assert logged(owner) == {}


def test_what_looks_like_a_patient_s_data_is_refused_with_the_text_without_it(owner: User) -> None:
    (answer,) = sync(owner, [text("99213 312-555-0142")])
    assert answer["result"] == "refused"
    assert "phone number" in answer["problems"][0]
    assert "555" not in answer["cleaned"]
    assert logged(owner) == {}
    assert result(owner, text(answer["cleaned"])) == "saved"


def test_words_of_several_meanings_are_refused_with_their_place_and_codes(owner: User) -> None:
    said = "99213, knee x2"
    (answer,) = sync(owner, [text(said)])
    (choice,) = answer["choices"]
    assert said[choice["start"] : choice["end"]] == choice["said"] == "knee"
    assert "20610" in {one["code"] for one in choice["codes"]}
    assert logged(owner) == {}


@pytest.mark.parametrize("said", ["", "   ", "00000", "99213 x0", "99213-ZZ", "hello there 12"])
def test_a_text_that_cannot_be_recorded_is_refused_with_words(owner: User, said: str) -> None:
    (answer,) = sync(owner, [text(said)])
    assert answer["result"] == "refused"
    assert all(answer["problems"])
    assert answer["problems"]
    assert logged(owner) == {}


def test_a_day_still_to_come_is_refused_and_taken_once_it_has(owner: User) -> None:
    today = today_of(scope.profile(owner))
    one = text("99213", on=str(today + timedelta(1)))
    assert result(owner, one) == "refused"
    assert result(owner, {**one, "on": str(today)}) == "saved"


def test_another_person_s_operation_id_gives_nothing_of_theirs(owner: User, stranger: User) -> None:
    one = text("99213")
    result(owner, one)
    kept = scope.entries(owner).values_list("pk", flat=True)
    for operation in (one, text("99214", one["operation"]), withdraw(one["operation"])):
        (answer,) = sync(stranger, [operation])
        assert not {str(key) for key in kept} & {entry["id"] for entry in answer["entries"]}
    assert logged(owner) == {"99213 x1": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": 3},
        {"text": "x" * 20_001},
        {"on": "soon"},
        {"on": None},
        {"instead": "x"},
        {"instead": ["x"]},
        {"over": {"x": 1}},
        {"over": []},
        {"over": {str(uuid4()): -1}},
    ],
)
def test_what_is_no_operation_is_told_apart(owner: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match=r"operations\[1\]"):
        sync(owner, [text("99213"), {**text("99213"), **wrong}])
    assert logged(owner) == {}


def test_a_session_of_another_person_takes_nothing(mine: Client, owner: User) -> None:
    for who, status in ((str(owner.pk + 1), 409), (str(owner.pk), 200)):
        body = json.dumps({"who": who, "operations": [text("99213")]})
        response = mine.post("/log/sync.json", body, content_type="application/json")
        assert response.status_code == status
    assert logged(owner) == {"99213 x1": 1}


def test_the_device_s_zone_is_remembered_where_none_was_said(mine: Client, owner: User) -> None:
    for zone in ("Nowhere/Town", "America/Chicago", "Asia/Tokyo"):
        body = json.dumps({"zone": zone, "operations": []})
        mine.post("/log/sync.json", body, content_type="application/json")
    assert scope.profile(owner).timezone == "America/Chicago"


@dataclass
class Device:
    """What offline-queue.js keeps of one text: its last operation, and what may have been sent."""

    said: str
    operation: dict[str, Any] = field(init=False)
    tried: bool = False
    deleted: bool = False

    def __post_init__(self) -> None:
        self.operation = text(self.said)

    def edit(self, said: str | None) -> None:
        instead = list(self.operation["instead"])
        if self.tried:
            instead.append(self.operation["operation"])
        self.operation = text(said, *instead) if said is not None else withdraw(*instead)
        self.said, self.deleted, self.tried = said or "", said is None, False


_CODES = st.sampled_from(["99213", "99214 x2", "45385 45380-59", "93000, 99215"])
_STEP = st.one_of(
    st.tuples(st.just("edit"), st.integers(0, 2), _CODES),
    st.tuples(st.just("drop"), st.integers(0, 2), st.just("")),
    #: Sent, and the answer lost: the device does not know what became of it.
    st.tuples(st.just("send"), st.integers(0, 2), st.just("")),
    #: An old copy of anything that was ever sent arrives late.
    st.tuples(st.just("late"), st.integers(0, 9), st.just("")),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(_CODES, min_size=3, max_size=3), st.lists(_STEP, max_size=10))
def test_whatever_is_lost_late_or_edited_the_log_is_what_the_device_says(
    owner: User, said: list[str], steps: list[tuple[str, int, str]]
) -> None:
    record.erase(owner)
    devices = [Device(one) for one in said]
    sent: list[dict[str, Any]] = []
    for do, at, words in steps:
        if do == "late":
            sync(owner, [sent[at % len(sent)]] if sent else [])
            continue
        device = devices[at]
        if do == "send":
            device.tried = True
            sent.append(device.operation)
            sync(owner, [device.operation])
        elif not device.deleted:
            device.edit(words if do == "edit" else None)
    last = [one.operation for one in devices]
    sync(owner, last)
    expected: Counter[str] = Counter()
    for one in devices:
        expected += Counter(_lines(one.said))
    assert logged(owner) == expected
    for operation in (*sent, *last):
        sync(owner, [operation])
    assert logged(owner) == expected


def _lines(said: str) -> list[str]:
    known = {
        "99213": ["99213 x1"],
        "99214 x2": ["99214 x2"],
        "45385 45380-59": ["45385 x1", "45380-59 x1"],
        "93000, 99215": ["93000 x1", "99215 x1"],
    }
    return known.get(said, [])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=6))
def test_an_entry_edited_again_and_again_says_the_last_whatever_arrived(
    owner: User, edits: list[tuple[int, bool]]
) -> None:
    record.erase(owner)
    (made,) = record.add(owner, [LogLine(date(2026, 3, 9), "99213")], uuid4()).entries
    instead: list[str] = []
    for units, arrives in edits:
        entry = {"id": str(made.pk), "case": str(made.case), "date": DAY, "code": "99213"}
        operation = {"operation": str(uuid4()), "do": "put", "version": 1, "instead": instead}
        operation["entry"] = {**entry, "units": units}
        if arrives:
            assert result(owner, operation) == "saved"
        instead = [*instead, str(operation["operation"])]
    assert result(owner, operation) in {"saved", "same"}
    assert scope.entries(owner).get().units == edits[-1][0]
