from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given

from agreement.claims import CLAIMS, ONE_QUERY, SEEDS, sample, seldom
from agreement.disagreement import as_python
from agreement.engines import ENGINES, Engine
from agreement.table_of_claims import (
    Came,
    Key,
    Row,
    expected,
    key_of,
    read,
    rows,
    shuffled,
    write,
)
from openrvu import Claim
from openrvu.pricing.table.options import Options, Summary
from openrvu.pricing.table.run import reprice
from spark import spark_session

DUCKDB = Options(threads=2)
FEW = 500
#: Cells that cannot be understood.
SPOILT: tuple[Row, ...] = (
    {"date": None},
    {"code": "12"},
    {"carrier": "99999", "locality": "01", "zip": None},
    {"zip": "00000", "carrier": None},
    {"units": -1},
    {"line": None},
)


@pytest.fixture(name="folder", scope="module")
def fixture_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("agreement")


def come_to(
    some: Sequence[Row], folder: Path, options: Options = DUCKDB
) -> tuple[dict[int, Came], Summary]:
    """What the rows of a table come to, by their place in it, and the count."""
    source, out = write(some, folder / "claims.parquet"), folder / "repriced.parquet"
    if options.engine == "spark":
        spark_session()  # the one of this run; skips the test where there is no Spark
    summary = reprice(source, out, options=options)
    came = read(out)
    assert len(came) == summary.rows_out
    return came, summary


def check(
    claims: Sequence[Claim],
    some: Sequence[Row],
    came: Mapping[int, Came],
    lost: Collection[Key] = (),
) -> None:
    """Each line of each claim comes to what it comes to by itself."""
    found = {key_of(some[place]): each for place, each in came.items()}
    wanted = dict(expected(claims, lost))
    wrong = [key for key in wanted if wanted[key] != found.get(key)]
    if wrong:
        pytest.fail(_told(claims, wrong, wanted, found))
    assert found.keys() == wanted.keys()


def _told(
    claims: Sequence[Claim],
    wrong: Sequence[Key],
    wanted: Mapping[Key, Came],
    found: Mapping[Key, Came],
) -> str:
    """The claim of the fewest lines among those that differ, and how."""
    numbers = {int(claim_id[1:]) for claim_id, _ in wrong}
    least = min(numbers, key=lambda number: len(claims[number].lines))
    differ = (
        f"line {at}\n  expected {wanted[claim_id, at]}\n  got      {found.get((claim_id, at))}"
        for claim_id, at in wrong
        if int(claim_id[1:]) == least
    )
    least_said = "\n".join([as_python(claims[least]), *differ])
    return f"{len(numbers)} of {len(claims)} claims differ; of the fewest lines is\n{least_said}"


def without(some: Sequence[Row], *names: str) -> list[Row]:
    """The rows without some of their columns."""
    return [{name: cell for name, cell in row.items() if name not in names} for row in some]


@pytest.mark.parametrize("engine", ENGINES)
@ONE_QUERY
@given(seed=SEEDS)
def test_a_table_comes_to_what_each_claim_comes_to(engine: Engine, seed: int, folder: Path) -> None:
    claims = sample(CLAIMS, seed, in_table=True)
    some = shuffled(rows(claims), seed)
    came, summary = come_to(some, folder, replace(DUCKDB, engine=engine))
    assert (summary.rows_in, summary.rows_out, summary.rejects) == (len(some), len(some), 0)
    check(claims, some, came)
    assert list(came) == sorted(came), "the rows are not in the order they were"


@ONE_QUERY
@given(seed=SEEDS)
def test_without_line_numbers_the_order_of_the_rows_is_that_of_the_lines(
    seed: int, folder: Path
) -> None:
    claims = sample(FEW, seed, in_table=True)
    some = rows(claims)
    came, _ = come_to(without(some, "line"), folder)
    check(claims, some, came)


@ONE_QUERY
@given(seed=SEEDS)
def test_without_claims_each_row_is_a_claim(seed: int, folder: Path) -> None:
    whole = sample(FEW, seed, in_table=True)
    claims = [replace(claim, lines=(line,)) for claim in whole for line in claim.lines]
    some = rows(claims)
    came, _ = come_to(without(some, "claim_id", "line"), folder)
    check(claims, some, came)


@pytest.mark.parametrize("said", [{"participating": False}, {"release": "RVU23C"}], ids=str)
@ONE_QUERY
@given(seed=SEEDS)
def test_what_is_said_of_every_row_is_said_of_each_claim(
    said: dict[str, Any], seed: int, folder: Path
) -> None:
    claims = sample(FEW, seed, in_table=True)
    some = rows(claims)
    came, _ = come_to(some, folder, replace(DUCKDB, **said))
    check([replace(claim, **said) for claim in claims], some, came)


@ONE_QUERY
@given(seed=SEEDS)
def test_rows_not_understood_are_rejected_and_the_others_priced(seed: int, folder: Path) -> None:
    random = Random(seed)  # noqa: S311 - nothing secret is made of it
    claims = sample(FEW, seed, in_table=True)
    some = rows(claims)
    lost = {key_of(row) for row in some if seldom(random, 20)}
    spoilt = [row | random.choice(SPOILT) if key_of(row) in lost else row for row in some]
    came, summary = come_to(spoilt, folder)
    assert (summary.rows_in, summary.rejects) == (len(some), len(lost))
    check(claims, some, came, lost)
