"""What we know beforehand: conversion factors by date, and where CMS's archives are."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path

from openrvu.calendar import DateRange
from openrvu.errors import OpenRVUError
from openrvu.exact import FACTOR_PLACES, parse_decimal


@dataclass(frozen=True, slots=True)
class ConversionFactor:
    """A conversion factor and the dates of service it serves.

    Attributes:
        days: first and last date of service.
        kind: ``all``, ``qp``, or a category of 1993 to 1997 (``surgical``, ``primary care``,
            ``nonsurgical``).
        factor: dollars per total RVU.
        source: where it was read.
        note: what else a reader should know; may be empty.
    """

    days: DateRange
    kind: str
    factor: Decimal
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Download:
    """An archive whose public address is known; ``sha256`` is of CMS's bytes."""

    label: str
    address: str
    sha256: str


def _load(name: str) -> dict[str, list[dict[str, object]]]:
    text = resources.files("openrvu.cms").joinpath(name).read_text("utf-8")
    return tomllib.loads(text)


@cache
def conversion_factors() -> tuple[ConversionFactor, ...]:
    """Every conversion factor since 1992, in order of date."""
    made = []
    for entry in _load("conversion_factors.toml")["factor"]:
        first, last = entry["first"], entry["last"]
        assert isinstance(first, date) and isinstance(last, date)  # noqa: S101, PT018 - our file
        made.append(
            ConversionFactor(
                days=DateRange(first, last),
                kind=str(entry["kind"]),
                factor=parse_decimal(str(entry["factor"]), FACTOR_PLACES),
                source=str(entry["source"]),
                note=str(entry.get("note", "")),
            )
        )
    return tuple(made)


def factor_on(day: date, kind: str = "all") -> Decimal | None:
    """The factor of a kind on a date of service, or None where none is known."""
    return next((c.factor for c in conversion_factors() if c.kind == kind and day in c.days), None)


def downloads() -> tuple[Download, ...]:
    """The archives that ``rvu release fetch`` knows.

    ``OPENRVU_RELEASES`` names another list in the form of ``releases.toml``, such as that of a
    mirror inside a hospital.

    Raises:
        OpenRVUError: that list cannot be read.
    """
    chosen = os.environ.get("OPENRVU_RELEASES")
    if not chosen:
        return _listed(_load("releases.toml"))
    try:
        return _listed(tomllib.loads(Path(chosen).read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OpenRVUError(
            f"{chosen}, named by OPENRVU_RELEASES: found {error!r}; expected [[release]] entries "
            "with label, address and sha256. Correct the file, or unset the variable"
        ) from error


def _listed(entries: dict[str, list[dict[str, object]]]) -> tuple[Download, ...]:
    return tuple(
        Download(str(e["label"]), str(e["address"]), str(e["sha256"])) for e in entries["release"]
    )
