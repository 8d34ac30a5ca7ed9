"""Small tables that turn what a line says into what rules look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from openrvu.book.book import Book
from openrvu.calendar import quarter_start
from openrvu.errors import ReleaseNotHeld, UnknownLocality
from openrvu.pricing.claim import Provider
from openrvu.pricing.prepare import component_of, of_modifiers
from openrvu.pricing.table.arrow import fill
from openrvu.pricing.table.lines import NO_SUCH_PLACE, NOT_SAID
from openrvu.rules.modifiers import bit
from openrvu.rules.parameters import BEGINNING
from openrvu.rules.places_of_service import is_hospital, places
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import Locality
from openrvu.schedule.releases import IRREGULAR_STARTS, Release, choose
from openrvu.schedule.rows import ROW_MODIFIERS, Setting

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The first and the last day that a line can be of.
FIRST_DAY, LAST_DAY = BEGINNING, date(2199, 12, 31)
_WORD = re.compile(r"[0-9A-Z]+")
#: Other words for a practitioner than those of :class:`~openrvu.pricing.claim.Provider`.
_ALSO = {
    "MD": Provider.PHYSICIAN,
    "DO": Provider.PHYSICIAN,
    "DOCTOR": Provider.PHYSICIAN,
    "NURSE PRACTITIONER": Provider.NP,
    "CLINICAL NURSE SPECIALIST": Provider.CNS,
    "PHYSICIAN ASSISTANT": Provider.PA,
    "PHYSICIAN ASSOCIATE": Provider.PA,
    "NURSE-MIDWIFE": Provider.CNM,
    "CERTIFIED NURSE-MIDWIFE": Provider.CNM,
    "DIETITIAN": Provider.RD,
    "CLINICAL PSYCHOLOGIST": Provider.CP,
    "LCSW": Provider.CSW,
    "CLINICAL SOCIAL WORKER": Provider.CSW,
    "PT": Provider.THERAPIST,
    "OT": Provider.THERAPIST,
    "SLP": Provider.THERAPIST,
}


def bits(*codes: str) -> int:
    """Some modifiers as a set of bits; one that has no bit is left out."""
    return sum(1 << place for code in codes if (place := bit(code)) is not None)


_BOTH_SIDES = bits("RT", "LT")
#: Modifiers that lines which meet others often have; claims with others are priced apart.
_USUAL = bits(
    *("24", "25", "26", "50", "57", "58", "59", "76", "77", "79", "LT", "RT", "TC"),
    *("XE", "XP", "XS", "XU"),
)
#: Modifiers that say a side, or both.
_SIDES = bits("RT", "LT", "50")
#: Words that say who furnished a service, in capital letters.
PROVIDERS = {**{kind.value.upper(): kind for kind in Provider}, **_ALSO}


@dataclass(frozen=True, slots=True)
class Span:
    """Days for which one release answers.

    Attributes:
        first: its first day.
        last: its last day.
        release: the release, or None where none of that year is held.
        stands_in_for: label of the release that was in force, where another answers for it.
    """

    first: date
    last: date
    release: Release | None
    stands_in_for: str | None


def spans(releases: Sequence[Release], first: date, last: date) -> Iterator[Span]:
    """The days from a first to a last, each with the release that answers for it."""
    turns = {
        *(quarter_start(year, q) for year in range(first.year, last.year + 1) for q in range(1, 5)),
        *IRREGULAR_STARTS.values(),
        *(release.in_force.first for release in releases),
        *(r.in_force.last + timedelta(1) for r in releases if r.in_force.last),
    }
    starts = [first, *sorted(day for day in turns if first < day <= last)]
    ends = [*(day - timedelta(1) for day in starts[1:]), last]
    for start, end in zip(starts, ends, strict=True):
        try:
            release, wanted = choose(tuple(releases), start)
        except ReleaseNotHeld:
            yield Span(start, end, None, None)
        else:
            yield Span(start, end, release, wanted)


def fill_modifiers(db: DuckDBPyConnection, texts: Iterable[str | None], special: int) -> None:
    """Make the table ``modifier_set``: each way modifiers are written, and what it says.

    ``mask`` has a bit for each modifier of :mod:`openrvu.rules.modifiers` that rules ask for;
    ``is_plain`` says that none changes what a line alone is paid.

    Args:
        db: where to make it.
        texts: every way modifiers are written.
        special: the modifiers, as bits, that change what a line alone is paid.
    """
    shape = {
        "set_id": "INTEGER",
        "raw": "VARCHAR",
        "mask": "BIGINT",
        "component": "VARCHAR",
        "component_id": "UTINYINT",
        "unknown_modifier": "BOOLEAN",
        "unmodelled_modifier": "BOOLEAN",
        "patient_share": "BOOLEAN",
        "is_plain": "BOOLEAN",
        "is_side": "BOOLEAN",
        "is_odd": "BOOLEAN",
    }
    rows = (_modifier_set(text, number, special) for number, text in enumerate(texts, 1))
    fill(db, "modifier_set", shape, rows)


def _modifier_set(raw: str | None, number: int, special: int) -> tuple[object, ...]:
    codes = tuple(_WORD.findall((raw or "").upper()))
    said = of_modifiers(codes)
    places = {place for code in codes if (place := bit(code)) is not None}
    names = ("unknown_modifier", "unmodelled_modifier", "patient_share")
    unknown, unmodelled, share = (bool(said.get(name)) for name in names)
    mask = sum(1 << place for place in places)
    is_plain = not (mask & special or mask & _BOTH_SIDES == _BOTH_SIDES)
    is_plain = is_plain and not (unknown or unmodelled or share)
    is_side = bool(mask & _SIDES)
    component = component_of(codes)
    is_odd = unknown or unmodelled or share or bool(mask & ~_USUAL)
    says = (unknown, unmodelled, share, is_plain, is_side, is_odd)
    return number, raw, mask, component, ROW_MODIFIERS.index(component), *says


def fill_places_of_service(db: DuckDBPyConnection) -> None:
    """Make the table ``place_of_service``: each code with its setting and first day."""
    shape = {
        "pos_id": "SMALLINT",
        "pos": "VARCHAR",
        "first": "DATE",
        "place_setting": "VARCHAR",
        "place_known": "BOOLEAN",
        "hospital_place": "BOOLEAN",
    }
    rows = [
        (n, p.code, p.first, p.setting.value if p.setting else "", True, is_hospital(p.code))
        for n, p in enumerate(places(), 1)
    ]
    outside = (NOT_SAID, "", FIRST_DAY, Setting.NONFACILITY.value, True, False)
    nowhere = (NO_SUCH_PLACE, "", FIRST_DAY, "", False, False)
    fill(db, "place_of_service", shape, [*rows, outside, nowhere])
    db.execute(_SETTING)


#: A text of three values, which compares as fast as a number.
_SETTING = f"""
DROP TYPE IF EXISTS setting CASCADE;
CREATE TYPE setting AS ENUM ({", ".join(f"'{each}'" for each in ("", *Setting))});
ALTER TABLE place_of_service ALTER place_setting TYPE setting;
"""


def fill_providers(db: DuckDBPyConnection) -> None:
    """Make the table ``provider_kind``: each word that says who furnished a service."""
    shape = {"word": "VARCHAR", "kind": "VARCHAR"}
    fill(db, "provider_kind", shape, ((word, kind.value) for word, kind in PROVIDERS.items()))


def place_named(book: Book, text: str) -> Locality | UnknownLocality:
    """The locality that a text names in the newest release that has one, or why there is none."""
    problem: UnknownLocality | None = None
    for release in reversed(book.releases()):
        try:
            return FeeSchedule.of(release.label, source=book).locality(text)
        except UnknownLocality as error:
            problem = problem or error
    return problem or UnknownLocality("the book holds no release")
