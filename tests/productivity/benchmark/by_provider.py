"""A file of the layout of CMS's by-provider-and-service file, made for a test.

Every provider in it is invented: NPIs count up from 1000000000, names are letters.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

#: The 28 columns in CMS's order.
COLUMNS = tuple(
    """
    Rndrng_NPI Rndrng_Prvdr_Last_Org_Name Rndrng_Prvdr_First_Name Rndrng_Prvdr_MI
    Rndrng_Prvdr_Crdntls Rndrng_Prvdr_Ent_Cd Rndrng_Prvdr_St1 Rndrng_Prvdr_St2 Rndrng_Prvdr_City
    Rndrng_Prvdr_State_Abrvtn Rndrng_Prvdr_State_FIPS Rndrng_Prvdr_Zip5 Rndrng_Prvdr_RUCA
    Rndrng_Prvdr_RUCA_Desc Rndrng_Prvdr_Cntry Rndrng_Prvdr_Type Rndrng_Prvdr_Mdcr_Prtcptg_Ind
    HCPCS_Cd HCPCS_Desc HCPCS_Drug_Ind Place_Of_Srvc Tot_Benes Tot_Srvcs Tot_Bene_Day_Srvcs
    Avg_Sbmtd_Chrg Avg_Mdcr_Alowd_Amt Avg_Mdcr_Pymt_Amt Avg_Mdcr_Stdzd_Amt
    """.split()  # noqa: SIM905 - names in the order of the file
)

#: Names of the columns that count, as they were until the data of 2018.
OLDER = {
    "Rndrng_NPI": "npi",
    "Rndrng_Prvdr_Ent_Cd": "nppes_entity_code",
    "Rndrng_Prvdr_Type": "provider_type",
    "HCPCS_Cd": "hcpcs_code",
    "HCPCS_Drug_Ind": "hcpcs_drug_indicator",
    "Place_Of_Srvc": "place_of_service",
    "Tot_Srvcs": "line_srvc_cnt",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what counts of it."""

    npi: str
    code: str
    services: str
    place: str = "O"
    kind: str = "Cardiology"
    entity: str = "I"
    drug: str = "N"

    def cells(self) -> list[str]:
        """Its 28 cells."""
        known = {
            "Rndrng_NPI": self.npi,
            "Rndrng_Prvdr_Last_Org_Name": 'Doe, "Ann"',
            "Rndrng_Prvdr_Ent_Cd": self.entity,
            "Rndrng_Prvdr_Type": self.kind,
            "HCPCS_Cd": self.code,
            "HCPCS_Desc": "made up",
            "HCPCS_Drug_Ind": self.drug,
            "Place_Of_Srvc": self.place,
            "Tot_Benes": "11",
            "Tot_Srvcs": self.services,
        }
        return [known.get(column, "") for column in COLUMNS]


def npi(number: int) -> str:
    """An invented NPI."""
    return str(1_000_000_000 + number)


def write(path: Path, lines: Iterable[Line], *, older: bool = False) -> Path:
    """Write a file, its columns named as today or as they were."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(OLDER.get(name, name.lower()) if older else name for name in COLUMNS)
        out.writerows(line.cells() for line in lines)
    return path
