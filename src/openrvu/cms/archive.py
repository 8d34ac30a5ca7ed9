"""Reads zip archives that may be cut, damaged or hostile. Nothing is unpacked to disk."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from openrvu.errors import ReadError

# The largest archive CMS has issued holds 16 members and 11 MB; these bounds leave room.
MAX_MEMBERS = 400
MAX_MEMBER_BYTES = 256 * 1024 * 1024
MAX_TOTAL_BYTES = 768 * 1024 * 1024
MAX_RATIO = 200
#: Below this size a high ratio is harmless: small tables of zeros pack very well.
_SMALL = 1 << 20

GET_AGAIN = "Download the archive again from CMS and give that file"
_NOT_OURS = "This is not an archive of CMS's; do not open it"

# All that zipfile raises over bytes that are not what a zip should hold.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<!--")


def is_web_page(head: bytes) -> bool:
    """Whether the first bytes of a file are those of HTML."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE)


def file_names(path: Path) -> list[str]:
    """The names of the files in an archive, in order, once all are known to be safe to read.

    Raises:
        ReadError: not a whole zip, or one that points outside itself, is encrypted, packed
            unlike CMS's, or would unpack to more than CMS has ever issued.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except _BROKEN as error:
        raise _not_a_zip(path) from error
    _check_all(path.name, infos)
    return sorted(info.filename for info in infos if not info.is_dir())


def read_member(path: Path, name: str) -> bytes:
    """The bytes of one file in an archive, which must be as many as the archive states.

    Raises:
        ReadError: the member is damaged, or larger or smaller than stated.
    """
    where = f"{path.name}/{name}"
    try:
        with zipfile.ZipFile(path) as archive:
            return _unpack(archive, archive.getinfo(name), where)
    except ReadError:
        raise
    except _BROKEN as error:
        raise _damaged(where, error) from error


def parts_of(where: str, data: bytes) -> Iterator[bytes]:
    """The parts of an .xlsx workbook, itself a zip and held to the same bounds as an archive.

    Raises:
        ReadError: it does not open, or unpacks to more than it states or more than is allowed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_all(where, infos)
            for info in infos:
                yield _unpack(archive, info, f"{where}/{info.filename}")
    except ReadError:
        raise
    except _BROKEN as error:
        raise unopened_workbook(where, error) from error


def unopened_workbook(where: str, error: Exception) -> ReadError:
    """The refusal of a workbook that cannot be read as one."""
    return ReadError(
        where,
        found=f"a workbook that does not open ({error})",
        expected="an Excel workbook (.xlsx)",
        remedy="Give CMS's own file",
    )


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str) -> bytes:
    stated = info.file_size
    # zipfile stops at the stated size without a word, and at a checksum made for that part. To
    # ask for one byte more shows a member that holds more, or less, than it states.
    info.file_size = stated + 1
    with archive.open(info) as stream:
        data = stream.read(stated + 1)
    if len(data) != stated:
        raise ReadError(
            where,
            found=f"another number of bytes than the {stated:,} it states",
            expected="as many bytes as the archive states",
            remedy=f"The archive lies about its contents. {GET_AGAIN}",
        )
    return data


def _check_all(where: str, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise ReadError(
            where,
            found=f"{len(infos)} members",
            expected=f"at most {MAX_MEMBERS}",
            remedy=_NOT_OURS,
        )
    for info in infos:
        _check_name(where, info.orig_filename)
        _check_packing(f"{where}/{info.orig_filename}", info)
        _check_size(f"{where}/{info.orig_filename}", info)
    total = sum(info.file_size for info in infos)
    if total > MAX_TOTAL_BYTES:
        raise _too_big(where, total)


def _check_name(where: str, name: str) -> None:
    parts = re.split(r"[\\/]", name)
    if not parts[0] or ".." in parts or ":" in parts[0] or "\0" in name:
        raise ReadError(
            where,
            found=f"a member that points outside the archive, {name!r}",
            expected="plain file names",
            remedy="Do not open this archive; download it again from CMS",
        )


def _check_packing(where: str, info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise ReadError(
            where,
            found="an encrypted member",
            expected="a file that opens without a password",
            remedy=GET_AGAIN,
        )
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ReadError(
            where,
            found=f"a member packed by method {info.compress_type}",
            expected="stored or deflated, as in CMS's archives",
            remedy=GET_AGAIN,
        )


def _check_size(where: str, info: zipfile.ZipInfo) -> None:
    if info.file_size > MAX_MEMBER_BYTES:
        raise _too_big(where, info.file_size)
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise ReadError(
            where,
            found=f"{info.file_size:,} bytes packed into {info.compress_size:,}",
            expected=f"at most {MAX_RATIO} to 1, as in CMS's archives",
            remedy="This looks like a zip bomb; download the archive again from CMS",
        )


def _too_big(where: str, size: int) -> ReadError:
    return ReadError(
        where,
        found=f"{size:,} bytes unpacked",
        expected=f"at most {MAX_MEMBER_BYTES:,} a file and {MAX_TOTAL_BYTES:,} in all",
        remedy=_NOT_OURS,
    )


def read_file(path: Path) -> bytes:
    """The bytes of a plain file, within the bounds that hold for a member of an archive.

    Raises:
        ReadError: it cannot be read, or is larger than any file of CMS's.
    """
    with open_file(path) as stream:
        data = stream.read(MAX_MEMBER_BYTES + 1)
    if len(data) > MAX_MEMBER_BYTES:
        raise _too_big(path.name, path.stat().st_size)
    return data


def open_file(path: Path) -> BinaryIO:
    """Open a file to read its bytes.

    Raises:
        ReadError: the system does not let us.
    """
    try:
        return path.open("rb")
    except OSError as error:
        raise ReadError(
            path.name,
            found=f"a file that cannot be opened ({error.strerror})",
            expected="a readable file",
            remedy="Check the path and its permissions",
        ) from error


def _damaged(where: str, error: Exception) -> ReadError:
    return ReadError(
        where, found=f"a damaged member ({error})", expected="a whole file", remedy=GET_AGAIN
    )


def _not_a_zip(path: Path) -> ReadError:
    with open_file(path) as stream:
        head = stream.read(512)
    if is_web_page(head):
        found = "a web page saved under the name of a zip"
        remedy = "Open the address in a browser, accept CMS's notice, and save the zip itself"
    elif head.startswith(b"PK"):
        found = "a zip that is damaged or breaks off before its end"
        remedy = "The download was probably cut short. " + GET_AGAIN
    else:
        found, remedy = ("a file that is not a zip" if head else "an empty file"), GET_AGAIN
    return ReadError(path.name, found=found, expected="a whole zip archive", remedy=remedy)
