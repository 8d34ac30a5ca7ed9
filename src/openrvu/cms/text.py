"""The text of CMS's .csv and .txt files: one encoding, no stray bytes, and a whole last line."""

from __future__ import annotations

import re

from openrvu.cms.archive import is_web_page
from openrvu.cms.package import Member
from openrvu.errors import ReadError

#: Control characters that no text file of CMS's holds; NUL betrays UTF-16 and binary files.
_CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0D, 0x1A}) + b"\x7f"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
# CMS ends some files with the control character that MS-DOS took for an end of file.
_PADDING = b" \t\x1a"
_PLACES = re.compile(r"[0-9]*\.?([0-9]*)\Z")


def decode(member: Member) -> str:
    """The text of a .csv or .txt member: UTF-8, else the Windows Latin set CMS also uses.

    Raises:
        ReadError: neither; for example UTF-16, a web page, or a spreadsheet under a text name.
    """
    data = member.read()
    if not data.strip(b" \t\r\n\x1a"):
        raise _refusal(member, None, "an empty file")
    if is_web_page(data[:512]):
        raise _refusal(member, None, "a web page")
    if data.startswith(_OTHER_ENCODINGS) or b"\0" in data:
        raise _refusal(member, None, "bytes of another encoding (UTF-16, or a binary file)")
    if len(data.translate(None, _CONTROLS)) != len(data):
        at = next(i for i, byte in enumerate(data) if byte in _CONTROLS)
        raise _refusal(member, data.count(b"\n", 0, at) + 1, f"the byte {data[at]:#04x}")
    data = data.rstrip(_PADDING)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _from_windows(member, data)


def _from_windows(member: Member, data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise _refusal(member, row, f"the byte {data[error.start]:#04x}") from None


def _refusal(member: Member, row: int | None, found: str) -> ReadError:
    return ReadError(
        member.name,
        row=row,
        found=found,
        expected="plain text in UTF-8 or Windows-1252",
        remedy="Give CMS's own file, or save it again as CSV (comma delimited)",
    )


def check_last_row(member: Member, text: str, rows: list[tuple[int, list[str]]]) -> None:
    """Refuse a last row that may be the beginning of a longer one.

    CMS ends every line. Where the last has no end, the file may have been cut inside its last
    cell, which counting cells cannot see: ``0.57`` may have been ``0.575``. It is taken only
    where the cell has as many digits after the point as any above it, or closes with a quote,
    or is text that an archive's checksum vouches for.

    Raises:
        ReadError: the last row may be cut short.
    """
    if not rows or text.endswith(("\n", "\r", '"')):
        return
    number, cells = rows[-1]
    above = [row[-1] for _, row in rows[:-1] if len(row) == len(cells) and row]
    places = _places(cells[-1]) if cells else None
    if places is None:
        whole = member.inner is not None
    else:
        whole = places >= max((_places(cell) or 0 for cell in above), default=0)
    if not whole:
        raise ReadError(
            member.name,
            row=number,
            found="a last row that breaks off without a line end",
            expected="a whole file, as CMS publishes it",
            remedy="The file was probably cut short; download it again from CMS",
        )


def _places(cell: str) -> int | None:
    """Digits after the point; None where the cell is not a number."""
    match = _PLACES.match(cell.strip())
    return len(match[1]) if match and match[0] else None
