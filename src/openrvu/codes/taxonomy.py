"""Where every CPT and HCPCS code belongs: categories, sections and families of `taxonomy.toml`.

Codes are compared only with codes of their own shape: five digits (99213), four digits and a
letter (0075T), a letter and four digits (G0101), or a placeholder of CMS (GXXX1). Only
`taxonomy()` reads the file; to import this module costs next to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from openrvu.errors import OpenRVUError

__all__ = [
    "Category",
    "Family",
    "Place",
    "Range",
    "Section",
    "Taxonomy",
    "UnknownSlug",
    "UnplacedCode",
    "shape",
    "taxonomy",
]

Range = tuple[str, str]
"""First and last code, both included, both of one shape."""

_CODE_LENGTH = 5
_Held = TypeVar("_Held")
_TO_ZERO = str.maketrans("123456789", "000000000")


class UnplacedCode(OpenRVUError, LookupError):
    """No category holds this code."""

    def __init__(self, code: str, expected: str) -> None:
        """Say which code, and what would have had a place."""
        self.code, self.expected = code, expected
        super().__init__(f"no category holds the code {code!r}: expected {expected}")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by its parts."""
        return UnplacedCode, (self.code, self.expected)


class UnknownSlug(OpenRVUError, LookupError):
    """No category or family goes by this slug."""


@dataclass(frozen=True, slots=True)
class Family:
    """A run of neighbouring codes that a clinician knows by one name.

    Attributes:
        slug: its name in an address, unique within its category.
        name: what it is called, in our own words.
        ranges: what it holds; several where its codes were not numbered together.
        about: a sentence where the name does not say enough, or None.
    """

    slug: str
    name: str
    ranges: tuple[Range, ...]
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The level between category and family, such as ultrasound within radiology.

    Attributes:
        slug: its name in an address, unique within its category.
        name: what it is called.
        about: what it holds, in one sentence.
        families: in the order of the book.
    """

    slug: str
    name: str
    about: str
    families: tuple[Family, ...]

    @property
    def ranges(self) -> tuple[Range, ...]:
        """What its families hold together, neighbouring ranges joined."""
        return _joined(held for family in self.families for held in family.ranges)


@dataclass(frozen=True, slots=True)
class Category:
    """A top level of the taxonomy, such as radiology.

    Attributes:
        slug: its name in an address.
        name: what it is called.
        about: what it holds, in one sentence.
        ranges: what it holds.
        sections: in the order of the book; none where the category is left whole.
    """

    slug: str
    name: str
    about: str
    ranges: tuple[Range, ...]
    sections: tuple[Section, ...] = ()

    @property
    def families(self) -> tuple[Family, ...]:
        """The families of all its sections, in the order of the book."""
        return tuple(family for section in self.sections for family in section.families)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code belongs; section and family are None in a category that is left whole."""

    category: Category
    section: Section | None = None
    family: Family | None = None


class Taxonomy:
    """The categories in the order of the book, and the place of every code.

    Iterating gives the categories.
    """

    __slots__ = ("_by_slug", "_ends", "_families", "_places", "_starts", "categories")

    def __init__(self, categories: Iterable[Category]) -> None:
        """Index the ranges.

        Raises:
            ValueError: a range is malformed, or two families claim a code or a slug.
        """
        self.categories = tuple(categories)
        self._by_slug = _unique((category.slug, category) for category in self.categories)
        self._families = _unique(
            (f"{category.slug}/{family.slug}", family)
            for category in self.categories
            for family in category.families
        )
        spans = sorted(
            ((*_span(held), place) for place, ranges in self._leaves() for held in ranges),
            key=lambda span: span[0],
        )
        for (_, end, place), (start, _, other) in pairwise(spans):
            if start <= end:
                raise ValueError(f"{_name(place)} and {_name(other)} both hold {start[5:]}")
        self._starts = [start for start, _, _ in spans]
        self._ends = [end for _, end, _ in spans]
        self._places = [place for _, _, place in spans]

    def __iter__(self) -> Iterator[Category]:
        """The categories in the order of the book."""
        return iter(self.categories)

    def place(self, code: str) -> Place:
        """Where a code belongs.

        Raises:
            UnplacedCode: no category holds it.
        """
        if (place := self._find(code)) is None:
            raise UnplacedCode(code, self._expected(code))
        return place

    def category(self, slug: str) -> Category:
        """The category of a slug.

        Raises:
            UnknownSlug: there is none.
        """
        if (found := self._by_slug.get(slug)) is None:
            known = ", ".join(self._by_slug)
            raise UnknownSlug(f"no category {slug!r}: expected one of {known}")
        return found

    def family(self, category_slug: str, family_slug: str) -> Family:
        """The family of a slug within a category.

        Raises:
            UnknownSlug: there is no such category, or no such family in it.
        """
        category = self.category(category_slug)
        if (found := self._families.get(f"{category_slug}/{family_slug}")) is None:
            held = len(category.families)
            raise UnknownSlug(
                f"no family {family_slug!r} in {category_slug}: expected one of the {held} it has"
            )
        return found

    def places(self) -> Iterator[Place]:
        """Every family with its section and category, and every whole category, in book order."""
        return (place for place, _ in self._leaves())

    def _find(self, code: str) -> Place | None:
        if len(code) != _CODE_LENGTH:
            return None
        key = shape(code) + code
        at = bisect_right(self._starts, key) - 1
        return self._places[at] if at >= 0 and key <= self._ends[at] else None

    def _leaves(self) -> Iterator[tuple[Place, tuple[Range, ...]]]:
        for category in self.categories:
            if not category.sections:
                yield Place(category), category.ranges
            for section in category.sections:
                for family in section.families:
                    yield Place(category, section, family), family.ranges

    def _expected(self, code: str) -> str:
        """What would have had a place, for the person who gave ``code``."""
        whole = code.zfill(_CODE_LENGTH)
        if whole != code and code.isdigit() and self._find(whole):
            return f"five characters; where a spreadsheet dropped leading zeros, give {whole}"
        if len(code) != _CODE_LENGTH or not code.isascii() or not code.isalnum():
            return "five digits and letters, such as 99213, 0075T or G0101"
        if code != code.upper():
            return f"capital letters, as in {code.upper()}"
        held = [held for category in self.categories for held in category.ranges]
        near = _joined(pair for pair in held if shape(pair[0]) == shape(code))
        if near:
            return "a code within " + ", ".join(f"{first} to {last}" for first, last in near)
        shapes = ", ".join(sorted({shape(first) for first, _ in held}))
        return f"one of the shapes {shapes}, where 0 stands for any digit"


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy of `taxonomy.toml`, read once."""
    import tomllib  # here, since it is slow to import and most who come here do not need it

    with Path(__file__).with_name("taxonomy.toml").open("rb") as file:
        return Taxonomy(map(_category, tomllib.load(file)["category"]))


def shape(code: str) -> str:
    """A code with 0 for every digit: codes are compared within one shape only."""
    return code.translate(_TO_ZERO)


def _category(table: Mapping[str, Any]) -> Category:
    return Category(
        slug=table["slug"],
        name=table["name"],
        about=table["about"],
        ranges=_ranges(table),
        sections=tuple(map(_section, table.get("section", ()))),
    )


def _section(table: Mapping[str, Any]) -> Section:
    return Section(
        slug=table["slug"],
        name=table["name"],
        about=table["about"],
        families=tuple(map(_family, table["family"])),
    )


def _family(table: Mapping[str, Any]) -> Family:
    return Family(
        slug=table["slug"],
        name=table["name"],
        ranges=_ranges(table),
        about=table.get("about"),
    )


def _ranges(table: Mapping[str, Any]) -> tuple[Range, ...]:
    return tuple((first, last) for first, last in table["ranges"])


def _span(held: Range) -> Range:
    """A range as two keys that sort by shape, then by code."""
    first, last = held
    if len(first) != _CODE_LENGTH or shape(first) != shape(last) or first > last:
        raise ValueError(f"{first} to {last} is no range: expected two codes of one shape in order")
    return shape(first) + first, shape(last) + last


def _joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in order of shape and code, those that touch made one."""
    joined: list[Range] = []
    for first, last in sorted(ranges, key=_span):
        if joined and shape(joined[-1][1]) == shape(first) and _touch(joined[-1][1], first):
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return tuple(joined)


def _touch(last: str, first: str) -> bool:
    """Whether no code of their shape stands between the two."""
    before, after = ("".join(filter(str.isdigit, code)) for code in (last, first))
    return int(before) + 1 == int(after)


def _name(place: Place) -> str:
    return f"{place.category.slug}/{place.family.slug}" if place.family else place.category.slug


def _unique(pairs: Iterable[tuple[str, _Held]]) -> dict[str, _Held]:
    """A table of the pairs, none of which may take the slug of another."""
    table: dict[str, _Held] = {}
    for slug, held in pairs:
        if table.setdefault(slug, held) is not held:
            raise ValueError(f"the slug {slug} is taken twice")
    return table
