"""Whole releases: the files of an archive, as a zip or a folder."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from makers.amounts import oppscap_grid, oppscap_txt
from makers.grids import csv_bytes, xlsx_bytes
from makers.localities import AREAS, anes_grid, anes_txt, gpci_grid, gpci_txt, locco_grid, locco_txt
from makers.pprrvu import Sheet, pprrvu_csv, pprrvu_txt, pprrvu_xlsx
from makers.services import SERVICES, priced
from openrvu.schedule.localities import Locality
from openrvu.schedule.rows import ServiceRow

#: CMS's conversion factors by year; those of 2024 changed on March 9.
FACTORS = {2020: "36.0896", 2024: "33.2875", 2025: "32.3465", 2026: "33.4009"}
QP_FACTOR = "33.5675"
MONTHS = {"A": "January", "B": "April", "C": "July", "D": "October"}


@dataclass(frozen=True)
class _Named:
    """How a release names its files."""

    year: int
    month: str

    @classmethod
    def of(cls, label: str) -> _Named:
        return cls(2000 + int(label[3:5]), MONTHS[label[5]])

    def pprrvu(self, kind: str = "") -> str:
        return f"PPRRVU{self.year}_{self.month[:3]}{kind}"


def release_files(
    label: str = "RVU26D",
    rows: Sequence[ServiceRow] = SERVICES,
    areas: Sequence[Locality] = AREAS,
    *,
    formats: Sequence[str] = (".csv",),
    without: Sequence[str] = (),
    factor: str | None = None,
    qpp: bool = False,
) -> dict[str, bytes]:
    """The files of a release by name.

    Args:
        label: such as ``RVU26D``; it decides the names, headings, columns and factor.
        rows: service rows without a pricing indicator; it is added from 2026.
        areas: localities, with counties and anesthesia factors.
        formats: ``.csv``, ``.txt``, ``.xlsx``; each table is written in all of them.
        without: kinds to leave out, such as ``LOCCO``.
        factor: another conversion factor than the year's.
        qpp: add the file for qualifying APM participants, as archives of 2026 have it.
    """
    named = _Named.of(label)
    sheet = _sheet(named, rows, factor or FACTORS[named.year])
    makers = _tables(named, sheet, areas)
    if qpp:
        makers["QPP"] = (named.pprrvu("_QPP"), _pprrvu(_qpp_sheet(named, sheet)))
    return {
        f"{name}{suffix}": make(suffix)
        for kind, (name, make) in makers.items()
        if kind not in without
        for suffix in formats
    }


def _sheet(named: _Named, rows: Sequence[ServiceRow], factor: str) -> Sheet:
    late = named.year >= 2026
    released = date(named.year, 1, 2)
    return Sheet(
        rows=priced(rows) if late else rows,
        factor=factor,
        year=named.year,
        month=named.month,
        released=f"{released:%m/%d/%Y}",
        columns=32 if late else 31,
    )


def _qpp_sheet(named: _Named, sheet: Sheet) -> Sheet:
    """CMS's QPP file marks its rows 1 and leaves out codes that are not paid by RVUs."""
    kept = [row for row in sheet.rows if row.policy.status in "ART"]
    return Sheet(
        rows=priced(kept, "1"),
        factor=QP_FACTOR,
        year=named.year,
        month=named.month,
        released=sheet.released,
        columns=32,
    )


_Maker = Callable[[str], bytes]


def _tables(
    named: _Named, sheet: Sheet, areas: Sequence[Locality]
) -> dict[str, tuple[str, _Maker]]:
    year = named.year
    return {
        "PPRRVU": (named.pprrvu("_nonQPP" if year >= 2026 else ""), _pprrvu(sheet)),
        "GPCI": (
            f"GPCI{year}",
            lambda s: gpci_txt(areas, year) if s == ".txt" else _grid(s)(gpci_grid(areas, year)),
        ),
        "LOCCO": (
            f"{year % 100}LOCCO",
            lambda s: locco_txt(areas, year) if s == ".txt" else _grid(s)(locco_grid(areas, year)),
        ),
        "ANES": (
            f"ANES{year}",
            lambda s: anes_txt(areas) if s == ".txt" else _grid(s)(anes_grid(areas, year)),
        ),
        "OPPSCAP": (
            f"OPPSCAP_{named.month[:3]}",
            lambda s: oppscap_txt() if s == ".txt" else _grid(s)(oppscap_grid()),
        ),
    }


def _pprrvu(sheet: Sheet) -> _Maker:
    makers = {".csv": pprrvu_csv, ".txt": pprrvu_txt, ".xlsx": pprrvu_xlsx}
    return lambda suffix: makers[suffix](sheet)


def _grid(suffix: str) -> Callable[[list[list[str]]], bytes]:
    return csv_bytes if suffix == ".csv" else xlsx_bytes


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Files packed into a zip; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def zip_file(path: Path, files: Mapping[str, bytes]) -> Path:
    """Files packed into a zip at ``path``."""
    path.write_bytes(zip_bytes(files))
    return path


def release_zip(
    folder: Path,
    label: str = "RVU26D",
    rows: Sequence[ServiceRow] = SERVICES,
    areas: Sequence[Locality] = AREAS,
    *,
    without: Sequence[str] = (),
    factor: str | None = None,
    qpp: bool = False,
) -> Path:
    """A whole archive, such as ``rvu26d.zip``, in a folder."""
    files = release_files(label, rows, areas, without=without, factor=factor, qpp=qpp)
    return zip_file(folder / f"{label.lower()}.zip", files)


def release_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The same files unpacked in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder
