"""Recording, changing, deleting, taking back. Figures of RVU26A as CMS prints them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.http import Http404

from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from openrvu.site.log import record, scope
from openrvu.site.log.models import Change, Entry, Profile, Tombstone, Undo
from openrvu.site.people.models import User

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 9)
VISIT = LogLine(DAY, "99213")
SCOPES = (LogLine(DAY, "45385", case="a"), LogLine(DAY, "45380", ("59",), case="a"))


@pytest.fixture
def ranked(owner: User) -> None:
    """The person's plan ranks the procedures of a case."""
    Profile(owner=owner, plan="survey-style").save(force_insert=True)


def labels(user: User) -> list[str]:
    return [entry.label for entry in scope.entries(user).order_by("position", "code")]


def test_a_line_is_recorded_with_what_it_counts_for(owner: User) -> None:
    (entry,) = record.add(owner, [LogLine(DAY, "99213", units=3, note="long day")], uuid4()).entries
    assert (entry.release[:5], entry.full, entry.version) == ("RVU26", Decimal("3.90"), 1)
    assert entry.credited == Decimal("3.9000")
    assert entry.amount is not None
    assert (entry.category, bool(entry.plan_key), entry.missing) == (
        "evaluation-and-management",
        True,
        "",
    )


def test_a_form_that_somebody_else_left_open_is_recorded_for_who_sends_it(
    owner: User, stranger: User
) -> None:
    key = uuid4()
    record.add(owner, [VISIT], key)
    record.add(stranger, SCOPES, key)
    assert (labels(owner), labels(stranger)) == (["99213"], ["45385", "45380-59"])


def test_lines_of_a_case_are_ranked_together_and_lines_apart_are_not(
    owner: User, ranked: None
) -> None:
    together = record.add(owner, SCOPES, uuid4()).entries
    assert len({entry.case for entry in together}) == 1
    first, second = together
    assert first.credited == first.full
    assert second.full is not None
    assert second.credited is not None
    assert second.credited < second.full
    apart = record.add(owner, [SCOPES[0], LogLine(DAY, "45380", ("59",))], uuid4()).entries
    assert {entry.credited == entry.full for entry in apart} == {True}


def test_a_form_that_is_sent_twice_is_recorded_once(owner: User) -> None:
    key = uuid4()
    first = record.add(owner, SCOPES, key).entries
    assert record.add(owner, SCOPES, key).entries == first
    assert scope.entries(owner).count() == 2
    assert Change.objects.of(owner).count() == 1


def test_the_same_work_twice_is_two_entries(owner: User) -> None:
    for _ in range(2):
        record.add(owner, [VISIT], uuid4())
    assert labels(owner) == ["99213", "99213"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (LogLine(DAY, "00000"), "code"),
        (LogLine(DAY, "99213", ("Q?",)), "modifiers"),
        (LogLine(DAY, "99213", units=0), "units"),
        (LogLine(date(2999, 1, 1), "99213"), "date"),
        (LogLine(DAY, "99213", pos="00"), "pos"),
        (LogLine(DAY, "99213", note="SSN 123-45-6789"), "note"),
        (LogLine(DAY, "99213", tags=("two words",)), "tags"),
    ],
)
def test_one_bad_line_keeps_all_of_a_write_out(owner: User, line: LogLine, field: str) -> None:
    made = record.add(owner, [VISIT, line], uuid4())
    assert made.entries == ()
    assert [(at, problem.field) for at, problem in made.problems] == [(1, field)]
    assert not scope.entries(owner).exists()
    assert not Change.objects.of(owner).exists()


def test_a_code_that_no_release_values_is_kept_and_said(owner: User) -> None:
    (entry,) = record.add(owner, [LogLine(DAY, "81003")], uuid4()).entries
    assert entry.credited in {None, Decimal("0.0000")}
    assert entry.release


def test_a_change_values_the_whole_case_anew(owner: User, ranked: None) -> None:
    first, second = record.add(owner, SCOPES, uuid4()).entries
    assert second.credited != second.full
    other = LogLine(DAY, "99213")
    record.change(owner, first.pk, other, first.version)
    second = scope.entry(owner, second.pk)
    assert second.credited == second.full
    assert scope.entry(owner, first.pk).version == 2


def test_a_change_to_another_day_leaves_the_ranking_of_the_old_one(
    owner: User, ranked: None
) -> None:
    first, second = record.add(owner, SCOPES, uuid4()).entries
    record.change(owner, first.pk, LogLine(date(2026, 3, 10), "45385"), 1)
    second = scope.entry(owner, second.pk)
    assert second.credited == second.full


def test_a_change_that_changes_nothing_leaves_no_trace(owner: User) -> None:
    (entry,) = record.add(owner, [VISIT], uuid4()).entries
    record.change(owner, entry.pk, VISIT, 1)
    assert scope.entry(owner, entry.pk).version == 1
    assert Change.objects.of(owner).count() == 1


def test_a_change_made_elsewhere_is_not_overwritten(owner: User) -> None:
    (entry,) = record.add(owner, [VISIT], uuid4()).entries
    record.change(owner, entry.pk, LogLine(DAY, "99214"), 1)
    with pytest.raises(record.Stale) as stale:
        record.change(owner, entry.pk, LogLine(DAY, "99215"), 1)
    assert (stale.value.entry.code, stale.value.entry.version) == ("99214", 2)
    assert labels(owner) == ["99214"]


def test_nobody_changes_or_deletes_what_is_another_s(
    owner: User, mate: User, stranger: User
) -> None:
    (entry,) = record.add(owner, [VISIT], uuid4()).entries
    for other in (mate, stranger):
        with pytest.raises(Http404):
            record.change(other, entry.pk, LogLine(DAY, "99214"), 1)
        assert record.delete(other, [entry.pk]) == 0
    assert labels(owner) == ["99213"]


def test_delete_means_delete(owner: User) -> None:
    (entry,) = record.add(
        owner, [LogLine(DAY, "99213", note="aside", tags=("clinic",))], uuid4()
    ).entries
    assert record.delete(owner, [entry.pk, uuid4()]) == 1
    assert not scope.entries(owner).exists()
    assert scope.tags_used(owner) == []
    (stone,) = Tombstone.objects.of(owner)
    assert stone.entry == entry.pk


def test_a_late_copy_of_what_was_deleted_is_not_taken_for_new(owner: User) -> None:
    key = uuid4()
    (entry,) = record.add(owner, [VISIT], key).entries
    record.delete(owner, [entry.pk])
    assert record.add(owner, [VISIT], key).entries == ()
    assert not scope.entries(owner).exists()


def test_every_write_can_be_taken_back_the_last_first(owner: User) -> None:
    tagged = LogLine(DAY, "99213", tags=("clinic", "am"), note="first", role=Role.TEACHING)
    (entry,) = record.add(owner, [tagged], uuid4()).entries
    record.change(owner, entry.pk, LogLine(DAY, "99214"), 1)
    record.delete(owner, [entry.pk])
    said = []
    while (last := scope.last_undo(owner)) is not None:
        said.append(record.undo(owner, last.pk))
        if len(said) == 1:
            assert scope.entry(owner, entry.pk).code == "99214"
        elif len(said) == 2:
            back = scope.entry(owner, entry.pk)
            assert (back.code, back.note, back.role) == ("99213", "first", "teaching")
            assert scope.tags_of(owner, [entry.pk])[entry.pk] == ("clinic", "am")
    assert said == ["the deletion of 99214", "the change of 99213", "adding 99213"]
    assert not scope.entries(owner).exists()


def test_only_the_last_write_is_taken_back_and_only_once(owner: User) -> None:
    record.add(owner, [VISIT], uuid4())
    first = scope.last_undo(owner)
    record.add(owner, [VISIT], uuid4())
    last = scope.last_undo(owner)
    assert first is not None
    assert last is not None
    assert record.undo(owner, first.pk) == ""
    assert record.undo(owner, last.pk) == "adding 99213"
    assert record.undo(owner, last.pk) == ""
    assert scope.entries(owner).count() == 1


def test_what_was_deleted_is_forgotten_after_an_hour(owner: User) -> None:
    (entry,) = record.add(owner, [VISIT], uuid4()).entries
    record.delete(owner, [entry.pk])
    Undo.objects.of(owner).update(made="2026-01-01T00:00:00Z")
    assert scope.last_undo(owner) is None
    record.add(owner, [VISIT], uuid4())
    assert Undo.objects.of(owner).count() == 1


def test_another_plan_counts_the_log_anew(owner: User, ranked: None) -> None:
    record.add(owner, SCOPES, uuid4())
    Profile.objects.of(owner).update(plan="full-cms")
    assert record.revalue(owner) == 2
    assert all(entry.credited == entry.full for entry in scope.entries(owner))
    assert record.revalue(owner) == 0


def test_everything_of_a_person_can_be_deleted_and_nothing_of_others(
    owner: User, stranger: User
) -> None:
    for user in (owner, stranger):
        record.add(user, SCOPES, uuid4())
    assert record.erase(owner) == 2
    assert not scope.entries(owner).exists()
    assert not scope.changes(owner).exists()
    assert scope.entries(stranger).count() == 2


def test_what_fails_half_way_leaves_nothing(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from openrvu.site.log import writer

    def fail(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(writer.Writer, "_write_tags", fail)
    with pytest.raises(RuntimeError):
        record.add(owner, SCOPES, uuid4())
    assert Entry.objects.of(owner).count() == Change.objects.of(owner).count() == 0
