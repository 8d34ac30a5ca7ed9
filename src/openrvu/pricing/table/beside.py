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
_NUM_CHILDREN = 5
_COLUMNS, _BYTES, _ROWS, _COMPRESSED = 1, 2, 3, 6
_CHUNK_META, _CHUNK_OFFSETS = 3, (2, 4, 6)
_META_OFFSETS = (9, 10, 11, 14)
_KEY, _VALUE = 1, 2
_ARROW_SCHEMA = b"ARROW:schema"


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
        _set_arrow_schema(ours.struct, target, added)
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
    size = file.seek(0, 2)
    file.seek(size - _TAIL)
    tail = file.read(_TAIL)
    if tail[4:] != _MAGIC:
        raise ValueError("the file does not end as a plain Parquet file does")
    length = int.from_bytes(tail[:4], "little")
    begins = size - _TAIL - length
    file.seek(begins)
    struct = read_struct(file.read(length))
    file.seek(0)
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
    schema, more = ours.get(_SCHEMA).items, theirs.get(_SCHEMA).items
    schema[0].put(_NUM_CHILDREN, schema[0].get(_NUM_CHILDREN) + more[0].get(_NUM_CHILDREN))
    schema += more[1:]
    groups, others = ours.get(_ROW_GROUPS).items, theirs.get(_ROW_GROUPS).items
    if [g.get(_ROWS) for g in groups] != [g.get(_ROWS) for g in others]:
        raise ValueError("the two files have different row groups")
    for group, other in zip(groups, others, strict=True):
        _merge_group(group, other, shift)
    if ours.get(_COLUMN_ORDERS) and theirs.get(_COLUMN_ORDERS):
        ours.get(_COLUMN_ORDERS).items += theirs.get(_COLUMN_ORDERS).items
    else:
        ours.fields.pop(_COLUMN_ORDERS, None)


def _merge_group(group: Struct, other: Struct, shift: int) -> None:
    chunks = other.get(_COLUMNS).items
    for chunk in chunks:
        _move(chunk, _CHUNK_OFFSETS, shift)
        _move(chunk.get(_CHUNK_META), _META_OFFSETS, shift)
    group.get(_COLUMNS).items += chunks
    group.put(_BYTES, group.get(_BYTES) + other.get(_BYTES))
    if group.get(_COMPRESSED) is not None and other.get(_COMPRESSED) is not None:
        group.put(_COMPRESSED, group.get(_COMPRESSED) + other.get(_COMPRESSED))
    else:
        group.fields.pop(_COMPRESSED, None)


def _move(struct: Struct, numbers: tuple[int, ...], shift: int) -> None:
    for number in numbers:
        if struct.get(number):
            struct.put(number, struct.get(number) + shift)


def _set_arrow_schema(ours: Struct, target: Path, added: Path) -> None:
    """Let Arrow's own note of the columns, where there is one, name all of them."""
    notes = ours.get(_KEY_VALUES)
    note = next((n for n in notes.items if n.get(_KEY) == _ARROW_SCHEMA), None) if notes else None
    if note is None:
        return
    from pyarrow import parquet, schema

    both = [*parquet.read_schema(target), *parquet.read_schema(added)]
    made = schema(both).serialize().to_pybytes()
    note.put(_VALUE, base64.b64encode(made))
