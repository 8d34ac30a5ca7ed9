"""What looks like a patient's identifier in free text, so that it is refused before it is stored.

It reads shapes and words, and errs towards asking: whoever is refused is shown what was taken for
what, and the text without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openrvu.productivity.log.birth_dates import births
from openrvu.productivity.log.person_names import names

_SENTENCE = (
    "It looks like {what}. The log takes nothing that tells who the patient is; leave it out."
)


class Kind(StrEnum):
    """What an identifier is."""

    SSN = "social security number"
    PHONE = "phone number"
    EMAIL = "email address"
    RECORD_NUMBER = "record number"
    BIRTH = "date of birth"
    NAME = "name"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Found:
    """Something that looks like an identifier.

    Attributes:
        start: of the first character.
        end: after the last.
        kind: what it looks like.
        words: a sentence for the person, which does not repeat it.
    """

    start: int
    end: int
    kind: Kind
    words: str


_NUMBERED = (
    r"(?:mrn|m\.r\.n\.?|medical record|med(?:ical)? rec|mr ?(?:no|num|number|#)"
    r"|record (?:no|number)"
    r"|chart ?(?:no|number|#|:)|(?:patient|pt|pat|person|member|subscriber|medicare|medicaid"
    r"|insurance|account|acct)[ -]?(?:id|no|number|#)|hic(?:n| number)|mbi|csn"
    r"|visit (?:id|no|number|#)|accession|policy (?:id|no|number|#)|ssn|passport)"
)
#: Words that stand before a short number as well: ``encounter 45 min``.
_NUMBERED_LONG = r"(?:acct|account|fin|har|encounter|licen[cs]e|vin)"
_STREET = (
    r"(?:[Ss]treet|[Aa]venue|[Rr]oad|[Bb]oulevard|[Ll]ane|[Cc]ourt|[Tt]errace|[Hh]ighway|[Pp]arkway"
    r"|St|Ave|Rd|Blvd|Ln|Ct|Hwy|Pkwy|st|ave|rd|blvd|STREET|AVENUE|AVE|ROAD|BLVD|LANE|DRIVE|[Dd]rive"
    # Not Dr. Jones.
    r"|Dr(?!\.? [A-Z])|Way|Circle|Cir|Place|Pl)"
)
_DOSE = r"(?! ?(?:units?|iu|mg|mcg|ml|u)\b)"
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.EMAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")),
    (Kind.SSN, re.compile(r"(?<![\w-])\d{3}([- ])\d{2}\1\d{4}(?![\w-])")),
    (
        Kind.SSN,
        re.compile(
            r"\b(?:ssn|social security(?: (?:no|number))?)[ :#.]*(?:ending(?: in)? )?"
            r"\d[\d -]{2,12}\d",
            re.I,
        ),
    ),
    (
        Kind.RECORD_NUMBER,
        re.compile(
            rf"\b{_NUMBERED}(?![a-z])[ .:#=-]{{0,6}}(?:is )?[a-z]{{0,4}}-?\d[\da-z-]{{1,15}}\b",
            re.I,
        ),
    ),
    (
        Kind.RECORD_NUMBER,
        re.compile(
            rf"\b{_NUMBERED_LONG}(?![a-z])[ .:#=-]{{0,6}}[a-z]{{0,4}}-?\d[\da-z-]{{3,16}}\b", re.I
        ),
    ),
    # Of a specimen: S24-12345.
    (Kind.RECORD_NUMBER, re.compile(r"(?<![\w-])[A-Z]{1,3}-?\d{2}-\d{4,7}(?![\w-])")),
    (
        Kind.RECORD_NUMBER,
        re.compile(r"\b(?:mrn|mbi)(?![a-z])[ .:#=-]{0,6}[a-z0-9-]{0,20}\d[a-z0-9-]{0,20}\b", re.I),
    ),
    (
        Kind.PHONE,
        re.compile(r"(?<![\w.])(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\w)"),
    ),
    (Kind.PHONE, re.compile(r"(?<![\w.])\+\d[\d ()-]{6,18}\d(?!\w)")),
    (
        Kind.PHONE,
        re.compile(
            r"\b(?:tel|phone|ph|cell|mobile|fax|call(?:back)?)[ .:#]*\d[\d ().-]{5,18}\d", re.I
        ),
    ),
    (Kind.PHONE, re.compile(r"(?<![\w.-])[2-9]\d{2}-\d{4}(?![\w-])")),
    (
        Kind.RECORD_NUMBER,
        re.compile(
            r"(?<![\w-])[1-9][A-HJKMNP-RT-Y][A-HJKMNP-RT-Y0-9]\d-?[A-HJKMNP-RT-Y]"
            r"[A-HJKMNP-RT-Y0-9]\d-?[A-HJKMNP-RT-Y]{2}\d{2}(?![\w-])",
            re.I,
        ),
    ),
    (
        Kind.RECORD_NUMBER,
        re.compile(rf"(?<![\w.,/-])[A-Za-z]{{0,3}}-?\d{{6,12}}(?![\w,/-]){_DOSE}", re.I),
    ),
    (
        Kind.ADDRESS,
        re.compile(
            rf"\b\d{{1,5}} (?:[NSEWnsew]\.? )?(?:[A-Za-z][\w'.]{{1,30}} ){{1,3}}{_STREET}\b"
            rf"(?:,? (?:apt|unit|suite|#) ?\w+)?"
        ),
    ),
    (Kind.ADDRESS, re.compile(r"(?<![\w-])\d{5}-\d{4}(?![\w-])")),
    (Kind.ADDRESS, re.compile(r"(?<![\w.])\d{2,3}(?:\.\d{1,3}){3}(?![\w.])")),
    (Kind.ADDRESS, re.compile(r"\b(?:https?://|www\.)[^\s,;]{1,200}", re.I)),
    (Kind.ADDRESS, re.compile(r"\bp\.? ?o\.? box \d+\b", re.I)),
    (Kind.ADDRESS, re.compile(r"\b(?:zip(?: code)?|postal code)[ :]*\d{5}(?:-\d{4})?\b", re.I)),
)
_TOLD = {
    Kind.SSN: "a social security number",
    Kind.PHONE: "a phone number",
    Kind.EMAIL: "an email address",
    Kind.RECORD_NUMBER: "a record or account number",
    Kind.BIRTH: "a date of birth",
    Kind.NAME: "a person's name",
    Kind.ADDRESS: "an address",
}


def find(text: str, today: date | None = None) -> tuple[Found, ...]:
    """What looks like a patient's identifier, in order, none overlapping another.

    Args:
        text: a note, a tag, or what was typed or pasted.
        today: a date of more than two years before it is taken for a date of birth; None takes
            the day of the machine.
    """
    if not text:
        return ()
    today = today or date.today()  # noqa: DTZ011 - two years before, whatever the zone
    spans = sorted(_spans(text, today), key=lambda span: (span[0], -span[1]))
    found: list[Found] = []
    for start, end, kind in spans:
        if found and start < found[-1].end:
            continue
        found.append(Found(start, end, kind, _SENTENCE.format(what=_TOLD[kind])))
    return tuple(found)


def cleaned(text: str, today: date | None = None) -> str:
    """The text without what :func:`find` finds, in which it finds nothing more."""
    while found := find(text, today):
        for one in reversed(found):
            text = f"{text[: one.start].rstrip(' ,;:(')} {text[one.end :].lstrip(' ,;:)')}"
        text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return text


def _spans(text: str, today: date) -> Iterator[tuple[int, int, Kind]]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not _is_excused(kind, match[0], today):
                yield match.start(), match.end(), kind
    yield from ((start, end, Kind.BIRTH) for start, end in births(text, today))
    yield from ((start, end, Kind.NAME) for start, end in names(text))


def _is_excused(kind: Kind, said: str, today: date) -> bool:
    """A day of service written in eight digits is no record number."""
    if kind is not Kind.RECORD_NUMBER or len(said) != len("20260302") or not said.isdigit():
        return False
    try:
        day = date(int(said[:4]), int(said[4:6]), int(said[6:]))
    except ValueError:
        return False
    return abs(day.year - today.year) <= 1
