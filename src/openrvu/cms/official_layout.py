"""Where the columns of a payment file stand: at CMS's positions, or under a heading's names.

CMS's record layout (PF26PA, with the annual payment amount file) has sixteen cells a row and no
heading. Copies of it have a heading, leave the filler or more out, or put the columns in another
order; a heading then says which is which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

YEAR = "YEAR"
CARRIER = "CARRIER"
LOCALITY = "LOCALITY"
CODE = "HCPCS CODE"
MODIFIER = "MODIFIER"
NONFACILITY = "NON-FACILITY FEE"
FACILITY = "FACILITY FEE"
STATUS = "STATUS CODE"
MULTIPLE = "MULTIPLE SURGERY INDICATOR"
THERAPY_NONFACILITY = "THERAPY NON-FACILITY"
THERAPY_FACILITY = "THERAPY FACILITY"
OPPS_INDICATOR = "OPPS INDICATOR"
OPPS_NONFACILITY = "OPPS NON-FACILITY"
OPPS_FACILITY = "OPPS FACILITY"
_FILLER, _PCTC = "FILLER", "PC/TC INDICATOR"

#: CMS's order of a payment file.
CMS_ORDER = (
    YEAR,
    CARRIER,
    LOCALITY,
    CODE,
    MODIFIER,
    NONFACILITY,
    FACILITY,
    _FILLER,
    _PCTC,
    STATUS,
    MULTIPLE,
    THERAPY_NONFACILITY,
    THERAPY_FACILITY,
    OPPS_INDICATOR,
    OPPS_NONFACILITY,
    OPPS_FACILITY,
)
_WITHOUT_FILLER = tuple(name for name in CMS_ORDER if name != _FILLER)
#: A row needs its code, place and both fees; the first seven cells have them.
_FEWEST = 7
_NEEDED = (CODE, LOCALITY, NONFACILITY, FACILITY)

_NUMBER = r"( (NUMBER|NUM|NO|ID|CODE))?"
_MONEY = r"(FEE|FEES|SCHEDULE|AMOUNT|AMT|PRICE|PAYMENT|PAY|RATE|ALLOWED|PAR|20[0-9]{2})"
_INDICATOR = r"( (INDICATOR|IND|CODE))?"
#: Words that headings write in more than one way, and the one way they are compared in.
_SPELLINGS = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"\bNON ?FAC\w*|\bNF\b", "NONFACILITY"),
        (r"\bFAC\w*", "FACILITY"),
        (r"\bNON ?INST\w*|\bOFFICE\b|\b1848\b", "NONINSTITUTIONAL"),
        (r"\bINST\w*|\b1834\b", "INSTITUTIONAL"),
        (r"\bTHER\b", "THERAPY"),
        (r"\bMULT\b", "MULTIPLE"),
        (r"\bMOD(IFIER)?( ?1)?\b", "MODIFIER"),
    )
)
#: What a heading, spelt so, means. The first that fits counts.
_MEANINGS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (YEAR, r"((FILE|CALENDAR|FEE SCHEDULE) )?(YEAR|YR)|CY"),
        (CARRIER, rf"((CARRIER|MAC|CONTRACTOR|A B MAC)( MAC)?){_NUMBER}"),
        (LOCALITY, rf"((MAC|CARRIER|PRICING) )?(LOCALITY|LOC){_NUMBER}"),
        (CODE, r"(HCPCS|HCPC|CPT|CPT HCPCS|HCPCS CPT|PROCEDURE|PROC)( CODE)?|CODE"),
        (MODIFIER, r"(HCPCS |CPT )?MODIFIER( CODE)?"),
        (_FILLER, r"FILLER"),
        (_PCTC, rf"PC ?TC{_INDICATOR}"),
        (OPPS_INDICATOR, r"OPPS (INDICATOR|IND)"),
        (OPPS_NONFACILITY, r"(?=.*\bOPPS\b).*\bNONFACILITY\b.*"),
        (OPPS_FACILITY, r"(?=.*\bOPPS\b).*\bFACILITY\b.*"),
        (THERAPY_NONFACILITY, r"(?=.*\bTHERAPY\b).*\bNON(INSTITUTIONAL|FACILITY)\b.*"),
        (THERAPY_FACILITY, r"(?=.*\bTHERAPY\b).*\b(INSTITUTIONAL|FACILITY)\b.*"),
        (NONFACILITY, rf"({_MONEY} )*NONFACILITY( {_MONEY})*"),
        (FACILITY, rf"({_MONEY} )*FACILITY( {_MONEY})*"),
        (STATUS, rf"(PROC(EDURE)? ?|HCPCS )?STAT(US)?{_INDICATOR}"),
        (MULTIPLE, rf"MULTIPLE (SURGERY|SURG|PROCEDURE|PROC){_INDICATOR}"),
    )
)
#: CMS's own layout names both therapy columns alike: office first, institution second.
_THERAPY = re.compile(r".*\bTHERAPY\b.*")
_NO_WORD = re.compile(r"[^A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A row of column names.

    Attributes:
        row: where it stands.
        columns: positions from 0, by our names.
        width: how many cells it has.
        twice: a column it has twice, or None.
    """

    row: int
    columns: Mapping[str, int]
    width: int
    twice: str | None

    @property
    def missing(self) -> str | None:
        """The first column needed that it does not name."""
        return next((name for name in _NEEDED if name not in self.columns), None)

    @property
    def is_in_cms_order(self) -> bool:
        """Whether every column it names stands where CMS has it."""
        return all(CMS_ORDER[at : at + 1] == (name,) for name, at in self.columns.items())


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions from 0 of the columns of a row, by name, and how many cells every row has."""

    columns: Mapping[str, int]
    width: int


def read_heading(row: int, cells: Sequence[str]) -> Heading:
    """What the cells mean as names of columns; names that are not known are left out."""
    columns: dict[str, int] = {}
    twice = None
    for at, cell in enumerate(cells):
        name = _meaning(cell, columns)
        if name in columns:
            twice = twice or name
        elif name:
            columns[name] = at
    return Heading(row, columns, len(cells), twice)


def _meaning(cell: str, before: Mapping[str, int]) -> str | None:
    text = _NO_WORD.sub(" ", cell.upper()).strip()
    for pattern, word in _SPELLINGS:
        text = pattern.sub(word, text)
    known = next((name for name, pattern in _MEANINGS if pattern.fullmatch(text)), None)
    if known or not _THERAPY.fullmatch(text):
        return known
    return THERAPY_FACILITY if THERAPY_NONFACILITY in before else THERAPY_NONFACILITY


def by_position(cells: Sequence[str]) -> Layout | None:
    """CMS's layout, or its beginning, for a row of so many cells; None where it cannot be.

    Copies without the filler have the status, a letter, one cell earlier.
    """
    order = _WITHOUT_FILLER if len(cells) > 8 and cells[8].isalpha() else CMS_ORDER
    if not _FEWEST <= len(cells) <= len(order):
        return None
    return Layout({name: at for at, name in enumerate(order[: len(cells)])}, len(cells))
