"""Place of service codes: where a service was furnished, and whether that is a facility.

Medicare Claims Processing Manual, chapter 12, section 20.4.2, and chapter 26, section 10.5;
42 CFR 414.22(b)(5). The codes stand in ``places_of_service.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from openrvu.rules.entries import Entry, own_entries
from openrvu.rules.parameters import BEGINNING, READINGS
from openrvu.schedule.rows import Setting


@dataclass(frozen=True, slots=True)
class Place:
    """A place of service.

    Attributes:
        code: two digits.
        name: a few words of ours.
        setting: which practice expense applies; None where no rate was found.
        first: first date of service.
        bills_technical: the facility, not the physician, is paid for the technical part of tests.
        source: where the setting is stated.
        read: how far the source was followed: one of :data:`~openrvu.rules.parameters.READINGS`.
        note: what else a reader should know; may be empty.
    """

    code: str
    name: str
    setting: Setting | None
    first: date
    bills_technical: bool
    source: str
    read: str
    note: str


def place(code: str) -> Place | None:
    """The place of a code of two digits; None where the code is not assigned."""
    return _by_code().get(code)


def places() -> tuple[Place, ...]:
    """Every place, by code; read once.

    Raises:
        ReadError: ``places_of_service.toml`` is not as it should be.
    """
    return tuple(_by_code().values())


def setting_of(code: str, day: date) -> Setting | None:
    """The setting of a code on a date of service.

    None where the code did not exist on that day, or no rate was found for it.
    """
    found = place(code)
    return found.setting if found and day >= found.first else None


def is_hospital(code: str) -> bool:
    """Whether the facility is paid for the technical part of tests on its patients.

    Hospitals, and a skilled nursing facility for a stay under Part A (31): MCPM chapter 13,
    section 20.2; 42 CFR 411.15(m) and (p).
    """
    found = place(code)
    return found is not None and found.bills_technical


@cache
def _by_code() -> Mapping[str, Place]:
    made = map(_place, own_entries("places_of_service.toml", "place", "code"))
    return MappingProxyType({place.code: place for place in made})


def _place(entry: Entry) -> Place:
    entry.allow("code", "name", "setting", "first", "bills_technical", "source", "read", "note")
    setting = entry.one_of("setting", ("", *Setting), "")
    return Place(
        code=entry.text("code"),
        name=entry.text("name"),
        setting=Setting(setting) if setting else None,
        first=entry.day("first", BEGINNING),
        bills_technical=entry.flag("bills_technical"),
        source=entry.text("source"),
        read=entry.one_of("read", READINGS),
        note=entry.text("note", ""),
    )
