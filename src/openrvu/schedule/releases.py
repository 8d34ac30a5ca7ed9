"""Releases of the Physician Fee Schedule: their labels and the days each is in force.

CMS issues a release at the start of each quarter (A January, B April, C July, D October) and,
rarely, one in between. Two clocks run on each: in force, by date of service, and published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.calendar import DateRange, as_day, day_before, quarter_start
from openrvu.errors import ReleaseNotHeld

#: Releases that did not start with their quarter. RVU24AR carries the factor that the
#: Consolidated Appropriations Act, 2024 (Pub. L. 118-42) set for services from March 9, 2024.
IRREGULAR_STARTS = {"RVU24AR": date(2024, 3, 9)}

_LABEL = re.compile(r"RVU([0-9]{2})([A-D])R?\Z")
_QUARTERS = "ABCD"
#: The first day of the Physician Fee Schedule (42 USC 1395w-4).
_BEGINNING = date(1992, 1, 1)
#: Labels give two digits of the year, of this century.
_FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Release:
    """One release held in the book.

    Attributes:
        label: CMS's name for it, such as ``RVU26C``.
        in_force: the dates of service for which it answers.
        published: the day printed in the file's heading, or None.
        conversion_factor: dollars per total RVU.
        qp_conversion_factor: the factor for qualifying APM participants (from 2026), or None.
        archive: name of the archive it was read from.
        sha256: of that archive.
        lacks: kinds of file the archive did not hold, such as ``ANES``.
        owned: True where it came from the user's own archive, not the bundled book.
    """

    label: str
    in_force: DateRange
    published: date | None
    conversion_factor: Decimal
    qp_conversion_factor: Decimal | None
    archive: str
    sha256: str
    lacks: tuple[str, ...] = ()
    owned: bool = False

    @property
    def year(self) -> int:
        """The calendar year of the schedule."""
        return self.in_force.first.year


def normalise_label(text: str) -> str:
    """``rvu26c``, ``26C`` and ``RVU26C`` are one label.

    Raises:
        ReleaseNotHeld: the text is not a release label.
    """
    label = text.strip().upper()
    label = label if label.startswith("RVU") else f"RVU{label}"
    if not _LABEL.match(label):
        raise ReleaseNotHeld(
            f"{text!r} is not a release; expected a label such as RVU26C "
            "(two digits of the year, then A, B, C or D)"
        )
    return label


def start_of(label: str) -> date:
    """The first date of service a release answers for.

    A correction release (``RVU21AR``) is taken to answer from its quarter's first day unless
    :data:`IRREGULAR_STARTS` says otherwise, because CMS makes corrections retroactive.

    Raises:
        ReleaseNotHeld: the text is not a release label.
    """
    label = normalise_label(label)
    if label in IRREGULAR_STARTS:
        return IRREGULAR_STARTS[label]
    match = _LABEL.match(label)
    assert match is not None  # noqa: S101 - normalise_label has just matched it
    return quarter_start(_FIRST_YEAR + int(match[1]), _QUARTERS.index(match[2]) + 1)


def label_for(day: date) -> str:
    """The label of the release that CMS had in force on a date of service, held or not."""
    day = as_day(day)
    label = f"RVU{day:%y}{_QUARTERS[(day.month - 1) // 3]}"
    for irregular, start in IRREGULAR_STARTS.items():
        if irregular.startswith(label) and start <= day and day.year == start.year:
            label = irregular
    return label


def in_force_of(label: str) -> DateRange:
    """The dates of service a release answers for, from its label alone."""
    first = start_of(label)
    quarter = (first.month - 1) // 3 + 1
    following = [start for start in IRREGULAR_STARTS.values() if start > first]
    following.append(
        quarter_start(first.year, quarter + 1) if quarter < 4 else date(first.year + 1, 1, 1)
    )
    return DateRange(first, day_before(min(following)))


def choose(releases: tuple[Release, ...], day: date) -> tuple[Release, str | None]:
    """The release that answers for a date of service, and the label it stands in for, if any.

    The release in force answers. Where the book does not hold it, the nearest earlier release
    of the same calendar year stands in, else the nearest later one, and the answer says so:
    the factor is that of the day, while a few RVUs or indices may differ.

    Raises:
        ReleaseNotHeld: the book holds no release of that year with the factor of that day.
    """
    day = as_day(day)
    exact = [r for r in releases if day in r.in_force]
    if exact:
        return max(exact, key=lambda r: (r.in_force.first, r.label)), None
    near = sorted(
        (r for r in releases if _same_factor(r.in_force.first, day)),
        key=lambda r: (r.in_force.first, r.label),
    )
    if not near:
        raise ReleaseNotHeld(_none_for(releases, day))
    earlier = [r for r in near if r.in_force.first <= day]
    return (earlier[-1] if earlier else near[0]), label_for(day)


def _same_factor(one: date, other: date) -> bool:
    """Whether no new year and no change of the factor within the year lies between two days."""
    changes = IRREGULAR_STARTS.values()
    return one.year == other.year and not any((one < c) != (other < c) for c in changes)


def _none_for(releases: tuple[Release, ...], day: date) -> str:
    if day < _BEGINNING:
        return f"the Physician Fee Schedule began on {_BEGINNING}; nothing was in force on {day}"
    years = sorted({r.year for r in releases})
    held = f"it holds {years[0]} to {years[-1]}" if years else "it holds none"
    if day.year < _FIRST_YEAR:
        none = f"no release of {day.year} is in the book ({held})"
        return f"{none}, nor are any before {_FIRST_YEAR} read"
    wanted = label_for(day)
    of = f"with the conversion factor of {day}" if day.year in years else f"of {day.year}"
    return (
        f"{wanted} was in force on {day}, and no release {of} is in the book ({held}). "
        f"Add CMS's archive with: rvu release add {wanted.lower()}.zip"
    )
