"""A place as plain data. Every figure is a decimal string."""

from __future__ import annotations

from typing import TypedDict

from openrvu.exact import plain, plain_or_none
from openrvu.schedule.localities import Locality, ZipArea, display_name


class ZipData(TypedDict):
    """The ZIP code a locality was found by; ``spans`` where it crosses localities."""

    zip_code: str
    spans: bool
    edition: str


class LocalityData(TypedDict):
    """A payment locality and its three indices (GPCIs)."""

    key: str
    carrier: str
    number: str
    state: str
    name: str
    work_gpci: str
    pe_gpci: str
    mp_gpci: str
    counties: str
    anesthesia_factor: str | None
    zip: ZipData | None


def locality_data(locality: Locality, area: ZipArea | None = None) -> LocalityData:
    """A locality as plain data."""
    return {
        "key": locality.key,
        "carrier": locality.carrier,
        "number": locality.number,
        "state": locality.state,
        "name": display_name(locality.name),
        "work_gpci": plain(locality.work_gpci),
        "pe_gpci": plain(locality.pe_gpci),
        "mp_gpci": plain(locality.mp_gpci),
        "counties": locality.counties,
        "anesthesia_factor": plain_or_none(locality.anesthesia_factor),
        "zip": zip_data(area) if area else None,
    }


def zip_data(area: ZipArea) -> ZipData:
    """A ZIP code as plain data."""
    return {"zip_code": area.zip_code, "spans": area.spans, "edition": area.edition}
