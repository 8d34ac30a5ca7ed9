"""Our text in one spelling: small letters, digits for number words, one name for each unit.

``Two or three views, a half hour`` becomes ``2 or 3 view , 30 min``. The checks compare this
spelling with that of CMS's shorthand, and never the texts themselves.
"""

from __future__ import annotations

import re
from functools import cache


def _words(text: str) -> list[str]:
    return text.split()


_SMALL = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = _words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
NUMBERS = {
    **{word: str(at) for at, word in enumerate(_SMALL)},
    **{word: str(at * 10) for at, word in enumerate(_TENS, 2)},
    **{word: f"{at}th" for at, word in enumerate(_ORDINALS, 1)},
    "twentieth": "20th",
    "thirtieth": "30th",
    "hundred": "100",
    "once": "1 time",
    "twice": "2 time",
}
_UNITS = (
    (r"square (?:centimeters?|cm)|sq\.? ?cm|cm2|cm²", "sqcm"),
    (r"cubic (?:centimeters?|cm)|milliliters?|ml|ccs?", "cc"),
    (r"centimeters?|cms?", "cm"),
    (r"millimeters?|mms?", "mm"),
    (r"grams?|gms?", "g"),
    (r"minutes?|mins?", "min"),
    (r"hours?|hrs?", "hour"),
    (r"days?", "day"),
    (r"weeks?|wks?", "week"),
    (r"months?|mos?", "month"),
    (r"years?|yrs?|birthdays?", "year"),
    (r"views?|vws?", "view"),
)
_UNIT = [(re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])"), name) for pattern, name in _UNITS]
_PHRASES = (
    (re.compile(r"(?<![\w.])([0-9]+)-(?=[a-z])"), r"\1 "),
    (re.compile(r"\b(?:an? )?half (?:an? |of an? )?hour"), "30 min"),
    (re.compile(r"\b(?:an? )?half[ -](?:an? |of an? )?(?:centimeter|cm)"), "0.5 cm"),
    (re.compile(r"\ban hour\b"), "1 hour"),
    (re.compile(r"(?<=[0-9])\s*(?:-|–|to|through)\s*(?=[0-9.])"), " to "),
    (re.compile(r"(?<=[0-9]),(?=[0-9]{3}\b)"), ""),
    (re.compile(r"(?<![\d.])\.(?=[0-9])"), "0."),
    (re.compile(r"([0-9])\.0+(?![0-9])"), r"\1"),
    (re.compile(r"(\.[0-9]*[1-9])0+(?![0-9])"), r"\1"),
)
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)})[ -]({'|'.join(_SMALL[1:10])})\b")
_WORD = re.compile(r"[a-z]+")
_MARKS = re.compile(r"([,;:.()])(?![0-9])")


@cache
def spoken(text: str) -> str:
    """The text in one spelling, words parted by single spaces."""
    said = text.lower().replace("’", "'").replace("–", "-")
    said = _COMPOUND.sub(lambda m: str(int(NUMBERS[m[1]]) + int(NUMBERS[m[2]])), said)
    said = _WORD.sub(lambda m: NUMBERS.get(m[0], m[0]), said)
    for pattern, became in _PHRASES:
        said = pattern.sub(became, said)
    said = _MARKS.sub(r" \1 ", said)
    for pattern, name in _UNIT:
        said = pattern.sub(name, said)
    said = re.sub(r"(?<=[a-z])-(?=[a-z0-9])|(?<=[0-9])-(?=[a-z])|/", " ", said)
    said = re.sub(r"(?<=[0-9])(?=(?:sqcm|cm|mm|cc|min|hour|day|year)\b)", " ", said)
    return " ".join(said.split())
