"""Medicare payment localities: their indices, counties and how people name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openrvu.errors import UnknownLocality
from openrvu.exact import GPCI_PLACES, from_scaled
from openrvu.schedule.states import STATE_LETTERS, STATE_NAMES

_ONE = from_scaled(10**GPCI_PLACES, GPCI_PLACES)
# A spreadsheet drops the zero that a carrier begins with, and that of the number.
_KEY = re.compile(r"(?:.*\()?([0-9]{4,5})(?:[\s-]*([0-9]{2})|[\s-]+([0-9]))\)?\Z")
_STATE_NUMBER = re.compile(r"([A-Z]{2})[\s-]*([0-9]{1,2})\Z")
_WORD = re.compile(r"[A-Z]+|[0-9]+")
#: What people say, where CMS's name of the locality says it otherwise.
_ALSO_SAID = {
    "01212-01": "AMERICAN SAMOA NORTHERN MARIANA ISLANDS AS MP",
    "09102-04": "DADE",
    "12202-01": "WASHINGTON",
    "13202-02": "BRONX BROOKLYN STATEN",
    "13202-03": "POUGHKEEPSIE NORTHERN",
}
#: The other way to write a word of CMS's names.
_OTHERWISE = {
    "CNTY": "COUNTY",
    "CNTYS": "COUNTIES",
    "SURR": "SURROUNDING",
    "ST": "SAINT",
    "FORT": "FT",
}
_COUNTY = {"COUNTY", "COUNTIES", "CNTY", "CNTYS", "PARISH", "BOROUGH"}
_BETWEEN_COUNTIES = re.compile(r"[/,;&]|\bAND\b")
# MONTGOMERY AND PRINCE GEORGE'S IN MARYLAND, of the locality of the District of Columbia.
_IN_STATE = re.compile(r"\bIN [A-Z ]+\Z")
_MISPRINTS = {"ORAGNGE": "ORANGE"}
_SHOWN = 12
_LONGEST_ECHO = 60


class NoIndexHeld(UnknownLocality):
    """A place that was understood, and for which the release holds no index."""


@dataclass(frozen=True, slots=True)
class Locality:
    """A payment locality in one release.

    Attributes:
        carrier: five digits of the Medicare Administrative Contractor, such as ``01112``.
        number: two digits, such as ``05``.
        state: two letters of the state or territory.
        name: CMS's name of the locality.
        work_gpci: index on work, with the floors of law already in it.
        pe_gpci: index on practice expense.
        mp_gpci: index on malpractice.
        counties: the counties it covers, in CMS's words; empty where not held.
        anesthesia_factor: dollars per anesthesia unit, or None where not held.
    """

    carrier: str
    number: str
    state: str
    name: str
    work_gpci: Decimal
    pe_gpci: Decimal
    mp_gpci: Decimal
    counties: str = ""
    anesthesia_factor: Decimal | None = None

    @property
    def key(self) -> str:
        """``01112-05``; ``national`` for the national figure."""
        return f"{self.carrier}-{self.number}" if self.carrier else "national"

    @property
    def is_national(self) -> bool:
        """Whether this stands for the nation: all indices 1."""
        return not self.carrier

    @property
    def label(self) -> str:
        """``Manhattan, NY (13202-01)``, or ``National (all indices 1.000)``."""
        if self.is_national:
            return "National (all indices 1.000)"
        return f"{display_name(self.name)}, {self.state} ({self.key})"


#: All indices 1: the figure CMS calls national.
NATIONAL = Locality("", "", "", "NATIONAL", _ONE, _ONE, _ONE)


@dataclass(frozen=True, slots=True)
class ZipArea:
    """What CMS's five-digit ZIP file says of one ZIP code.

    Attributes:
        zip_code: five digits.
        carrier: contractor, five digits.
        number: locality, two digits.
        state: the state or region letters printed in the file.
        spans: True where the ZIP crosses localities and only the nine-digit file decides.
        edition: year and quarter of the file, such as ``20254``.
    """

    zip_code: str
    carrier: str
    number: str
    state: str
    spans: bool
    edition: str


_SMALL_WORDS = {"AND", "OF", "THE"}
_KEEP = {"DC", "MD", "VA", "NYC", "II", "NJ", "NY"}


def display_name(name: str) -> str:
    """CMS prints names in capitals; this sets them as people write them."""

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        if word in _KEEP:
            return word
        return word.lower() if word in _SMALL_WORDS and match.start() else word.capitalize()

    whole = re.sub(r"\bCNTY(S?)\b", lambda m: "COUNTIES" if m[1] else "COUNTY", name.upper())
    return re.sub(r"[A-Z']+", cased, whole)


def find_locality(localities: Iterable[Locality], text: str) -> Locality:
    """The locality that answers to a key, a state and number, a name, or a county.

    ``01112-05``, ``0111205``, ``1112-5``, ``CA-05``, ``CA 5``, ``manhattan``, ``rest of texas``,
    ``AL`` (statewide), ``Cook County``, ``cook, il``, ``national`` and a whole
    :attr:`Locality.label` are understood.

    Raises:
        UnknownLocality: nothing answers, or several do; the message lists them.
    """
    held = tuple(localities)
    return the_one(matching_localities(held, text), text, held)


def the_one(found: Sequence[Locality], text: str, among: Iterable[Locality]) -> Locality:
    """The locality found, where it is only one.

    Args:
        found: what :func:`matching_localities` gave.
        text: what was asked for.
        among: where it was looked for, to say what may have been meant.

    Raises:
        UnknownLocality: there is none, or there are several; the message lists them.
    """
    if len(found) == 1:
        return found[0]
    raise UnknownLocality(_several(text, found) if found else _none(text, among))


def matching_localities(localities: Iterable[Locality], text: str) -> list[Locality]:
    """Every locality that answers to what :func:`find_locality` understands, in order."""
    wanted = text.strip().upper()
    if wanted in {"NATIONAL", "US", "USA"}:
        return [NATIONAL]
    held = tuple(localities)
    if match := _KEY.match(wanted):
        carrier, number = match[1].zfill(5), match[2] or match[3].zfill(2)
        return [a for a in held if (a.carrier, a.number) == (carrier, number)]
    if match := _STATE_NUMBER.match(wanted):
        return [a for a in held if (a.state, a.number) == (match[1], match[2].zfill(2))]
    return _by_words(held, wanted)


def _by_words(localities: Sequence[Locality], wanted: str) -> list[Locality]:
    words = _words(wanted)
    if not words:
        return []
    # "california" is the state, and not the one locality that has the word in its name.
    letters = STATE_LETTERS.get(" ".join(words), wanted)
    exact = [a for a in localities if a.state == letters or a.name == wanted]
    if exact:
        return exact
    says_county = not _COUNTY.isdisjoint(words)
    if says_county and (found := _by_county(localities, words)):
        return found
    named = [
        area
        for area in localities
        if all(any(said.startswith(word) for said in _spoken(area)) for word in words)
    ]
    return named or [area for area in _by_county(localities, words) if _ends_in_state(area, words)]


def _words(text: str) -> list[str]:
    """The words of a text in capitals; an apostrophe divides none."""
    return _WORD.findall(re.sub("['\u2019]", "", text.upper()))


def _spoken(area: Locality) -> set[str]:
    """The words a locality may be called by: of its name and state, short forms in full too."""
    said = _words(f"{area.name} {area.state} {_ALSO_SAID.get(area.key, '')}")
    others = (f"{_OTHERWISE.get(word, '')} {STATE_NAMES.get(word, '')}" for word in said)
    return {*said, *_words(" ".join(others))}


def _by_county(localities: Sequence[Locality], words: Sequence[str]) -> list[Locality]:
    """The localities that list a county of this very name, with a state after it or none."""
    bare = ["ST" if word == "SAINT" else word for word in words if word not in _COUNTY]
    return [
        area
        for area in localities
        if any(
            bare[: len(county)] == county and _is_state_of(area, bare[len(county) :])
            for county in _counties(area)
        )
    ]


def _counties(area: Locality) -> Iterator[list[str]]:
    """The words of each county that CMS lists by name; ``ALL OTHER COUNTIES`` lists none."""
    if area.counties.startswith("ALL "):
        return
    for part in _BETWEEN_COUNTIES.split(area.counties):
        words = [_MISPRINTS.get(word, word) for word in _words(_IN_STATE.sub("", part))]
        if county := [word for word in words if word not in _COUNTY]:
            yield county


def _is_state_of(area: Locality, words: Sequence[str]) -> bool:
    """Whether words are a state of the locality, or none at all."""
    said = " ".join(words)
    # "D.C." are two words of one letter each.
    letters = STATE_LETTERS.get(said, said.replace(" ", ""))
    return not words or letters in {area.state, *(STATE_NAMES.keys() & set(_words(area.name)))}


def _ends_in_state(area: Locality, words: Sequence[str]) -> bool:
    return any(_is_state_of(area, words[at:]) for at in range(1, len(words)))


def _several(text: str, found: Sequence[Locality]) -> str:
    listed = "; ".join(area.label for area in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return (
        f"{_shown(text)!r} fits {len(found)} localities: {listed}{more}. "
        f"Give the number, e.g. {found[0].key}"
    )


def _none(text: str, among: Iterable[Locality]) -> str:
    # A bare "madison" may be a city elsewhere: it is not taken for the county of that name.
    counties = _by_county(tuple(among), _words(text)) if _words(text) else []
    listed = "; ".join(area.label for area in counties[:_SHOWN])
    meant = f" If a county is meant, say so: one of this name is in {listed}." if listed else ""
    return (
        f"no locality in this release answers to {_shown(text)!r}.{meant} Give carrier and number "
        "(01112-05), state and number (CA-05), or part of the name; `rvu locality` lists them"
    )


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"
