"""A text of `content/learn`: front matter in TOML between `+++` lines, then Markdown.

What is wrong with a file comes back as problems with their line, never as a half-read text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openrvu.errors import OpenRVUError
from openrvu.exact import parse_decimal
from openrvu.schedule.releases import normalise_label
from openrvu.site.learn.sections import SECTIONS, Section, section_of

MOST_TITLE = 80
MOST_DESCRIPTION = 160
_FENCE = "+++"
_FIELDS = frozenset(
    (
        *("title", "description", "order", "reviewed", "release", "reading"),
        *("sources", "given", "published"),
    )
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_HTTPS = re.compile(r"https://[^\s/]+\.[^\s/]+(?:/\S*)?\Z")
#: Digits after the point that an invented figure may have.
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a text: where, and what."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        """For example ``guides/gpci.md, line 12: …``."""
        return f"{self.file}, line {self.line}: {self.what}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim is written: key for citing, words, and an address or none."""

    key: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One text, not yet evaluated.

    Attributes:
        section: where it stands.
        slug: its name in addresses.
        title: its heading.
        description: one sentence for lists and search results.
        order: within the section, lowest first.
        reviewed: the day a person last checked it against its sources.
        published: of a post; the day of review where it has no other.
        release: label of the release its figures are taken from; empty for the newest held.
        reading: minutes.
        sources: what it cites, in the order written.
        given: invented figures of its worked examples, by name.
        body: Markdown with figures as shortcodes.
        first_line: line of the file at which the body begins.
    """

    section: Section
    slug: str
    title: str
    description: str
    order: int
    reviewed: date
    published: date
    release: str
    reading: int
    sources: tuple[Source, ...]
    given: tuple[tuple[str, Decimal], ...]
    body: str
    first_line: int

    @property
    def file(self) -> str:
        """``guides/gpci.md``."""
        return f"{self.section.slug}/{self.slug}.md"

    @property
    def address(self) -> str:
        """Where it is read."""
        return self.section.text_address(self.slug)

    def line_with(self, words: str) -> int:
        """The line of the file where words first stand in the body; its first where they do not."""
        found = (at for at, line in enumerate(self.body.split("\n")) if words in line)
        return self.first_line + next(found, 0)


def read_text(path: Path) -> tuple[Text | None, list[Problem]]:
    """Read a file of a section's folder; None with its problems where it cannot be understood."""
    file = f"{path.parent.name}/{path.name}"
    section = section_of(path.parent.name)
    if section is None:
        known = ", ".join(each.slug for each in SECTIONS)
        return None, [Problem(file, 1, f"stands in no section; its folder must be one of {known}")]
    try:
        lines, table, body = _parted(path)
    except ValueError as error:  # that of a wrong encoding and tomllib's error are both
        return None, [Problem(file, 1, str(error))]
    front = [_Line(lines, *fault).problem(file) for fault in _faults(table, path.stem)]
    if front:
        return None, front
    return _text(section, path.stem, table, "\n".join(lines[body:]), body + 1), []


def _parted(path: Path) -> tuple[list[str], dict[str, Any], int]:
    """The lines of a file, its front matter, and how many lines stand before its body."""
    lines = path.read_text("utf-8").splitlines()
    if not lines or lines[0].strip() != _FENCE:
        raise ValueError("does not begin with front matter between +++ lines")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if end is None:
        raise ValueError("the front matter has no closing +++ line")
    try:
        return lines, tomllib.loads("\n".join(lines[1:end])), end + 1
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"front matter is not TOML: {error}") from None


@dataclass(frozen=True, slots=True)
class _Line:
    """A fault of the front matter, and the field whose line it is told with."""

    lines: list[str]
    field: str
    what: str

    def problem(self, file: str) -> Problem:
        at = (i for i, line in enumerate(self.lines, 1) if line.lstrip("[").startswith(self.field))
        return Problem(file, next(at, 1), self.what)


_Fault = tuple[str, str]


def _faults(table: dict[str, Any], slug: str) -> Iterator[_Fault]:
    if not _SLUG.match(slug):
        yield "+++", f"{slug!r} is no name for an address: small letters, digits and hyphens"
    for name in sorted(set(table) - _FIELDS):
        yield name, f"{name} is no field; expected {', '.join(sorted(_FIELDS))}"
    for name, most in (("title", MOST_TITLE), ("description", MOST_DESCRIPTION)):
        value = table.get(name)
        if not isinstance(value, str) or not value.strip():
            yield name, f"{name} is missing or empty"
        elif len(value) > most:
            yield name, f"{name} has {len(value)} characters; at most {most}"
    for name in ("order", "reading"):
        if type(table.get(name)) is not int or table[name] < 1:
            yield name, f"{name} is not a whole number above 0"
    for name in ("reviewed", *(["published"] if "published" in table else [])):
        if type(table.get(name)) is not date:
            yield name, f"{name} is not a date such as 2026-11-23"
    yield from _release_faults(table.get("release", ""))
    yield from _source_faults(table.get("sources", []))
    yield from _given_faults(table.get("given", {}))


def _release_faults(label: object) -> Iterator[_Fault]:
    try:
        if label != "" and normalise_label(str(label)) != label:
            yield "release", f"release {label!r} is not written as CMS writes it, such as RVU26C"
    except OpenRVUError as error:
        yield "release", str(error)


def _source_faults(sources: object) -> Iterator[_Fault]:
    if not isinstance(sources, list) or not all(isinstance(each, dict) for each in sources):
        yield "sources", "sources are written as [[sources]] blocks"
        return
    keys = [each.get("key") for each in sources]
    for each in sources:
        for name in sorted(set(each) - {"key", "text", "url"}):
            yield "[sources", f"a source has no field {name}; expected key, text, url"
        for name in ("key", "text"):
            if not isinstance(each.get(name), str) or not each[name].strip():
                yield "[sources", f"a source lacks its {name}"
        url = each.get("url", "")
        if url and not (isinstance(url, str) and _HTTPS.match(url)):
            yield "url", f"{url!r} is not an https address"
        if keys.count(each.get("key")) > 1:
            yield "[sources", f"two sources have the key {each.get('key')!r}"


def _given_faults(given: object) -> Iterator[_Fault]:
    if not isinstance(given, dict):
        yield "given", 'given figures are written as name = "figure" under [given]'
        return
    for name, value in given.items():
        if not _NAME.match(name):
            yield name, f"{name!r} is no name for a given figure: small letters, digits and _"
        try:
            parse_decimal(value if isinstance(value, str) else "", _PLACES)
        except ValueError:
            yield name, f'given {name} is not a plain figure in quotes, such as "240000"'


def _text(section: Section, slug: str, table: dict[str, Any], body: str, first: int) -> Text:
    given = table.get("given", {})
    return Text(
        section=section,
        slug=slug,
        title=table["title"].strip(),
        description=table["description"].strip(),
        order=table["order"],
        reviewed=table["reviewed"],
        published=table.get("published", table["reviewed"]),
        release=table.get("release", ""),
        reading=table["reading"],
        sources=tuple(
            Source(each["key"], each["text"].strip(), each.get("url", ""))
            for each in table.get("sources", [])
        ),
        given=tuple(
            (name, parse_decimal(value, len(value.partition(".")[2])))
            for name, value in given.items()
        ),
        body=body,
        first_line=first,
    )
