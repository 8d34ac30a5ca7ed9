"""Medicare payment localities: their indices, counties and how people name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openrvu.errors import UnknownLocality
from openrvu.exact import GPCI_PLACES, from_scaled
from openrvu.schedule.states import STATE_LETTERS, STATE_NAMES

_ONE = from_scaled(10**GPCI_PLACES, GPCI_PLACES)
_KEY = re.compile(r"(?:.*\()?([0-9]{5})(?:[\s-]*([0-9]{2})|[\s-]+([0-9]))\)?\Z")
_STATE_NUMBER = re.compile(r"([A-Z]{2})[\s-]*([0-9]{1,2})\Z")
_WORD = re.compile(r"[A-Z]+|[0-9]+")
#: What people say, where CMS's name of the locality says it otherwise.
_ALSO_SAID = {"12202-01": "WASHINGTON", "13202-03": "POUGHKEEPSIE NORTHERN"}
_SHORTENED = {"CNTY": "COUNTY", "CNTYS": "COUNTIES", "SURR": "SURROUNDING"}
_SHOWN = 12
_LONGEST_ECHO = 60


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
    """The locality that answers to a key, a state and number, or a name.

    ``01112-05``, ``0111205``, ``CA-05``, ``CA 5``, ``manhattan``, ``rest of texas``, ``AL``
    (statewide), ``national`` and a whole :attr:`Locality.label` are understood.

    Raises:
        UnknownLocality: nothing answers, or several do; the message lists them.
    """
    found = matching_localities(localities, text)
    if len(found) == 1:
        return found[0]
    raise UnknownLocality(_refusal(text, found))


def matching_localities(localities: Iterable[Locality], text: str) -> list[Locality]:
    """Every locality that answers to what :func:`find_locality` understands, in order."""
    wanted = text.strip().upper()
    if wanted in {"NATIONAL", "US", "USA"}:
        return [NATIONAL]
    held = tuple(localities)
    if match := _KEY.match(wanted):
        number = match[2] or match[3].zfill(2)
        return [a for a in held if (a.carrier, a.number) == (match[1], number)]
    if match := _STATE_NUMBER.match(wanted):
        return [a for a in held if (a.state, a.number) == (match[1], match[2].zfill(2))]
    return _by_words(held, wanted)


def _by_words(localities: Sequence[Locality], wanted: str) -> list[Locality]:
    words = _WORD.findall(wanted)
    if not words:
        return []
    # "california" is the state, and not the one locality that has the word in its name.
    letters = STATE_LETTERS.get(" ".join(words), wanted)
    exact = [a for a in localities if a.state == letters or a.name == wanted]
    if exact:
        return exact
    return [
        area
        for area in localities
        if all(any(said.startswith(word) for said in _spoken(area)) for word in words)
    ]


def _spoken(area: Locality) -> set[str]:
    """The words a locality may be called by: of its name and state, short forms in full too."""
    said = _WORD.findall(f"{area.name} {area.state} {_ALSO_SAID.get(area.key, '')}")
    in_full = (f"{_SHORTENED.get(word, '')} {STATE_NAMES.get(word, '')}" for word in said)
    return {*said, *_WORD.findall(" ".join(in_full))}


def _refusal(text: str, found: Sequence[Locality]) -> str:
    shown = text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"
    if found:
        listed = "; ".join(area.label for area in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        return (
            f"{shown!r} fits {len(found)} localities: {listed}{more}. "
            f"Give the number, e.g. {found[0].key}"
        )
    return (
        f"no locality in this release answers to {shown!r}. Give carrier and number (01112-05), "
        "state and number (CA-05), or part of the name; `rvu locality` lists them"
    )
