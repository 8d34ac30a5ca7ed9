"""The specialties of the open benchmark: CMS's provider types that are those of physicians."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

_NO_LETTER = re.compile(r"[^a-z0-9]+")


def letters(provider_type: str) -> str:
    """A provider type as types are compared: small letters and digits alone."""
    return _NO_LETTER.sub("", provider_type.lower())


@cache
def physician_types() -> Mapping[str, str]:
    """CMS's label of each specialty, by the letters of every label it has had."""
    said = _said()
    labels = {letters(label): label for label in said["physician"]}
    return labels | {letters(older): label for older, label in said["older"].items()}


@cache
def types_by_units() -> frozenset[str]:
    """The letters of specialties that are paid by anesthesia units, not by work RVUs."""
    return frozenset(map(letters, _said()["by_units"]))


def _said() -> dict[str, dict[str, str]]:
    file = resources.files("openrvu.productivity.benchmark") / "specialties.toml"
    return tomllib.loads(file.read_text("utf-8"))
