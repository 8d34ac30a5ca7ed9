"""CMS's by-provider-and-service file: its columns under the names of every year, and its work RVUs.

"Medicare Physician & Other Practitioners, by Provider and Service" (data.cms.gov) has a row for
each NPI, HCPCS code and place of service (F or O), without modifiers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from openrvu.book.book import Book
from openrvu.errors import ReadError, ReleaseNotHeld
from openrvu.productivity.tabular.columns import Aliases, match_columns
from openrvu.schedule.rows import ServiceRow

#: The columns that are needed: the names since 2019, then the older ones.
_ALIASES: Aliases = {
    "npi": ("Rndrng_NPI", "npi"),
    "entity": ("Rndrng_Prvdr_Ent_Cd", "nppes_entity_code"),
    "type": ("Rndrng_Prvdr_Type", "provider_type"),
    "code": ("HCPCS_Cd", "hcpcs_code"),
    "drug": ("HCPCS_Drug_Ind", "hcpcs_drug_indicator"),
    "place": ("Place_Of_Srvc", "place_of_service"),
    "services": ("Tot_Srvcs", "line_srvc_cnt"),
}
_LONGEST_HEADING = 1 << 16
#: The data year in the name that CMS gives the file: ``MUP_PHY_R25_P05_V20_D23_Prov_Svc.csv``.
_DATA_YEAR = re.compile(r"_D(\d\d)_")
_PROFESSIONAL = "26"
#: PC/TC indicator of a test with a professional and a technical component.
_HAS_COMPONENTS = "1"


@dataclass(frozen=True, slots=True)
class Heading:
    """The headings of a file.

    Attributes:
        names: all of them.
        columns: what each of ours is called there.
        delimiter: between cells.
    """

    names: tuple[str, ...]
    columns: Mapping[str, str]
    delimiter: str


@dataclass(frozen=True, slots=True)
class Work:
    """Work RVUs of a code.

    Attributes:
        office: of the whole service.
        facility: of the professional component where it has one, else the same.
    """

    office: Decimal
    facility: Decimal


def heading_of(path: Path) -> Heading:
    """Read the headings of a file.

    Raises:
        ReadError: a column that is needed is not there, or there twice.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        line = file.readline(_LONGEST_HEADING).decode("utf-8-sig", "replace")
    delimiter = "\t" if line.count("\t") > line.count(",") else ","
    names = tuple(next(csv.reader([line], delimiter=delimiter), []))
    matched = match_columns(names, _ALIASES)
    problems = matched.problems(tuple(_ALIASES))
    if problems or len(set(names)) < len(names):
        said = "; ".join(f"{each.column}: {each.expected}" for each in problems)
        raise ReadError(
            path.name,
            row=1,
            found=f"headings {', '.join(names)[:300] or 'of no name'}",
            expected=said or "columns of different names",
            remedy="Give CMS's file 'Medicare Physician & Other Practitioners, by Provider and "
            "Service' as CSV, unchanged",
        )
    return Heading(names, {ours: names[at] for ours, at in matched.columns.items()}, delimiter)


def other_year(path: Path, year: int) -> str:
    """A sentence where the file's name says another data year; else empty."""
    said = _DATA_YEAR.search(path.name)
    if said is None or int(said[1]) == year % 100:
        return ""
    return f"{path.name} is, by its name, of 20{said[1]}; its work RVUs were taken as of {year}."


def work_rvus(year: int, book: Book) -> tuple[tuple[str, ...], dict[str, Work]]:
    """The releases of a year, and the work RVUs of every code in the latest of them that has it.

    Raises:
        ReleaseNotHeld: no release of that year is held.
    """
    releases = [release for release in book.releases() if release.year == year]
    if not releases:
        years = sorted({release.year for release in book.releases()})
        held = ", ".join(map(str, years)) or "none"
        raise ReleaseNotHeld(
            f"no release of {year} is in the book, which holds those of {held}. Add CMS's archive "
            f"with: rvu release add rvu{year % 100:02}d.zip"
        )
    found: dict[str, Work] = {}
    for release in reversed(releases):
        rows = list(_rows(book, release.label, found))
        found.update((row.code, Work(row.work, row.work)) for row in rows if not row.modifier)
        for row in rows:
            if row.modifier == _PROFESSIONAL and row.policy.pctc == _HAS_COMPONENTS:
                whole = found.get(row.code, Work(row.work, row.work))
                found[row.code] = replace(whole, facility=row.work)
    return tuple(release.label for release in releases), found


def _rows(book: Book, label: str, found: Mapping[str, Work]) -> Iterator[ServiceRow]:
    """The rows of a release, of codes that were not found yet."""
    if not found:
        yield from book.all_rows(label)
        return
    for code in [code for code in book.codes(label) if code not in found]:
        yield from book.rows(label, code)
