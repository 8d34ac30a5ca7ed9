"""Thrift's compact protocol, as far as the footer of a Parquet file needs it.

A structure is read into numbered fields and written back as it was: fields that nobody here knows
are kept. https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_STOP, _TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY = range(9)
_LIST, _SET, _STRUCT = 9, 10, 12
_WHOLE = (_I16, _I32, _I64)
#: Longer lists and steps between field numbers are written out.
_SHORT = 15


@dataclass(slots=True)
class Struct:
    """A structure: each field's type and value by its number."""

    fields: dict[int, tuple[int, Any]] = field(default_factory=dict)

    def get(self, number: int) -> Any:
        """The value of a field, or None where it is absent."""
        return self.fields[number][1] if number in self.fields else None

    def must(self, number: int) -> Any:
        """The value of a field.

        Raises:
            ValueError: it is absent.
        """
        if number not in self.fields:
            raise ValueError(f"a structure without its field {number}")
        return self.fields[number][1]

    def put(self, number: int, value: Any) -> None:
        """Give a field that is there another value."""
        self.fields[number] = (self.fields[number][0], value)


@dataclass(slots=True)
class Listed:
    """A list and the type of what is in it."""

    kind: int
    items: list[Any]


def read_struct(data: bytes) -> Struct:
    """Read a structure.

    Raises:
        ValueError: the bytes are none that Parquet's footers have, or more than one structure.
    """
    reader = _Reader(data)
    try:
        found = reader.struct()
    except (IndexError, RecursionError):
        raise ValueError("the bytes end within a structure") from None
    if not reader.is_done:
        raise ValueError("bytes follow the structure")
    return found


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def is_done(self) -> bool:
        """Whether every byte is read."""
        return self._at == len(self._data)

    def _byte(self) -> int:
        found = self._data[self._at]
        self._at += 1
        return found

    def _varint(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def _whole(self) -> int:
        value = self._varint()
        return (value >> 1) ^ -(value & 1)

    def _take(self, count: int) -> bytes:
        found = self._data[self._at : self._at + count]
        if len(found) < count:
            raise IndexError
        self._at += count
        return found

    def struct(self) -> Struct:
        made, number = Struct(), 0
        while head := self._byte():
            step, kind = head >> 4, head & 0x0F
            number = number + step if step else self._whole()
            made.fields[number] = (
                kind,
                kind == _TRUE if kind in (_TRUE, _FALSE) else self._value(kind),
            )
        return made

    def _value(self, kind: int) -> Any:
        if kind in _WHOLE:
            return self._whole()
        if kind == _BINARY:
            return self._take(self._varint())
        if kind == _STRUCT:
            return self.struct()
        if kind in (_LIST, _SET):
            return self._list()
        if kind in (_BYTE, _TRUE, _FALSE):  # of a list, a boolean is a byte
            return self._take(1)
        if kind == _DOUBLE:
            return self._take(8)
        raise ValueError(f"a value of type {kind}, which no footer of Parquet has")

    def _list(self) -> Listed:
        head = self._byte()
        count, kind = head >> 4, head & 0x0F
        count = self._varint() if count == _SHORT else count
        return Listed(kind, [self._value(kind) for _ in range(count)])


def write_struct(struct: Struct) -> bytes:
    """The bytes of a structure."""
    out = bytearray()
    _put_struct(out, struct)
    return bytes(out)


def _put_varint(out: bytearray, value: int) -> None:
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def _put_whole(out: bytearray, value: int) -> None:
    _put_varint(out, value << 1 if value >= 0 else (-value << 1) - 1)


def _put_struct(out: bytearray, struct: Struct) -> None:
    last = 0
    for number, (kind, value) in sorted(struct.fields.items()):
        head = (_TRUE if value else _FALSE) if kind in (_TRUE, _FALSE) else kind
        if 0 < number - last <= _SHORT:
            out.append((number - last) << 4 | head)
        else:
            out.append(head)
            _put_whole(out, number)
        if kind not in (_TRUE, _FALSE):
            _put_value(out, kind, value)
        last = number
    out.append(_STOP)


def _put_value(out: bytearray, kind: int, value: Any) -> None:
    if kind in _WHOLE:
        _put_whole(out, value)
    elif kind == _BINARY:
        _put_varint(out, len(value))
        out += value
    elif kind == _STRUCT:
        _put_struct(out, value)
    elif kind in (_LIST, _SET):
        _put_list(out, value)
    else:
        out += value


def _put_list(out: bytearray, listed: Listed) -> None:
    count = len(listed.items)
    out.append(min(count, _SHORT) << 4 | listed.kind)
    if count >= _SHORT:
        _put_varint(out, count)
    for item in listed.items:
        _put_value(out, listed.kind, item)
