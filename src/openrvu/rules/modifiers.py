"""Modifiers of professional claims, and what each does to a line here.

They stand in ``modifiers.toml``. A code that is not there is not a modifier we know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from openrvu.rules.entries import refusal

#: What a modifier does: changes what is paid in our rules; changes who pays it, which our rules do
#: not follow; would change what is paid, which our rules do not follow; is said of anesthesia and
#: changes nothing; or only tells something.
EFFECTS = ("payment", "patient share", "not modelled", "anesthesia", "informational")
#: Those that have a bit in a set of modifiers.
_WITH_BIT = frozenset(("payment", "patient share", "not modelled"))
#: A set of modifiers is one signed 64-bit number.
MOST_BITS = 63
_FILE = "modifiers.toml"
_CODE = re.compile(r"[0-9A-Z]{2}\Z")


@dataclass(frozen=True, slots=True)
class Modifier:
    """A modifier.

    Attributes:
        code: two characters.
        name: at most eight words of ours.
        effect: one of :data:`EFFECTS`.
        why: why it has that effect, where that needs saying; may be empty.
        bit: its place, from 0, in a set of modifiers; None where rules never ask for it.
    """

    code: str
    name: str
    effect: str
    why: str
    bit: int | None


def modifier(code: str) -> Modifier | None:
    """The modifier of a code of two characters, capital letters; None where there is none."""
    return _by_code().get(code)


def modifiers() -> tuple[Modifier, ...]:
    """Every modifier, those with a bit first and in its order; read once.

    Raises:
        ReadError: ``modifiers.toml`` is not as it should be.
    """
    return tuple(_by_code().values())


def bit(code: str) -> int | None:
    """The place of a modifier, 0 to 62, in a set of modifiers; None where it has none."""
    found = modifier(code)
    return found.bit if found else None


@cache
def _by_code() -> Mapping[str, Modifier]:
    text = resources.files("openrvu.rules").joinpath(_FILE).read_text("utf-8")
    return MappingProxyType({made.code: made for made in read_modifiers(text)})


def read_modifiers(text: str, file: str = _FILE) -> Iterator[Modifier]:
    """The modifiers of a TOML text in the form of ``modifiers.toml``.

    Raises:
        ReadError: a table is missing or unknown, or out of order; or a code is malformed, comes
            twice, has no name, or would be the 64th with a bit.
    """
    import tomllib  # here, since it is slow to import and a lookup does not need it

    tables: Mapping[str, Mapping[str, Any]] = tomllib.loads(text)
    if tuple(tables) != (*EFFECTS, "why"):
        raise refusal(file, "", "the tables " + ", ".join(tables), ", ".join((*EFFECTS, "why")))
    why, bits, seen = tables["why"], iter(range(MOST_BITS)), set[str]()
    for effect in EFFECTS:
        for code, name in tables[effect].items():
            if not _CODE.match(code) or code in seen or not isinstance(name, str) or not name:
                raise refusal(file, f"modifier {code}", f"{name!r}", "each code once, with a name")
            seen.add(code)
            place = next(bits, None) if effect in _WITH_BIT else None
            if place is None and effect in _WITH_BIT:
                raise refusal(file, f"modifier {code}", "no bit left", f"at most {MOST_BITS}")
            yield Modifier(code, name, effect, why.get(code, ""), place)
    if unknown := why.keys() - seen:
        raise refusal(file, "why", ", ".join(sorted(unknown)), "codes of the tables above")
