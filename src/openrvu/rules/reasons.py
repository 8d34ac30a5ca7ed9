"""Why a line is not plainly priced: an outcome and a sentence for every reason that rules give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from openrvu.rules.entries import Entry, own_entries
from openrvu.schedule.indicators import STATUS

#: What can become of a line; of ``priced`` the sentence is a note.
OUTCOMES = ("priced", "by report", "contractor priced", "not payable", "not modelled")


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that rules give for what became of a line.

    Attributes:
        id: its name, such as ``assistant.never``.
        outcome: one of :data:`OUTCOMES`.
        says: a sentence or two for the person who asked.
    """

    id: str
    outcome: str
    says: str


def reason(name: str) -> Reason:
    """The reason of a name.

    Raises:
        KeyError: there is none; the message lists those there are.
    """
    try:
        return _by_id()[name]
    except KeyError:
        known = ", ".join(_by_id())
        raise KeyError(f"no reason {name!r}: expected one of {known}") from None


def reasons() -> tuple[Reason, ...]:
    """Every reason, in the order of ``reasons.toml``; read once.

    Raises:
        ReadError: the file is not as it should be.
    """
    return tuple(_by_id().values())


@cache
def _by_id() -> Mapping[str, Reason]:
    made = map(_reason, own_entries("reasons.toml", "reason", "id"))
    return MappingProxyType({reason.id: reason for reason in made})


def _reason(entry: Entry) -> Reason:
    if "status" in entry.table:
        entry.allow("id", "outcome", "status")
        says = STATUS[entry.one_of("status", tuple(STATUS))].text
    else:
        entry.allow("id", "outcome", "says")
        says = entry.text("says")
    return Reason(entry.text("id"), entry.one_of("outcome", OUTCOMES), says)
