"""ZIP5 files: carrier and locality of each ZIP code, 80 characters a record."""

from __future__ import annotations

from collections.abc import Sequence

from makers.grids import text_bytes
from openrvu.schedule.localities import ZipArea

#: Made-up assignments; the third spans localities.
ZIPS = (
    ZipArea("00501", "13902", "01", "NY", spans=False, edition="20254"),
    ZipArea("94000", "01912", "05", "CA", spans=False, edition="20254"),
    ZipArea("94001", "01912", "54", "CA", spans=True, edition="20254"),
    ZipArea("99500", "02902", "01", "AK", spans=False, edition="20254"),
)


def zip5_txt(areas: Sequence[ZipArea] = ZIPS) -> bytes:
    """A ZIP5 file."""
    return text_bytes([_record(area).ljust(75) + area.edition for area in areas])


def _record(area: ZipArea) -> str:
    place = f"{area.state}{area.zip_code}{area.carrier}{area.number}"
    return f"{place} Z9   {int(area.spans)} A"
