"""The examples of the document: calls with their answers, as files beside this module.

Tests make every call and compare the answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from openrvu.site.api import V1

FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """One call and its answer.

    Attributes:
        name: unique; that of its file.
        operation: the ``operationId`` of the call.
        summary: what it shows.
        path: the address, its places in braces, such as ``/codes/{code}``.
        places: what stands in the braces.
        query: the parameters.
        body: what is posted; None for a GET.
        status: of the answer.
        response: the answer.
    """

    name: str
    operation: str
    summary: str
    path: str
    places: dict[str, str]
    query: dict[str, Any]
    body: Any
    status: int
    response: Any

    @property
    def given(self) -> dict[str, Any]:
        """Every parameter by its name."""
        return {**self.places, **self.query}

    @property
    def address(self) -> str:
        """The whole address of the call."""
        places = {name: quote(text, safe="") for name, text in self.places.items()}
        query = {k: str(v).lower() if isinstance(v, bool) else v for k, v in self.query.items()}
        return V1 + self.path.format(**places) + (f"?{urlencode(query)}" if query else "")


@cache
def examples() -> tuple[Example, ...]:
    """Every example, by the name of its file."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.json")))


def examples_of(operation: str) -> tuple[Example, ...]:
    """The examples of a call."""
    return tuple(example for example in examples() if example.operation == operation)


def _read(path: Path) -> Example:
    held = json.loads(path.read_text("utf-8"))
    return Example(
        name=path.stem,
        operation=held["operation"],
        summary=held["summary"],
        path=held["path"],
        places=held.get("places", {}),
        query=held.get("query", {}),
        body=held.get("body"),
        status=held["status"],
        response=held["response"],
    )
