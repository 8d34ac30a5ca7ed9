"""The yardstick of repricing: the base amount alone, as one would write it in DuckDB by hand.

Status, component, setting by place of service and the three indices, rounded to cents; no modifier,
no rule for several services, no limit. Parquet to Parquet, like what it is held against.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import duckdb
import pyarrow as pa

from openrvu.book.places import bundled_path

#: Tables of the book as they lie there, one a release where a record spans several.
_HELD = {
    "span": (
        "SELECT code, modifier, first, last, status, work, pe_nonfacility, pe_facility, mp"
        " FROM service JOIN policy ON id = policy",
        "code modifier first last status work pnf pf mp",
    ),
    "release": ("SELECT seq, first, factor FROM release", "seq first factor"),
    "place": (
        "SELECT first, last, carrier, number, work_gpci, pe_gpci, mp_gpci FROM locality",
        "first last carrier locality gw gp gm",
    ),
}
_TABLES = """
CREATE TABLE service AS
  SELECT r.seq::UTINYINT AS seq, code, modifier, status, work::INTEGER AS work,
         pnf::INTEGER AS pnf, pf::INTEGER AS pf, mp::INTEGER AS mp
  FROM span JOIN release AS r ON r.seq BETWEEN span.first AND span.last;
CREATE TABLE area AS
  SELECT r.seq::UTINYINT AS seq, carrier, locality, gw::SMALLINT AS gw, gp::SMALLINT AS gp,
         gm::SMALLINT AS gm
  FROM place JOIN release AS r ON r.seq BETWEEN place.first AND place.last;
CREATE TABLE day AS
  SELECT d::DATE AS date, max(seq)::UTINYINT AS seq, arg_max(factor, seq)::INTEGER AS factor
  FROM range(DATE '2020-01-01', DATE '2027-01-01', INTERVAL 1 DAY) AS t(d)
  JOIN release AS r ON r.first::DATE <= d
  GROUP BY d;
"""
_QUERY = """
COPY (
  SELECT x.* EXCLUDE (seq, factor, status, work, mp, pe), CASE WHEN status IN ('A', 'R', 'T') THEN
    (((work * gw + pe * gp + mp * gm)::BIGINT * factor + 5000000) // 10000000 * units)::BIGINT
      * 0.01::DECIMAL(3, 2) END::DECIMAL(18, 2) AS amount
  FROM (
    SELECT c.*, d.seq, d.factor, s.status, s.work, s.mp,
      CASE WHEN c.pos IN ('19', '21', '22', '23', '24', '26', '31', '34', '41', '42', '51', '52',
        '53', '56', '61') THEN pf ELSE pnf END AS pe
    FROM '{source}' AS c LEFT JOIN day AS d USING (date)
    LEFT JOIN service AS s ON s.seq = d.seq AND s.code = c.code
      AND s.modifier = CASE WHEN modifiers IN ('26', 'TC') THEN modifiers ELSE '' END
  ) AS x
  LEFT JOIN area AS a ON a.seq = x.seq AND a.carrier = x.carrier AND a.locality = x.locality
) TO '{target}' (FORMAT parquet)
"""


class Yardstick:
    """That query, its small tables made beforehand."""

    def __init__(self) -> None:
        """Make the tables."""
        self._db = duckdb.connect()
        book = sqlite3.connect(bundled_path())
        for name, (query, columns) in _HELD.items():
            values = map(list, zip(*book.execute(query).fetchall(), strict=True))
            held = pa.table(dict(zip(columns.split(), values, strict=True)))
            self._db.register("held", held)
            self._db.execute(f"CREATE TABLE {name} AS FROM held")
            self._db.unregister("held")
        self._db.execute(_TABLES)

    def run(self, source: Path, target: Path) -> None:
        """Compute the base amount of every line of a Parquet file into another."""
        self._db.execute(_QUERY.format(source=source, target=target))
