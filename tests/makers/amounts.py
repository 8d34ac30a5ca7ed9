"""Files of amounts: OPPSCAP and payment files (PFREV, PFALL) in CMS's layouts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from makers.grids import Grid, text_bytes
from openrvu.schedule.official import OfficialAmount


def _amount(row: int, code: str, modifier: str, fees: str, *, capped: bool) -> OfficialAmount:
    nonfacility, facility = (Decimal(fee) for fee in fees.split())
    extra = None if capped else Decimal("0.00")
    return OfficialAmount(
        row=row,
        year=None if capped else 2025,
        carrier="01912",
        locality="05",
        code=code,
        modifier=modifier,
        status="A",
        nonfacility=nonfacility,
        facility=facility,
        capped=capped,
        therapy_nonfacility=extra,
        therapy_facility=extra,
        opps_nonfacility=extra,
        opps_facility=extra,
        multiple="" if capped else "0",
    )


#: Rows of a made-up OPPSCAP file, numbered as in its .csv.
CAPS = (
    _amount(2, "Y0004", "", "150.69 150.70", capped=True),
    _amount(3, "Y0004", "TC", "97.07 97.07", capped=True),
)
#: Rows of a made-up payment file.
AMOUNTS = (
    _amount(1, "Y0001", "", "93.01 51.20", capped=False),
    _amount(2, "Y0004", "26", "1339.81 1339.81", capped=False),
)


def oppscap_grid(amounts: Sequence[OfficialAmount] = CAPS) -> Grid:
    """The cells of an OPPSCAP file; CMS's heading lacks an I, and a blank row ends it."""
    head = ["HCPCS", "MOD", "PROCSTAT", "CARRIER", "LOCALITY", "FACILITY PRICE"]
    body = [
        [a.code, a.modifier, a.status, a.carrier, a.locality, str(a.facility), str(a.nonfacility)]
        for a in amounts
    ]
    return [[*head, "NON-FACILTY PRICE"], *body, [""] * 7]


def oppscap_txt(amounts: Sequence[OfficialAmount] = CAPS) -> bytes:
    """An OPPSCAP file as fixed-width .txt, which has no heading."""
    return text_bytes(
        [
            f"{a.code:<5}{a.modifier:<3}{a.status} {a.carrier}  {a.locality}"
            f"{a.facility:>9}{a.nonfacility:>10}"
            for a in amounts
        ]
    )


def payment_csv(amounts: Sequence[OfficialAmount] = AMOUNTS) -> bytes:
    """A payment file: 16 quoted cells a row, then lines that begin TRL."""
    lines = [",".join(f'"{cell}"' for cell in _payment(a)) for a in amounts]
    return text_bytes([*lines, '"TRL- MADE UP FOR TESTS."', '"TRL- NO FIGURE IS REAL."'])


def _payment(a: OfficialAmount) -> list[str]:
    return [
        str(a.year),
        a.carrier,
        a.locality,
        a.code,
        f"{a.modifier:<2}",
        _money(a.nonfacility),
        _money(a.facility),
        " ",
        "0",
        a.status,
        a.multiple,
        _money(a.therapy_nonfacility),
        _money(a.therapy_facility),
        "1" if a.opps_nonfacility else "9",
        _money(a.opps_nonfacility),
        _money(a.opps_facility),
    ]


def _money(value: Decimal | None) -> str:
    return f"{value or 0:010.2f}"
