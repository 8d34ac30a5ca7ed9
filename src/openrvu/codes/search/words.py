"""Words as search sees them: small letters, no accents, digits for numbers, stems for forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

#: A word, a figure, or several joined as in ``x-ray``, ``I&D`` and ``V/Q``.
_TOKEN = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?(?:[&/'-][a-z0-9]+)*")
_SHORTHANDS = (
    (
        re.compile(r"\bw\s?/\s?(?:and|&|\+)?\s?w\s?/\s?o\b|\bw\s?/\s?wo\b|\bw ?wo\b"),
        " with and without ",
    ),
    (re.compile(r"\bw\s?/\s?o\b|\bwo\b"), " without "),
    (re.compile(r"\bw\s?/|\bw\b"), " with "),
    (re.compile(r"[\u2010-\u2015]"), "-"),
    (re.compile(r">=|\u2265"), " at least "),
    (re.compile(r"<=|\u2264"), " up to "),
    (re.compile(r">"), " over "),
    (re.compile(r"<"), " under "),
    (re.compile(r"\bnon[- ]?con(?:trast)?\b|\bno con\b"), "without contrast"),
    (re.compile(r"\bhalf(?: an|-)? ?hour\b"), "30 minute"),
    (re.compile(r"\b(?:an|per) hour\b|\bhour of\b"), "60 minute"),
    (re.compile(r"[\u2018\u2019]s?\b"), "'"),
    (re.compile(r"'s\b"), " "),
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
    (re.compile(r"\bx[ -]?rays?\b"), "xray"),
    (re.compile(r"\bx ?(\d+)\b"), r" \1 "),
    (re.compile(r"(?<=\d)\s?(?:centimet(?:er|re)s?|cms?)\b"), " cm "),
    (re.compile(r"(?<=\d)\s?(?:mins?|minutes?)\b"), " minute "),
    (re.compile(r"(?<=\d)\s?(?:hrs?|hours?)\b"), " hour "),
    (re.compile(r"(?<=\d)\s?(?:yrs?|y/?o|years?(?: old)?)\b"), " year "),
    (re.compile(r"(?<=\d)\s?(?:v|vws?|views?)\b"), " view "),
    (re.compile(r"\b(?:square|sq\.?) (?=cm|centimet)"), "sq"),
    (re.compile(r"\bsqcentimet(?:er|re)s?\b|\bcm ?2\b"), "sqcm"),
)
_SMALL = re.compile(r"\w+").findall(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_NUMBERS = {word: str(at) for at, word in enumerate(_SMALL)}
_NUMBERS |= {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60"}
#: Marks the stem of what is said to be absent.
ABSENT = "not"
_DENIALS = frozenset(("without", "no"))
#: Words after which something is there again.
_TURNS = frozenset(("with", "and", "then", "for", "by", "in", "but", "from", "at", "to", "on"))
_DENIED = 3
#: Medicine has no longer word (pneumonoultramicroscopicsilicovolcanoconiosis has 45 letters); work
#: on what is longer would grow with the square of its length.
LONGEST = 50
_CLAUSES = re.compile(r"[;:()]|,(?!\d)|\.(?=\s|\Z)")
_JOINTS = re.compile(r"[&/'-]")
_LAST_VOWEL = re.compile(r"(?<=\w{4})[aeiouy]\Z")


def normal(text: str) -> str:
    """Small letters without accents, shorthand and number words written out."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    said = "".join(c for c in decomposed if not unicodedata.combining(c))
    for pattern, instead in _SHORTHANDS:
        said = pattern.sub(instead, said)
    return " ".join(_NUMBERS.get(word, word) for word in said.split())


def words(text: str) -> list[str]:
    """The words of a text in order; ``x-ray`` is one, ``xray``."""
    return [_JOINTS.sub("", token) for token in _TOKEN.findall(normal(text))]


def index_words(text: str) -> Iterator[str]:
    """The words of a text, and the parts of joined ones that are words themselves."""
    for token in _TOKEN.findall(normal(text)):
        parts = _JOINTS.split(token)
        yield "".join(parts)
        if len(parts) > 1:
            yield from (part for part in parts if len(part) > 2)


@cache
def _stemmer() -> object:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What the forms of a word share.

    English stems, less a last vowel, so that scope, scopic and scopy are one::

        >>> stem("arthroscopy") == stem("arthroscopic") == stem("arthroscope")
        True
    """
    if not word.isalpha() or not 4 <= len(word) <= LONGEST:
        return word
    return _LAST_VOWEL.sub("", str(_stemmer().stemWord(word)))  # type: ignore[attr-defined]


def stems(text: str) -> list[str]:
    """The stems of a text's words in order; what it says is absent is marked.

    >>> stems("EGD without biopsies")
    ['egd', 'notbiops']
    """
    clauses = _CLAUSES.split(text)
    return [said for clause in clauses for _, said in denied(index_words(clause))]


def sound(word: str) -> str:
    """How a word sounds (metaphone), so that ``intubashun`` is found beside ``intubation``."""
    import jellyfish

    return jellyfish.metaphone(word) if word.isalpha() else word


def asked(text: str) -> list[tuple[str, str]]:
    """The words of a question in order, each as typed and as its stem."""
    return [pair for clause in _CLAUSES.split(text) for pair in denied(words(clause))]


def denied(said: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Words with their stems; those that ``without`` or ``no`` speaks of begin with ``not``."""
    left = 0
    for word in said:
        if word in _DENIALS:
            left = _DENIED
        elif word in _TURNS:
            left = 0
            yield word, stem(word)
        else:
            yield word, f"{ABSENT}{stem(word)}" if left else stem(word)
            left = max(left - 1, 0)
