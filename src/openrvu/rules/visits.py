"""Which codes are visits, for the rules of global periods."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def visit_ranges() -> tuple[tuple[str, str], ...]:
    """First and last code of each range of evaluation and management services."""
    text = resources.files("openrvu.rules").joinpath("visits.toml").read_text("utf-8")
    return tuple((first, last) for first, last in tomllib.loads(text)["ranges"])


@cache
def is_visit(code: str) -> bool:
    """Whether a code is an evaluation and management service."""
    return any(first <= code <= last for first, last in visit_ranges()) and code.isdigit()
