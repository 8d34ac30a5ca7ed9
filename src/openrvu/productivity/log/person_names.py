"""Persons' names in free text: beside an age, after Mr or patient, as ``Last, First``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openrvu.productivity.log.clinical_words import NameWords, name_words

# Bounded, and begun at the beginning of a word alone, so that no text takes long.
_CAP = (
    r"(?:(?:Mc|Mac|O['’]|De|La|Di|Van|Von)?[A-ZÀ-Þ][^\W\d_A-Z]{1,30}"
    r"(?:['’-][A-ZÀ-Þ][^\W\d_A-Z]{1,30}){0,3}|[A-Z]{2,30}(?:['’-][A-Z]{2,30}){0,3})"
)
_ANY = r"(?<!\w)[^\W\d_]{1,30}(?:['’-][^\W\d_]{1,30}){0,3}"
_INITIAL = r"(?: [A-Z]\.?(?!\w))?"
_AGE = (
    r"(?:(?<![\w.-])\d{1,3} ?(?:y\.?/?o\.?|yo[mf]?|yrs?|years?(?:[ -]old)?|-year-old|[MF])(?!\w)"
    r"|\b(?:age|aged) \d{1,3}\b)"
)
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Mister|mrs|MRS)\.? (?P<name>{_ANY}(?: {_CAP})?)")
#: Without capitals, or all of them, these are an image and a disease as well.
_MAY_BE_TITLED = re.compile(rf"\b(?:mr|ms|MR|MS)\.? (?P<name>{_ANY}(?: {_CAP})?)")
_NAMED = re.compile(
    rf"\b(?i:(?:patient|pt|pat|client|member)(?:['’]?s)? name|name|(?:first|last|sur) ?name)"
    rf"(?: ?[:=] ?(?P<name>{_ANY}(?:,? {_CAP}){{0,4}})| is (?P<said>{_CAP}(?:,? {_CAP}){{0,4}}))"
)
_PATIENT = re.compile(
    rf"\b(?i:patient|pt|pat|client)\b(?: is| was|:|\.)? ?(?:[A-Z]\. ?)?"
    rf"(?P<name>{_ANY}(?:,? {_CAP})?)"
)
#: A relative, a newborn, or the heading of a name, before it.
_RELATED = re.compile(
    r"\b(?:(?i:wife|husband|spouse|son|daughter|mother|father|mom|dad|sister|brother|guardian"
    r"|baby ?(?:boy|girl)|(?:first|last|sur) ?name)|(?i:first|last):|BB|BG|(?i:twin) [ABab12]),? "
    rf"(?P<name>{_CAP})"
)
_AGED = re.compile(rf"(?P<name>{_ANY}(?:,? {_ANY}){{0,2}}{_INITIAL})(?:,| -|:| \()? ?{_AGE}")
_AGE_FIRST = re.compile(
    rf"\b{_AGE} (?:(?:old|male|female|man|woman|M|F),? )?(?:named )?(?P<name>{_ANY}(?: {_ANY})?)"
)
_COMMA = re.compile(rf"(?<![\w-])(?P<last>{_ANY}), ?(?P<first>{_ANY})(?P<middle>{_INITIAL})")
_PAIR = re.compile(
    rf"(?=(?<![\w'’-])(?P<first>{_ANY})(?P<middle> [A-Z]\.?)? (?P<last>{_ANY})(?![\w'’-]))"
)
_CARET = re.compile(rf"{_ANY}\^{_ANY}")
_LAST_INITIAL = re.compile(rf"(?<![\w-])(?P<last>{_CAP}), ?[A-Z]\.?(?![\w'’])")
_INITIAL_LAST = re.compile(rf"(?<![\w.-])[A-Z]\. ?(?P<last>{_CAP})(?![\w'’-])")
_INITIALS = re.compile(rf"\b[A-Z]\. ?[A-Z]\.?,? ?(?=\(?{_AGE})")


def names(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each word or words that look like a person's name."""
    yield from (match.span() for match in _INITIALS.finditer(text))
    if not re.search(r"[^\W\d_]{2}", text):
        return
    yield from (match.span() for match in _CARET.finditer(text))
    for match in _NAMED.finditer(text):
        yield match.span("name" if match["name"] else "said")
    known = name_words()
    for pattern in (_TITLED, _MAY_BE_TITLED, _PATIENT, _RELATED, _AGED, _AGE_FIRST):
        for match in pattern.finditer(text):
            yield from _beside(match, known, is_titled=pattern is _TITLED)
    yield from _by_themselves(text, known)


def _by_themselves(text: str, known: NameWords) -> Iterator[tuple[int, int]]:
    """Names of two words without a sign beside them."""
    for match in _COMMA.finditer(text):
        if _is_last_first(match["last"], match["first"], known):
            yield match.span()
    for match in _LAST_INITIAL.finditer(text):
        if known.is_surname(match["last"]) and not known.is_ordinary(match["last"]):
            yield match.span()
    for match in _INITIAL_LAST.finditer(text):
        if known.is_surname(match["last"]) and match["last"][0].isupper():
            yield match.span()
    for match in _PAIR.finditer(text):
        one, other = match["first"], match["last"]
        if _is_pair(one, other, known) or _is_turned_pair(one, other, known):
            yield match.start("first"), match.end("last")


def _beside(
    match: re.Match[str], known: NameWords, *, is_titled: bool
) -> Iterator[tuple[int, int]]:
    """Those words beside a title, an age or ``patient`` that have the look of a name."""
    start = match.start("name")
    words = list(re.finditer(_ANY, match["name"]))
    before = match[0].split(" ")[0].lower()
    for word in words:
        if not is_titled and known.are_together(before, word[0]):
            continue
        if _is_name(word[0], known, is_titled=is_titled):
            last = max(
                w.end() for w in words if w is word or _is_name(w[0], known, is_titled=False)
            )
            yield start + word.start(), start + max(last, word.end())
            return


def _is_name(word: str, known: NameWords, *, is_titled: bool) -> bool:
    """Whether a word beside such a sign is a name."""
    is_listed = known.is_given(word) or known.is_surname(word)
    if is_listed and is_titled:
        return True
    if len(word) < 2 or known.is_plain(word):
        return False
    if word.lower() == word.upper():
        return True  # of a script without capitals
    if is_listed:
        return word[0].isupper() or not known.is_ordinary(word)
    return _is_capitalised(word) and len(word) > 2


def _is_capitalised(word: str) -> bool:
    """Whether each part of a word is in small letters after a capital: ``O'Brien-Kowalczyk``."""
    parts = [part for part in re.split(r"['’-]", word) if part]
    return word[0].isupper() and all(part[1:] in ("", part[1:].lower()) for part in parts)


def _is_last_first(last: str, first: str, known: NameWords) -> bool:
    if len(last) < 2 or len(first) < 2 or known.are_together(last, first):
        return False
    if known.is_surname(last) and known.is_given(first):
        return True
    if not (last[0].isupper() and first[0].isupper()):
        return False
    if known.is_plain(last) or known.is_plain(first):
        return False
    return known.is_given(first) or known.is_surname(last) or _are_strange(last, first, known)


def _are_strange(one: str, other: str, known: NameWords) -> bool:
    return not known.is_ordinary(one) and not known.is_ordinary(other)


def _is_pair(first: str, last: str, known: NameWords) -> bool:
    """``John Smith``: a given name before a surname, or before a word that means nothing."""
    if not known.is_given(first) or known.are_together(first, last):
        return False
    if known.is_surname(last):
        are_words = known.is_ordinary(last) and first.lower() in known.words
        return first[0].isupper() or not are_words
    are_capitals = first[0].isupper() and last[0].isupper() and len(last) > 2
    return are_capitals and not known.is_ordinary(last) and not known.is_plain(last)


def _is_turned_pair(last: str, first: str, known: NameWords) -> bool:
    """``SMITH JOHN``: a surname before a given name that is no word as well, both capitalised."""
    if not (last[0].isupper() and first[0].isupper()) or known.are_together(last, first):
        return False
    return known.is_surname(last) and known.is_given(first) and first.lower() not in known.words
