"""Computing the open benchmark: CMS's file streamed by DuckDB, a few hundred aggregates out."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.book.book import Book, open_book
from openrvu.errors import ReadError
from openrvu.exact import RVU_PLACES, add, ratio, shorten, to_scaled
from openrvu.pricing.table.arrow import fill
from openrvu.pricing.table.files import literal
from openrvu.productivity.benchmark.open_benchmark import (
    ACTIVE_FROM,
    LEAST_PROVIDERS,
    MEAN_PLACES,
    PERCENTILES,
    Counts,
    Distribution,
    OpenBenchmark,
    OpenSpecialty,
    tells_of_few,
)
from openrvu.productivity.benchmark.open_source import (
    Heading,
    Work,
    heading_of,
    other_year,
    work_rvus,
)
from openrvu.productivity.benchmark.specialties import physician_types, types_by_units
from openrvu.schedule.statistics import quantile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Digits after the point to which services are taken.
_SERVICE_PLACES = 6
_HUNDREDTH = Decimal("0.01")
_UNREADABLE = "a line that is no row of cells"
_NO_SPECIALTY = "provider type that is no physician specialty"
_OTHER_TYPES_SHOWN = 100

#: Why a row does not count, the first that holds; in the order they are told.
_REASONS = (
    ("NOT regexp_full_match(npi, '[0-9]{10}')", "NPI that is not ten digits"),
    ("entity != 'I'", "not an individual (entity code)"),
    ("by_units", "specialty paid by anesthesia units"),
    ("specialty IS NULL", _NO_SPECIALTY),
    ("drug != 'N'", "drug (drug indicator)"),
    ("place NOT IN ('F', 'O')", "place of service neither F nor O"),
    ("coalesce(services, 0) <= 0", "services that are no number above 0"),
    ("office IS NULL", "code that is not in the fee schedule of the year"),
    ("work = 0", "code without work RVUs"),
)


def build(path: Path, year: int, *, memory: str = "2GB", book: Book | None = None) -> OpenBenchmark:
    """Compute the benchmark of one of CMS's by-provider-and-service files.

    Args:
        path: the CSV file, with the names of its columns of any year.
        year: the calendar year of its services.
        memory: the most that DuckDB takes; what is more goes to a temporary folder.
        book: where work RVUs are read; that of this process by default.

    Raises:
        ReleaseNotHeld: no release of that year is held.
        ReadError: the file lacks a column.
        OSError: the file cannot be read.
    """
    import duckdb

    releases, work = work_rvus(year, book or open_book())
    heading = heading_of(path)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as db:
        db.execute(f"SET memory_limit = {literal(memory)}")
        db.execute(f"SET temp_directory = {literal(folder)}")
        db.execute("SET preserve_insertion_order = false")
        _fill_lookups(db, work)
        _stage(db, path, heading)
        counts = _counts(db)
        specialties = tuple(_specialties(db))
    notice = other_year(path, year)
    return OpenBenchmark(
        year=year,
        releases=releases,
        source=path.name,
        sha256=_digest(path),
        counts=counts,
        notices=(notice,) if notice else (),
        specialties=specialties,
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fill_lookups(db: DuckDBPyConnection, work: Mapping[str, Work]) -> None:
    """The tables of work RVUs, in hundredths, and of specialties by the letters of their type."""
    rows = [
        (code, to_scaled(each.office, RVU_PLACES), to_scaled(each.facility, RVU_PLACES))
        for code, each in work.items()
    ]
    fill(db, "works", {"code": "VARCHAR", "office": "INTEGER", "facility": "INTEGER"}, rows)
    types = [(said, label, False) for said, label in physician_types().items()]
    types += [(said, "", True) for said in types_by_units()]
    shape = {"letters": "VARCHAR", "specialty": "VARCHAR", "by_units": "BOOLEAN"}
    fill(db, "types", shape, types)


def _stage(db: DuckDBPyConnection, path: Path, heading: Heading) -> None:
    """Make the table ``staged``: rows and work of each NPI, and rows of what does not count.

    Raises:
        ReadError: the file cannot be read as CSV.
    """
    import duckdb

    cases = " ".join(f"WHEN {test} THEN {literal(reason)}" for test, reason in _REASONS)
    try:
        db.execute(f"""
            CREATE TABLE staged AS
            SELECT reason, if(reason = '', npi, NULL) AS npi,
                   if(reason = '', specialty, type) AS type, count(*) AS rows,
                   sum(if(reason = '', services * work, NULL)) AS hundredths
            FROM (
                SELECT *, CASE {cases} ELSE '' END AS reason
                FROM (
                    SELECT said.* EXCLUDE (code), specialty, office,
                           coalesce(by_units, false) AS by_units,
                           if(place = 'F', facility, office) AS work
                    FROM ({_said(path, heading)}) said
                    LEFT JOIN types ON types.letters = said.letters
                    LEFT JOIN works ON works.code = said.code
                )
            )
            GROUP BY ALL
        """)  # noqa: S608 - the SQL is made of our own words
    except duckdb.InvalidInputException as error:
        said = str(error).strip().splitlines()[0]
        raise ReadError(
            path.name,
            found=f"contents that do not open ({said})",
            expected="CSV",
            remedy="Give CMS's file as it was downloaded",
        ) from error


def _said(path: Path, heading: Heading) -> str:
    """The select of our columns of a file, tidied; lines that are no rows are kept apart."""
    ours = {
        name: f"upper(trim(coalesce({_quoted(column)}, '')))"
        for name, column in heading.columns.items()
    }
    shape = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in heading.names)
    plain = ("npi", "entity", "code", "drug", "place")
    columns = [f"{ours[name]} AS {name}" for name in plain]
    kind = f"DECIMAL(18, {_SERVICE_PLACES})"
    columns += [
        f"TRY_CAST(replace({ours['services']}, ',', '') AS {kind}) AS services",
        f"trim(coalesce({_quoted(heading.columns['type'])}, '')) AS type",
        f"regexp_replace(lower({ours['type']}), '[^a-z0-9]+', '', 'g') AS letters",
    ]
    read = (
        f"read_csv({literal(str(path), pattern=True)}, auto_detect = false, header = true, "
        f"delim = {literal(heading.delimiter)}, quote = '\"', escape = '\"', "
        f"columns = {{{shape}}}, store_rejects = true, rejects_limit = 0, "
        "rejects_table = 'unreadable', rejects_scan = 'unreadable_scans')"
    )
    return f"SELECT {', '.join(columns)} FROM {read}"  # noqa: S608 - likewise


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _counts(db: DuckDBPyConnection) -> Counts:
    rows = dict(db.execute("SELECT reason, sum(rows)::BIGINT FROM staged GROUP BY ALL").fetchall())
    (broken,) = db.execute("SELECT count(DISTINCT line) FROM unreadable").fetchone() or (0,)
    dropped = {reason: rows[reason] for _, reason in _REASONS if reason in rows}
    if broken:
        dropped[_UNREADABLE] = broken
    types = db.execute(
        "SELECT type, sum(rows)::BIGINT FROM staged WHERE reason = ? GROUP BY ALL "
        "ORDER BY 2 DESC, 1 LIMIT ?",
        [_NO_SPECIALTY, _OTHER_TYPES_SHOWN],
    ).fetchall()
    used = rows.get("", 0)
    return Counts(used + sum(dropped.values()), used, dropped, dict(types))


def _specialties(db: DuckDBPyConnection) -> Iterator[OpenSpecialty]:
    """Every specialty that an NPI counts in; an NPI of several in that of its most work."""
    db.execute(
        "CREATE TABLE providers AS SELECT min_by(type, row(-hundredths, type)) AS specialty, "
        "sum(hundredths) AS hundredths FROM staged WHERE reason = '' GROUP BY npi"
    )
    labels = db.execute("SELECT DISTINCT specialty FROM providers ORDER BY 1").fetchall()
    for (label,) in labels:
        found = db.execute(
            "SELECT hundredths FROM providers WHERE specialty = ? ORDER BY 1", [label]
        ).fetchall()
        yield _specialty(
            label, [shorten(each.scaleb(-RVU_PLACES), RVU_PLACES) for (each,) in found]
        )


def _specialty(label: str, ordered: Sequence[Decimal]) -> OpenSpecialty:
    everyone = _distribution(ordered)
    if everyone is None:
        return OpenSpecialty(label, None, None)
    least = everyone.points[ACTIVE_FROM]
    active = [value for value in ordered if value >= least]
    if tells_of_few(len(ordered), len(active)):
        return OpenSpecialty(label, everyone, None)
    return OpenSpecialty(label, everyone, _distribution(active))


def _distribution(ordered: Sequence[Decimal]) -> Distribution | None:
    """The distribution of ordered values; None where they are too few to be shown."""
    if len(ordered) < LEAST_PROVIDERS:
        return None
    points = {p: quantile(ordered, Decimal(p).scaleb(-2)) for p in PERCENTILES}
    mean = ratio(add(*ordered), Decimal(len(ordered)), MEAN_PLACES)
    return Distribution(len(ordered), points, mean)
