"""Which release a CMS file of amounts was made from: its name says so, or the year in its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openrvu.errors import OpenRVUError, ReleaseNotHeld
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.releases import Release, normalise_label, start_of

_IN_NAME = re.compile(r"(?:rvu|pf(?:rev|all)?)[-_ ]?(\d\d[a-d]r?)(?![a-z0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A release's label, and why it was chosen, in a sentence."""

    label: str
    because: str


def which_release(
    names: Sequence[str], amounts: Iterable[OfficialAmount], releases: Sequence[Release]
) -> Chosen:
    """Choose the release to recompute a file with.

    The label in a name wins where that release is held (``PFREV25C.txt`` is RVU25C's); else the
    newest release held of the year that the rows or the name give.

    Args:
        names: of the file, then of the archive it lies in.
        amounts: the file's rows.
        releases: those held.

    Raises:
        ReleaseNotHeld: no release of that year is held.
        OpenRVUError: neither name nor rows say which it is, or they say different years.
    """
    label = _label_in(names)
    if label and any(r.label == label for r in releases):
        return Chosen(label, f"its name says {label}")
    year = _year(names, label, {a.year for a in amounts} - {None})
    held = sorted(
        (r for r in releases if r.year == year), key=lambda r: (r.in_force.first, r.label)
    )
    if not held:
        raise ReleaseNotHeld(
            f"{names[0]} has amounts of {year}, and the book holds no release of that year. "
            f"Add CMS's archive with: rvu release add rvu{year % 100:02d}a.zip"
        )
    newest = held[-1].label
    said = f"its name says {label}, which is not held" if label else f"its rows say {year}"
    return Chosen(newest, f"{said}; {newest} is the newest release of {year} held")


def _label_in(names: Sequence[str]) -> str | None:
    found = (_IN_NAME.search(name) for name in names)
    return next((normalise_label(match[1]) for match in found if match), None)


def _year(names: Sequence[str], label: str | None, printed: set[int | None]) -> int:
    years = {year for year in printed if year is not None}
    if label:
        years.add(start_of(label).year)
    if len(years) == 1:
        return years.pop()
    if not years:
        raise OpenRVUError(
            f"{names[0]}: nothing in its name or rows says which release it was made from. "
            "Say so with --release, e.g. --release RVU25D"
        )
    listed = ", ".join(map(str, sorted(years)))
    raise OpenRVUError(
        f"{names[0]}: name and rows speak of different years ({listed}). "
        "Say which release it was made from with --release, e.g. --release RVU25D"
    )
