"""What becomes of a table that is brought: rows accepted, there already, or rejected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openrvu.productivity.log.line import LogLine
from openrvu.productivity.tabular.table import Problem


class Of(StrEnum):
    """Where the first of two equal lines stands."""

    LOG = "log"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a table has, before anything of it is taken.

    Attributes:
        columns: field to heading, for the columns found or chosen.
        samples: of the first rows, those columns' cells by field.
        rows: how many rows there are.
        unused: headings of columns that are not read.
        people: headings of columns that are never read.
        problems: what stands in the way: needed columns not found, or several for one.
    """

    columns: Mapping[str, str]
    samples: tuple[Mapping[str, str], ...]
    rows: int
    unused: tuple[str, ...]
    people: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A row that may be recorded.

    Attributes:
        row: its number in the file, from 1.
        lines: those to be recorded.
        left: lines of the row that are in the log already, and are not to be.
        repeats: number of the first row of the file that says the same, or None: the person
            should look, for two patients may have had the same.
    """

    row: int
    lines: tuple[LogLine, ...]
    left: tuple[LogLine, ...] = ()
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row whose lines are there already.

    Attributes:
        row: its number in the file, from 1.
        lines: what it says.
        of: whether they are in the log, or in the file above.
    """

    row: int
    lines: tuple[LogLine, ...]
    of: Of


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be recorded.

    Attributes:
        row: its number in the file, from 1.
        said: its date and code as written, shortened.
        reasons: sentences.
    """

    row: int
    said: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """A table sorted out; nothing is recorded yet. Each row is in one of the three.

    Attributes:
        accepted: in the order of the file.
        duplicates: likewise.
        rejected: likewise.
    """

    accepted: tuple[Accepted, ...]
    duplicates: tuple[Duplicate, ...]
    rejected: tuple[Rejected, ...]

    @property
    def lines(self) -> tuple[LogLine, ...]:
        """Every line to be recorded, in the order of the file."""
        return tuple(line for row in self.accepted for line in row.lines)

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return len(self.accepted) + len(self.duplicates) + len(self.rejected)


@dataclass(frozen=True, slots=True)
class Read:
    """A row as read: its lines, or why there are none.

    Attributes:
        row: its number in the file, from 1.
        said: its date and code as written, shortened.
        lines: none where it was not understood.
        reasons: why not, in sentences.
    """

    row: int
    said: str
    lines: tuple[LogLine, ...] = ()
    reasons: tuple[str, ...] = ()
