"""The public surface: what a user may import, and what is promised of it."""

from __future__ import annotations

import importlib.metadata
import inspect
import pickle
import subprocess
import sys
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

import pytest

import openrvu
from openrvu import FeeSchedule, Locality, OpenRVUError, ReadError

CLASSES = [n for n in openrvu.__all__ if inspect.isclass(getattr(openrvu, n))]
FUNCTIONS = [n for n in openrvu.__all__ if n not in CLASSES and callable(getattr(openrvu, n))]
ERRORS = [n for n in CLASSES if issubclass(getattr(openrvu, n), Exception)]


def public_members(kind: type) -> Iterator[tuple[str, object]]:
    """What a class defines for its users, properties and class methods unwrapped."""
    for name, member in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            yield name, member.fget
        elif isinstance(member, (classmethod, staticmethod)):
            yield name, member.__func__
        elif inspect.isfunction(member):
            yield name, member


MEMBERS = [
    pytest.param(member, id=f"{name}.{member_name}")
    for name in CLASSES
    for member_name, member in public_members(getattr(openrvu, name))
]


def test_every_name_promised_exists_and_is_listed_once_in_order() -> None:
    assert [name for name in openrvu.__all__ if not hasattr(openrvu, name)] == []
    assert len(set(openrvu.__all__)) == len(openrvu.__all__)
    assert set(openrvu.__all__) <= set(dir(openrvu))


def test_nothing_public_is_anything_but_a_class_a_function_or_the_nation() -> None:
    assert {*CLASSES, *FUNCTIONS, "NATIONAL"} == set(openrvu.__all__)
    assert isinstance(openrvu.NATIONAL, Locality)


@pytest.mark.parametrize("name", [*CLASSES, *FUNCTIONS])
def test_every_public_name_has_a_docstring_of_its_own(name: str) -> None:
    doc = getattr(openrvu, name).__doc__
    assert doc
    assert not doc.startswith(f"{name}("), "that is the signature which dataclass writes"


@pytest.mark.parametrize("member", MEMBERS)
def test_every_public_method_and_property_has_a_docstring(member: object) -> None:
    assert member.__doc__


@pytest.mark.parametrize("name", [*CLASSES, *FUNCTIONS])
def test_the_types_of_every_public_name_can_be_read(name: str) -> None:
    typing.get_type_hints(getattr(openrvu, name))


@pytest.mark.parametrize("member", MEMBERS)
def test_the_types_of_every_public_method_can_be_read_and_are_complete(member: object) -> None:
    assert inspect.isfunction(member)
    hints = typing.get_type_hints(member)
    assert set(inspect.signature(member).parameters) - {"self", "cls"} == hints.keys() - {"return"}
    assert "return" in hints


@pytest.mark.parametrize("name", [n for n in CLASSES if n not in ERRORS])
def test_the_fields_of_every_public_record_are_in_its_docstring(name: str) -> None:
    kind = getattr(openrvu, name)
    fields = [] if issubclass(kind, Enum) else getattr(kind, "__dataclass_fields__", {})
    text = kind.__doc__ or ""
    assert [field for field in fields if f"{field}:" not in text] == []


@pytest.mark.parametrize("name", ERRORS)
def test_every_public_error_can_be_caught_as_one_kind(name: str) -> None:
    assert issubclass(getattr(openrvu, name), OpenRVUError)


def test_an_error_of_reading_survives_the_way_out_of_a_worker_process() -> None:
    error = ReadError("a.csv", found="x", expected="y", remedy="Do z", row=3, column="MULT PROC")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert str(again) == "a.csv, row 3, column MULT PROC: found x; expected y. Do z"
    assert (again.file, again.row, again.column) == ("a.csv", 3, "MULT PROC")
    assert (again.found, again.expected, again.remedy) == ("x", "y", "Do z")


def test_a_misspelt_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="FeeShedule"):
        _ = openrvu.FeeShedule  # type: ignore[attr-defined]


def test_the_version_is_that_of_the_distribution() -> None:
    assert openrvu.__version__ == importlib.metadata.version("openrvu")


def test_the_example_of_the_package_gives_the_figures_it_states() -> None:
    answer = FeeSchedule.on(date(2026, 7, 1)).amount(
        "76000", "26", setting=openrvu.Setting.FACILITY
    )
    assert answer.amount == Decimal("15.36")
    assert answer.steps


def test_to_import_the_package_loads_neither_the_book_nor_anything_heavy() -> None:
    code = "import sys, openrvu; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {"sqlite3", "django", "httpx", "click", "rich", "tomllib", "openrvu.book.book"}
    assert loaded & heavy == set()
