"""A resident's case log: rotations, roles, and counts of procedures against minimums.

Minimums are the person's own: a program's figures change and belong to those who set them.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openrvu.codes.index import CodeIndex, open_index
from openrvu.codes.taxonomy import UnplacedCode
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from openrvu.productivity.log.written import escaped, guarded

#: The columns of :func:`case_log_csv`, in their order.
CASE_LOG_HEADINGS = (
    "Date",
    "Rotation",
    "Role",
    "Code",
    "Modifiers",
    "Units",
    "Procedure",
    "Category",
    "Family",
    "Place of service",
    "Tags",
    "Note",
)


@dataclass(frozen=True, slots=True)
class Rotation:
    """A rotation: its name, first and last day."""

    name: str
    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse one that ends before it begins.

        Raises:
            ValueError: it does.
        """
        if self.last < self.first:
            raise ValueError(f"rotation {self.name!r} ends on {self.last}, before {self.first}")

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Minimum:
    """How many of some procedures are asked for.

    Attributes:
        name: such as ``Colonoscopy``.
        count: at least this many.
        families: of our taxonomy, as ``category/family``; or a category alone.
        codes: further codes, by themselves.
        roles: in which it counts; all by default.
    """

    name: str
    count: int
    families: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset(Role)


@dataclass(frozen=True, slots=True)
class FamilyCount:
    """Procedures of a family.

    Attributes:
        category: slug.
        family: slug; empty where the category is left whole.
        name: of the family, else of the category.
        by_role: how many in each role; roles without any are not there.
    """

    category: str
    family: str
    name: str
    by_role: Mapping[Role, int]

    @property
    def total(self) -> int:
        """How many in all roles."""
        return sum(self.by_role.values())


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a minimum is met.

    Attributes:
        minimum: what is asked for.
        by_role: how many count, in each role.
    """

    minimum: Minimum
    by_role: Mapping[Role, int]

    @property
    def done(self) -> int:
        """How many count."""
        return sum(self.by_role.values())

    @property
    def left(self) -> int:
        """How many are still to do."""
        return max(0, self.minimum.count - self.done)


def family_counts(
    lines: Iterable[LogLine], *, index: CodeIndex | None = None
) -> tuple[FamilyCount, ...]:
    """Procedures by family, the most frequent first; a line of several units is as many.

    Args:
        lines: of the time asked about.
        index: where codes belong; the compiled one by default.
    """
    index = index or open_index()
    counts: dict[CodePlace, Counter[Role]] = {}
    for line in lines:
        counts.setdefault(place_of(line.code, index), Counter())[line.role] += line.units
    made = [
        FamilyCount(place.category, place.family, place.name, dict(by_role))
        for place, by_role in counts.items()
    ]
    return tuple(sorted(made, key=lambda each: (-each.total, each.category, each.family)))


def progress(
    lines: Iterable[LogLine], minimums: Sequence[Minimum], *, index: CodeIndex | None = None
) -> tuple[Progress, ...]:
    """How far each minimum is met, in their order; a line may count for several.

    Args:
        lines: of the whole training, or of what counts of it.
        minimums: the person's own.
        index: where codes belong; the compiled one by default.
    """
    index = index or open_index()
    counts: list[Counter[Role]] = [Counter() for _ in minimums]
    for line in lines:
        place = place_of(line.code, index)
        slugs = (place.category, f"{place.category}/{place.family}")
        for minimum, counted in zip(minimums, counts, strict=True):
            named = line.code in minimum.codes or not minimum.families.isdisjoint(slugs)
            if named and line.role in minimum.roles:
                counted[line.role] += line.units
    return tuple(Progress(m, dict(c)) for m, c in zip(minimums, counts, strict=True))


def rotation_on(day: date, rotations: Iterable[Rotation]) -> str:
    """The name of the rotation of a day, the first that has it; empty without."""
    return next((rotation.name for rotation in rotations if day in rotation), "")


def case_log_csv(
    lines: Iterable[LogLine],
    rotations: Sequence[Rotation] = (),
    *,
    index: CodeIndex | None = None,
) -> bytes:
    """The log as CSV in the order of a case log: by day, a case together, role before code.

    Args:
        lines: in the order recorded.
        rotations: the person's own.
        index: where codes belong and what we call them; the compiled one by default.
    """
    index = index or open_index()
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(CASE_LOG_HEADINGS)
    for line in _in_order(lines):
        cells = _case_log_row(line, rotation_on(line.date, rotations), index)
        writer.writerow(guarded(escaped(cell)) for cell in cells)
    return out.getvalue().encode("utf-8-sig")


def _in_order(lines: Iterable[LogLine]) -> list[LogLine]:
    """By day; the lines of a case stand where its first one was recorded."""
    held = list(lines)
    firsts: dict[tuple[date, str], int] = {}
    for at, line in enumerate(held):
        firsts.setdefault((line.date, line.case or f"#{at}"), at)
    places = {at: firsts[(line.date, line.case or f"#{at}")] for at, line in enumerate(held)}
    order = sorted(range(len(held)), key=lambda at: (held[at].date, places[at], at))
    return [held[at] for at in order]


def _case_log_row(line: LogLine, rotation: str, index: CodeIndex) -> tuple[str, ...]:
    place = place_of(line.code, index)
    return (
        line.date.isoformat(),
        rotation,
        line.role.value,
        line.code,
        " ".join(line.modifiers),
        str(line.units),
        _title(line.code, index),
        place.category_name,
        place.family_name,
        line.pos,
        " ".join(line.tags),
        line.note,
    )


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Where a code belongs.

    Attributes:
        category: slug.
        family: slug; empty where the category is left whole.
        category_name: what the category is called.
        family_name: what the family is called; empty where there is none.
    """

    category: str
    family: str
    category_name: str
    family_name: str

    @property
    def name(self) -> str:
        """Of the family, else of the category."""
        return self.family_name or self.category_name


def place_of(code: str, index: CodeIndex | None = None) -> CodePlace:
    """Where a code belongs, by the compiled index unless another is given."""
    try:
        place = (index or open_index()).place(code)
    except UnplacedCode:
        return CodePlace("other", "", "Other", "")
    if place.family is None:
        return CodePlace(place.category.slug, "", place.category.name, "")
    slugs = place.category.slug, place.family.slug
    return CodePlace(*slugs, place.category.name, place.family.name)


def _title(code: str, index: CodeIndex) -> str:
    try:
        return index.title(code)
    except UnplacedCode:
        return ""
