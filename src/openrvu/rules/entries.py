"""Reading the TOML files of this room: entries whose every key is checked while it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from typing import Any

from openrvu.errors import ReadError


class Entry:
    """One table of a TOML file, with its place for messages.

    Attributes:
        file: name of the file.
        name: what the entry is about, such as ``parameter bilateral.both_sides``.
        table: its keys and values.
    """

    __slots__ = ("file", "name", "table")

    def __init__(self, file: str, name: str, table: Mapping[str, Any]) -> None:
        """Take a table as it was read."""
        self.file, self.name, self.table = file, name, table

    def allow(self, *keys: str) -> None:
        """Refuse every key but these.

        Raises:
            ReadError: there is another.
        """
        if unknown := sorted(self.table.keys() - set(keys)):
            raise self.refusal("the key " + ", ".join(unknown), "only " + ", ".join(keys))

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty, or the default where the key is absent.

        Raises:
            ReadError: it is absent without a default, empty, or no text.
        """
        if default is not None and key not in self.table:
            return default
        found = self.table.get(key)
        if not isinstance(found, str) or not found.strip():
            raise self.refusal(f"{key} = {found!r}", f"{key} as text in quotes")
        return found

    def one_of(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """A text that is one of some.

        Raises:
            ReadError: it is not, or as :meth:`text`.
        """
        if (found := self.text(key, default)) not in choices:
            raise self.refusal(f"{key} = {found!r}", "one of " + ", ".join(filter(None, choices)))
        return found

    def day(self, key: str, default: date | None = None) -> date:
        """A day, or the default where the key is absent.

        Raises:
            ReadError: it is absent without a default, or no day.
        """
        found = self.table.get(key, default)
        if type(found) is not date:
            raise self.refusal(f"{key} = {found!r}", f"{key} as a day, such as 2013-04-01")
        return found

    def flag(self, key: str) -> bool:
        """Yes or no; no where the key is absent.

        Raises:
            ReadError: it is neither.
        """
        found = self.table.get(key, False)
        if type(found) is not bool:
            raise self.refusal(f"{key} = {found!r}", f"{key} as true or false")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts that is not empty.

        Raises:
            ReadError: it is anything else.
        """
        found = self.table.get(key)
        if not isinstance(found, list) or not found or not all(type(x) is str for x in found):
            raise self.refusal(f"{key} = {found!r}", f"{key} as a list of texts in quotes")
        return tuple(found)

    def refusal(self, found: str, expected: str) -> ReadError:
        """The error that says what is wrong with the entry."""
        return refusal(self.file, self.name, found, expected)


def refusal(file: str, name: str, found: str, expected: str) -> ReadError:
    """The error that says what is wrong, and where."""
    place = f"{file}, {name}" if name else file
    return ReadError(place, found=found, expected=expected, remedy="Correct the entry.")


def read_entries(text: str, file: str, kind: str, key: str) -> Iterator[Entry]:
    """The tables ``[[kind]]`` of a TOML file's text, named by their ``key``.

    Raises:
        ReadError: the text is not TOML, or a name comes twice.
    """
    import tomllib  # here, since it is slow to import and a lookup does not need it

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refusal(file, "", str(error), "TOML") from None
    if tables.keys() - {kind}:
        found = ", ".join(sorted(tables.keys() - {kind}))
        raise refusal(file, "", f"the table {found}", f"only [[{kind}]]")
    seen = set()
    for table in tables.get(kind, ()):
        name = f"{kind} {table.get(key, '')}".rstrip()
        if name in seen:
            raise refusal(file, name, "a second entry", "each once")
        seen.add(name)
        yield Entry(file, name, table)


def own_entries(file: str, kind: str, key: str) -> Iterator[Entry]:
    """The tables of a file beside this module."""
    text = resources.files("openrvu.rules").joinpath(file).read_text("utf-8")
    return read_entries(text, file, kind, key)
