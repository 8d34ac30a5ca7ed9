"""What repricing is asked, and the extras it needs."""

from __future__ import annotations

import importlib

import pytest

from openrvu.pricing.table.options import MissingExtra, Options, needing_extras


def test_nothing_said_means_participating_physicians_and_duckdb() -> None:
    said = Options()
    assert (said.participating, said.qp, said.engine) == (True, False, "duckdb")


@pytest.mark.parametrize(
    ("module", "extra"), [("duckdb", "bulk"), ("pyarrow.parquet", "bulk"), ("pyspark.sql", "spark")]
)
def test_a_missing_part_is_named_with_what_installs_it(module: str, extra: str) -> None:
    with pytest.raises(MissingExtra, match=rf'pip install "openrvu\[{extra}\]"'), needing_extras():
        raise ModuleNotFoundError(f"No module named {module!r}", name=module)


def test_a_missing_module_of_another_kind_is_no_missing_extra() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_module"), needing_extras():
        importlib.import_module("no_such_module")
