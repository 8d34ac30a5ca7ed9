"""Makers of files and archives in CMS's layouts, from made-up numbers.

Codes are invented (HCPCS has no letter Y), descriptors are neutral words, and the layouts are
those of RVU25D and of the files of 2026. A test builds a good file, spoils one thing, and looks
at what the reader says.
"""

from makers.amounts import AMOUNTS, CAPS, oppscap_grid, oppscap_txt, payment_csv
from makers.archives import (
    FACTORS,
    MONTHS,
    release_files,
    release_folder,
    release_zip,
    zip_bytes,
    zip_file,
)
from makers.grids import Grid, csv_bytes, xlsx_bytes
from makers.localities import (
    AREAS,
    anes_grid,
    anes_txt,
    gpci_grid,
    gpci_txt,
    locco_grid,
    locco_txt,
)
from makers.pprrvu import (
    COLUMN_AT,
    COLUMN_AT_2026,
    FIRST_ROW,
    Sheet,
    pprrvu_csv,
    pprrvu_grid,
    pprrvu_txt,
    pprrvu_xlsx,
)
from makers.services import SERVICES, policy, priced, service
from makers.zips import ZIPS, zip5_txt

__all__ = [
    "AMOUNTS",
    "AREAS",
    "CAPS",
    "COLUMN_AT",
    "COLUMN_AT_2026",
    "FACTORS",
    "FIRST_ROW",
    "MONTHS",
    "SERVICES",
    "ZIPS",
    "Grid",
    "Sheet",
    "anes_grid",
    "anes_txt",
    "csv_bytes",
    "gpci_grid",
    "gpci_txt",
    "locco_grid",
    "locco_txt",
    "oppscap_grid",
    "oppscap_txt",
    "payment_csv",
    "policy",
    "pprrvu_csv",
    "pprrvu_grid",
    "pprrvu_txt",
    "pprrvu_xlsx",
    "priced",
    "release_files",
    "release_folder",
    "release_zip",
    "service",
    "xlsx_bytes",
    "zip5_txt",
    "zip_bytes",
    "zip_file",
]
