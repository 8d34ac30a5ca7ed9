"""The letter as PDF, in the fonts that every reader has."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from openrvu.productivity.reconcile.letter import Grid, Heading, Letter

_MARGIN = 62
#: What the standard fonts have no letter for, and what stands in its place.
_PLAIN = str.maketrans({"−": "-", "→": "->", "≤": "<=", "≥": ">="})


def letter_pdf(written: Letter) -> bytes:
    """A letter on pages of US letter size."""
    from reportlab.lib.pagesizes import LETTER
    from reportlab.platypus import SimpleDocTemplate

    out = io.BytesIO()
    sides = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN)
    page = SimpleDocTemplate(out, pagesize=LETTER, title=written.subject, **sides)
    page.build(list(_flow(written)))
    return out.getvalue()


def _flow(written: Letter) -> Iterator[Any]:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, Spacer

    styles = getSampleStyleSheet()
    yield Paragraph(_marked(written.subject), styles["Heading2"])
    for part in written.parts:
        if isinstance(part, Grid):
            yield _grid(part)
        elif isinstance(part, Heading):
            yield Paragraph(_marked(part.text), styles["Heading3"])
        else:
            yield Paragraph(_marked(part.text), styles["BodyText"])
        yield Spacer(1, 6)


def _marked(text: str) -> str:
    """Text with its lines kept."""
    return escape(text.translate(_PLAIN)).replace("\n", "<br/>")


def _grid(part: Grid) -> Any:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    small = ParagraphStyle("cell", fontName="Helvetica", fontSize=8, leading=10)
    bold = ParagraphStyle("head", parent=small, fontName="Helvetica-Bold")
    right = ParagraphStyle("figure", parent=small, alignment=2)
    rows = [[Paragraph(_marked(cell), bold) for cell in part.headings]]
    rows += [
        [Paragraph(_marked(cell), small if at < part.texts else right) for at, cell in enumerate(r)]
        for r in part.rows
    ]
    lines = [("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(rows, repeatRows=1, style=lines, hAlign="LEFT", colWidths=_widths(part))


def _widths(part: Grid) -> list[float]:
    """The page's width shared out by the longest text of each column, none too narrow."""
    longest = [
        min(60, max(map(len, cells))) + 4 for cells in zip(part.headings, *part.rows, strict=True)
    ]
    return [(612 - 2 * _MARGIN) * each / sum(longest) for each in longest]
