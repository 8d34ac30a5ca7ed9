"""CMS's short descriptor in one spelling: shorthand parted, comparisons put in one form.

``2 cm/>`` becomes ``>= 2 cm``, and ``3vws`` becomes ``3 view``. Words stay as they are; what they
stand for is in `concepts.toml` and `abbreviations.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from openrvu.codes.checking.spoken import NUMBERS

_N = r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_UNITS = {
    "sqcm": r"sq ?cm",
    "cm": r"cm",
    "mm": r"mm",
    "cc": r"cc",
    "g": r"gm?",
    "min": r"minutes?|mins?|mn|mi?",
    "hour": r"hours?|hrs?",
    "day": r"days?|d",
    "week": r"weeks?|wks?",
    "month": r"months?|mo",
    "year": r"years?|yrs?",
    "view": r"views?|vws?|vw",
}
_UNIT = "|".join(f"(?:{pattern})" for pattern in _UNITS.values())
_QUANTITY = rf"{_N} ?((?:{_UNIT})(?![a-z]))?"
_STEPS = (
    # Digits that stand for letters, before any number is looked for.
    *(
        (re.compile(rf"(?<![a-z0-9]){was}"), became)
        for was, became in (
            ("b9", "benign "),
            ("b1", "bone "),
            ("x10sv", "extensive "),
            ("ph1", "phone"),
            ("prst8", "prostate "),
            ("rt8tr", "rotator "),
            ("arthr0", "arthro"),
        )
    ),
    (re.compile(r"(?<=[a-z])\+(?=[a-z])"), " "),
    # 1,500 and 5/> and >/=14, then with and without, then what is written together.
    (re.compile(r"(?<=[0-9]),(?=[0-9]{3})"), ""),
    (re.compile(r"\b(?:dstl|prox|ant|pst) [12]/[23]\b"), " "),
    (re.compile(r">/=|>="), ">"),
    (re.compile(r"</=|<="), "<"),
    (re.compile(r"w/o\s*&\s*w/\s*(?:dye|contrast)"), "without_and_with dye"),
    (re.compile(r"w/o cntr flwd cntr"), "without_and_with dye"),
    (re.compile(r"(?<![a-z])c-\s*/?\s*(?:c)?\+"), "without_and_with dye"),
    (re.compile(r"w(?:/| )?or w/o\s*(?:dye|cntrst)"), "with_or_without dye"),
    (re.compile(r"\bw/?wo\b|\bw/o? ?or w/?o?\b"), "with_or_without"),
    (re.compile(r"\bc-(?![a-z0-9])"), "without dye"),
    (re.compile(r"\bc\+"), "with dye"),
    (re.compile(r"\bw/o(?![a-z])\s*|\bwo\b\s*"), "without "),
    (re.compile(r"\bw/\s*"), "with "),
    (re.compile(r"(?<![0-9<>+-])([23])d\b"), r"\1-dimensional"),
    (re.compile(r"\+-"), " "),
    (re.compile(rf"{_QUANTITY}\s*(?:/\s*>|\+|& ?>)"), r" >= \1 \2 "),
    (re.compile(rf"{_QUANTITY}\s*(?:/\s*<|<(?= |\Z))"), r" <= \1 \2 "),
    (re.compile(rf"{_QUANTITY} (?:or|&|/) ?(?:more|older)"), r" >= \1 \2 "),
    (re.compile(rf"{_QUANTITY} ?(?:or|/|&) ?(?:less|younger)"), r" <= \1 \2 "),
    (re.compile(rf"(?:over|above) {_QUANTITY}"), r" > \1 \2 "),
    (re.compile(rf"(?:up to ?(?:&inc)?|</w) ?{_QUANTITY}"), r" <= \1 \2 "),
    (re.compile(r"(?<![<>=])([<>])(?!=)"), r" \1 "),
    (re.compile(rf"{_N}\s*(?:-|/| or )\s*{_N}(?![0-9]*(?:rd|th|st|nd))"), r"\1 to \2"),
    (
        re.compile(r"(?<=[0-9])(?=(?:sq ?cm|cm|mm|cc|min|mn|m|hr|yr|day|wk|vw|view|gm)[a-z]*\b)"),
        " ",
    ),
    (re.compile(r"(?<=[a-z])(?=[0-9]+(?:\.[0-9]+)? to )"), " "),
    (re.compile(r"[/&,;:()]"), " "),
)
#: Numbers that descriptors spell, as in ``Cabg arterial two``; ``one`` limits too little to count.
_SPELT = re.compile(r"\b(?:two|three|four|five|six|seven)\b")
_NAMED = [
    (re.compile(rf"(?<=[0-9]) ?(?:{pattern})(?![a-z])"), f" {name}")
    for name, pattern in _UNITS.items()
]


@cache
def parted(descriptor: str) -> str:
    """The descriptor in one spelling, words parted by single spaces."""
    said = _SPELT.sub(lambda m: NUMBERS[m[0]], descriptor.lower())
    for pattern, became in _STEPS:
        said = pattern.sub(became, said)
    said = " ".join(said.split())
    for pattern, became in _NAMED:
        said = pattern.sub(became, said)
    said = re.sub(r"(?<=[0-9]) (?=st\b|nd\b|rd\b|th\b)", "", said)
    said = re.sub(r"\b1st (?:hr|hour)\b", "1st 1 hour", said)
    said = re.sub(r"(?<![0-9])\.(?=[0-9])", "0.", said)
    said = re.sub(r"([0-9])\.0+(?![0-9])", r"\1", said)
    said = re.sub(r"(\.[0-9]*[1-9])0+(?![0-9])", r"\1", said)
    said = re.sub(r"([0-9])\.(?![0-9])", r"\1 ", said)
    return " ".join(said.split())
