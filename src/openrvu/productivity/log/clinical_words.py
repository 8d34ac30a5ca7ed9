"""Words that are no names: those of our own text on codes, and those of a working note."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from openrvu.codes.index import open_index

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class NameWords:
    """What is known of words, all in small letters.

    Attributes:
        clinical: words of our own text on codes, eponyms among them.
        pairs: words that follow each other there, such as Austin and Moore.
        given: common given names.
        surnames: common surnames.
        notes: words at the head of a working note that are no names.
        words: given names that are words or places as well.
    """

    clinical: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    given: frozenset[str]
    surnames: frozenset[str]
    notes: frozenset[str]
    words: frozenset[str]

    def is_given(self, word: str) -> bool:
        """Whether a word is a common given name, with or without its accents."""
        return _bare(word) in self.given

    def is_surname(self, word: str) -> bool:
        """Whether a word is a common surname, with or without its accents."""
        return _bare(word) in self.surnames

    def is_ordinary(self, word: str) -> bool:
        """Whether a word has a meaning besides any it may have as a name."""
        small = word.lower()
        parts = [part for part in re.split(r"['’-]", small) if part]
        known = (
            p in self.clinical or p in self.notes or p.rstrip("s") in self.clinical for p in parts
        )
        return small in self.clinical or all(known)

    def is_plain(self, word: str) -> bool:
        """Whether a word has such a meaning and is no common name."""
        small = word.lower()
        if small in self.notes:
            return True
        return self.is_ordinary(word) and not self.is_given(word) and not self.is_surname(word)

    def are_together(self, one: str, other: str) -> bool:
        """Whether our own text has the two words one after the other."""
        return (one.lower(), other.lower()) in self.pairs


@cache
def name_words() -> NameWords:
    """The words of the compiled text, and names; read once."""
    db = open_index().db
    clinical = {word for (word,) in db.execute("SELECT word FROM spelling")}
    titles = [
        text for (text,) in db.execute("SELECT title FROM entry UNION SELECT name FROM alias")
    ]
    pairs: set[tuple[str, str]] = set()
    for text in titles:
        words = _WORD.findall(text.lower())
        pairs.update(pairwise(words))
        clinical.update(words)
    file = resources.files("openrvu.productivity.log") / "names.toml"
    names = tomllib.loads(file.read_text("utf-8"))
    pairs.update((one, other) for one, other in map(str.split, names["eponyms"]))
    lists = (frozenset(names[key].split()) for key in ("given", "surnames", "notes", "words"))
    return NameWords(frozenset(clinical), frozenset(pairs), *lists)


def _bare(word: str) -> str:
    """A word in small letters without accents."""
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(each for each in apart if not unicodedata.combining(each))
