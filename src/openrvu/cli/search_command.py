"""``rvu search``: find codes in anyone's words."""

from __future__ import annotations

from decimal import Decimal

import click

from openrvu.book.book import Book, open_book
from openrvu.cli.asked import json_option
from openrvu.cli.output import print_json, print_table
from openrvu.codes.search import Found, Hit, search

_HEADINGS = ("Code", "What it is", "Why", "Work RVU")


@click.command(
    "search",
    epilog="""
\b
Examples:
  rvu search lap chole
  rvu search "camera down the throat" --limit 3
  rvu search 99281-99285
  rvu search injectafer --json

A code, its beginning, a range, a code with modifier, or words: names,
abbreviations, eponyms, drugs, lay speech, a whole question.

\b
Exit codes:
  0  something fits
  1  nothing fits
  2  the command was not understood
""",
)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=10, show_default=True,
              help="The most codes to list.")  # fmt: skip
@json_option
def find(words: tuple[str, ...], limit: int, *, as_json: bool) -> None:
    """Find codes that fit WORDS, best first."""
    query = " ".join(words)
    found = search(query, limit)
    if as_json:
        print_json(_data(query, found, open_book()))
    else:
        _print(found, open_book())
    if not (found.hits or found.families):
        raise click.exceptions.Exit(1)


def _print(found: Found, book: Book) -> None:
    if found.hits:
        rows = [(_label(hit), hit.title, hit.why, str(_work(book, hit))) for hit in found]
        print_table(_HEADINGS, rows, texts=3)
    for near in found.siblings:
        click.echo(f"{found[0].code} has a sibling: {near.code} {near.title} ({near.why})")
    for place in found.families:
        if place.family:
            click.echo(f"Family: {place.family.name} ({place.category.name})")
    if found.message:
        click.echo(found.message)


def _data(query: str, found: Found, book: Book) -> dict[str, object]:
    return {
        "query": query,
        "release": book.newest().label,
        "hits": [_hit(hit, book) for hit in found],
        "siblings": [_hit(hit, book) for hit in found.siblings],
        "families": [
            {"name": p.family.name, "category": p.category.name} for p in found.families if p.family
        ],
        "message": found.message,
    }


def _hit(hit: Hit, book: Book) -> dict[str, object]:
    return {
        "code": hit.code,
        "modifier": hit.modifier,
        "title": hit.title,
        "why": hit.why,
        "score": round(hit.score, 3),
        "work_rvu": str(_work(book, hit)),
    }


def _label(hit: Hit) -> str:
    return f"{hit.code}-{hit.modifier}" if hit.modifier else hit.code


def _work(book: Book, hit: Hit) -> Decimal:
    rows = book.rows(book.newest().label, hit.code)
    return next((row for row in rows if row.modifier == hit.modifier), rows[0]).work
