"""Codes of the book by what makes their lines meet, and the modifiers that fit them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from openrvu import open_book
from openrvu.rules.visits import is_visit
from openrvu.schedule.rows import ServiceRow, Setting

#: Early, in the middle, and last: a code that comes, goes or changes is in one of them.
RELEASES = ("RVU20A", "RVU23C", "RVU26C")
_PAYABLE = "ART"

_SURGERY: tuple[str, ...] = (
    *("", "RT", "LT", "50", "RT LT", "59", "51", "58", "76", "79", "22", "52", "53"),
    *("54", "55", "56", "78", "62", "66", "80", "82", "AS", "AS 80", "LT 62", "RT 54", "50 80"),
)
_PARTS = ("", "26", "TC", "59", "26 59", "XE", "RT", "LT", "50", "26 50", "TC 52", "26 TC")
_VISIT = ("", "25", "57", "24", "25 57", "GY", "33")
_THERAPY = ("", "GP", "59", "GO", "CQ GP", "52")
ANESTHESIA = ("AA", "QK", "QX", "QY", "QZ", "AD", "", "QK QS", "AA P3")
#: Said of any code, fitting or not.
ANY: tuple[str, ...] = (
    *("26", "TC", "50", "RT", "LT", "59", "22", "25", "53", "55", "62", "66", "73", "80"),
    *("FX", "FY", "CT", "GY", "GZ", "CO", "33", "ZZ", "AA", "81"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """Codes that meet for the same.

    Attributes:
        codes: from the book, in order.
        modifiers: sets of modifiers that make a difference to them, each separated by spaces.
    """

    codes: tuple[str, ...]
    modifiers: tuple[str, ...]


_Judge = Callable[[ServiceRow], bool]


def _paid(judge: _Judge) -> _Judge:
    return lambda row: row.policy.status in _PAYABLE and judge(row)


def _has_gap(row: ServiceRow) -> bool:
    """Whether a setting has no RVUs, or is marked NA."""
    return any(not row.total(setting) or row.is_na(setting) for setting in Setting)


_KINDS: Mapping[str, tuple[_Judge, tuple[str, ...]]] = MappingProxyType(
    {
        "surgery": (_paid(lambda r: r.policy.multiple_procedure in "12"), _SURGERY),
        "both sides at 150%": (_paid(lambda r: r.policy.bilateral == "1"), _SURGERY),
        "both sides once": (_paid(lambda r: r.policy.bilateral == "2"), _SURGERY),
        "each side": (_paid(lambda r: r.policy.bilateral == "3"), _PARTS),
        "package": (_paid(lambda r: r.policy.global_days in ("010", "090")), _SURGERY),
        "add-on": (_paid(lambda r: r.policy.global_days == "ZZZ"), _SURGERY),
        "imaging": (
            _paid(lambda r: r.policy.multiple_procedure == "4"),
            (*_PARTS, "FX", "FY", "CT", "TC FX", "26 FY"),
        ),
        "cardiovascular": (_paid(lambda r: r.policy.multiple_procedure == "6"), _PARTS),
        "ophthalmology": (_paid(lambda r: r.policy.multiple_procedure == "7"), _PARTS),
        "therapy": (_paid(lambda r: r.policy.multiple_procedure == "5"), _THERAPY),
        "visit": (_paid(lambda r: is_visit(r.code)), _VISIT),
        "alone only": (lambda r: r.policy.status == "T", ("", "59")),
        "anesthesia": (lambda r: r.policy.status == "J", ANESTHESIA),
        "whole test": (lambda r: r.policy.pctc == "4", ("", "59", "FX", "26")),
        "test part": (_paid(lambda r: r.policy.pctc in "23"), ("", "59", "26", "TC")),
        "in hospital": (_paid(lambda r: r.policy.pctc in "5678"), ("", "26")),
        "gap": (_paid(_has_gap), _SURGERY),
        "no amount": (lambda r: r.policy.status not in _PAYABLE + "J", ("", "26", "GY")),
    }
)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its name; read once."""
    found: dict[str, dict[str, None]] = {name: {} for name in _KINDS}
    rows = list(_rows())
    for row in rows:
        for name, (judge, _) in _KINDS.items():
            if judge(row):
                found[name][row.code] = None
    made = {name: Kind(tuple(sorted(found[name])), _KINDS[name][1]) for name in _KINDS}
    made["changed"] = Kind(_changed(rows), _SURGERY)
    made["own row for 53"] = Kind(_with_row_53(), ("", "53", "53 59", "52", "33"))
    made["not in the book"] = Kind(("00000", "ZZ999", "99999", "G99T9"), ("", "26"))
    return MappingProxyType(made)


@cache
def families() -> tuple[Kind, ...]:
    """The endoscopic families with several members, their bases among them."""
    found: dict[str, set[str]] = {}
    for label in RELEASES:
        for base, codes in open_book().endoscopic_bases(label).items():
            found.setdefault(base, {base}).update(codes)
    several = (codes for _, codes in sorted(found.items()) if len(codes) > 2)
    return tuple(Kind(tuple(sorted(codes)), _SURGERY) for codes in several)


def _rows() -> Iterator[ServiceRow]:
    """The first row of each code in each of :data:`RELEASES`."""
    for label in RELEASES:
        seen = ""
        for row in open_book().all_rows(label):
            if row.code != seen:
                yield row
            seen = row.code


def _changed(rows: list[ServiceRow]) -> tuple[str, ...]:
    """Codes that were paid, and met others for something else in another release."""
    said: dict[str, set[tuple[str, ...]]] = {}
    for row in rows:
        policy = row.policy
        met = (policy.status, policy.multiple_procedure, policy.bilateral, policy.endoscopic_base)
        said.setdefault(row.code, set()).add(met)
    changed = (code for code, each in said.items() if len(each) > 1)
    return tuple(sorted(c for c in changed if any(met[0] in _PAYABLE for met in said[c])))


def _with_row_53() -> tuple[str, ...]:
    rows = open_book().all_rows(RELEASES[-1])
    return tuple(row.code for row in rows if row.modifier == "53")
