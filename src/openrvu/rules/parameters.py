"""The dated figures of the law: every percentage, count and index that a rule uses.

They stand in ``parameters/*.toml``, each with the day it starts, its source and the day it was
checked. A rule names a figure and never writes one. A percentage is kept as printed and used as a
fraction: 62.5 percent is 0.625, the whole number 625 of three places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType

from openrvu.exact import parse_decimal, shorten, to_scaled
from openrvu.rules.entries import Entry, read_entries, refusal

#: The first day of the fee schedule; every figure has a value from then on.
BEGINNING = date(1992, 1, 1)
#: What a figure can be. A percent is used as a fraction, a flag is 0 or 1.
UNITS = ("percent", "count", "dollars", "index", "flag")
#: How far its source was followed: its text or a quotation of it was read; it follows from a CMS
#: file held; or it was not read and rests on common knowledge.
READINGS = ("read", "in file", "not read")
_PERCENT_PLACES = 2
_FOLDER = "parameters"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A figure from a first day on, until the next one starts.

    Attributes:
        first: first date of service it holds for.
        value: as the source prints it: ``62.5`` for 62.5 percent.
        scaled: what rules use: a whole number of ``10**-places`` units of its parameter.
        source: statute, regulation, manual section, CMS file or page.
        checked: the day the source was last looked at.
        read: how far: one of :data:`READINGS`.
        note: what else a reader should know; may be empty.
    """

    first: date
    value: Decimal
    scaled: int
    source: str
    checked: date
    read: str
    note: str


@dataclass(frozen=True, slots=True)
class DatedParameter:
    """A figure of the law with all its values, in order of date from :data:`BEGINNING`.

    Attributes:
        name: what rules call it, such as ``bilateral.both_sides``.
        title: a few words for a heading.
        unit: one of :data:`UNITS`.
        says: one sentence of ours on what it is.
        places: digits after the point of ``scaled``, the fewest that hold every value.
        values: at least one.
    """

    name: str
    title: str
    unit: str
    says: str
    places: int
    values: tuple[DatedValue, ...]

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most it has been, in units of its last place."""
        scaled = [value.scaled for value in self.values]
        return min(scaled), max(scaled)

    @property
    def changes(self) -> tuple[date, ...]:
        """The days on which a new value starts, after the first."""
        return tuple(value.first for value in self.values[1:])

    def on(self, day: date) -> DatedValue:
        """The value for a date of service.

        Raises:
            ValueError: the day is before the fee schedule began.
        """
        if day < BEGINNING:
            raise ValueError(f"{self.name} has no value on {day}: the schedule began {BEGINNING}")
        return self.values[bisect_right(self.values, day, key=lambda value: value.first) - 1]

    def scaled_on(self, day: date) -> int:
        """The value for a date of service as rules use it, in units of its last place.

        Raises:
            ValueError: the day is before the fee schedule began.
        """
        return self.on(day).scaled


def parameter(name: str) -> DatedParameter:
    """The figure of a name.

    Raises:
        KeyError: there is none; the message lists those there are.
    """
    try:
        return _by_name()[name]
    except KeyError:
        known = ", ".join(_by_name())
        raise KeyError(f"no parameter {name!r}: expected one of {known}") from None


def parameters() -> tuple[DatedParameter, ...]:
    """Every figure, by file and in the order of its file; read once.

    Raises:
        ReadError: a file is not as it should be.
    """
    return tuple(_by_name().values())


@cache
def _by_name() -> Mapping[str, DatedParameter]:
    held: dict[str, DatedParameter] = {}
    folder = resources.files("openrvu.rules").joinpath(_FOLDER)
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for made in read_parameters(file.read_text("utf-8"), file.name):
                if held.setdefault(made.name, made) is not made:
                    raise refusal(file.name, made.name, "a second entry", "each name once")
    return MappingProxyType(held)


def read_parameters(text: str, file: str) -> Iterator[DatedParameter]:
    """The parameters of a TOML file's text; ``file`` is its name for messages.

    Raises:
        ReadError: an entry lacks something, has something unknown, or makes no sense.
    """
    return map(_parameter, read_entries(text, file, "parameter", "name"))


def _parameter(entry: Entry) -> DatedParameter:
    entry.allow("name", "title", "unit", "says", "value")
    unit = entry.one_of("unit", UNITS)
    tables = [Entry(entry.file, entry.name, table) for table in entry.table.get("value", ())]
    _in_order(entry, [table.day("first") for table in tables])
    printed = [_figure(table, unit) for table in tables]
    used = [_used(value, unit) for value in printed]
    places = max(map(_digits, used))
    return DatedParameter(
        name=entry.text("name"),
        title=entry.text("title"),
        unit=unit,
        says=entry.text("says"),
        places=places,
        values=tuple(
            _value(table, value, to_scaled(fraction, places))
            for table, value, fraction in zip(tables, printed, used, strict=True)
        ),
    )


def _value(table: Entry, value: Decimal, scaled: int) -> DatedValue:
    table.allow("first", "value", "source", "checked", "read", "note")
    return DatedValue(
        first=table.day("first"),
        value=value,
        scaled=scaled,
        source=table.text("source"),
        checked=table.day("checked"),
        read=table.one_of("read", READINGS),
        note=table.text("note", ""),
    )


def _figure(table: Entry, unit: str) -> Decimal:
    text = table.text("value")
    try:
        value = parse_decimal(text, len(text.partition(".")[2]))
    except ValueError as error:
        raise table.refusal(str(error), 'a plain number in quotes, such as "62.5"') from None
    if value < 0:
        raise table.refusal(text, "a figure that is not negative")
    if unit == "flag" and value not in (0, 1):
        raise table.refusal(f"the flag {text}", "0 or 1")
    if unit == "count" and _digits(value):
        raise table.refusal(f"the count {text}", "a whole number")
    return value


def _in_order(entry: Entry, days: Sequence[date]) -> None:
    if not days or days[0] != BEGINNING:
        found = f"a first value from {days[0]}" if days else "no value"
        raise entry.refusal(found, f"a first value from {BEGINNING}")
    if list(days) != sorted(set(days)):
        shown = ", ".join(map(str, days))
        raise entry.refusal(f"values from {shown}", "days in order, each once")


def _used(value: Decimal, unit: str) -> Decimal:
    """The figure as rules use it: a percentage as a fraction."""
    return value.scaleb(-_PERCENT_PLACES) if unit == "percent" else value


def _digits(value: Decimal) -> int:
    """How many digits after the point are needed."""
    return max(0, -int(shorten(value, 0).as_tuple().exponent))
