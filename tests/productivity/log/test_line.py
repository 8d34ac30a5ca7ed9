"""A line of the log, and what is wrong with one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from openrvu.pricing.claim import Provider
from openrvu.productivity.log.known import known_codes
from openrvu.productivity.log.line import LineProblem, LogLine, check, is_tag, tidy_note
from openrvu.productivity.log.role import Role
from productivity.log.making import TODAY, line, lines


def problems(given_line: LogLine) -> tuple[LineProblem, ...]:
    return check(given_line, TODAY, known_codes().why_unknown)


@given(lines())
def test_a_sound_line_has_no_problem(made: LogLine) -> None:
    assert problems(made) == ()


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (line("99999"), "code"),
        (line("99213", "ZZ"), "modifiers"),
        (line("99213", "25", "25"), "modifiers"),
        (line(units=0), "units"),
        (line(units=1000), "units"),
        (line(pos="98"), "pos"),
        (line(day=TODAY + timedelta(days=1)), "date"),
        (line(day=date(1991, 12, 31)), "date"),
        (line(note="x" * 201), "note"),
        (line(note=" spaced"), "note"),
        (line(note="MRN 123456"), "note"),
        (line(tags=("no space",)), "tags"),
        (line(case="a b"), "case"),
    ],
)
def test_what_is_wrong_is_said_with_its_field(made: LogLine, field: str) -> None:
    (found,) = problems(made)
    assert found.field == field
    assert found.words.endswith(".")


def test_everything_wrong_is_told_at_once() -> None:
    found = problems(line("99999", "ZZ", units=0, pos="98"))
    assert [problem.field for problem in found] == ["code", "modifiers", "units", "pos"]


def test_an_identifier_in_a_note_is_not_repeated_in_the_sentence() -> None:
    (found,) = problems(line(note="call 212-555-0147"))
    assert "555" not in found.words


def test_a_code_is_known_by_its_date() -> None:
    # G2211 was printed with no payment in 2021 and is in every release since; 99201 ended in 2020.
    known = known_codes()
    assert known.is_code("99201", date(2020, 6, 1))
    assert not known.is_code("99201", TODAY)


def test_in_a_year_without_a_release_a_code_of_any_release_is_taken() -> None:
    known = known_codes()
    assert known.is_code("99213", date(2015, 6, 1))
    assert not known.is_code("99999", date(2015, 6, 1))
    assert known.row("99213", date(2015, 6, 1)) is None


def test_a_code_that_is_done_on_either_side_has_sides() -> None:
    known = known_codes()
    assert known.has_sides("27447", TODAY)
    assert not known.has_sides("99213", TODAY)


@pytest.mark.parametrize(
    ("role", "provider", "modifiers"),
    [
        (Role.PRIMARY, Provider.PHYSICIAN, ()),
        (Role.ASSISTANT, Provider.PHYSICIAN, ("80", "82", "81")),
        (Role.ASSISTANT, Provider.PA, ("AS",)),
        (Role.CO_SURGEON, Provider.PHYSICIAN, ("62",)),
        (Role.TEAM, Provider.PHYSICIAN, ("66",)),
        (Role.TEACHING, Provider.PHYSICIAN, ("GC", "GE")),
        (Role.RESIDENT, Provider.PHYSICIAN, ()),
    ],
)
def test_a_role_suggests_its_modifiers(
    role: Role, provider: Provider, modifiers: tuple[str, ...]
) -> None:
    assert role.suggested(provider) == modifiers
    assert role.meaning.endswith(".")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("clinic", True),
        ("night-call", True),
        ("año", True),
        ("", False),
        ("-a", False),
        ("a b", False),
    ],
)
def test_a_tag_is_a_word(text: str, is_one: bool) -> None:
    assert is_tag(text) is is_one


def test_a_note_is_tidied_before_it_is_kept() -> None:
    assert tidy_note("  a\u00a0b\r\nc\td\x07 ") == "a b\nc d"
