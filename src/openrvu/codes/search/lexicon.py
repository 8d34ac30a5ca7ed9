"""The lexicon: what people say, and what is meant by it. Data of `codes/lexicon/*.toml`.

Two kinds of rows. ``[[same]]`` holds words that mean the same, each way. ``[[means]]`` leads one
way: who says ``says`` means one of ``words``, and not the other way round.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

from openrvu.codes.search.words import stems
from openrvu.errors import OpenRVUError

#: How much less a meaning counts than the words said.
SAME, MEANS = 0.95, 0.85


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is meant by what is said.

    Attributes:
        senses: stems said, with the stems meant and their weights.
        usual: codes in use every day, with how much so: 1 to 3.
        idle: words that tell nothing of a code.
    """

    senses: Mapping[str, tuple[tuple[str, float], ...]]
    usual: Mapping[str, int]
    idle: frozenset[str]


def load_lexicon(folder: Path) -> Lexicon:
    """Read every file of a lexicon.

    Raises:
        OpenRVUError: a file or a row is malformed.
    """
    senses: dict[str, dict[str, float]] = defaultdict(dict)
    usual: dict[str, int] = {}
    idle: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        body = _read(path)
        for row in body.get("same", ()):
            _join(senses, permutations(_keys(path, row, "words", 2), 2), SAME)
        for row in body.get("means", ()):
            said, meant = _keys(path, row, "says", 1), _keys(path, row, "words", 1)
            _join(senses, ((a, b) for a in said for b in meant), MEANS)
        for row in body.get("usual", ()):
            usual |= dict.fromkeys(row["codes"], int(row["grade"]))
        idle |= set(body.get("idle", ()))
    made = {said: tuple(meant.items()) for said, meant in senses.items()}
    return Lexicon(made, usual, frozenset(idle))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise OpenRVUError(f"{path}: {error}") from error


def _keys(path: Path, row: Mapping[str, list[str]], field: str, least: int) -> list[str]:
    keys = list(dict.fromkeys(" ".join(stems(words)) for words in row.get(field, ())))
    if len(keys) < least or not all(keys):
        raise OpenRVUError(f"{path}: {row}: {field} needs {least} or more words that differ")
    return keys


def _join(
    senses: dict[str, dict[str, float]], pairs: Iterable[tuple[str, str]], weight: float
) -> None:
    for said, meant in pairs:
        if said != meant:
            senses[said][meant] = max(senses[said].get(meant, 0.0), weight)


def lexicon_folder() -> Path:
    """The lexicon that ships with the package."""
    return Path(__file__).parents[1] / "lexicon"
