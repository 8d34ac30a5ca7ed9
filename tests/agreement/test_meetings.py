from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given

from agreement.claims import CLAIMS, ONE_QUERY, SEEDS, sample, table_claims
from agreement.disagreement import check_same
from agreement.engines import answers
from agreement.meeting import comers, needs, small_program
from agreement.prepared import Day, Key, prepared, write
from openrvu import Claim, open_book
from openrvu.rules.as_python import Answer, Program, compile_program
from openrvu.rules.meetings import MEETINGS, RANKING, Meeting, program
from openrvu.rules.order import TABLE_OUTPUTS


@cache
def whole_program() -> Program:
    return compile_program(TABLE_OUTPUTS)


def check_small(days: Sequence[Day], meeting: Meeting | None, found: dict[Key, Answer]) -> None:
    """Lines that need no more than a meeting have the answer of the whole program."""
    asked = {key for day in days for key, need in needs(day).items() if need is meeting}
    whole = {key: a for day in days for key, a in day.answers(whole_program()).items()}
    check_same(days, {key: whole[key] for key in asked}, found)


def parts(days: Iterable[Day], meeting: Meeting | None) -> Iterator[Day]:
    """What a small program is given: the lines that come, or each line by itself."""
    for day in days:
        if meeting is None:
            yield from (replace(day, lines=(line,)) for line in day.lines)
        elif (part := comers(day, meeting)).lines:
            yield part


@pytest.mark.parametrize("meeting", [*MEETINGS, None], ids=lambda m: m.name if m else "alone")
@given(claim=table_claims())
def test_a_small_program_says_what_the_whole_says(meeting: Meeting | None, claim: Claim) -> None:
    days = list(prepared([claim]))
    made = (part.answers(small_program(meeting)) for part in parts(days, meeting))
    check_small(days, meeting, {key: a for each in made for key, a in each.items()})


@ONE_QUERY
@given(seed=SEEDS)
def test_a_small_program_says_so_in_sql(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    days = list(prepared(sample(CLAIMS, seed, in_table=True)))
    for meeting in (*MEETINGS, None):
        table = tmp_path_factory.mktemp("agreement") / "lines.parquet"
        write(list(parts(days, meeting)), table)
        small = program(TABLE_OUTPUTS, {}, meeting)
        check_small(days, meeting, answers("duckdb", small, table))


def test_what_an_endoscopy_includes_is_ranked_itself() -> None:
    # So a base always comes where its family meets.
    book = open_book()
    for release in book.releases():
        for base in book.endoscopic_bases(release.label):
            rows = book.rows(release.label, base)
            assert all(row.policy.multiple_procedure in RANKING.multiple for row in rows), base
