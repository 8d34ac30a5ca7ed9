"""Statements on paper: PDF by reportlab, which is the extra ``pdf`` and is loaded when used.

The typeface is Bitstream Vera, which reportlab brings along: it is embedded, so that a statement
looks alike on every machine. A character that it has not is written as ``?``.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any
from xml.sax.saxutils import escape

from openrvu.errors import OpenRVUError

_PLAIN, _BOLD = "Vera", "VeraBd"
_INK, _SOFT, _LINE = "#17232b", "#4c5d68", "#c5ced3"
#: Points from the edge of a sheet.
_EDGE, _FOOT = 44, 52
#: Between an edge and the words, as reportlab sets them; and what a heading wants below it.
_INSIDE, _ROOM = 6, 90


class NoPaper(OpenRVUError, ImportError):
    """The library that makes PDF is not installed."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether it holds figures."""

    heading: str
    share: float
    is_figure: bool = False


def has_paper() -> bool:
    """Whether PDF can be made here."""
    return find_spec("reportlab") is not None


class Paper:
    """A document that is filled from the top; :meth:`bytes` ends it."""

    def __init__(self, title: str, foot: str) -> None:
        """Begin a document with its title; ``foot`` stands on every page, beside its number.

        Raises:
            NoPaper: reportlab is not installed.
        """
        if not has_paper():
            raise NoPaper("PDF needs reportlab; install it with: pip install 'openrvu[pdf]'")
        _fonts()
        self._title, self._foot = title, foot
        self._parts: list[Any] = []
        self.words(title, size=16, bold=True, after=2)

    def words(self, text: str, *, size: float = 9, bold: bool = False, after: float = 6) -> None:
        """A paragraph."""
        self._parts.append(_paragraph(text, size, bold=bold, after=after))

    def heading(self, text: str) -> None:
        """A heading, with room for some of what follows on its page."""
        from reportlab.platypus import CondPageBreak

        self._parts += [CondPageBreak(_ROOM), _paragraph(text, 11, bold=True, before=12, after=4)]

    def figures(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Names with their figures, two beside each other."""
        half = (len(pairs) + 1) // 2
        rows = [
            (*pairs[at], *(pairs[at + half] if at + half < len(pairs) else ("", "")))
            for at in range(half)
        ]
        columns = [Column("", 0.26), Column("", 0.22, is_figure=True), Column("", 0.04)]
        columns += [Column("", 0.26), Column("", 0.22, is_figure=True)]
        self._table(columns, [(a, b, "", c, d) for a, b, c, d in rows], size=9)

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        size: float = 8,
        wraps: bool = True,
    ) -> None:
        """A table, whose headings are repeated on each page.

        Args:
            columns: whose shares sum to 1.
            rows: a text for each column.
            size: of the type, in points.
            wraps: whether texts may need several lines; many rows are made faster without.
        """
        self._table(columns, rows, size=size, head=True, wraps=wraps)

    def bytes(self) -> bytes:
        """The document."""
        from reportlab.lib.pagesizes import LETTER
        from reportlab.platypus import SimpleDocTemplate

        out = io.BytesIO()
        made = SimpleDocTemplate(
            out,
            pagesize=LETTER,
            leftMargin=_EDGE,
            rightMargin=_EDGE,
            topMargin=_EDGE,
            bottomMargin=_FOOT,
            title=_known(self._title),
            creator="OpenRVU",
            author="",
        )
        made.build(self._parts, onFirstPage=self._sign, onLaterPages=self._sign)
        return out.getvalue()

    def _table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        size: float,
        head: bool = False,
        wraps: bool = True,
    ) -> None:
        from reportlab.lib.colors import HexColor
        from reportlab.lib.pagesizes import LETTER
        from reportlab.platypus import LongTable, Spacer

        width = LETTER[0] - 2 * (_EDGE + _INSIDE)
        cells: list[list[Any]] = [
            [
                _cell(text, column, size) if wraps else _known(text)
                for text, column in zip(row, columns, strict=True)
            ]
            for row in rows
        ]
        if head:
            cells.insert(0, [_cell(one.heading, one, size, bold=True) for one in columns])
        made = LongTable(
            cells, [width * one.share for one in columns], repeatRows=int(head), splitByRow=1
        )
        made.setStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(_LINE)),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ("FONT", (0, 0), (-1, -1), _PLAIN, size, size * 1.32),
                *(("ALIGN", (at, 0), (at, -1), "RIGHT") for at in _figures(columns)),
            ]
        )
        self._parts += [made, Spacer(1, _INSIDE)]

    def _sign(self, canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(_PLAIN, 7)
        canvas.setFillColor(_SOFT)
        canvas.drawString(_EDGE + _INSIDE, _FOOT - 18, _known(self._foot))
        right = document.pagesize[0] - _EDGE - _INSIDE
        canvas.drawRightString(right, _FOOT - 18, f"Page {document.page}")
        canvas.restoreState()


def _figures(columns: Sequence[Column]) -> list[int]:
    return [at for at, one in enumerate(columns) if one.is_figure]


def _cell(text: str, column: Column, size: float, *, bold: bool = False) -> Any:
    return _paragraph(text, size, bold=bold, right=column.is_figure, after=0)


def _paragraph(
    text: str,
    size: float,
    *,
    bold: bool = False,
    right: bool = False,
    before: float = 0,
    after: float = 0,
) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(
        escape(_known(text)), _style(size, bold, right, before, after), encoding="utf8"
    )


@cache
def _style(size: float, bold: bool, right: bool, before: float, after: float) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        f"{size} {bold} {right} {before} {after}",
        fontName=_BOLD if bold else _PLAIN,
        fontSize=size,
        leading=size * 1.32,
        textColor=_INK,
        alignment=2 if right else 0,
        spaceBefore=before,
        spaceAfter=after,
    )


def _known(text: str) -> str:
    """The text in characters that the typeface has."""
    held = _fonts()
    spelled = text.replace("\n", " ").replace("−", "-")
    return "".join(one if ord(one) in held else "?" for one in spelled)


@cache
def _fonts() -> frozenset[int]:
    """Make the typeface known; the characters it has."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    plain = TTFont(_PLAIN, "Vera.ttf")
    registerFont(plain)
    registerFont(TTFont(_BOLD, "VeraBd.ttf"))
    return frozenset(plain.face.charToGlyph)
