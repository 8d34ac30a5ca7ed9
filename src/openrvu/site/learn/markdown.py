"""Markdown to HTML, as this site writes it: headings with anchors, tables that scroll, no HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from openrvu.site.paths import SERVED

_PIECE = re.compile("\ue000([0-9]+)\ue001")
_ALONE = re.compile("<p>\\s*\ue000([0-9]+)\ue001\\s*</p>")
_CAPTION = "Table: "
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_REGION = Markup('<div class="scroll" tabindex="0" role="region" aria-label="{}">')
#: A share as the site writes it: a space that does not break stands before the sign.
_PERCENT = re.compile(r"(?<=[0-9])\s?%")
#: A row's name of more characters than this is given room before its figures.
_SHORT_NAME = 16
_ALIGNED = {"text-align:right": "n", "text-align:center": "c"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a text: its level, anchor and words."""

    level: int
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """A text as HTML.

    Attributes:
        html: what stands below the title.
        headings: in order.
        prose: paragraphs and list items as plain words, without headings, tables and formulas.
        links: every address linked to, in order.
        images: addresses of pictures, which texts may not have.
    """

    html: Markup
    headings: tuple[Heading, ...]
    prose: tuple[str, ...]
    links: tuple[str, ...]
    images: tuple[str, ...]


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def to_page(
    markdown: str, pieces: Sequence[Markup], *, static: bool = False, prefix: str = ""
) -> Page:
    """Read Markdown.

    Args:
        markdown: with a mark where each of ``pieces`` belongs.
        pieces: finished HTML.
        static: for a server of files: links that need more become plain words.
        prefix: before every anchor, where several texts stand on one page.
    """
    reader = _reader()
    tokens = reader.parse(markdown)
    headings = tuple(_anchored(tokens, prefix))
    prose = tuple(_prose(tokens))
    links, images = _attributes(tokens, "href"), _attributes(tokens, "src")
    _space_percents(tokens)
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = list(_linked(token.children, static=static))
    html = reader.renderer.render(_tables(_dressed(tokens), headings), reader.options, {})
    html = _ALONE.sub(lambda m: pieces[int(m[1])], html)
    html = _PIECE.sub(lambda m: pieces[int(m[1])], html)
    return Page(Markup(html), headings, prose, links, images)  # noqa: S704 - HTML is not read


def anchor_of(words: str) -> str:
    """``What a note becomes`` is ``what-a-note-becomes``."""
    return _NOT_WORD.sub("-", words.lower()).strip("-") or "section"


def _anchored(tokens: Sequence[Token], prefix: str) -> list[Heading]:
    """Give every heading an anchor of its own."""
    found: list[Heading] = []
    taken: set[str] = set()
    for token, inside in pairwise(tokens):
        if token.type != "heading_open":
            continue
        words = _words(inside)
        anchor = base = prefix + anchor_of(words)
        number = 2
        while anchor in taken:
            anchor, number = f"{base}-{number}", number + 1
        taken.add(anchor)
        token.attrSet("id", anchor)
        found.append(Heading(int(token.tag[1]), anchor, words))
    return found


def _words(token: Token) -> str:
    """What a reader sees of an inline token, marks of pieces left out."""
    parts = [
        child.content if child.type in ("text", "code_inline") else " "
        for child in token.children or ()
        if child.type in ("text", "code_inline", "softbreak", "hardbreak")
    ]
    return " ".join(_PIECE.sub("", "".join(parts)).split())


def _prose(tokens: Sequence[Token]) -> list[str]:
    made, table, heading = [], 0, False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            table += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            heading = token.nesting > 0
        elif token.type == "inline" and not table and not heading:
            words = _words(token)
            if words and not words.startswith(_CAPTION):
                made.append(words)
    return made


def _attributes(tokens: Sequence[Token], name: str) -> tuple[str, ...]:
    return tuple(
        str(child.attrs[name])
        for token in tokens
        for child in token.children or ()
        if name in child.attrs
    )


def _space_percents(tokens: Sequence[Token]) -> None:
    for token in tokens:
        for each in (token, *(token.children or ())):
            if each.type in ("text", "fence"):
                each.content = _PERCENT.sub("\u00a0%", each.content)


def _linked(children: Sequence[Token], *, static: bool) -> list[Token]:
    """Links of other sites send no referrer; what needs a server is no link in an export."""
    made, dropped = [], False
    for child in children:
        if child.type == "link_open":
            address = str(child.attrs.get("href", ""))
            dropped = static and needs_server(address)
            if address.startswith("http"):
                child.attrSet("rel", "noreferrer")
        if dropped and child.type in ("link_open", "link_close"):
            dropped = child.type == "link_open"
            continue
        made.append(child)
    return made


def needs_server(address: str) -> bool:
    """Whether a server of files cannot answer an address of this site."""
    return address.startswith("/") and ("?" in address or address.startswith(SERVED))


def _dressed(tokens: Sequence[Token]) -> list[Token]:
    """Cells with classes and heads; quotations as notes; fences as formulas."""
    _cells(tokens)
    for token in tokens:
        if token.type == "blockquote_open":
            token.attrSet("class", "tip")
    return [_formula(token) if token.type == "fence" else token for token in tokens]


def _cells(tokens: Sequence[Token]) -> None:
    """Classes in place of styles, which no page may carry; a row's first cell is its head."""
    begins = in_body = False
    for token, inside, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.type in ("tbody_open", "thead_open"):
            in_body = token.type == "tbody_open"
        elif token.type == "tr_open":
            begins = in_body
        elif token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if style in _ALIGNED:
                token.attrSet("class", _ALIGNED[style])
            heads = bool(inside.content.strip()) and (begins or not in_body)
            token.tag = end.tag = "th" if heads else "td"
            if heads:
                _head(token, inside, of_row=begins)
            begins = False


def _head(token: Token, inside: Token, *, of_row: bool) -> None:
    token.attrSet("scope", "row" if of_row else "col")
    if of_row and len(_words(inside)) > _SHORT_NAME:
        token.attrJoin("class", "name")


def _formula(token: Token) -> Token:
    lines = Markup("<br>\n").join(token.content.rstrip("\n").split("\n"))
    return _html(Markup('<p class="formula">{}</p>\n').format(lines))


def _html(text: str) -> Token:
    return Token("html_block", "", 0, content=text)


def _tables(tokens: Sequence[Token], headings: Sequence[Heading]) -> list[Token]:
    """Each table in a region that scrolls, named by its caption or the heading above it."""
    made: list[Token] = []
    names: dict[str, int] = {}
    above = iter(headings)
    heading = ""
    for token in tokens:
        if token.type == "heading_open":
            heading = next(above).words
        if token.type == "table_close":
            made += [token, _html("</div>\n")]
            continue
        if token.type != "table_open":
            made.append(token)
            continue
        caption = _caption(made)
        if caption:
            del made[-3:]
        name = caption or (f"Table: {heading}" if heading else "Table")
        names[name] = names.get(name, 0) + 1
        label = name if names[name] == 1 else f"{name} ({names[name]})"
        made.append(_html(_REGION.format(label)))
        token.attrSet("class", "data")
        made.append(token)
        if caption:
            made.append(_html(Markup("<caption>{}</caption>").format(caption)))
    return made


def _caption(before: Sequence[Token]) -> str:
    """The caption that stands as a paragraph before a table, or nothing."""
    if len(before) < 3 or before[-1].type != "paragraph_close":
        return ""
    words = _words(before[-2])
    return words.removeprefix(_CAPTION) if words.startswith(_CAPTION) else ""
