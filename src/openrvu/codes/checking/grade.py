"""The reading grade of a text, by the formula of Flesch and Kincaid (1975).

Grade = 0.39 × words a sentence + 11.8 × syllables a word − 15.59. Syllables are counted by a
word's vowels and silent endings, which agrees with a dictionary for about nine words in ten; no
library does better without carrying a dictionary of its own.
"""

from __future__ import annotations

import re

#: The highest grade a lay text may have.
MAX_GRADE = 8

_WORD = re.compile(r"[A-Za-z0-9']+")
_SENTENCE_END = re.compile(r"[.!?](?:\s|\Z)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = (
    re.compile(r"[^aeioul]e\Z|[aeiouy]le\Z"),
    re.compile(r"[^aeioutd]ed\Z"),
    re.compile(r"[^aeiouscxzghl]es\Z"),
)


def grade(text: str) -> float:
    """The school grade at which a text is read with ease."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(len(_SENTENCE_END.findall(text)), 1)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Syllables of an English word; a number counts as one."""
    spoken = word.lower()
    silent = any(ending.search(spoken) for ending in _SILENT)
    return max(len(_VOWELS.findall(spoken)) - silent, 1)
