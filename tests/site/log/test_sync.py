from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openrvu.site.log import record, scope
from openrvu.site.log.models import Profile
from openrvu.site.log.operation import Malformed
from openrvu.site.log.sync import MOST, sync
from openrvu.site.people.models import User

pytestmark = pytest.mark.django_db


def put(key: str = "", version: int = 0, **entry: Any) -> dict[str, Any]:
    said = {"id": key or str(uuid4()), "date": "2026-03-09", "code": "99213", **entry}
    return {"operation": str(uuid4()), "do": "put", "version": version, "entry": said}


def delete(key: str, version: int) -> dict[str, Any]:
    return {"operation": str(uuid4()), "do": "delete", "version": version, "entry": {"id": key}}


def results(user: User, *operations: dict[str, Any]) -> list[str]:
    return [one["result"] for one in sync(user, operations)]


def state(user: User) -> list[tuple[Any, ...]]:
    rows = scope.entries(user).order_by("pk")
    return list(rows.values_list("pk", "code", "units", "version", "credited", "note"))


def test_what_a_device_recorded_is_kept_with_its_id(owner: User) -> None:
    one = put(units=2, modifiers=["25"], tags=["clinic"], note="late", pos="11")
    (answer,) = sync(owner, [one])
    assert answer["result"] == "saved"
    assert answer["entry"]["id"] == one["entry"]["id"]
    assert answer["entry"]["modifiers"] == ["25"]
    assert answer["entry"]["tags"] == ["clinic"]
    assert str(answer["entry"]["work_rvu"]) == "2.60"


def test_a_list_sent_again_changes_nothing(owner: User) -> None:
    first, gone = put(), put()
    key = first["entry"]["id"]
    operations = [
        first,
        gone,
        put(key, 1, code="99214"),
        put(key, 2, units=2),
        delete(gone["entry"]["id"], 1),
    ]
    assert results(owner, *operations) == ["saved", "saved", "saved", "saved", "deleted"]
    before, trail = state(owner), scope.changes(owner).count()
    for _ in range(5):
        assert results(owner, *operations) == ["same"] * 5
        assert state(owner) == before
    assert scope.changes(owner).count() == trail
    assert [row[1:4] for row in before] == [("99213", 2, 3)]


def test_a_list_cut_anywhere_and_sent_again_ends_the_same(owner: User) -> None:
    one = put()
    key = one["entry"]["id"]
    operations = [one, put(key, 1, code="99214"), put(key, 2, code="99215"), put()]
    for cut in range(len(operations) + 1):
        sync(owner, operations[:cut])
    assert sorted(row[1:4] for row in state(owner)) == [("99213", 1, 1), ("99215", 1, 3)]


def test_a_change_made_elsewhere_is_a_conflict_that_shows_both(owner: User) -> None:
    one = put()
    key = one["entry"]["id"]
    sync(owner, [one])
    assert results(owner, put(key, 1, code="99214")) == ["saved"]
    (answer,) = sync(owner, [put(key, 1, code="99215")])
    assert answer["result"] == "conflict"
    assert (answer["entry"]["code"], answer["entry"]["version"]) == ("99214", 2)
    assert results(owner, delete(key, 1)) == ["conflict"]
    assert results(owner, put(key, 2, code="99215")) == ["saved"]


def test_the_same_change_made_twice_is_no_conflict(owner: User) -> None:
    one = put()
    sync(owner, [one])
    again = put(one["entry"]["id"], 0)
    assert results(owner, again) == ["same"]


def test_what_was_deleted_does_not_come_back(owner: User) -> None:
    one = put()
    sync(owner, [one])
    record.delete(owner, [scope.entries(owner).get().pk])
    (answer,) = sync(owner, [put(one["entry"]["id"], 1, code="99214")])
    assert (answer["result"], answer["entry"]) == ("conflict", None)
    assert results(owner, delete(one["entry"]["id"], 1)) == ["same"]
    assert state(owner) == []


def test_what_is_wrong_with_one_keeps_the_others(owner: User) -> None:
    answers = sync(owner, [put(), put(code="00000"), put(note="call 312-555-0142"), put()])
    assert [one["result"] for one in answers] == ["saved", "refused", "refused", "saved"]
    assert answers[2]["problems"]
    assert scope.entries(owner).count() == 2


def test_another_person_s_id_is_refused_and_nothing_of_it_told(owner: User, stranger: User) -> None:
    one = put(note="mine")
    sync(owner, [one])
    before = state(owner)
    for operation in (put(one["entry"]["id"], 1, code="99215"), delete(one["entry"]["id"], 1)):
        (answer,) = sync(stranger, [operation])
        assert (answer["result"], answer["entry"]) == ("refused", None)
    assert state(owner) == before
    assert state(stranger) == []


def test_lines_of_a_case_are_ranked_together_however_they_arrive(owner: User) -> None:
    Profile(owner=owner, plan="survey-style").save(force_insert=True)
    case = str(uuid4())
    sync(owner, [put(case=case, code="45385", position=0)])
    (answer,) = sync(owner, [put(case=case, code="45380", modifiers=["59"], position=1)])
    assert answer["entry"]["credited_work_rvu"] < answer["entry"]["work_rvu"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"operation": "x"},
        {"do": "drop"},
        {"version": -1},
        {"version": "1"},
        {"entry": None},
        {"entry": {"id": "x"}},
        {"entry": {"id": str(uuid4()), "date": "soon", "code": "99213"}},
        {"entry": {"id": str(uuid4()), "date": "2026-03-09", "code": 99213}},
        {"entry": {"id": str(uuid4()), "date": "2026-03-09", "code": "99213", "units": 1.5}},
        {"entry": {"id": str(uuid4()), "date": "2026-03-09", "code": "99213", "role": "king"}},
    ],
)
def test_what_is_no_operation_stops_the_list(owner: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match=r"operations\[1\]"):
        sync(owner, [put(), {**put(), **wrong}])
    assert state(owner) == []


def test_a_list_that_is_too_long_is_refused(owner: User) -> None:
    with pytest.raises(Malformed, match="at most 200"):
        sync(owner, [put()] * (MOST + 1))


_CODES = st.sampled_from(["99213", "99214", "45385"])
_STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["put", "delete"]), st.integers(0, 3), _CODES),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_whatever_is_sent_sending_it_again_changes_nothing(
    owner: User, steps: list[tuple[int, str, int, str]]
) -> None:
    ids = [str(uuid4()) for _ in range(3)]
    operations = [
        put(ids[at], version, code=code) if do == "put" else delete(ids[at], version)
        for at, do, version, code in steps
    ]
    first = results(owner, *operations)
    before = state(owner)
    for _ in range(2):
        again = results(owner, *operations)
        assert state(owner) == before
        done = [a for f, a in zip(first, again, strict=True) if f in {"saved", "deleted", "same"}]
        assert set(done) <= {"same", "conflict"}
