"""The compiled index of codes: where each belongs, what we wrote of it, and its neighbours."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openrvu.errors import OpenRVUError

if TYPE_CHECKING:
    from openrvu.codes.entries import Entry
    from openrvu.codes.record import Erratum, Reading

#: Of the compiled file; raised whenever its tables change.
FORMAT = 3


_CODE = re.compile(r"[A-Z0-9]{5}\Z")


@dataclass(frozen=True, slots=True)
class Category:
    """A top-level category; ``ranges`` are first and last codes of one shape."""

    slug: str
    name: str
    about: str
    ranges: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A family of neighbouring codes within a category."""

    id: int
    slug: str
    name: str
    section: str
    section_slug: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code belongs; ``family`` is None for a code no index has placed."""

    category: Category
    family: Family | None


class CodeIndex:
    """Reads the compiled file. Read-only, and safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open a compiled index.

        Raises:
            OpenRVUError: the file is missing, or was compiled by another version.
        """
        if not path.is_file():
            raise OpenRVUError(
                f"{path}: no compiled index; expected the file that `rvu book text` makes"
            )
        self.path = path
        self._local = threading.local()
        if self.db.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            self.close()
            raise OpenRVUError(f"{path}: compiled by another version; make it anew: rvu book text")
        found = self.db.execute("SELECT id, slug, name, about, ranges FROM category ORDER BY id")
        self._categories = {row[0]: _category(row) for row in found}
        self._families: dict[int, tuple[int, Family]] = {}

    @property
    def db(self) -> sqlite3.Connection:
        """The connection of this thread."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.db = db
        return db

    def close(self) -> None:
        """Close this thread's connection; it opens again when needed."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is not None:
            db.close()
            self._local.db = None

    def categories(self) -> tuple[Category, ...]:
        """Every category, in the order of the code set."""
        return tuple(self._categories.values())

    def category(self, slug: str) -> Category | None:
        """The category of a slug, or None."""
        return next((c for c in self._categories.values() if c.slug == slug), None)

    def families(self, category: Category) -> tuple[Family, ...]:
        """The families of a category, in the order of the code set."""
        found = self.db.execute(
            "SELECT id FROM family WHERE category = "
            "(SELECT id FROM category WHERE slug = ?) ORDER BY id",
            (category.slug,),
        )
        return tuple(self._family(row[0])[1] for row in found)

    def place(self, code: str) -> Place:
        """Where a code belongs; a code newer than the index is placed by the taxonomy itself.

        Raises:
            UnplacedCode: the text has not the shape of a code.
        """
        found = self.db.execute(
            "SELECT category, family FROM place WHERE code = ?", (code,)
        ).fetchone()
        if found is None:
            return self._place_by_taxonomy(code)
        category = self._categories[found[0]]
        return Place(category, self._family(found[1])[1] if found[1] else None)

    def _place_by_taxonomy(self, code: str) -> Place:
        from openrvu.codes.taxonomy import UnplacedCode, taxonomy

        try:
            place = taxonomy().place(code)
        except UnplacedCode:
            if not _CODE.match(code):
                raise
            return Place(self._other(), None)
        category = self.category(place.category.slug)
        assert category is not None  # noqa: S101 - both come from the same taxonomy
        wanted = place.family.slug if place.family else None
        family = next((f for f in self.families(category) if f.slug == wanted), None)
        return Place(category, family)

    def _other(self) -> Category:
        """The category of codes of a shape that nobody foresaw."""
        return next(c for c in self._categories.values() if c.slug == "other")

    def _family(self, at: int) -> tuple[int, Family]:
        held = self._families.get(at)
        if held is None:
            row = self.db.execute(
                "SELECT category, slug, name, section, section_slug FROM family WHERE id = ?",
                (at,),
            ).fetchone()
            held = self._families[at] = (row[0], Family(at, *row[1:]))
        return held

    def family_place(self, at: int) -> Place:
        """Category and family of a family's number."""
        category, family = self._family(at)
        return Place(self._categories[category], family)

    def family_codes(self, family: Family) -> list[str]:
        """The codes of a family over all releases, in order."""
        found = self.db.execute(
            "SELECT code FROM place WHERE family = ? ORDER BY code", (family.id,)
        )
        return [row[0] for row in found]

    def entry(self, code: str) -> Entry | None:
        """What we wrote of a code, or None."""
        found = self.db.execute("SELECT body FROM entry WHERE code = ?", (code,)).fetchone()
        return _entry(json.loads(found[0])) if found else None

    def written_title(self, code: str) -> str | None:
        """The title we wrote, or None."""
        found = self.db.execute("SELECT title FROM entry WHERE code = ?", (code,)).fetchone()
        return str(found[0]) if found else None

    def written_titles(self) -> dict[str, str]:
        """Every written title by code."""
        return dict(self.db.execute("SELECT code, title FROM entry"))

    def titles(self) -> dict[str, str]:
        """Every code placed, with the title we wrote, else that of its family."""
        found = self.db.execute("SELECT code, category, family FROM place")
        made = {code: self._generated(category, family) for code, category, family in found}
        return {**made, **self.written_titles()}

    def called(self, name: str) -> list[str]:
        """The codes of which this is the title or another name, capitals and spaces aside."""
        found = self.db.execute("SELECT code FROM alias WHERE name = ?", (alias_key(name),))
        return [row[0] for row in found]

    def title(self, code: str) -> str:
        """The title we wrote; else the code's family and category, which is all we may say."""
        return self.written_title(code) or self.generated_title(code)

    def generated_title(self, code: str) -> str:
        """``Radiology: fluoroscopy and special x-ray``, for a code without text."""
        return _generated_title(self.place(code))

    def _generated(self, category: int, family: int | None) -> str:
        held = self._family(family)[1] if family else None
        return _generated_title(Place(self._categories[category], held))

    def readings(self) -> tuple[Reading, ...]:
        """What a second reader found in the text, by area."""
        from openrvu.codes.record import Reading

        found = self.db.execute("SELECT * FROM reading")
        return tuple(
            Reading(area, read, right, mended, dropped, date.fromisoformat(day))
            for area, read, right, mended, dropped, day in found
        )

    def errata(self) -> tuple[Erratum, ...]:
        """Errors found in published text, newest first."""
        from openrvu.codes.record import Erratum

        found = self.db.execute("SELECT * FROM erratum")
        return tuple(
            Erratum(date.fromisoformat(row[0]), date.fromisoformat(row[1]), *row[2:])
            for row in found
        )


def alias_key(name: str) -> str:
    """A name as it is looked up: capitals and idle spaces aside."""
    return " ".join(name.lower().split())


def _generated_title(place: Place) -> str:
    if place.family is None or place.family.name == place.category.name:
        return place.category.name
    return f"{place.category.name}: {place.family.name}"


def _category(row: tuple[int, str, str, str, str]) -> Category:
    _, slug, name, about, ranges = row
    return Category(slug, name, about, tuple((a, b) for a, b in json.loads(ranges)))


def _entry(body: dict[str, Any]) -> Entry:
    from openrvu.codes.entries import Entry, Tip

    tips = tuple(Tip(tip["text"], tip["source"]) for tip in body.pop("tips"))
    written = date.fromisoformat(body.pop("written"))
    kept: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in body.items()}
    return Entry(**kept, tips=tips, written=written)


def index_path() -> Path:
    """The compiled index that ships with the package."""
    return Path(__file__).parent / "data" / "codes.sqlite"


@cache
def open_index() -> CodeIndex:
    """The index that ships with the package, opened once."""
    return CodeIndex(index_path())
