"""What the page about the API shows, read from the OpenAPI document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from openrvu.site.api import V1
from openrvu.site.api.examples import Example, examples_of
from openrvu.site.api.openapi import ABOUT, TAGS
from openrvu.site.api.problems import CODES
from openrvu.site.api.v1 import document

_CODE = re.compile("`([^`]+)`")
_REFERENCE = "#/components/schemas/"
_FEW = 12


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a call, or a field of a shape.

    Attributes:
        name: as it is written.
        kind: what it must be, in words.
        shape: the shape it has or is a list of; else empty.
        needed: whether it must be given, or is always there.
        told: what it is.
        example: a value; empty where none is documented.
    """

    name: str
    kind: str
    shape: str
    needed: bool
    told: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of what is asked or answered."""

    name: str
    told: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An example: what is sent, and what is answered."""

    summary: str
    address: str
    body: str
    status: int
    answer: str

    @property
    def is_long(self) -> bool:
        """Whether the answer is better folded away."""
        return self.answer.count("\n") > _FEW


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    Attributes:
        id: its ``operationId``.
        method: of HTTP.
        path: its address under :data:`openrvu.site.api.V1`.
        summary: a few words.
        told: a sentence or two.
        parameters: of address and query.
        body: name of the shape that is posted; empty for a GET.
        answer: name of the shape that is answered; empty where it is free.
        statuses: what it may answer with.
        examples: calls with their answers.
    """

    id: str
    method: str
    path: str
    summary: str
    told: str
    parameters: tuple[Field, ...]
    body: str
    answer: str
    statuses: tuple[str, ...]
    examples: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything the page shows.

    Attributes:
        about: what holds for every call: heading and text.
        groups: calls by what they are about: heading, text and calls.
        shapes: what is asked and answered, by name.
        errors: code, status and meaning.
        root: where the addresses begin.
    """

    about: tuple[tuple[str, Markup], ...]
    groups: tuple[tuple[str, str, tuple[Call, ...]], ...]
    shapes: tuple[Shape, ...]
    errors: tuple[tuple[str, int, Markup], ...]
    root: str = V1


@cache
def guide() -> Guide:
    """The page's contents, made once."""
    made = document()
    calls = [_call(*found) for found in _operations(made)]
    groups = [
        (tag, told, tuple(call for of, call in calls if of == tag)) for tag, told in TAGS.items()
    ]
    return Guide(
        about=tuple((title, marked(told)) for title, told in ABOUT),
        groups=tuple(groups),
        shapes=tuple(_shape(*found) for found in made["components"]["schemas"].items()),
        errors=tuple((code, status, marked(told)) for code, (status, told) in CODES.items()),
    )


def marked(text: str) -> Markup:
    """Text as HTML: what stands between backticks is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - it is escaped


def _operations(made: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in made["paths"].items():
        yield from ((path, method, operation) for method, operation in methods.items())


def _call(path: str, method: str, operation: dict[str, Any]) -> tuple[str, Call]:
    """A call, and what it is about."""
    own = [each for each in operation["parameters"] if "$ref" not in each]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    answer = operation["responses"]["200"]["content"]["application/json"]
    call = Call(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        told=marked(operation["description"]),
        parameters=tuple(map(_parameter, own)),
        body=_kind(body.get("schema", {}))[1],
        answer=_kind(answer["schema"])[1],
        statuses=tuple(operation["responses"]),
        examples=tuple(map(_shown, examples_of(operation["operationId"]))),
    )
    return operation["tags"][0], call


def _parameter(told: dict[str, Any]) -> Field:
    kind, shape = _kind(told["schema"])
    shown = [each["value"] for each in told.get("examples", {}).values()]
    example = shown[0] if shown else told.get("example", told["schema"].get("default", ""))
    return Field(
        name=told["name"],
        kind=f"{kind}, in the address" if told["in"] == "path" else kind,
        shape=shape,
        needed=told["required"],
        told=marked(told.get("description", "")),
        example=str(example).lower() if isinstance(example, bool) else str(example),
    )


def _shape(name: str, told: dict[str, Any]) -> Shape:
    needed = told.get("required", ())
    fields = [
        Field(field, *_kind(part), field in needed, marked(_told(part)))
        for field, part in told.get("properties", {}).items()
    ]
    return Shape(name, marked(" ".join(told.get("description", "").split())), tuple(fields))


def _told(part: dict[str, Any]) -> str:
    """What a field is, its usual value included."""
    told = str(part.get("description", "")).split("\n- ")[0]
    if part.get("default") in (None, "", []):
        return told
    return f"{told} Usually `{json.dumps(part['default'])}`.".strip()


def _kind(schema: dict[str, Any]) -> tuple[str, str]:
    """What a value must be in words, and the shape it has or is a list of."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_REFERENCE)
        return _enumerated(name) or name, "" if _enumerated(name) else name
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            kinds = [_kind(part) for part in schema[several]]
            shape = next((name for _, name in kinds if name), "")
            return " or ".join(dict.fromkeys(kind for kind, _ in kinds)), shape
    if "enum" in schema:
        return f"one of {', '.join(str(value) or 'empty' for value in schema['enum'])}", ""
    if schema.get("type") == "array":
        kind, shape = _kind(schema["items"])
        return f"list of {kind}", shape
    return _simple(schema), ""


def _enumerated(name: str) -> str:
    """The values of a shape that is no more than a list of them."""
    found = document()["components"]["schemas"].get(name, {})
    return _kind(found)[0] if "enum" in found else ""


def _simple(schema: dict[str, Any]) -> str:
    kind = schema.get("type", "any value")
    if isinstance(kind, list):
        return " or ".join(map(str, kind))
    if kind == "string" and schema.get("format") == "date":
        return "day"
    if kind == "string" and "\\." in schema.get("pattern", ""):
        return "decimal string"
    if kind == "integer" and "maximum" in schema:
        return f"whole number, {schema['minimum']} to {schema['maximum']}"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(
        kind, str(kind)
    )


def _shown(example: Example) -> Shown:
    return Shown(
        summary=example.summary,
        address=example.address,
        body="" if example.body is None else _written(example.body),
        status=example.status,
        answer=_written(example.response),
    )


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
