"""What a case gives, remembering what was looked at.

A case passes only where everything it gives was looked at: an input that no rule here reads might
have changed the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

#: What changes no amount: names, places whose indices are given, and what is said in other words.
_HARMLESS = frozenset(
    (
        *("hcpcs", "code", "cpt", "unit", "line", "id", "name", "label", "description", "desc"),
        *("em_code", "em_hcpcs", "procedure_code"),
        *("note", "notes", "comment", "example", "source", "rounding", "scenario", "procedure"),
        *("carrier", "locality", "mac", "release", "discipline", "same_patient"),
        *("opps_indicator", "multiple_surgery_indicator"),
        *("date_of_service", "date", "dos", "service_date", "year", "global_fee", "amounts"),
    )
)


class NotApplicable(Exception):
    """The case asks for nothing that the rules answer; the message says why."""


class Told(Mapping[str, Any]):
    """A table of a case. What it lacks makes the case not applicable; it is no error.

    A value that is null or empty is one that the case does not give.
    """

    def __init__(self, values: Mapping[str, Any], seen: set[str] | None = None) -> None:
        """Wrap the values; tables within it remember for themselves."""
        given = {n: value for n, value in values.items() if value is not None and value != ""}
        self._values = {name: _grown(value) for name, value in given.items()}
        self._seen: set[str] = set() if seen is None else seen

    def __getitem__(self, name: str) -> Any:
        """A value, which counts as looked at."""
        self._seen.add(name)
        if name not in self._values:
            raise NotApplicable(f"it does not give {name!r}")
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        """Whether the name is there; that is no look at its value."""
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._values)

    def __len__(self) -> int:
        """How many names."""
        return len(self._values)

    def get(self, name: str, default: Any = None) -> Any:
        """A value, or the default."""
        self._seen.add(name)
        return self._values.get(name, default)

    def need(self, *names: str) -> None:
        """Refuse a case that lacks one of some names."""
        for name in names:
            self[name]

    def peek(self, name: str) -> Any:
        """A value or None, which does not count as looked at."""
        return self._values.get(name)

    def first(self, *names: str) -> Any:
        """The first of some names that has a value, all of which count as looked at; else None."""
        found = [self.get(name) for name in names]
        return next((value for value in found if value is not None), None)

    def saying(self, **more: Any) -> Told:
        """The same table with some values in place of its own; it remembers for this one too."""
        return Told({**self._values, **more}, self._seen)

    def under(self, known: Mapping[str, Any]) -> Told:
        """The same table with what else is known where it says nothing."""
        return Told({**known, **self._values}, self._seen)

    def unseen(self) -> Iterator[str]:
        """The names whose values were not looked at and might matter."""
        for name, value in self._values.items():
            if name in self._seen:
                yield from _unseen_within(name, value)
            elif name not in _HARMLESS:
                yield name


def _unseen_within(name: str, value: object) -> Iterator[str]:
    tables = value if isinstance(value, list) else [value]
    for table in tables:
        if isinstance(table, Told):
            yield from (f"{name}.{each}" for each in table.unseen())


def _grown(value: Any) -> Any:
    if isinstance(value, Mapping) and not isinstance(value, Told):
        return Told(value)
    return [_grown(each) for each in value] if isinstance(value, list) else value
