"""Reading a table of a plan's file: what is wrong is collected with its place, never raised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeGuard, TypeVar
from unicodedata import category

from openrvu.exact import FACTOR_PLACES, parse_decimal, shorten
from openrvu.productivity.plan_parts import MOST_FACTOR

_Choice = TypeVar("_Choice", bound=StrEnum)
_LONGEST_ECHO = 60
_LONGEST_TEXT = 2_000
_FIGURE_PLACES = 2
#: Unicode's control characters, and halves of characters that UTF-8 cannot write.
_NO_TEXT = ("Cc", "Cs")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a plan's file.

    Attributes:
        place: the key and the table it stands in, such as ``modifier[2].factor``; tables are
            counted from 1.
        found: what stands there.
        expected: what should.
    """

    place: str
    found: str
    expected: str

    def __str__(self) -> str:
        """For example ``modifier[2].factor: found 7; expected 0 to 5, in quotes``."""
        return f"{self.place}: found {self.found}; expected {self.expected}"


class PlanTable:
    """One table of a plan's file. A key that is asked for is known; others are problems.

    Attributes:
        is_sound: nothing wrong was found in it so far.
    """

    def __init__(self, raw: Mapping[str, object], place: str, problems: list[Problem]) -> None:
        """Read ``raw``, which stands at ``place`` (empty at the top), into ``problems``."""
        self._raw, self._place, self._problems = raw, place, problems
        self._known: set[str] = set()
        self.is_sound = True

    def at(self, key: str) -> str:
        """The place of a key."""
        return f"{self._place}.{key}" if self._place else key

    def fault(self, key: str, expected: str, found: str | None = None) -> None:
        """Note that a key holds something else than is expected."""
        self.is_sound = False
        if found is None:
            found = _echo(self._raw[key]) if key in self._raw else "nothing"
        self._problems.append(Problem(self.at(key), found, expected))

    def has(self, key: str) -> bool:
        """Whether a key is there."""
        self._known.add(key)
        return key in self._raw

    def text(
        self, key: str, pattern: str = "", expected: str = "text", *, needed: bool = False
    ) -> str:
        """A text; empty where the key is not there or holds no text, or other than ``pattern``."""
        if not self.has(key):
            return ""
        value = self._raw[key]
        if value == "" and not (needed or pattern):
            return ""
        if not _is_text(value) or (pattern and not re.fullmatch(pattern, value)):
            self.fault(key, expected)
            return ""
        return value

    def is_text(self, key: str, text: str) -> bool:
        """Whether a key holds exactly this text."""
        return self.has(key) and self._raw[key] == text

    def texts(self, key: str, pattern: str = "", expected: str = "text") -> tuple[str, ...]:
        """A list of texts, each matching ``pattern``; empty where the key is not there."""
        if not self.has(key):
            return ()
        values = self._raw[key]
        if not isinstance(values, list):
            self.fault(key, f"a list in brackets, of {expected}")
            return ()
        good = []
        for number, value in enumerate(values, 1):
            if _is_text(value) and (not pattern or re.fullmatch(pattern, value)):
                good.append(value)
            else:
                self.fault(f"{key}[{number}]", expected, _echo(value))
        return tuple(good)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._raw.get(key, default) if self.has(key) else default
        if not isinstance(value, bool):
            self.fault(key, "true or false, without quotes")
            return default
        return value

    def whole(self, key: str, default: int, most: int) -> int:
        """A whole number from 1 to ``most``."""
        value = self._raw.get(key, default) if self.has(key) else default
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            self.fault(key, f"a whole number from 1 to {most}")
            return default
        return value

    def choice(self, key: str, default: _Choice) -> _Choice:
        """One of the values of an enumeration."""
        kind = type(default)
        if not self.has(key):
            return default
        value = self._raw[key]
        if not isinstance(value, str) or value not in set(kind):
            self.fault(key, "one of " + ", ".join(f'"{member}"' for member in kind))
            return default
        return kind(value)

    def figure(self, key: str, default: Decimal, most: Decimal = MOST_FACTOR) -> Decimal:
        """A decimal written in quotes, from 0 to ``most``, with at most four digits after the
        point."""
        if not self.has(key):
            return default
        figure = self._figure(key, self._raw[key], most)
        return default if figure is None else figure

    def figures(self, key: str, most: Decimal = MOST_FACTOR) -> tuple[Decimal, ...]:
        """A list of decimals as :meth:`figure` reads one; empty where the key is not there."""
        if not self.has(key):
            return ()
        values = self._raw[key]
        if not isinstance(values, list) or not values:
            self.fault(key, 'a list of figures in quotes, such as ["1", "0.50"]')
            return ()
        read = [self._figure(f"{key}[{n}]", value, most) for n, value in enumerate(values, 1)]
        return tuple(value for value in read if value is not None)

    def _figure(self, key: str, value: object, most: Decimal) -> Decimal | None:
        limits = f"a figure from 0 to {most} in quotes"
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.fault(
                key, f'{limits}, so that it stays exact; write it as "{value}"', _echo(value)
            )
            return None
        try:
            figure = parse_decimal(value if isinstance(value, str) else "", FACTOR_PLACES)
        except ValueError:
            places = f"with at most {FACTOR_PLACES} digits after the point"
            self.fault(key, f'{limits}, such as "0.50", {places}', _echo(value))
            return None
        if not 0 <= figure <= most:
            self.fault(key, limits, _echo(value))
            return None
        return shorten(figure, _FIGURE_PLACES)

    def table(self, key: str) -> PlanTable:
        """A table within this one; an empty one where the key is not there."""
        value = self._raw.get(key) if self.has(key) else {}
        if not isinstance(value, dict):
            self.fault(key, f"a table, written [{key}]")
            value = {}
        return PlanTable(value, self.at(key), self._problems)

    def tables(self, key: str) -> list[PlanTable]:
        """The tables of a list, such as every ``[[modifier]]``."""
        values = self._raw.get(key) if self.has(key) else []
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self.fault(key, f"tables, each written [[{key}]]")
            return []
        return [
            PlanTable(value, f"{self.at(key)}[{number}]", self._problems)
            for number, value in enumerate(values, 1)
        ]

    @property
    def is_whole_file_sound(self) -> bool:
        """Whether nothing wrong was found in any table so far."""
        return not self._problems

    def close(self) -> bool:
        """Note every key that was not asked for; whether the table is sound."""
        for key in self._raw:
            if key not in self._known:
                near = get_close_matches(key, sorted(self._known), 1)
                known = f'"{near[0]}"' if near else ", ".join(sorted(self._known))
                self.fault(key[:_LONGEST_ECHO], f"a known key: {known}", "a key of no meaning")
        return self.is_sound


def _is_text(value: object) -> TypeGuard[str]:
    """Whether it is text that a person wrote: no control characters, and not endless."""
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        return False
    faults = (c for c in value if category(c) in _NO_TEXT and c not in "\n\t")
    return bool(value.strip()) and next(faults, None) is None


def _echo(value: object) -> str:
    said = repr(value)
    return said if len(said) <= _LONGEST_ECHO else f"{said[:_LONGEST_ECHO]}..."
