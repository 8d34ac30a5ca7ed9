"""The databases that rules are written for, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import duckdb

from agreement.prepared import DATA, KEYS, Key
from openrvu.rules.as_python import Answer
from openrvu.rules.as_sql import compile_sql
from openrvu.rules.expression import Expression
from openrvu.rules.sql.data import Data
from spark import spark_session

Engine = Literal["duckdb", "spark"]
ENGINES: tuple[Engine, ...] = ("duckdb", "spark")


def answers(
    engine: Engine, outputs: Mapping[str, Expression], table: Path, data: Data = DATA
) -> dict[Key, Answer]:
    """What an engine answers for each line of a Parquet file of fields."""
    source = f"read_parquet('{table}')" if engine == "duckdb" else f"parquet.`{table}`"
    sql = compile_sql(outputs, source, dialect=engine, keep=KEYS, data=data)
    if engine == "duckdb":
        with duckdb.connect() as connection:
            rows = connection.execute(sql).fetchall()
    else:
        rows = [tuple(row) for row in spark_session().sql(sql).collect()]
    found = {row[:3]: dict(zip(outputs, row[3:], strict=True)) for row in rows}
    assert len(found) == len(rows), "a line was answered twice"
    return found
