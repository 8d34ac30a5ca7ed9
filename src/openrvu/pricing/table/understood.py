"""A table of claims, once all that it says is looked up and what it does not say is rejected."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.book.book import Book
from openrvu.pricing.table.claims import find_claims
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
        claims: the table.
        known: what is known of it.
        in_runs: whether each of its claims is a run of rows.
    """

    claims: Claims
    known: Known
    in_runs: bool


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
        found = beside.submit(find_claims, other, claims)
        try:
            prepare(db, claims, book, terms)
            told = survey(db, claims, terms)
        except BaseException:
            other.interrupt()
            raise
        in_runs = found.result()
    claims = replace(claims, tells_kinds=told.tells_kinds)
    if find_rejects(db, claims, told.bad):
        claims = without_rejects(db, claims, folder)
        in_runs = find_claims(db, claims)
    return Understood(claims, told.known, in_runs)
