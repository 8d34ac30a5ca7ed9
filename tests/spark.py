"""One small Spark for all tests of a run: on this machine alone, with no page of its own."""

from __future__ import annotations

import atexit
import os
import shutil
from functools import cache
from importlib.util import find_spec
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
}


@cache
def spark_session() -> SparkSession:
    """The Spark of this run, started when it is first asked for, stopped when Python ends.

    Without pyspark or Java the test is skipped; under CI it fails.
    """
    if not find_spec("pyspark") or not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        reason = "Spark needs the package pyspark and a Java of version 17 or later"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from pyspark.sql import SparkSession

    folder = mkdtemp(prefix="openrvu-spark-")
    builder = SparkSession.builder.master("local[2]").appName("openrvu tests")
    for name, value in {**_SETTINGS, "spark.sql.warehouse.dir": folder}.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(session.stop)
    return session
