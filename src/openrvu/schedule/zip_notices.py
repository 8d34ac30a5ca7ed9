"""What a reader must know of a ZIP code before using the figures of the locality it was found in.

CMS's ZIP file is of one quarter and says nothing of other years, in which localities were drawn
otherwise. The book holds one such file for all its releases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openrvu.schedule.localities import Locality, ZipArea

if TYPE_CHECKING:
    from openrvu.schedule.fee_schedule import FeeSchedule


@dataclass(frozen=True, slots=True)
class Merger:
    """Localities that CMS made into one.

    Attributes:
        into: the locality since then.
        of: the localities before, that of the same number among them.
        year: the first year of the one.
    """

    into: str
    of: tuple[str, ...]
    year: int


#: Every merger from 2020 to 2026. Source: GPCI and LOCCO files of RVU23D, which have the localities
#: apart, and of RVU24A (in force from 1 January 2024), where the one lists the counties of all.
MERGERS = (
    Merger("01112-05", ("01112-05", "01112-06", "01112-07"), 2024),
    Merger("01182-18", ("01182-18", "01182-26"), 2024),
)


def zip_notices(area: ZipArea, schedule: FeeSchedule) -> tuple[str, ...]:
    """Everything to be said of a ZIP code in a release, in sentences."""
    said = []
    if area.spans:
        said.append(
            f"ZIP {area.zip_code} crosses payment localities; only CMS's nine-digit file decides "
            f"for one address. These figures use {area.carrier}-{area.number}."
        )
    if notice := zip_notice(area, schedule):
        said.append(notice)
    return tuple(said)


def zip_notice(area: ZipArea, schedule: FeeSchedule) -> str:
    """What is to be said where the ZIP file is not of the schedule's year; else nothing."""
    year = schedule.release.year
    if year == _year(area):
        return ""
    edition = f"{area.edition[:4]} Q{area.edition[4:]}"
    before = _before_merger(area, schedule)
    if not before:
        return f"ZIP to locality by CMS's file of {edition}; boundaries of {year} may differ."
    *most, last = (each.key for each in before)
    held = f"CMS's ZIP file held is of {edition}. In {year} this area was localities"
    if len({(a.work_gpci, a.pe_gpci, a.mp_gpci) for a in before}) == 1:
        return (
            f"{held} {', '.join(most)} or {last}; their indices were the same, so the amount holds."
        )
    return f"{held} {', '.join(most)} or {last}, with other indices each: give the locality itself."


def _year(area: ZipArea) -> int:
    return int(area.edition[:4])


def _before_merger(area: ZipArea, schedule: FeeSchedule) -> tuple[Locality, ...]:
    """The localities of the release that have since become that of the ZIP file."""
    key = f"{area.carrier}-{area.number}"
    for merger in MERGERS:
        if merger.into == key and schedule.release.year < merger.year <= _year(area):
            held = {each.key: each for each in schedule.localities()}
            found = tuple(held[each] for each in merger.of if each in held)
            return found if len(found) > 1 else ()
    return ()
