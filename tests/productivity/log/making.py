"""Made-up lines of a log."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from openrvu.productivity.log.identifiers import find
from openrvu.productivity.log.line import LogLine, tidy_note
from openrvu.productivity.log.role import Role

#: A day in the middle of a release that is held.
TODAY = date(2026, 9, 16)

CODES = ("99213", "99214", "45385", "45380", "93306", "20610", "G0105", "0075T", "00100")
_MODIFIERS = ("25", "26", "50", "51", "59", "RT", "LT", "80", "62", "GC", "XS")
_PLACES = ("", "11", "22", "24", "02")
_WORD = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=9)
#: Whatever can be typed into a note: quotes, commas, new lines, signs that begin a formula.
_NOTE = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"\\,;\n|\t nN"),
        st.characters(categories=["L", "N", "P", "S", "Zs"]),
    ),
    max_size=60,
)


def _is_kept(text: str) -> bool:
    return not find(text, TODAY)


notes = _NOTE.map(tidy_note).filter(_is_kept)
tags = st.lists(_WORD.filter(_is_kept), max_size=3, unique=True).map(tuple)
days = st.integers(0, 900).map(lambda back: TODAY - timedelta(days=back))


def lines(codes: tuple[str, ...] = CODES) -> st.SearchStrategy[LogLine]:
    """Sound lines with anything in their tags and notes."""
    return st.builds(
        LogLine,
        date=days,
        code=st.sampled_from(codes),
        modifiers=st.lists(st.sampled_from(_MODIFIERS), max_size=3, unique=True).map(tuple),
        units=st.integers(1, 999),
        pos=st.sampled_from(_PLACES),
        role=st.sampled_from(Role),
        tags=tags,
        note=notes,
        case=st.sampled_from(("", "a1", "b-2", "-c")),
    )


def line(
    code: str = "99213", *modifiers: str, day: date = TODAY, case: str = "", **more: object
) -> LogLine:
    """A line of today."""
    return LogLine(day, code, modifiers, case=case, **more)  # type: ignore[arg-type]
