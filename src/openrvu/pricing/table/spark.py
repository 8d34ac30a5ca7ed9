"""Apache Spark as the engine: the same rules, compiled for Spark, over the same lines.

DuckDB reads the table and looks up what rules need, and hands the lines of each part to Spark as
Parquet; Spark prices them and hands back the answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.pricing.table.files import literal
from openrvu.pricing.table.options import Options, needing_extras
from openrvu.pricing.table.programs import Programs
from openrvu.rules.expression import Expression

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark.sql import SparkSession

#: Nothing listens beyond this machine; a figure that did not fit would be an error, never NULL.
_SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.ansi.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_VIEW = "openrvu_lines"


@contextmanager
def spark_session(options: Options, folder: Path) -> Iterator[SparkSession]:
    """The Spark session of this process, else one on this machine."""
    with needing_extras():
        from pyspark.sql import SparkSession
    if (active := SparkSession.getActiveSession()) is not None:
        yield active
        return
    builder = SparkSession.builder.appName("openrvu").master(f"local[{options.threads or '*'}]")
    for name, value in {**_SETTINGS, "spark.sql.warehouse.dir": str(folder)}.items():
        builder = builder.config(name, value)
    if options.memory is not None:
        builder = builder.config("spark.driver.memory", options.memory.removesuffix("B"))
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    try:
        yield session
    finally:
        session.stop()


class SparkEngine:
    """Prices the lines of a part by Spark."""

    def __init__(self, session: SparkSession, programs: Programs, folder: Path) -> None:
        """Take the session, the programs in Spark's SQL, and a folder to hand lines over in."""
        self._session, self._programs, self._folder = session, programs, folder
        self._parts = 0

    def price(
        self,
        db: DuckDBPyConnection,
        outputs: Mapping[str, Expression],
        source: str,
        kept: Sequence[str],
    ) -> str:
        """Price the lines that a SELECT of DuckDB's gives; a SELECT of the answers.

        Args:
            db: where the lines are.
            outputs: their program.
            source: the SELECT.
            kept: columns that are handed through.
        """
        self._parts += 1
        lines = self._folder / f"lines-{self._parts}.parquet"
        answers = self._folder / f"answers-{self._parts}"
        db.execute(f"COPY ({source}) TO {literal(str(lines))} (FORMAT parquet)")
        self._session.read.parquet(str(lines)).createOrReplaceTempView(_VIEW)
        sql = self._programs.sql(outputs, _VIEW, kept)
        self._session.sql(sql).write.parquet(str(answers))
        lines.unlink()
        found = literal(str(answers / "*.parquet"))
        named = ", ".join(kept)
        return f"SELECT {named}, reason, amount FROM read_parquet({found})"
