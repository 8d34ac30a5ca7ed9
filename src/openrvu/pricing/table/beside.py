"""Columns put beside those of a Parquet file, whose own bytes are copied as they are.

A Parquet file is chunks of columns and, at its end, a footer that says where each is. So a file
with more columns is the chunks of both and one footer: nothing of the input is decoded, and
nothing of it can change. https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import BinaryIO

from openrvu.pricing.table.thrift import Struct, read_struct, write_struct

_MAGIC = b"PAR1"
#: Length of the footer, and the magic after it.
_TAIL = 8
# Fields of the footer by their number: https://github.com/apache/parquet-format, parquet.thrift.
_SCHEMA, _ROW_GROUPS, _KEY_VALUES, _COLUMN_ORDERS = 2, 4, 5, 7
_ENCRYPTION = (8, 9)
_NUM_CHILDREN = 5
_COLUMNS, _BYTES, _ROWS, _COMPRESSED = 1, 2, 3, 6
_CHUNK_FILE, _CHUNK_OFFSET, _CHUNK_META = 1, 2, 3
#: Of the chunk's page indexes, which say in their turn where each page is; and of its encryption.
_CHUNK_PAGES, _CHUNK_ENCRYPTION = (4, 5, 6, 7), (8, 9)
_META_OFFSETS = (9, 10, 11, 14)
_KEY, _VALUE = 1, 2
_ARROW_SCHEMA = b"ARROW:schema"
#: Notes in which a writer names the columns for itself, and would not see those that are added.
_STALE_NOTES = (
    b"org.apache.spark.sql.parquet.row.metadata",
    b"parquet.avro.schema",
    b"avro.schema",
    b"iceberg.schema",
)


def put_beside(target: Path, added: Path) -> None:
    """Put the columns of a Parquet file behind those of another, which have the same row groups.

    Args:
        target: the file that is given more columns; after an error it is as it was.
        added: the columns.

    Raises:
        ValueError: the two have different row groups, or one is no plain Parquet file.
    """
    with added.open("rb") as other, target.open("r+b") as out:
        ours, theirs = _footer(out), _footer(other)
        _merge(ours.struct, theirs.struct, ours.begins - len(_MAGIC))
        _set_notes(ours.struct, target, added)
        footer = write_struct(ours.struct)
        out.truncate(ours.begins)
        out.seek(ours.begins)
        other.seek(len(_MAGIC))
        _copy(other, theirs.begins - len(_MAGIC), out)
        out.write(footer + len(footer).to_bytes(4, "little") + _MAGIC)


class _Footer:
    """A footer and where in its file it begins."""

    def __init__(self, struct: Struct, begins: int) -> None:
        self.struct, self.begins = struct, begins


def _footer(file: BinaryIO) -> _Footer:
    """The footer of a file.

    Raises:
        ValueError: there is none, or parts of the file are encrypted or stand in another file.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    begins = size - _TAIL - int.from_bytes(tail[:4], "little")
    if tail[4:] != _MAGIC or begins < len(_MAGIC):
        raise ValueError("the file does not end as a plain Parquet file does")
    file.seek(begins)
    struct = read_struct(file.read(size - _TAIL - begins))
    chunks = (
        chunk for group in struct.must(_ROW_GROUPS).items for chunk in group.must(_COLUMNS).items
    )
    elsewhere = (_CHUNK_FILE, *_CHUNK_ENCRYPTION)
    if any(n in struct.fields for n in _ENCRYPTION) or any(
        n in chunk.fields for chunk in chunks for n in elsewhere
    ):
        raise ValueError("parts of the file are encrypted, or stand in another file")
    return _Footer(struct, begins)


def _copy(file: BinaryIO, count: int, out: BinaryIO) -> None:
    """Copy so many bytes from where a file stands."""
    block = 1 << 22
    while count:
        data = file.read(min(block, count))
        out.write(data)
        count -= len(data)


def _merge(ours: Struct, theirs: Struct, shift: int) -> None:
    """Add their columns to our footer; their chunks have moved by ``shift`` bytes."""
    schema, more = ours.must(_SCHEMA).items, theirs.must(_SCHEMA).items
    schema[0].put(_NUM_CHILDREN, schema[0].must(_NUM_CHILDREN) + more[0].must(_NUM_CHILDREN))
    schema += more[1:]
    groups, others = ours.must(_ROW_GROUPS).items, theirs.must(_ROW_GROUPS).items
    if [g.must(_ROWS) for g in groups] != [g.must(_ROWS) for g in others]:
        raise ValueError("the two files have different row groups")
    for group, other in zip(groups, others, strict=True):
        _merge_group(group, other, shift)
    if ours.get(_COLUMN_ORDERS) and theirs.get(_COLUMN_ORDERS):
        ours.get(_COLUMN_ORDERS).items += theirs.get(_COLUMN_ORDERS).items
    else:
        ours.fields.pop(_COLUMN_ORDERS, None)


def _merge_group(group: Struct, other: Struct, shift: int) -> None:
    chunks = other.must(_COLUMNS).items
    for chunk in chunks:
        _move(chunk, (_CHUNK_OFFSET,), shift)
        _move(chunk.must(_CHUNK_META), _META_OFFSETS, shift)
        for number in _CHUNK_PAGES:
            chunk.fields.pop(number, None)
    group.must(_COLUMNS).items += chunks
    group.put(_BYTES, group.must(_BYTES) + other.must(_BYTES))
    if group.get(_COMPRESSED) is not None and other.get(_COMPRESSED) is not None:
        group.put(_COMPRESSED, group.get(_COMPRESSED) + other.get(_COMPRESSED))
    else:
        group.fields.pop(_COMPRESSED, None)


def _move(struct: Struct, numbers: tuple[int, ...], shift: int) -> None:
    for number in numbers:
        if struct.get(number):
            struct.put(number, struct.get(number) + shift)


def _set_notes(ours: Struct, target: Path, added: Path) -> None:
    """Let Arrow's own note of the columns name all of them, and drop what other writers noted."""
    notes = ours.get(_KEY_VALUES)
    if notes is None:
        return
    notes.items = [note for note in notes.items if note.get(_KEY) not in _STALE_NOTES]
    for note in notes.items:
        if note.get(_KEY) == _ARROW_SCHEMA:
            note.put(_VALUE, _arrow_schema(target, added))


def _arrow_schema(target: Path, added: Path) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    # texts of few values are noted as texts, so that a column has one type in every file
    more = (
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in parquet.read_schema(added)
    )
    both = pa.schema([*parquet.read_schema(target), *more])
    return base64.b64encode(both.serialize().to_pybytes())
