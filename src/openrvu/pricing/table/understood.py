"""A table of claims, once all that it says is looked up and what it does not say is rejected."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.book.book import Book
from openrvu.pricing.table.claims import Gathered, find_claims
from openrvu.pricing.table.lines import Claims
from openrvu.pricing.table.programs import Known
from openrvu.pricing.table.rejected import find_rejects, without_rejects
from openrvu.pricing.table.survey import Terms, prepare, survey

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Understood:
    """A table without its rejects.

    Attributes:
        path: the table, as Parquet.
        claims: the same, or a copy with more columns.
        known: what is known of it.
        gathered: how a row tells its claim.
    """

    path: Path
    claims: Claims
    known: Known
    gathered: Gathered


def understand(
    db: DuckDBPyConnection, claims: Claims, terms: Terms, book: Book, folder: Path
) -> Understood:
    """Look up all that a table says, and set apart what cannot be understood.

    Args:
        db: where everything is made.
        claims: the table.
        terms: what is said of every line.
        book: the releases.
        folder: where the table goes without its rejects, if it has any.
    """
    # Looking at one claim after the other keeps one processor busy; the other does the rest.
    with db.cursor() as other, ThreadPoolExecutor(1) as beside:
        found = beside.submit(find_claims, other, claims, folder)
        try:
            claims = prepare(db, claims, book, terms)
            told = survey(db, claims, terms)
        except BaseException:
            other.interrupt()
            raise
        placed, gathered = found.result()
    if find_rejects(db, claims, gathered, is_suspect=told.is_suspect):
        claims = without_rejects(db, claims, folder)
        placed, gathered = find_claims(db, claims, folder)
    placed = replace(placed, tells_kinds=told.tells_kinds)
    return Understood(claims.path, placed, told.known, gathered)
