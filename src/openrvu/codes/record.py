"""The record of our text: what a second reader found in it, and errors found after publication."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openrvu.errors import OpenRVUError


@dataclass(frozen=True, slots=True)
class Reading:
    """A second reading of part of the text.

    Attributes:
        area: what was read.
        read: how many entries.
        right: how many were left as they were.
        mended: how many were changed.
        dropped: how many were taken out.
        on: the day.
    """

    area: str
    read: int
    right: int
    mended: int
    dropped: int
    on: date


@dataclass(frozen=True, slots=True)
class Erratum:
    """An error that stood on a published page.

    Attributes:
        found: the day it was reported or found.
        mended: the day it was put right.
        where: the code or page.
        what: what was wrong and what is right, in a sentence or two.
        since: the version in which it is right.
    """

    found: date
    mended: date
    where: str
    what: str
    since: str


def load_readings(folder: Path) -> list[Reading]:
    """The readings of every `second-reading*.toml` of a folder, in order of file.

    Raises:
        OpenRVUError: a reading lacks a figure, or its figures do not add up.
    """
    made = []
    for file in sorted(folder.glob("second-reading*.toml")):
        for reading in _each(file, "reading", Reading):
            if reading.read != reading.right + reading.mended + reading.dropped:
                raise OpenRVUError(
                    f"{file}, {reading.area}: {reading.read} read, but {reading.right} right, "
                    f"{reading.mended} mended and {reading.dropped} dropped do not add up to it"
                )
            made.append(reading)
    return made


def load_errata(folder: Path) -> list[Erratum]:
    """The errors listed in a folder's `errata.toml`, newest first; none where it has no such file.

    Raises:
        OpenRVUError: an erratum lacks a part.
    """
    file = folder / "errata.toml"
    found = list(_each(file, "erratum", Erratum)) if file.is_file() else []
    return sorted(found, key=lambda e: (e.mended, e.where), reverse=True)


def _each(file: Path, table: str, kind: type[Any]) -> Iterator[Any]:
    for at, raw in enumerate(tomllib.loads(file.read_text("utf-8")).get(table, []), 1):
        try:
            yield kind(**raw)
        except TypeError as error:
            wanted = ", ".join(kind.__dataclass_fields__)
            raise OpenRVUError(f"{file}, {table} {at}: {error}; a {table} has {wanted}") from None
