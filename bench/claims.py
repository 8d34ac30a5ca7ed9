"""Claims that nobody filed: made by DuckDB from the book's codes, the same ones every time.

Six lines in ten stand alone. The others come in claims of two to four lines in which Medicare's
rules for several services of a day apply: surgery, endoscopy, imaging, therapy, both sides, heart
and eye tests, a visit beside a procedure. Dates run from 2020 to 2026 over 109 localities.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from openrvu.book.book import Book, open_book
from openrvu.schedule.rows import ServiceRow

Rows = Iterable[tuple[object, ...]]

_LOCALITIES = 109
_VISITS = ("99202", "99203", "99204", "99212", "99213", "99214", "99215", "99232", "99233", "99284")
_PLACES = ("11", "11", "11", "11", "11", "22", "22", "21", "23", "24")
_FAMILIES = ("43235", "45378", "31622", "52000", "29870")
#: Claims of several lines: pool of each line, its modifiers, its most units; shares out of 100.
_TEMPLATES: tuple[tuple[int, tuple[tuple[str, str, int], ...]], ...] = (
    (18, (("surgery", "", 1), ("surgery", "51", 1), ("surgery", "59", 1))),
    (8, (("43235", "", 1), ("43235", "59", 1), ("45378", "59", 1))),
    (7, (("45378", "", 1), ("45378", "59", 1))),
    (3, (("31622", "", 1), ("31622", "51", 1))),
    (2, (("52000", "", 1), ("52000", "", 1), ("surgery", "51", 1))),
    (2, (("29870", "RT", 1), ("29870", "RT,59", 1))),
    (15, (("imaging", "26", 1), ("imaging", "26", 1))),
    (8, (("imaging", "", 1), ("imaging", "", 1), ("visit", "25", 1))),
    (10, (("therapy", "GP", 4), ("therapy", "GP", 2), ("therapy", "GP,59", 1))),
    (6, (("bilateral", "50", 1), ("surgery", "51", 1))),
    (3, (("sides", "RT", 1), ("sides", "LT", 1))),
    (5, (("heart", "", 1), ("heart", "", 1))),
    (5, (("eye", "", 1), ("eye", "", 1), ("visit", "25", 1))),
    (8, (("visit", "25", 1), ("surgery", "", 1), ("addon", "", 2), ("any", "", 1))),
)
_MOST_LINES = max(len(lines) for _, lines in _TEMPLATES)
#: Claims of one line: pool, modifiers, most units; shares out of 100.
_ALONE: tuple[tuple[int, tuple[tuple[str, str, int], ...]], ...] = (
    (48, (("visit", "", 1),)),
    (12, (("imaging", "26", 1),)),
    (8, (("imaging", "", 1),)),
    (6, (("therapy", "GP", 4),)),
    (8, (("surgery", "", 1),)),
    (4, (("surgery", "LT", 1),)),
    (4, (("heart", "26", 1),)),
    (10, (("any", "", 2),)),
)

_MAKE = """
CREATE TABLE made AS
  WITH claim AS (
    SELECT i, hash(i) AS h, hash(i + 1_000_000_007) AS g,
           {alone} AS alone, (hash(i * 7 + 1) % 100)::INTEGER AS draw
    FROM range({claims}) AS r(i)
  ), drawn AS (
    SELECT claim.*, t.line, t.pool, t.size, t.modifiers, t.most_units
    FROM claim JOIN template AS t USING (alone, draw)
  )
  SELECT 'C' || lpad(i::VARCHAR, 10, '0') AS claim_id, drawn.line,
         'P' || lpad((h % 40_000)::VARCHAR, 6, '0') AS provider, pool.code, drawn.modifiers,
         (1 + hash(i * 11 + line) % most_units)::INTEGER AS units, place.pos,
         area.carrier, area.locality, DATE '2020-01-01' + (g % 2557)::INTEGER AS date,
         ((2_000 + hash(i * 13 + line) % 120_000)::DECIMAL(12, 0) * 0.01)::DECIMAL(10, 2) AS charge
  FROM drawn
  JOIN pool ON pool.name = drawn.pool
   -- the two sides of a pair are one code: that draw does not look at the line
   AND pool.n = hash(i * 17 + CASE WHEN drawn.pool = 'sides' THEN 1 ELSE line END) % drawn.size
  JOIN place ON place.n = (h // 3) % 10
  JOIN area ON area.n = (g // 5) % {localities}
  ORDER BY i, line
"""


def write_claims(path: Path, lines: int, *, alone: bool = False) -> None:
    """Write a table of claims as Parquet; the same arguments give the same claims.

    Args:
        path: the file to write.
        lines: how many.
        alone: whether every line is a claim of its own; else six in ten are.
    """
    db = duckdb.connect()
    # as written: claims pass by small tables, which are not multiplied with each other first
    db.execute("SET disabled_optimizers = 'join_order'")
    book = open_book()
    pools = _pools(book)
    listed = ((name, n, code) for name, codes in pools.items() for n, code in enumerate(codes))
    _fill(db, "pool", "name n code", listed)
    _fill(db, "area", "n carrier locality", _areas(book))
    _fill(db, "place", "n pos", enumerate(_PLACES))
    sizes = {name: len(codes) for name, codes in pools.items()}
    shape = "alone draw line pool size modifiers most_units"
    _fill(db, "template", shape, _templates(sizes))
    per_claim = sum(share * len(rows) for share, rows in _TEMPLATES) / 100
    # six lines alone for every four in claims of several
    single_share = 1_000_000 if alone else round(1_000_000 * 6 / (6 + 4 / per_claim))
    claims = lines if alone else round(1.02 * lines * (0.6 + 0.4 / per_claim))
    single = f"(hash(i * 5 + 3) % 1_000_000 < {single_share})"
    db.execute(_MAKE.format(alone=single, claims=claims, localities=_LOCALITIES))
    # not LIMIT beside ORDER BY, which keeps the highest so many and is far slower
    db.execute(f"COPY (FROM made LIMIT {lines}) TO '{path}' (FORMAT parquet)")


def _fill(db: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Rows) -> None:
    held = pa.table(dict(zip(columns.split(), map(list, zip(*rows, strict=True)), strict=True)))
    db.register("held", held)
    db.execute(f"CREATE TABLE {name} AS FROM held")
    db.unregister("held")


def _templates(sizes: Mapping[str, int]) -> Rows:
    """The lines of a claim for each of a hundred draws, of claims of one line and of several."""
    for alone, templates in ((True, _ALONE), (False, _TEMPLATES)):
        drawn = [lines for share, lines in templates for _ in range(share)]
        for draw, lines in enumerate(drawn):
            for line, (pool, modifiers, units) in enumerate(lines, 1):
                yield alone, draw, line, pool, sizes[pool], modifiers, units


def _pools(book: Book) -> dict[str, list[str]]:
    """Codes by what they serve for, each of a row that every release holds."""
    lasting = set.intersection(*(set(book.codes(r.label)) for r in book.releases()))
    pools: dict[str, list[str]] = {"visit": list(_VISITS)}
    for row in book.all_rows(book.newest().label):
        if row.code in lasting and not row.modifier:
            for name in _pools_of(row):
                pools.setdefault(name, []).append(row.code)
    return pools


def _pools_of(row: ServiceRow) -> Iterable[str]:
    policy = row.policy
    yield "any"
    if policy.status != "A":
        return
    multiple = policy.multiple_procedure
    named = {"2": "surgery", "4": "imaging", "5": "therapy", "6": "heart", "7": "eye"}
    if multiple in named:
        yield named[multiple]
    if policy.endoscopic_base in _FAMILIES or row.code in _FAMILIES:
        yield policy.endoscopic_base or row.code
    if multiple == "2" and policy.bilateral == "1":
        yield from ("bilateral", "sides")
    if policy.global_days == "ZZZ":
        yield "addon"


def _areas(book: Book) -> Rows:
    """Localities that every release has."""
    keys = [{(a.carrier, a.number) for a in book.localities(r.label)} for r in book.releases()]
    for n, (carrier, number) in enumerate(sorted(set.intersection(*keys))[:_LOCALITIES]):
        yield n, carrier, number


if __name__ == "__main__":
    target, count = sys.argv[1:3]
    write_claims(Path(target), int(count), alone="alone" in sys.argv)
