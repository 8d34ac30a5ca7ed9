"""The package's front door: its public names, imported when they are first asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from textwrap import dedent

import pytest

import openrvu


@pytest.mark.parametrize("name", openrvu.__all__)
def test_every_public_name_can_be_imported_and_is_listed(name: str) -> None:
    assert getattr(openrvu, name) is not None
    assert name in dir(openrvu)


def test_every_name_with_a_home_is_public() -> None:
    assert sorted(openrvu._HOME_OF) == sorted(openrvu.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'FeeSchedul'"):
        getattr(openrvu, "FeeSchedul")  # noqa: B009 - a type checker refuses the plain form


def test_importing_the_package_alone_opens_no_book() -> None:
    code = "import openrvu, sys; print('sqlite3' in sys.modules, 'openrvu.book' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


def test_the_example_in_the_docstring_holds() -> None:
    example = dedent((openrvu.__doc__ or "").partition("Example::\n")[2].partition("\nRVUs,")[0])
    names: dict[str, object] = {}
    exec(example, names)  # noqa: S102 - what a reader would type
    stated = re.findall(
        r"^(\S.*?) +# (Decimal\('[0-9.]+'\)|LineOutcome\.\w+)", example, re.MULTILINE
    )
    assert len(stated) == 3
    for expression, value in stated:
        assert eval(expression, names) == eval(value, vars(openrvu) | {"Decimal": Decimal})  # noqa: S307
