"""What a year must be told besides the log: which questions a contract asks, and the answers.

They are kept as JSON: ``scores`` by measure, ``percentiles`` of a survey, the ``group``'s work
RVUs a year, and ``draw_owed``. Figures are decimal strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openrvu.exact import parse_decimal, plain
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.pay_terms import Scale
from openrvu.productivity.contract.work import PeriodWork

_MOST = Decimal(99_999_999)
_SCORE = "score:"
_POINT = re.compile(r"\s*P?([0-9]{1,2})\s*[\s:=]\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a contract goes by.

    Attributes:
        key: of its field.
        label: what is asked.
        hint: what is taken without an answer, or how to write it.
        answer: as it was told; empty where it was not.
        is_long: of several lines.
    """

    key: str
    label: str
    hint: str
    answer: str = ""
    is_long: bool = False


def questions(contract: Contract, told: Mapping[str, Any]) -> tuple[Question, ...]:
    """What a contract asks of a year; nothing for most."""
    return tuple(_questions(contract, told))


def _questions(contract: Contract, told: Mapping[str, Any]) -> Iterator[Question]:
    for quality in contract.quality:
        if quality.override is None:
            hint = f"1 is all of it; without an answer {plain(quality.score)}, as the contract says"
            answer = told.get("scores", {}).get(quality.name, "")
            yield Question(_SCORE + quality.name, f"Score: {quality.name}", hint, answer)
    if contract.production.scale is Scale.PERCENTILE:
        points = told.get("percentiles", {})
        answer = "\n".join(f"P{rank} {wrvu}" for rank, wrvu in points.items())
        hint = "From the survey that the contract names, a line each: P50 5200"
        yield Question(
            "percentiles",
            "Work RVUs a year by percentile, 1.0 clinical FTE",
            hint,
            answer,
            is_long=True,
        )
    if contract.pool is not None:
        hint = "Yours among them; taken to be spread evenly over the year"
        answer = told.get("group", "")
        yield Question("group", "Work RVUs of the whole group in the year", hint, answer)
    if contract.draw is not None:
        hint = "Without an answer 0"
        answer = told.get("draw_owed", "")
        yield Question("draw_owed", "Draw owed from before the year, $", hint, answer)


def read(contract: Contract, said: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers of a form, ready to be kept, and what is wrong with them by field."""
    told: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for asked in questions(contract, {}):
        text = said.get(asked.key, "").strip()
        if not text:
            continue
        try:
            if asked.key == "percentiles":
                told["percentiles"] = _points(text)
            elif asked.key.startswith(_SCORE):
                score = _figure(text, Decimal(5))
                told.setdefault("scores", {})[asked.key.removeprefix(_SCORE)] = score
            else:
                told[asked.key] = _figure(text, _MOST)
        except ValueError as error:
            problems[asked.key] = f"{asked.label}: {error}."
    return told, problems


def facts_of(told: Mapping[str, Any], first: date, last: date) -> Facts:
    """What was told, for the calculation.

    Args:
        told: as :func:`read` made it.
        first: of the contract year's days in force.
        last: of them.
    """
    group = told.get("group")
    return Facts(
        scores={name: Decimal(text) for name, text in told.get("scores", {}).items()},
        percentiles={
            int(rank): Decimal(text) for rank, text in told.get("percentiles", {}).items()
        },
        group_work=(PeriodWork(first, last, Decimal(group)),) if group else (),
        draw_owed=Decimal(told.get("draw_owed", "0")),
    )


def _figure(text: str, most: Decimal) -> str:
    try:
        found = parse_decimal(text.replace(",", "").removeprefix("$"), 4)
    except ValueError:
        found = Decimal(-1)
    if not 0 <= found <= most:
        raise ValueError(f"found {text[:40]!r}; expected a figure from 0 to {most}")
    return plain(found.normalize())


def _points(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, line in enumerate(filter(str.strip, text.splitlines()), 1):
        match = _POINT.fullmatch(line)
        if match is None or not int(match[1]):
            raise ValueError(
                f"line {number}: found {line.strip()[:40]!r}; expected such as P50 5200"
            )
        found[str(int(match[1]))] = _figure(match[2], _MOST)
    ordered = dict(sorted(found.items(), key=lambda pair: int(pair[0])))
    figures = [Decimal(text) for text in ordered.values()]
    if figures != sorted(figures):
        raise ValueError("work RVUs that do not rise with the percentile were found")
    return ordered
