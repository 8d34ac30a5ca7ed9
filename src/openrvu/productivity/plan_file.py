"""Plans as files: TOML or JSON in, a plan or what is wrong with it out; and the plans we ship.

The keys are those that :func:`openrvu.productivity.plan_text.plan_to_toml` writes. Figures stand
in quotes, so that none passes through a float.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TypeVar

from openrvu.errors import OpenRVUError
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_sections import plan_of
from openrvu.productivity.plan_table import PlanTable, Problem

#: The plans that come with the package, the default first.
NAMES = ("customary", "survey-style", "full-cms")

#: A plan, or None with what is wrong.
Read = tuple[CreditPlan | None, tuple[Problem, ...]]
_Built = TypeVar("_Built")
#: Makes something of the tables of a file, or None where something is wrong with them.
Build = Callable[[PlanTable], _Built | None]


class UnknownPlan(OpenRVUError, LookupError):
    """No plan of this name comes with the package."""


def plans() -> tuple[CreditPlan, ...]:
    """The plans that come with the package, the default first."""
    return tuple(plan(name) for name in NAMES)


@cache
def plan(name: str) -> CreditPlan:
    """A plan that comes with the package, by its name.

    Raises:
        UnknownPlan: there is none of that name.
    """
    wanted = name.strip().lower()
    if wanted not in NAMES:
        raise UnknownPlan(
            f"{name!r} is no plan of the package, which has {', '.join(NAMES)}; "
            "for your own, give its file"
        )
    file = resources.files("openrvu.productivity") / "plans" / f"{wanted}.toml"
    found, problems = plan_from_toml(file.read_text("utf-8"))
    if found is None:
        raise OpenRVUError(f"{wanted}.toml: {'; '.join(map(str, problems))}")
    return found


def load_plan(path: Path) -> Read:
    """Read a plan from a file, as JSON where its name ends so, else as TOML.

    Raises:
        OSError: the file cannot be read.
    """
    return load(path, plan_of)


def plan_from_toml(text: str) -> Read:
    """A plan from TOML, or None with what is wrong."""
    return from_toml(text, plan_of)


def plan_from_json(text: str) -> Read:
    """A plan from JSON, or None with what is wrong."""
    return from_json(text, plan_of)


def load(path: Path, build: Build[_Built]) -> tuple[_Built | None, tuple[Problem, ...]]:
    """What ``build`` makes of a file's tables, or None with what is wrong.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (Problem(path.name, f"bytes that are no text ({error})", "UTF-8"),)
    is_json = path.suffix.lower() == ".json"
    return from_json(text, build) if is_json else from_toml(text, build)


def from_toml(text: str, build: Build[_Built]) -> tuple[_Built | None, tuple[Problem, ...]]:
    """What ``build`` makes of TOML, or None with what is wrong."""
    return _parsed(text, "TOML", tomllib.loads, build)


def from_json(text: str, build: Build[_Built]) -> tuple[_Built | None, tuple[Problem, ...]]:
    """What ``build`` makes of JSON, or None with what is wrong."""
    return _parsed(text, "JSON", lambda said: json.loads(said, object_pairs_hook=_once), build)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON, in which no key may stand twice; TOML's parser sees to that itself."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"{twice!r} is written twice")
    return found


def _parsed(
    text: str, form: str, parse: Callable[[str], object], build: Build[_Built]
) -> tuple[_Built | None, tuple[Problem, ...]]:
    try:
        content = parse(text)
    except (ValueError, RecursionError) as error:  # both parsers' own errors are ValueErrors
        return None, (Problem("the file", f"what is no {form} ({error})", form),)
    if not isinstance(content, dict):
        return None, (Problem("the file", "no table of keys", "keys such as name"),)
    problems: list[Problem] = []
    found = build(PlanTable(content, "", problems))
    return found, tuple(problems)
