"""Claims as a table that any engine reads, and what the rules answer for each of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlglot import exp

from openrvu.rules.as_python import Answer, Line, compile_program
from openrvu.rules.as_sql import Dialect
from openrvu.rules.expression import Expression

#: Two claims that follow each other have one number and these two days.
DAYS = (date(2023, 12, 31), date(2024, 1, 1))
KEYS = ("claim", "day", "line")
Key = tuple[int, date, int]
#: The lines of one claim and day.
Lines = Sequence[Line]
#: The law of each of the two days.
Laws = Mapping[date, Mapping[str, int]]


def source(claims: Sequence[Lines], laws: Laws, dialect: Dialect) -> str:
    """A SELECT in brackets whose rows are the lines of some claims, the last line first.

    The figures of the law are columns, after the fields.
    """
    lines = [(key, {**line, **laws[key[1]]}) for key, line in _keyed(claims)]
    values = [(*key, *line.values()) for key, line in reversed(lines)]
    return rows(values, [*KEYS, *lines[0][1]], dialect)


def rows(values: Sequence[tuple[object, ...]], names: Sequence[str], dialect: Dialect) -> str:
    """A SELECT in brackets that gives some rows."""
    given = exp.values(values, alias="given", columns=names)
    return "(" + exp.select("*").from_(given).sql(dialect, identify=True) + ")"


def expected(
    outputs: Mapping[str, Expression], claims: Sequence[Lines], laws: Laws
) -> dict[Key, Answer]:
    """What the rules answer for every line, claim by claim."""
    program = compile_program(outputs)
    answers = (
        answer
        for index, lines in enumerate(claims)
        for answer in program.run(lines, laws[DAYS[index % 2]])
    )
    return {key: answer for (key, _), answer in zip(_keyed(claims), answers, strict=True)}


def answers(
    outputs: Mapping[str, Expression], rows: Sequence[tuple[object, ...]]
) -> dict[tuple[object, ...], dict[str, object]]:
    """What an engine answers for every line; it was asked to keep the keys."""
    found = {row[:3]: dict(zip(outputs, row[3:], strict=True)) for row in rows}
    assert len(found) == len(rows)
    return found


def _keyed(claims: Sequence[Lines]) -> Iterator[tuple[Key, Line]]:
    for index, lines in enumerate(claims):
        for number, line in enumerate(lines):
            yield (index // 2, DAYS[index % 2], number), line
