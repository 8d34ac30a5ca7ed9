"""Contracts as files: TOML or JSON in, a contract or what is wrong with it out; our examples.

The keys are those that :func:`openrvu.productivity.contract.text.contract_to_toml` writes.
Figures and days stand in quotes.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from openrvu.errors import OpenRVUError
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.read import contract_of
from openrvu.productivity.plan_file import from_json, from_toml, load
from openrvu.productivity.plan_table import Problem

#: Examples to begin one's own from, simplest first. Their figures are invented and round.
EXAMPLES = (
    "straight",
    "base-and-threshold",
    "greater-of",
    "marginal-tiers",
    "percentile-tiers",
    "draw-and-guarantee",
)

#: A contract, or None with what is wrong.
Read = tuple[Contract | None, tuple[Problem, ...]]


class UnknownExample(OpenRVUError, LookupError):
    """No example contract of this name comes with the package."""


@cache
def example(name: str) -> Contract:
    """An example contract, by its name.

    Raises:
        UnknownExample: there is none of that name.
    """
    found, problems = contract_from_toml(example_text(name))
    if found is None:
        raise OpenRVUError(f"{name}.toml: {'; '.join(map(str, problems))}")
    return found


def example_text(name: str) -> str:
    """An example contract as TOML, with comments that say what each part does.

    Raises:
        UnknownExample: there is none of that name.
    """
    wanted = name.strip().lower()
    if wanted not in EXAMPLES:
        raise UnknownExample(
            f"{name!r} is no example of the package, which has {', '.join(EXAMPLES)}; "
            "for your own contract, give its file"
        )
    file = resources.files("openrvu.productivity.contract") / "examples" / f"{wanted}.toml"
    return file.read_text("utf-8")


def load_contract(path: Path) -> Read:
    """Read a contract from a file, as JSON where its name ends so, else as TOML.

    Raises:
        OSError: the file cannot be read.
    """
    return load(path, contract_of)


def contract_from_toml(text: str) -> Read:
    """A contract from TOML, or None with what is wrong."""
    return from_toml(text, contract_of)


def contract_from_json(text: str) -> Read:
    """A contract from JSON, or None with what is wrong."""
    return from_json(text, contract_of)
