"""The kinds of value that calls and answers are made of.

Dollars, RVUs and indices are decimal strings on both sides: a JSON number would pass through a
float in most programs. A kind reads a value exactly as its schema says, and says in words what it
expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from openrvu.calendar import parse_day
from openrvu.exact import parse_decimal
from openrvu.site.api.problems import shown

_DIGITS = re.compile(r"-?[0-9]{1,18}\Z")


def refuse(value: object, expected: str) -> PydanticCustomError:
    """The refusal of a value, to be raised."""
    told = {"found": shown(value), "expected": expected}
    return PydanticCustomError("kind", "found {found}; expected {expected}", told)


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What a value must be, and how it is read.

    Attributes:
        schema: of JSON Schema.
        expected: the same in words.
        read: the value; raises ValueError where it is not of the kind.
    """

    schema: Mapping[str, Any]
    expected: str
    read: Callable[[Any], object]

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> Any:
        """Read by :attr:`read` alone."""
        return core_schema.no_info_plain_validator_function(self._checked)

    def __get_pydantic_json_schema__(self, _core: object, _handler: object) -> dict[str, Any]:
        """As stated."""
        return dict(self.schema)

    def _checked(self, value: object) -> object:
        try:
            return self.read(value)
        except ValueError:
            raise refuse(value, self.expected) from None


def text(
    pattern: str,
    expected: str,
    example: str,
    read: Callable[[str], object] = str,
    **schema: object,
) -> Kind:
    """A text of a shape.

    Args:
        pattern: the whole text must match; understood alike by Python and JSON Schema.
        expected: the same in words.
        example: one that fits.
        read: makes the value of it.
        schema: further words of JSON Schema.
    """
    whole = re.compile(pattern)

    def checked(value: object) -> object:
        if not isinstance(value, str) or not whole.fullmatch(value):
            raise ValueError(value)
        return read(value)

    told = {"type": "string", "pattern": f"^{pattern}$", "examples": [example], **schema}
    return Kind(told, expected, checked)


def words(most: int, expected: str, example: str) -> Kind:
    """Free text of 1 to ``most`` characters."""

    def checked(value: object) -> object:
        if not isinstance(value, str) or not 1 <= len(value) <= most:
            raise ValueError(value)
        value.encode()  # half a character, which JSON can write, is no text
        return value

    told = {"type": "string", "minLength": 1, "maxLength": most, "examples": [example]}
    return Kind(told, f"{expected}, 1 to {most} characters", checked)


def one_of(*values: str, read: Callable[[str], object] = str) -> Kind:
    """One of some texts."""

    def checked(value: object) -> object:
        if value not in values:
            raise ValueError(value)
        return read(str(value))

    return Kind({"type": "string", "enum": list(values)}, f"one of {', '.join(values)}", checked)


def decimal(digits: int, places: int, what: str, example: str) -> Kind:
    """A figure that is not negative, as text.

    Args:
        digits: at most so many before the point.
        places: at most so many after it.
        what: what it is, in words.
        example: one that fits.
    """
    pattern = rf"[0-9]{{1,{digits}}}(\.[0-9]{{1,{places}}})?"
    expected = f'{what} as text, such as "{example}", with at most {places} digits after the point'
    return text(pattern, expected, example, lambda value: parse_decimal(value, places))


def whole(least: int, most: int) -> Kind:
    """A whole number of JSON."""

    def checked(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise ValueError(value)  # noqa: TRY004 - a kind refuses by ValueError
        # JSON knows no difference between 1 and 1.0.
        if isinstance(value, Decimal) and (value.adjusted() > 17 or value != value.to_integral()):
            raise ValueError(value)
        if not least <= value <= most:
            raise ValueError(value)
        return int(value)

    told = {"type": "integer", "minimum": least, "maximum": most}
    return Kind(told, f"a whole number from {least} to {most}", checked)


def count(least: int, most: int) -> Kind:
    """A whole number of an address."""

    def checked(value: object) -> int:
        if not isinstance(value, str) or not _DIGITS.match(value):
            raise ValueError(value)
        if not least <= int(value) <= most:
            raise ValueError(value)
        return int(value)

    told = {"type": "integer", "minimum": least, "maximum": most}
    return Kind(told, f"a whole number from {least} to {most}", checked)


def _flag(value: object) -> bool:
    if value not in {"true", "false"}:
        raise ValueError(value)
    return value == "true"


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)  # noqa: TRY004 - a kind refuses by ValueError
    return value


def _day(value: object) -> date:
    if not isinstance(value, str) or value != value.strip():
        raise ValueError(value)
    return parse_day(value)


#: Yes or no in an address, and in JSON.
FLAG = Kind({"type": "boolean"}, "true or false", _flag)
TRUTH = Kind({"type": "boolean"}, "true or false", _truth)
DAY = Kind(
    {"type": "string", "format": "date", "examples": ["2026-07-01"]},
    "a day, year-month-day, such as 2026-07-01",
    _day,
)
#: The same, kept as it is written.
DAY_TEXT = Kind(DAY.schema, DAY.expected, lambda value: _day(value).isoformat())
CODE = text("[0-9A-Za-z]{5}", "a CPT or HCPCS code, five characters", "76000", str.upper)
MODIFIER = text("[0-9A-Za-z]{2}", "a modifier, two characters such as 26", "26", str.upper)
ZIP = text("[0-9]{5}(-?[0-9]{4})?", "a ZIP code, five digits or nine", "60611")
RELEASE = text(
    "([Rr][Vv][Uu])?[0-9]{2}[A-Da-d][Rr]?", "a release label such as RVU26C", "RVU26C", str.upper
)
LOCALITY = words(80, "a payment locality: a key, a state and number, or a name", "CA-05")
PLACE = text("[0-9]{2}", "a place of service, two digits such as 22", "22")
SETTING = one_of("facility", "nonfacility")


def _plain(value: object) -> object:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _figure(digits: str, example: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^-?[0-9]+{digits}$", "examples": [example]}


#: Figures of answers, by the digits after the point.
Dollars = Annotated[str, BeforeValidator(_plain), WithJsonSchema(_figure(r"\.[0-9]{2}", "434.92"))]
Rvu = Annotated[str, BeforeValidator(_plain), WithJsonSchema(_figure(r"\.[0-9]{2}", "1.92"))]
Index = Annotated[str, BeforeValidator(_plain), WithJsonSchema(_figure(r"\.[0-9]{3}", "1.013"))]
Factor = Annotated[str, BeforeValidator(_plain), WithJsonSchema(_figure(r"\.[0-9]{4}", "33.4009"))]
Exact = Annotated[
    str, BeforeValidator(_plain), WithJsonSchema(_figure(r"(\.[0-9]+)?", "41.912576"))
]
Day = Annotated[
    str,
    BeforeValidator(_iso),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-07-01"]}),
]
