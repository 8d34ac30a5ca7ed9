"""Which column of a table of claims says what: found by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from openrvu.errors import OpenRVUError

#: What a line can say, each with the other names its column may have. Case, spaces and
#: punctuation in a name do not matter.
NAMES: Mapping[str, tuple[str, ...]] = {
    "claim_id": ("claim", "claim number", "claim no", "icn", "dcn", "clm id", "claim control no"),
    "line": ("line number", "line no", "line num", "claim line", "service line", "clm line num"),
    "provider": ("provider type", "provider kind", "practitioner"),
    "code": ("hcpcs", "hcpcs cd", "hcpcs code", "cpt", "cpt code", "procedure", "procedure code"),
    "modifiers": ("modifier", "mods", "mod"),
    "units": ("unit", "quantity", "qty", "service units"),
    "pos": ("place of service", "pos code", "place of service code"),
    "carrier": ("mac", "contractor", "carrier number", "contractor number"),
    "locality": ("locality number", "locality no", "payment locality"),
    "zip": ("zip code", "zipcode", "postal code"),
    "date": ("date of service", "service date", "dos", "from date", "date from"),
    "charge": ("charges", "billed", "billed amount", "charge amount", "submitted charge"),
    "minutes": ("anesthesia minutes", "time minutes"),
    "base_units": ("anesthesia base units",),
}
#: What repricing adds, in order.
ADDED = ("amount", "outcome", "reason", "work_rvu", "total_rvu", "release")
_MODIFIER = re.compile(r"mod(?:ifier)?([1-5])\Z")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]")


class UnreadableTable(OpenRVUError, ValueError):
    """A table of claims that cannot be taken as one; nothing was written."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that say something of a line.

    Attributes:
        names: the table's own name of each, by the canonical one.
        modifiers: the table's columns of modifiers, in order.
    """

    names: Mapping[str, str]
    modifiers: tuple[str, ...] = field(default=())

    def has(self, name: str) -> bool:
        """Whether the table says this of its lines."""
        return bool(self.modifiers) if name == "modifiers" else name in self.names


def find_columns(names: Sequence[str], where: str, *, given: Iterable[str] = ()) -> Columns:
    """Which columns say what.

    A column of the canonical name is taken before one of another name.

    Args:
        names: every column of the table.
        where: the table's name, for messages.
        given: what the caller says for every line, of ``date``, ``pos`` and ``locality``.

    Raises:
        UnreadableTable: a column that is needed is missing or could be two, or the table has a
            column by a name that is to be added.
    """
    _refuse_added(names, where)
    by_name: dict[str, list[str]] = {}
    for name in names:
        by_name.setdefault(_plain(name), []).append(name)
    found = {name: column for name in NAMES if (column := _one(name, by_name, where))}
    modifiers = _numbered(by_name)
    if single := found.pop("modifiers", None):
        modifiers = (single, *modifiers)
    _need(found, names, where, frozenset(given))
    return Columns(found, modifiers)


def _plain(name: str) -> str:
    return _NOT_A_LETTER.sub("", name.lower())


def _one(name: str, by_name: Mapping[str, Sequence[str]], where: str) -> str | None:
    canonical = by_name.get(_plain(name), ())
    others = [each for other in NAMES[name] for each in by_name.get(_plain(other), ())]
    found = list(canonical) or others
    if len(found) > 1:
        raise UnreadableTable(
            f"{where}: the columns {_listed(found)} could each be {name}; expected one. "
            f"Rename the right one to {name}"
        )
    return found[0] if found else None


def _numbered(by_name: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Columns such as ``modifier_1`` to ``modifier_4``, in order."""
    found = {m[1]: by_name[name][0] for name in by_name if (m := _MODIFIER.match(name))}
    return tuple(found[number] for number in sorted(found))


def _need(
    found: Mapping[str, str], names: Sequence[str], where: str, given: frozenset[str]
) -> None:
    for name in ("code", "date"):
        if name not in found and name not in given:
            others = ", ".join(NAMES[name])
            hint = "" if name == "code" else ", or give one date for all with --date"
            raise UnreadableTable(
                f"{where}: no column {name}; found {_listed(names)}. "
                f"Name it {name} (or {others}){hint}"
            )
    if "locality" not in found and "zip" not in found and "locality" not in given:
        raise UnreadableTable(
            f"{where}: nothing says where services were furnished; found {_listed(names)}. "
            "Expected columns carrier and locality, or zip; or give one place for all with --zip "
            "or --locality (--locality national for indices of 1)"
        )


def _refuse_added(names: Sequence[str], where: str) -> None:
    if taken := [name for name in names if name.lower() in ADDED]:
        raise UnreadableTable(
            f"{where}: the column {_listed(taken)} would be there twice, since repricing adds "
            f"{', '.join(ADDED)}. Rename or remove it"
        )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "no column"
