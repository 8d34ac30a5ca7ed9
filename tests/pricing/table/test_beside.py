"""Columns beside those of a file, as several writers write it and several readers read it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from openrvu.pricing.table.added import Together
from openrvu.pricing.table.beside import put_beside
from spark import spark_session

ROWS, GROUP = 1_000, 300
GIVEN = pa.table(
    {
        "code": [f"{99200 + n % 20}" for n in range(ROWS)],
        "units": pa.array([None if n % 7 == 0 else n % 5 for n in range(ROWS)], pa.int32()),
        "charge": [f"{n}.{n % 100:02}" for n in range(ROWS)],
    }
)
NESTED = GIVEN.append_column("notes", [[{"at": n, "said": ["a"] * (n % 3)} for n in range(ROWS)]])
PARTED = pa.table({"amount": list(range(ROWS)), "outcome": ["priced"] * ROWS})

Writer = Callable[[pa.Table, Path], None]


def by_arrow(**options: Any) -> Writer:
    def write(table: pa.Table, path: Path) -> None:
        parquet.write_table(table, path, row_group_size=GROUP, **options)

    return write


def by_duckdb(codec: str) -> Writer:
    def write(table: pa.Table, path: Path) -> None:
        with duckdb.connect() as db:
            db.register("given", table)
            db.execute(f"COPY given TO '{path}' (FORMAT parquet, CODEC {codec})")

    return write


def by_spark(table: pa.Table, path: Path) -> None:
    folder = path.with_suffix(".folder")
    parquet.write_table(table, path)
    spark_session().read.parquet(str(path)).coalesce(1).write.parquet(str(folder))
    (part,) = folder.glob("*.parquet")
    part.rename(path)


WRITERS: dict[str, Writer] = {
    "plain": by_arrow(use_dictionary=False, compression="none"),
    "snappy": by_arrow(compression="snappy"),
    "pages of version 2": by_arrow(compression="zstd", data_page_version="2.0"),
    "page indexes": by_arrow(write_page_index=True, data_page_size=500),
    "no note of Arrow's": by_arrow(store_schema=False),
    "of old": by_arrow(version="1.0"),
    "sorted": by_arrow(sorting_columns=[parquet.SortingColumn(0)]),
    "DuckDB": by_duckdb("snappy"),
    "DuckDB zstd": by_duckdb("zstd"),
    "Spark": by_spark,
}


def added_to(source: Path, folder: Path, **options: Any) -> Path:
    """The columns that are added, in the row groups of a file."""
    about, path, start = parquet.read_metadata(source), folder / "added.parquet", 0
    with parquet.ParquetWriter(path, PARTED.schema, **options) as writer:
        for number in range(about.num_row_groups):
            size = about.row_group(number).num_rows
            writer.write_table(PARTED.slice(start, size), size)
            start += size
    return path


def put_together(table: pa.Table, writer: Writer, folder: Path, **options: Any) -> Path:
    path = folder / "claims.parquet"
    writer(table, path)
    put_beside(path, added_to(path, folder, **options))
    return path


def by_reader(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows as each reader has them."""
    with duckdb.connect() as db:
        theirs = db.sql(f"FROM '{path}'").to_arrow_table()
    return {"Arrow": parquet.read_table(path).to_pylist(), "DuckDB": theirs.to_pylist()}


def rows_of(table: pa.Table) -> list[dict[str, Any]]:
    both = zip(table.to_pylist(), PARTED.to_pylist(), strict=True)
    return [one | other for one, other in both]


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("table", [GIVEN, NESTED], ids=["flat", "nested"])
def test_readers_find_the_columns_of_both(table: pa.Table, writer: Writer, tmp_path: Path) -> None:
    path = put_together(table, writer, tmp_path)
    for reader, rows in by_reader(path).items():
        assert rows == rows_of(table), reader


@pytest.mark.parametrize("writer", ["snappy", "DuckDB", "Spark"])
def test_spark_finds_the_columns_of_both(writer: str, tmp_path: Path) -> None:
    path = put_together(GIVEN, WRITERS[writer], tmp_path)
    rows = spark_session().read.parquet(str(path)).collect()
    assert sorted((row.asDict() for row in rows), key=lambda row: row["amount"]) == rows_of(GIVEN)


@pytest.mark.parametrize(
    "options", [{"write_page_index": True}, {"use_dictionary": False}], ids=str
)
def test_a_column_is_found_by_its_statistics_too(options: dict[str, Any], tmp_path: Path) -> None:
    path = put_together(GIVEN, WRITERS["page indexes"], tmp_path, **options)
    few = parquet.read_table(path, filters=[("amount", ">=", 900), ("units", "=", 3)])
    with duckdb.connect() as db:
        found = db.read_parquet(str(path)).filter("amount >= 900 AND units = 3").fetchall()
    wanted = [row for row in rows_of(GIVEN)[900:] if row["units"] == 3]
    assert few.to_pylist() == wanted
    assert found == [tuple(row.values()) for row in wanted]


def test_the_bytes_of_the_table_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    WRITERS["snappy"](GIVEN, path)
    before, length = path.read_bytes(), parquet.read_metadata(path).serialized_size
    put_beside(path, added_to(path, tmp_path))
    data = len(before) - length - 8
    assert path.read_bytes()[:data] == before[:data]


def encrypted(path: Path, *, plaintext_footer: bool) -> None:
    from pyarrow.parquet import encryption

    class Keys(encryption.KmsClient):  # type: ignore[misc] # it has no types
        def wrap_key(self, key: bytes, _: str) -> bytes:
            return base64.b64encode(key)

        def unwrap_key(self, wrapped: bytes, _: str) -> bytes:
            return base64.b64decode(wrapped)

    about = encryption.EncryptionConfiguration(
        footer_key="f", column_keys={"c": ["code"]}, plaintext_footer=plaintext_footer
    )
    properties = encryption.CryptoFactory(lambda _: Keys()).file_encryption_properties(
        encryption.KmsConnectionConfig(), about
    )
    parquet.write_table(GIVEN, path, encryption_properties=properties)


@pytest.mark.parametrize("plaintext_footer", [True, False])
def test_an_encrypted_file_is_refused_and_left_as_it_is(
    plaintext_footer: bool,
    tmp_path: Path,
) -> None:
    path, added = tmp_path / "claims.parquet", tmp_path / "added.parquet"
    encrypted(path, plaintext_footer=plaintext_footer)
    parquet.write_table(PARTED, added)
    before = path.read_bytes()
    with pytest.raises(ValueError, match=r"plain|encrypted|follow"):
        put_beside(path, added)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1\0\0\0\0PAR1", b"PAR1\xff\xff\xff\xffPAR1"])
def test_what_is_no_parquet_file_is_refused(data: bytes, tmp_path: Path) -> None:
    path, added = tmp_path / "claims.parquet", tmp_path / "added.parquet"
    path.write_bytes(data)
    parquet.write_table(PARTED, added)
    with pytest.raises(ValueError):  # noqa: PT011 - of more than one kind
        put_beside(path, added)


def test_of_other_row_groups_a_file_is_written_anew(tmp_path: Path) -> None:
    source, added, target = (tmp_path / f"{name}.parquet" for name in ("one", "added", "both"))
    WRITERS["snappy"](GIVEN, source)
    parquet.write_table(PARTED, added, row_group_size=77)
    with duckdb.connect() as db, Together(source, target) as both:
        both.finish(db, added)
    assert parquet.read_table(target).to_pylist() == rows_of(GIVEN)
