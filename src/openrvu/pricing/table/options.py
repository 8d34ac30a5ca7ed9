"""What repricing a table is asked, and what it answers beside the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from openrvu.errors import OpenRVUError

Engine = Literal["duckdb", "spark"]
#: What each extra of the package brings.
_EXTRAS = {
    "bulk": {"duckdb", "pyarrow", "sqlglot", "xlsxwriter"},
    "spark": {"pyspark"},
}


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every line of a table, and how it is computed.

    Attributes:
        zip_code: place of lines that say none.
        locality: the same as a locality (``01112-05``, ``CA-05``, a name, ``national``).
        day: date of service of lines that have none.
        place_of_service: two digits, for lines that have none.
        qp: qualifying APM participants (a conversion factor of their own from 2026).
        participating: whether the physicians take part in Medicare.
        release: label of the release to price by, whatever the date; None takes each day's own.
        engine: ``duckdb`` or ``spark``.
        memory: the most that the engine takes, such as ``6GB``; None leaves it to the engine.
        threads: how many; None takes every processor.
        rejects: file of the lines that were not understood; None puts it beside the output.
    """

    zip_code: str | None = None
    locality: str | None = None
    day: date | None = None
    place_of_service: str | None = None
    qp: bool = False
    participating: bool = True
    release: str | None = None
    engine: Engine = "duckdb"
    memory: str | None = None
    threads: int | None = None
    rejects: Path | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a table.

    Attributes:
        rows_in: rows of the input; always ``rows_out + rejects``.
        rows_out: rows of the output.
        rejects: rows that were not understood.
        outcomes: rows of the output by outcome.
        seconds: from the opening of the input to the closing of the output.
        rejects_file: where the rejects are; None where there are none.
    """

    rows_in: int
    rows_out: int
    rejects: int
    outcomes: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    rejects_file: Path | None = None


class Progress(Protocol):
    """Is told from time to time how far repricing is."""

    def __call__(self, done: int, total: int) -> None:
        """Take in the rows done and the rows in all."""


class MissingExtra(OpenRVUError, ImportError):
    """A part of the package that is installed only when asked for."""


@contextmanager
def needing_extras() -> Iterator[None]:
    """Name the extra to install where an import within fails for want of it.

    Raises:
        MissingExtra: one is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        for extra, modules in _EXTRAS.items():
            if error.name and error.name.partition(".")[0] in modules:
                raise MissingExtra(
                    f"tables of claims need {error.name}, which is not installed. "
                    f'Install it with: pip install "openrvu[{extra}]"'
                ) from error
        raise
