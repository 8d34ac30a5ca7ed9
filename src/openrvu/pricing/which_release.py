"""Which release a CMS file of amounts was made from: its name says so, else the best fit does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openrvu.errors import OpenRVUError, ReleaseNotHeld
from openrvu.pricing.verify_basis import best_basis
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.releases import Release, normalise_label, start_of
from openrvu.schedule.source import Source

_KINDS = r"(?:rvu|pf(?:rev|all)?|opps[-_ ]?cap)[-_ ]?"
_LABEL = re.compile(_KINDS + r"(?:20)?(\d\d[a-d]r?)(?![a-z0-9])", re.IGNORECASE)
_YEAR = re.compile(
    _KINDS + r"(?:20)?(\d\d)(?!\d)|(?<!\d)20(\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?<![a-z])(jan|apr|jul|oct)(?:uary|il|y|ober)?(?![a-z])", re.IGNORECASE)
_QUARTERS = {"jan": "A", "apr": "B", "jul": "C", "oct": "D"}
_BY_NAME = "its name says"
_CENTURY = 2000
#: How many releases a sentence names.
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Chosen:
    """A release's label, and why it was chosen, in words.

    Attributes:
        label: of the release.
        because: the reason, as it stands in brackets after the label.
        alike: further labels that fit the rows tried as well, newest first.
    """

    label: str
    because: str
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clues:
    """What names and rows say of a file's release.

    Attributes:
        label: the release that a name says.
        said_by: whose name: ``its name`` or ``its folder's name``.
        years: the years that rows and name give.
        year_from: where the years stand: ``its rows say`` or ``its name says``.
        quarter: A to D, by a month in the file's name; empty where none is.
    """

    label: str
    said_by: str
    years: tuple[int, ...]
    year_from: str
    quarter: str


def which_release(
    names: Sequence[str], folder: str, sample: Sequence[OfficialAmount], source: Source
) -> Chosen:
    """Choose the release to recompute a file with.

    The label in a name wins where that release is held (``PFREV25C.txt`` is RVU25C's). Else every
    release held of the year in the rows or name, and of the month in the name, is tried on the
    sample; without a year every release held. The one that fits best is chosen; of those that
    fit alike, the newest.

    Args:
        names: of the file, then of the archive it lies in.
        folder: name of the folder it lies in; less is made of it than of the others.
        sample: some of the file's rows.
        source: the releases held.

    Raises:
        ReleaseNotHeld: no release of the year is held.
        OpenRVUError: no release at all is held.
    """
    held = source.releases()
    clues = read_clues(names, folder, {a.year for a in sample if a.year is not None})
    if clues.label and any(r.label == clues.label for r in held):
        return Chosen(clues.label, f"{clues.said_by} says {clues.label}")
    candidates = _candidates(names[0], clues, held)
    known = _known(clues)
    if len(candidates) == 1:
        return Chosen(candidates[0].label, f"{known}; {_only(candidates[0], clues)}")
    return _best(candidates, known, sample, source)


def read_clues(names: Sequence[str], folder: str, printed: Iterable[int]) -> Clues:
    """What the names, and the years printed in the rows, say."""
    name = next((text for text in names if _label_in(text)), "")
    label, said_by = _label_in(name), "its name"
    named = {year for text in names if (year := _year_in(text))}
    month = _MONTH.search(names[0].replace("_", " "))
    quarter = _QUARTERS[month[1].lower()] if month else ""
    years = set(printed) | ({start_of(label).year} if label else set())
    said = {*years, *named}
    inside = _label_in(folder)
    # A folder may hold anything: it speaks where nothing else contradicts it.
    if not label and inside and {start_of(inside).year} >= said and quarter in {"", inside[5]}:
        label, said_by, years = inside, "its folder's name", {start_of(inside).year}
    in_rows = bool(set(printed))
    if not years:
        years = named
    return Clues(
        label=label,
        said_by=said_by,
        years=tuple(sorted(years)),
        year_from="its rows say" if in_rows else _BY_NAME,
        quarter=label[5] if label else quarter,
    )


def _label_in(text: str) -> str:
    found = _LABEL.search(text)
    return normalise_label(found[1]) if found else ""


def _year_in(text: str) -> int | None:
    found = _YEAR.search(text)
    return _CENTURY + int(found[1] or found[2]) if found else None


def _candidates(name: str, clues: Clues, held: Sequence[Release]) -> list[Release]:
    """The releases to try, newest first."""
    newest_first = sorted(held, key=lambda r: (r.in_force.first, r.label), reverse=True)
    of_years = [r for r in newest_first if r.year in clues.years] if clues.years else newest_first
    if clues.years and not of_years:
        said = " or ".join(map(str, clues.years))
        raise ReleaseNotHeld(
            f"{name} has amounts of {said}, and the book holds no release of that year. "
            f"Add CMS's archive with: rvu release add rvu{clues.years[-1] % 100:02d}a.zip"
        )
    if not of_years:
        raise OpenRVUError(f"{name}: the book holds no release to recompute it with")
    # A label that is not held constrains no further: its year's other releases stand in.
    if clues.label:
        return of_years
    return [r for r in of_years if r.label[5] == clues.quarter] or of_years


def _known(clues: Clues) -> str:
    if clues.label:
        return f"{clues.said_by} says {clues.label}, which is not held"
    years = " and ".join(map(str, clues.years))
    month = next((m.title() for m, q in _QUARTERS.items() if q == clues.quarter), "")
    if not years:
        return f"its name says {month}, of no year" if month else "nothing says its year"
    if not month:
        return f"{clues.year_from} {years}"
    if clues.year_from == _BY_NAME:
        return f"{_BY_NAME} {month} {years}"
    return f"{clues.year_from} {years} and its name {month}"


def _only(release: Release, clues: Clues) -> str:
    which = f"of {release.year} held" if clues.years else "of that month held"
    return f"{release.label} is the only release {which}"


def _best(
    candidates: Sequence[Release], known: str, sample: Sequence[OfficialAmount], source: Source
) -> Chosen:
    schedules = [FeeSchedule.of(r.label, source=source) for r in candidates]
    tried = [best_basis(sample, schedule)[1] for schedule in schedules]
    best = max(tried, key=lambda found: found.fit)  # of equals the first, which is the newest
    alike = [t.release for t in tried if t.fit == best.fit]
    if 2 * best.matched < best.checkable or not best.checkable:
        said = f"no release held fits well, {best.release} is the nearest fit"
    elif alike[1:]:
        said = f"{_listed(alike)} fit alike, {best.release} is the newest of them"
    else:
        said = f"of {_listed([t.release for t in tried])} it fits best"
    said += f": {best.matched:,} of {best.checkable:,} rows tried match"
    return Chosen(best.release, f"{known}; {said}", tuple(alike[1:]))


def _listed(labels: Sequence[str]) -> str:
    if len(labels) > _NAMED:
        return f"{len(labels)} releases held"
    return f"{', '.join(labels[:-1])} and {labels[-1]}"
