"""The written entries of `content/codes/*.toml`: read, and checked for what a machine can check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

MAX_PLAIN_WORDS = 25
TITLE_WORDS = range(3, 10)
ALIASES = range(2, 9)

_CODE = re.compile(r"[A-Z0-9]{5}\Z")
_TEXTS = ("title", "description", "plain", "context", "checked_against", "checked_by")
_LISTS = ("also_known_as", "specialties", "related")
_FIELDS = frozenset((*_TEXTS, *_LISTS, "code", "tips", "written"))
#: What an entry has from its second reading on; a draft may lack them.
_AFTER_READING = {"written": date.min, "checked_against": "", "checked_by": ""}


@dataclass(frozen=True, slots=True)
class Tip:
    """A fact for the biller, with where it is written."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What we wrote about one code. CC BY 4.0; never a descriptor of the AMA's or ADA's.

    Attributes:
        code: five characters.
        title: what it is, in 3 to 9 words.
        also_known_as: what people call it.
        description: for clinicians.
        plain: for a patient, at most 25 words.
        context: when and why.
        specialties: who does it.
        related: codes it is seen beside or confused with.
        tips: facts with sources.
        written: the day it was written.
        checked_against: the release whose facts it agrees with.
        checked_by: who read it a second time.
    """

    code: str
    title: str
    also_known_as: tuple[str, ...]
    description: str
    plain: str
    context: str
    specialties: tuple[str, ...]
    related: tuple[str, ...]
    tips: tuple[Tip, ...]
    written: date
    checked_against: str
    checked_by: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an entry: where, what, and the check that found it."""

    file: str
    code: str
    what: str
    check: str = "entry"

    def __str__(self) -> str:
        """For example ``ultrasound.toml, 76700: plain has 31 words; at most 25``."""
        return f"{self.file}, {self.code}: {self.what}"


def load_entries(*paths: Path, draft: bool = False) -> tuple[list[Entry], list[Problem]]:
    """Read files, and every file of folders; what is wrong comes back as problems.

    Args:
        paths: files, or folders of them.
        draft: whether the fields that come with the second reading may be missing.
    """
    placed, problems = load_placed(*paths, draft=draft)
    return sorted((entry for _, entry in placed), key=lambda e: e.code), problems


def load_placed(*paths: Path, draft: bool = False) -> tuple[list[tuple[str, Entry]], list[Problem]]:
    """As :func:`load_entries`, each entry with the name of its file, in order of file."""
    entries: dict[str, tuple[str, Entry]] = {}
    problems: list[Problem] = []
    missing = _AFTER_READING if draft else {}
    for file in _files(paths):
        tables = _tables(file)
        if isinstance(tables, Problem):
            problems.append(tables)
            continue
        for raw in tables:
            code = str(raw.get("code", "?"))
            faults = list(_faults(raw, frozenset(missing) - set(raw)))
            if code in entries:
                faults.append("written twice")
            problems += [Problem(file.name, code, fault) for fault in faults]
            if not faults:
                entries[code] = file.name, _entry({**missing, **raw})
    return list(entries.values()), problems


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (path,) if path.is_file() else sorted(path.glob("*.toml"))


def _tables(file: Path) -> list[dict[str, Any]] | Problem:
    import tomllib

    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except ValueError as error:  # tomllib's error and that of a wrong encoding are both
        return Problem(file.name, "?", f"not TOML in UTF-8: {error}")
    tables = content.get("code")
    if set(content) != {"code"} or not isinstance(tables, list):
        return Problem(file.name, "?", "entries are written as [[code]] blocks, and nothing else")
    return [raw for raw in tables if isinstance(raw, dict)]


def check_codes(entries: Sequence[Entry], known: frozenset[str]) -> list[Problem]:
    """Codes and related codes that no release holds."""
    return [
        Problem("content", entry.code, f"{code} is in no release of the book", "code")
        for entry in entries
        for code in (entry.code, *entry.related)
        if code not in known
    ]


def _faults(raw: dict[str, Any], may_lack: frozenset[str] = frozenset()) -> Iterator[str]:
    if not isinstance(raw.get("code"), str) or not _CODE.match(raw["code"]):
        yield "code is not five characters"
    for name in sorted(set(raw) - _FIELDS):
        yield f"{name} is no field of an entry"
    for name in (name for name in _TEXTS if name not in may_lack):
        if not isinstance(raw.get(name), str) or not raw[name].strip():
            yield f"{name} is missing or empty"
    for name in _LISTS:
        value = raw.get(name)
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            yield f"{name} is not a list of texts"
        elif len({v.lower() for v in value}) < len(value):
            yield f"{name} says something twice"
    if "written" not in may_lack and type(raw.get("written")) is not date:
        yield "written is not a date"
    yield from _tip_faults(raw.get("tips", []))
    yield from _length_faults(raw)


def _tip_faults(tips: object) -> Iterator[str]:
    if not isinstance(tips, list) or not all(isinstance(tip, dict) for tip in tips):
        yield "tips is not a list of texts with sources"
        return
    for tip in tips:
        said = (tip.get("text"), tip.get("source"))
        if not all(isinstance(value, str) and value.strip() for value in said):
            yield "a tip lacks its text or source"


def _length_faults(raw: dict[str, Any]) -> Iterator[str]:
    title, plain, names = (raw.get(name) for name in ("title", "plain", "also_known_as"))
    if isinstance(title, str) and len(title.split()) not in TITLE_WORDS:
        yield f"title has {len(title.split())} words; 3 to 9 are wanted"
    if isinstance(plain, str) and len(plain.split()) > MAX_PLAIN_WORDS:
        yield f"plain has {len(plain.split())} words; at most {MAX_PLAIN_WORDS}"
    if isinstance(names, list) and len(names) not in ALIASES:
        yield f"also_known_as has {len(names)} names; 2 to 8 are wanted"


def _entry(raw: dict[str, Any]) -> Entry:
    return Entry(
        code=raw["code"],
        title=raw["title"],
        also_known_as=tuple(raw["also_known_as"]),
        description=raw["description"],
        plain=raw["plain"],
        context=raw["context"],
        specialties=tuple(raw["specialties"]),
        related=tuple(raw["related"]),
        tips=tuple(Tip(t["text"], t["source"]) for t in raw.get("tips", [])),
        written=raw["written"],
        checked_against=raw["checked_against"],
        checked_by=raw["checked_by"],
    )
