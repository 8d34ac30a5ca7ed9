"""Zip archives that are cut, damaged or hostile."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from makers import (
    SERVICES,
    release_files,
    zip_bytes,
    zip_file,
)
from makers.refusals import GET_AGAIN, Refusal, refusal_of
from openrvu.cms.release import read_release
from openrvu.errors import ReadError

NAME = "rvu26d.zip"


TABLE = "PPRRVU2026_Oct_nonQPP.csv"


def written(folder: Path, data: bytes, name: str = NAME) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refused(path: Path) -> Refusal:
    return refusal_of(lambda: read_release(path))


def test_zip_cut_short_is_refused(tmp_path: Path) -> None:
    data = zip_bytes(release_files())
    assert refused(written(tmp_path, data[: len(data) // 2])) == Refusal(
        NAME,
        None,
        None,
        "a zip that is damaged or breaks off before its end",
        "a whole zip archive",
        f"The download was probably cut short. {GET_AGAIN}",
    )


@pytest.mark.parametrize(
    "page", [b"<!DOCTYPE html><html>", b"\n <HTML><body>", b"\xef\xbb\xbf<html lang='en'>"]
)
def test_web_page_saved_as_a_zip_is_refused(tmp_path: Path, page: bytes) -> None:
    assert refused(written(tmp_path, page)) == Refusal(
        NAME,
        None,
        None,
        "a web page saved under the name of a zip",
        "a whole zip archive",
        "Open the address in a browser, accept CMS's notice, and save the zip itself",
    )


@pytest.mark.parametrize(
    ("data", "found"), [(b"", "an empty file"), (b"GIF89a", "a file that is not a zip")]
)
def test_what_is_no_zip_is_refused(tmp_path: Path, data: bytes, found: str) -> None:
    expected = Refusal(NAME, None, None, found, "a whole zip archive", GET_AGAIN)
    assert refused(written(tmp_path, data)) == expected


@pytest.mark.parametrize(
    "name",
    [
        "../PPRRVU.csv",
        "a/../../PPRRVU.csv",
        "/etc/PPRRVU.csv",
        "\\PPRRVU.csv",
        "..\\PPRRVU.csv",
        "a\\..\\PPRRVU.csv",
        "C:PPRRVU.csv",
        "c:\\PPRRVU.csv",
    ],
)
def test_member_that_points_outside_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str
) -> None:
    path = zip_file(tmp_path / NAME, {**release_files(), name: b"made up"})
    assert refused(path) == Refusal(
        NAME,
        None,
        None,
        f"a member that points outside the archive, {name!r}",
        "plain file names",
        "Do not open this archive; download it again from CMS",
    )
    assert list(tmp_path.rglob("*")) == [path]


def test_bomb_by_ratio_is_refused(tmp_path: Path) -> None:
    path = zip_file(tmp_path / NAME, {TABLE: bytes(4 << 20)})
    packed = zipfile.ZipFile(path).infolist()[0].compress_size
    assert refused(path) == Refusal(
        f"{NAME}/{TABLE}",
        None,
        None,
        f"4,194,304 bytes packed into {packed:,}",
        "at most 200 to 1, as in CMS's archives",
        "This looks like a zip bomb; download the archive again from CMS",
    )


def test_bomb_by_count_is_refused(tmp_path: Path) -> None:
    files = {f"{at}.txt": b"" for at in range(401)}
    assert refused(zip_file(tmp_path / NAME, files)) == Refusal(
        NAME,
        None,
        None,
        "401 members",
        "at most 400",
        "This is not an archive of CMS's; do not open it",
    )


def patched(data: bytes, name: str, offset: int, value: int) -> bytes:
    """A zip whose central directory says another number of four bytes of one member."""
    at = data.rindex(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    return data[: at + offset] + struct.pack("<I", value) + data[at + offset + 4 :]


PACKED, UNPACKED, CHECKSUM = 20, 24, 16


@pytest.mark.parametrize(
    ("size", "files"), [(300 << 20, {"a.txt": b"a"}), (200 << 20, dict.fromkeys("abcd", b"a"))]
)
def test_bomb_by_size_is_refused_before_anything_is_unpacked(
    tmp_path: Path, size: int, files: dict[str, bytes]
) -> None:
    data = zip_bytes({f"{name}.txt": content for name, content in files.items()})
    for name in files:
        # The packed size is stated as large too, so that the ratio looks harmless.
        data = patched(data, f"{name}.txt", UNPACKED, size)
        data = patched(data, f"{name}.txt", PACKED, size)
    refusal = refused(written(tmp_path, data))
    assert refusal.found.endswith("bytes unpacked")
    assert refusal.expected == "at most 268,435,456 a file and 805,306,368 in all"


def test_member_that_holds_more_than_it_states_is_refused(tmp_path: Path) -> None:
    files = release_files()
    stated = files[TABLE][:-200]
    data = patched(zip_bytes(files), TABLE, UNPACKED, len(stated))
    assert "damaged member" in refused(written(tmp_path, data)).found


def test_member_that_lies_with_a_checksum_to_match_is_refused(tmp_path: Path) -> None:
    # Python's zipfile would hand over the stated part without a word.
    files = {TABLE: b"HCPCS,MOD\r\n" * 50}
    part = files[TABLE][:110]
    data = patched(zip_bytes(files), TABLE, UNPACKED, len(part))
    data = patched(data, TABLE, CHECKSUM, zipfile.crc32(part))  # type: ignore[attr-defined]
    refusal = refused(written(tmp_path, data))
    assert refusal.file == f"{NAME}/{TABLE}"
    assert refusal.found == f"a damaged member (Bad CRC-32 for file '{TABLE}')"


def test_member_that_holds_less_than_it_states_is_refused(tmp_path: Path) -> None:
    files = release_files()
    data = patched(zip_bytes(files), TABLE, UNPACKED, len(files[TABLE]) + 5)
    assert refused(written(tmp_path, data)) == Refusal(
        f"{NAME}/{TABLE}",
        None,
        None,
        f"another number of bytes than the {len(files[TABLE]) + 5:,} it states",
        "as many bytes as the archive states",
        f"The archive lies about its contents. {GET_AGAIN}",
    )


def test_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(zip_bytes(release_files()))
    data[data.rindex(TABLE.encode()) - 46 + 8] |= 1
    assert refused(written(tmp_path, bytes(data))) == Refusal(
        f"{NAME}/{TABLE}",
        None,
        None,
        "an encrypted member",
        "a file that opens without a password",
        GET_AGAIN,
    )


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_member_packed_unlike_cms_packs_is_refused(tmp_path: Path, method: int) -> None:
    path = tmp_path / NAME
    with zipfile.ZipFile(path, "w", method) as packed:
        packed.writestr(TABLE, b"made up")
    assert refused(path) == Refusal(
        f"{NAME}/{TABLE}",
        None,
        None,
        f"a member packed by method {method}",
        "stored or deflated, as in CMS's archives",
        GET_AGAIN,
    )


def test_stored_members_are_read(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for name, data in release_files().items():
            packed.writestr(name, data)
    assert len(read_release(path).rows) == len(SERVICES)


@given(st.data())
@example(None)
def test_one_byte_changed_is_refused_or_makes_no_difference(
    scratch: Path, data: st.DataObject | None
) -> None:
    good = zip_bytes(release_files())
    spoilt = bytearray(good)
    at = data.draw(st.integers(0, len(good) - 1)) if data else 0
    spoilt[at] ^= data.draw(st.integers(1, 255)) if data else 0
    try:
        rows = read_release(written(scratch, bytes(spoilt))).rows
    except ReadError:
        return
    assert rows == read_release(written(scratch, good)).rows
