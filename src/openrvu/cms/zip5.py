"""Reads CMS's five-digit ZIP file: carrier and locality of every ZIP code (ZIP5)."""

from __future__ import annotations

from openrvu.cms.cells import Checker, RepairLog, text_lines
from openrvu.cms.package import Member
from openrvu.schedule.localities import ZipArea

_LENGTH = 80


def read_zip5(member: Member) -> tuple[ZipArea, ...]:
    """Read and check a ZIP5 file (fixed-width .txt, 80 characters a record).

    Raises:
        ReadError: the first thing found that cannot be trusted.
    """
    check = Checker(member.name)
    areas: dict[str, ZipArea] = {}
    edition = ""
    for number, line in text_lines(member):
        if not line.strip():
            continue
        if len(line) != _LENGTH:
            raise check.fail(number, None, f"{len(line)} characters", f"{_LENGTH} in every record")
        area = _area(number, line, check)
        edition = edition or area.edition
        if area.edition != edition:
            raise check.fail(number, "YEAR/QUARTER", area.edition, f"{edition}, as in row 1")
        if area.zip_code in areas:
            raise check.fail(number, "ZIP CODE", f"{area.zip_code} again", "each ZIP once")
        areas[area.zip_code] = area
    if not areas:
        raise check.fail(None, None, "no records", "CMS's ZIP5 file")
    return tuple(areas.values())


def _area(number: int, line: str, check: Checker) -> ZipArea:
    log = RepairLog(check.file)

    def digits(first: int, last: int, column: str) -> str:
        # A short number is padded with blanks here, never missing zeros: nothing is put back.
        text = line[first - 1 : last]
        if " " in text:
            raise check.fail(number, column, repr(text), f"{len(text)} digits")
        return check.digits(text, len(text), number, column, log)

    state, edition = line[:2], digits(76, 80, "YEAR/QUARTER")
    if not (state.isascii() and state.isalpha() and state.isupper()):
        raise check.fail(number, "STATE", repr(state), "two capital letters")
    if edition[4] not in "1234":
        raise check.fail(number, "YEAR/QUARTER", repr(edition), "a year and a quarter, 1 to 4")
    flag = check.known(line[20], {"0": None, "1": None}, number, "PLUS FOUR FLAG")
    return ZipArea(
        zip_code=digits(3, 7, "ZIP CODE"),
        carrier=digits(8, 12, "CARRIER"),
        number=digits(13, 14, "PRICING LOCALITY"),
        state=state,
        spans=flag == "1",
        edition=edition,
    )
