"""What the book holds, as tables of DuckDB: releases, rows of the fee schedule, and places.

Figures are the book's scaled integers under the names that rules use (:mod:`openrvu.rules.fields`).
No column that rules read holds NULL: row 0 stands for none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from openrvu.book.book import Book
from openrvu.exact import CENT_PLACES, FACTOR_PLACES, GPCI_PLACES, to_scaled
from openrvu.pricing.table.arrow import Shape, fill
from openrvu.rules.test_components import WholeTest, whole_tests
from openrvu.rules.visits import is_visit
from openrvu.schedule.amount import PAYABLE
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ROW_MODIFIERS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_RVUS = ("work", "pe_nonfacility", "pe_facility", "mp")
_OPPS = ("opps_pe_nonfacility", "opps_pe_facility", "opps_mp")
_SHARES = ("pre_op", "intra_op", "post_op")
_FLAGS = ("na_nonfacility", "na_facility")
#: Indicators: the name that rules use, and that of the book's table.
_INDICATORS = {
    "status": "status",
    "pctc": "pctc",
    "multiple": "multiple_procedure",
    "bilateral": "bilateral",
    "assistant": "assistant",
    "co_surgeon": "co_surgeon",
    "team": "team",
    "global_days": "global_days",
    "endoscopic_base": "endoscopic_base",
    "imaging_family": "imaging_family",
}
#: The book's tables as :mod:`openrvu.book.schema` states them.
_HELD: Shape = {
    "number": "UTINYINT",
    "release_id": "UTINYINT",
    "label": "VARCHAR",
    "factor": "INTEGER",
}
_SPAN: Shape = {
    "code": "VARCHAR",
    "modifier": "VARCHAR",
    "first": "UTINYINT",
    "last": "UTINYINT",
    "policy": "INTEGER",
    **dict.fromkeys((*_RVUS, *_OPPS), "INTEGER"),
}
_POLICY: Shape = {
    "id": "INTEGER",
    "status": "indicator",
    "not_used": "BOOLEAN",
    **dict.fromkeys(_FLAGS, "BOOLEAN"),
    "pctc": "indicator",
    "global_days": "indicator",
    **dict.fromkeys(_SHARES, "INTEGER"),
    **dict.fromkeys(("multiple_procedure", "bilateral", "assistant", "co_surgeon"), "indicator"),
    "team": "indicator",
    **dict.fromkeys(("pricing", "endoscopic_base", "supervision", "calculation_flag"), "VARCHAR"),
    "imaging_family": "indicator",
}
_AREA: Shape = {
    **dict.fromkeys(("state", "number", "carrier"), "VARCHAR"),
    **dict.fromkeys(("first", "last"), "UTINYINT"),
    "name": "VARCHAR",
    **dict.fromkeys(("work_gpci", "pe_gpci", "mp_gpci"), "INTEGER"),
    "counties": "VARCHAR",
    "anesthesia": "INTEGER",
}
_PARTS = ("tc", "pc", "base")
#: Texts of a few values each, likewise.
_ENUMS = {ours: theirs for ours, theirs in _INDICATORS.items() if ours != "endoscopic_base"}
#: Every field of rules that the table ``service`` has.
SERVICE_FIELDS = (
    *("code", "row", "row_found", "has_row_53", "is_visit", "release_missing", "component_missing"),
    *_INDICATORS,
    *_FLAGS,
    *_SHARES,
    *_RVUS,
    *_OPPS,
    *(f"{part}_{name}" for part in _PARTS for name in _RVUS),
)
#: And the table ``place_index``.
PLACE_FIELDS = (
    *("work_gpci", "pe_gpci", "mp_gpci", "factor"),
    *("anesthesia_factor", "has_anesthesia_factor", "locality_missing"),
)
#: The locality's anesthesia factor is stored in cents; rules have all factors of four places.
_ANESTHESIA_UNIT = 10 ** (FACTOR_PLACES - CENT_PLACES)


def load_dimensions(
    db: DuckDBPyConnection, book: Book, releases: Collection[Release], *, qp: bool = False
) -> None:
    """Make the tables of a book.

    - ``release``: ``release_id``, from 1 in order of force, and ``label``.
    - ``service``: a row for each release, code and component, with every field of rules that is
      read off it; ``row_id`` 0 is none.
    - ``whole``: for each release and code, the row that answers for the code without a component,
      or 0.
    - ``code_number``: a number for each code; whether, in any release, a line of several units
      counts for more than one among others (``counts_units``); and whether it is paid by time.
    - ``known_place``: a number for each place that any release has, ``area``.
    - ``place_index``: for each release and place the indices and factors; ``carrier`` is empty for
      the nation, all of whose indices are 1.

    Args:
        db: where to make them.
        book: what is held.
        releases: those wanted, which are fewer than the book's where all lines are of one year.
        qp: the conversion factor of qualifying APM participants. A release of a year before
            there was one has one factor for all.
    """
    _make_indicator(db, book)
    db.execute(_EMPTY)
    numbers = release_numbers(book)
    for shelf, answered in book.answering():
        wanted = ((n, r) for n, r in answered.items() if r in releases)
        fill(db, "held", _HELD, (_held(n, numbers[r], r, qp=qp) for n, r in wanted))
        fill(db, "span", _SPAN, shelf.stored("service"))
        fill(db, "policy", _POLICY, shelf.stored("policy"))
        fill(db, "area", _AREA, shelf.stored("locality"))
        db.execute(_TAKE)
    tests = ((t.whole, kind, code) for t in whole_tests() for kind, code in _parts(t))
    fill(db, "test_part", {"whole": "VARCHAR", "kind": "VARCHAR", "code": "VARCHAR"}, tests)
    codes = db.execute("SELECT DISTINCT code FROM stored").fetchall()
    visits = ((code,) for (code,) in codes if is_visit(code))
    fill(db, "visit", {"code": "VARCHAR"}, visits)
    db.execute(_MAKE)
    _add_nothing(db, "service", row_id=str(NO_ROW))
    _add_nothing(db, "service", row_id=str(NO_RELEASE), release_missing="TRUE")
    _add_nothing(db, "service", row_id=str(NO_COMPONENT), component_missing="TRUE")
    _add_nothing(db, "place_index", place_id=str(NO_PLACE), locality_missing="TRUE")


def _make_indicator(db: DuckDBPyConnection, book: Book) -> None:
    """Make the type of indicators: what any of them says, which compares as fast as a number."""
    places = [place for place, name in enumerate(_POLICY) if name in _ENUMS.values()]
    policies = (policy for shelf in book.shelves for policy in shelf.stored("policy"))
    said = {str(policy[place]) for policy in policies for place in places}
    listed = ", ".join(f"'{text}'" for text in sorted(said | {*ROW_MODIFIERS}))
    db.execute(f"DROP TYPE IF EXISTS indicator CASCADE; CREATE TYPE indicator AS ENUM ({listed})")


def release_numbers(book: Book) -> dict[Release, int]:
    """The number of each release of a book, from 1 in order of force."""
    return {release: number for number, release in enumerate(book.releases(), 1)}


def _held(number: int, release_id: int, release: Release, *, qp: bool) -> tuple[object, ...]:
    factor = (release.qp_conversion_factor if qp else None) or release.conversion_factor
    return number, release_id, release.label, to_scaled(factor, FACTOR_PLACES)


def _parts(test: WholeTest) -> Iterator[tuple[str, str]]:
    yield from (("tc", code) for code in test.technical)
    yield from (("pc", code) for code in test.professional)


def _named(names: Iterable[str], prefix: str) -> str:
    return ", ".join(f"{prefix}{name}" for name in names)


def _part(prefix: str) -> str:
    """The RVUs of a companion row, or zeros, under the names that rules use."""
    return ", ".join(f"coalesce({prefix}.{name}, 0) AS {prefix}_{name}" for name in _RVUS)


_READ = ", ".join(f"p.{theirs} AS {ours}" for ours, theirs in _INDICATORS.items())
_INDICES = ("work_gpci", "pe_gpci", "mp_gpci")
#: Rows that stand for none: no such code; no release of the day; a code without that component.
NO_ROW, NO_RELEASE, NO_COMPONENT = 0, -1, -2
#: The place that stands for none.
NO_PLACE = 0

_EMPTY = f"""
CREATE OR REPLACE TABLE release (release_id UTINYINT, label VARCHAR);
CREATE OR REPLACE TABLE stored_area (carrier VARCHAR, number VARCHAR);
INSERT INTO stored_area VALUES ('', '');
CREATE OR REPLACE TABLE stored (
    release_id UTINYINT, code VARCHAR, "row" indicator,
    {" indicator, ".join(_ENUMS)} indicator, endoscopic_base VARCHAR,
    {" BOOLEAN, ".join(_FLAGS)} BOOLEAN, {" INTEGER, ".join((*_SHARES, *_RVUS, *_OPPS))} INTEGER
);
CREATE OR REPLACE TABLE stored_place (
    release_id UTINYINT, carrier VARCHAR, number VARCHAR, {" INTEGER, ".join(_INDICES)} INTEGER,
    factor INTEGER, anesthesia_factor INTEGER, has_anesthesia_factor BOOLEAN
);
"""

#: A record stands for the releases from its first to its last.
_TAKE = f"""
INSERT INTO release SELECT release_id, label FROM held;
INSERT INTO stored_area SELECT carrier, number FROM area;
INSERT INTO stored BY NAME
SELECT release_id, code, modifier::indicator AS "row", {_READ}, {_named((*_FLAGS, *_SHARES), "p.")},
       {_named((*_RVUS, *_OPPS), "s.")}
FROM span AS s JOIN held ON held.number BETWEEN s.first AND s.last
JOIN policy AS p ON p.id = s.policy;
INSERT INTO stored_place
SELECT release_id, carrier, area.number, {_named(_INDICES, "")}, factor,
       coalesce(anesthesia, 0) * {_ANESTHESIA_UNIT}, anesthesia IS NOT NULL
FROM area JOIN held ON held.number BETWEEN area.first AND area.last;
INSERT INTO stored_place
SELECT release_id, '', '', {", ".join(str(10**GPCI_PLACES) for _ in _INDICES)}, factor, 0, FALSE
FROM held;
"""

#: What a code without component is answered with: its whole service, or its only row.
_MAKE = f"""
CREATE OR REPLACE VIEW numbered AS SELECT (rowid + 1)::INTEGER AS row_id, * FROM stored;
CREATE OR REPLACE TABLE code_number AS
SELECT code, row_number() OVER (ORDER BY code)::INTEGER AS code_id,
       bool_or(multiple NOT IN ('0', '9') OR bilateral IN ('1', '2')) AS counts_units,
       bool_or(status = 'J') AS is_timed
FROM stored GROUP BY code;
CREATE OR REPLACE TABLE whole AS
SELECT release_id, code, any_value(code_id) AS code_id,
       -- '' comes before every component
       CASE WHEN min("row") = '' THEN arg_min(row_id, "row") ELSE {NO_COMPONENT} END AS whole_row,
       CASE WHEN min("row") = '' OR count(*) = 1 THEN arg_min(row_id, "row")
            ELSE {NO_COMPONENT} END AS only_row,
       bool_or("row" = '53') AS has_row_53
FROM numbered JOIN code_number USING (code) GROUP BY release_id, code;
CREATE OR REPLACE TABLE part AS
SELECT release_id, code, CASE "row" WHEN 'TC' THEN 'tc' ELSE 'pc' END AS kind,
       FALSE AS of_test, {_named(_RVUS, "")}
FROM numbered WHERE "row" IN ('TC', '26')
UNION ALL
SELECT whole.release_id, t.whole, t.kind, TRUE, {", ".join(f"sum(n.{r})::INTEGER" for r in _RVUS)}
FROM test_part AS t JOIN whole USING (code) JOIN numbered AS n ON n.row_id = whole.only_row
GROUP BY ALL;
CREATE OR REPLACE TABLE service AS
SELECT n.*, n."row"::VARCHAR AS component, TRUE AS row_found,
       FALSE AS release_missing, FALSE AS component_missing,
       w.has_row_53, n.code IN (FROM visit) AS is_visit,
       {_part("tc")}, {_part("pc")}, {_part("base")},
       n."row" = '' AND n.pctc IN ('1', '4') AND n.status IN {tuple(sorted(PAYABLE))}
           AND tc_work + tc_pe_nonfacility + tc_pe_facility + tc_mp = 0 AS lacks_parts
FROM numbered AS n
JOIN whole AS w ON w.release_id = n.release_id AND w.code = n.code
LEFT JOIN part AS tc ON tc.release_id = n.release_id AND tc.code = n.code
    AND tc.kind = 'tc' AND tc.of_test = (n.pctc = '4')
LEFT JOIN part AS pc ON pc.release_id = n.release_id AND pc.code = n.code
    AND pc.kind = 'pc' AND pc.of_test = (n.pctc = '4')
LEFT JOIN whole AS b ON b.release_id = n.release_id AND b.code = n.endoscopic_base
LEFT JOIN numbered AS base ON base.row_id = b.only_row;
CREATE OR REPLACE TABLE place_index AS
SELECT row_number() OVER ()::INTEGER AS place_id, *, FALSE AS locality_missing FROM stored_place;
CREATE OR REPLACE TABLE known_place AS
SELECT carrier, number, row_number() OVER (ORDER BY carrier, number)::INTEGER AS area
FROM (SELECT DISTINCT carrier, number FROM stored_area);
DROP VIEW numbered; DROP TABLE stored; DROP TABLE stored_place; DROP TABLE stored_area;
DROP TABLE part;
"""

#: What stands for nothing, of each type; of an enumeration its first value, which is empty.
_NOTHING = {"BOOLEAN": "FALSE", "VARCHAR": "''"}


def _add_nothing(db: DuckDBPyConnection, table: str, **said: str) -> None:
    """Add a row that says nothing but what is given, as SQL by column."""
    shape = db.execute(f"DESCRIBE {table}").fetchall()
    columns = (said.get(n, "''" if k[:4] == "ENUM" else _NOTHING.get(k, "0")) for n, k, *_ in shape)
    db.execute(f"INSERT INTO {table} VALUES ({', '.join(columns)})")
