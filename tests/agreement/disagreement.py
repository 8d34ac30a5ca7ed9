"""Two answers that should be one: the smallest claim they differ on, said in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum

from agreement.prepared import Day, Key
from openrvu.rules.as_python import Answer


def check_same(
    days: Sequence[Day], wanted: Mapping[Key, Answer], found: Mapping[Key, Answer]
) -> None:
    """Fail where one line has another answer, with the claim of the fewest lines.

    Lines that are not wanted may have any answer.
    """
    wrong_keys = {key for key, answer in wanted.items() if found.get(key) != answer}
    if not wrong_keys:
        return
    wrong = [day for day in days if wrong_keys.intersection(day.keys)]
    least = min(wrong, key=lambda day: len(day.lines))
    said = "\n".join(_differences(least, wanted, found))
    raise AssertionError(
        f"{len(wrong)} of {len(days)} claims and days differ; of the fewest lines is {least.day}, "
        f"claim {least.number}:\n{as_python(least.claim)}\n{said}"
    )


def _differences(
    day: Day, wanted: Mapping[Key, Answer], found: Mapping[Key, Answer]
) -> Iterator[str]:
    for key in day.keys:
        other = found.get(key, {})
        for name, value in wanted.get(key, {}).items():
            if other.get(name) != value:
                yield f"line {key[2]}, {name}: expected {value!r}, got {other.get(name)!r}"


def as_python(value: object) -> str:
    """A value as it is written in Python, without what need not be said."""
    if is_dataclass(value) and not isinstance(value, type):
        told = [each for each in fields(value) if _differs(value, each)]
        inside = ", ".join(f"{f.name}={as_python(getattr(value, f.name))}" for f in told)
        return f"{type(value).__name__}({inside})"
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, date):
        return f"date({value.year}, {value.month}, {value.day})"
    if isinstance(value, tuple):
        return "(" + "".join(f"{as_python(each)}, " for each in value).rstrip(" ") + ")"
    return repr(value)


def _differs(value: object, each: Field[object]) -> bool:
    return each.default is MISSING or getattr(value, each.name) != each.default
