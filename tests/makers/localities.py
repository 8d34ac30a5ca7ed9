"""Localities: GPCI, LOCCO and ANES files in CMS's three formats."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from makers.grids import Grid, text_bytes
from openrvu.schedule.localities import Locality
from openrvu.schedule.states import STATE_LETTERS

_STATE_NAMES = {letters: name for name, letters in STATE_LETTERS.items()}


def _area(key: str, state: str, name: str, figures: str, counties: str) -> Locality:
    work, pe, mp, anesthesia = (Decimal(text) for text in figures.split())
    carrier, number = key.split("-")
    return Locality(carrier, number, state, name, work, pe, mp, counties, anesthesia)


#: Localities with made-up indices, in the order of state and number.
AREAS: tuple[Locality, ...] = (
    _area("02902-01", "AK", "ALASKA", "1.500 1.081 0.592 27.86", "ALL COUNTIES"),
    _area("01912-05", "CA", "MADE UP BAY", "1.062 1.366 0.412 22.22", "NORTH, SOUTH AND WEST"),
    _area("01912-54", "CA", "MADE UP VALLEY", "1.017 1.093 0.662 20.45", "EAST"),
    _area("13902-01", "NY", "MADE UP ISLAND", "1.053 1.193 1.700 23.10", "HARBOR, RIVER"),
    _area("06902-00", "WI", "WISCONSIN", "1.000 0.957 0.331 19.29", "ALL COUNTIES"),
)


def gpci_grid(
    areas: Sequence[Locality] = AREAS,
    year: int = 2025,
    *,
    state_column: bool = True,
    without_floor: bool = False,
) -> Grid:
    """The cells of a GPCI file; 2020 had no State column, January 2026 two work columns."""
    head = ["Medicare Administrative Contractor (MAC)", "State", "Locality Number", "Locality Name"]
    extra = [f"{year} PW GPCI (without 1.0 Floor)"] if without_floor else []
    head += [*extra, f"{year} PW GPCI (with 1.0 Floor)", f"{year} PE GPCI", f"{year} MP GPCI"]
    body = [
        [
            a.carrier,
            a.state,
            a.number,
            a.name + ("*" if a.state == "AK" else ""),
            *(["0.999"] if without_floor else []),
            *(f"{index:.3f}" for index in (a.work_gpci, a.pe_gpci, a.mp_gpci)),
        ]
        for a in areas
    ]
    notes = ["MAC Assignments as of November 22, 2023", "*Made up: the work index is at its floor."]
    blank = [""] * (len(head) - 1)
    grid = [[f"MADE UP INDICES OF {year}", *blank], ["", *blank], head, *body]
    grid += [[note, *blank] for note in notes]
    if not state_column:
        for cells in grid:
            del cells[1]
    return grid


def gpci_txt(areas: Sequence[Locality] = AREAS, year: int = 2025) -> bytes:
    """A GPCI file as fixed-width .txt."""
    words = f"{year} PW GPCI{year} PE GPCI{year} MP GPCI"
    lines = [f"MADE UP INDICES OF {year}", "", "Medicare Admi State  Locality".ljust(118) + words]
    for a in areas:
        figures = f"{a.work_gpci:>9.3f}{a.pe_gpci:>12.3f}{a.mp_gpci:>12.3f}"
        name = a.name + ("*" if a.state == "AK" else "")
        lines.append(f"{a.carrier:<16}{a.state:<8}{a.number:<5}{name:<88}{figures}")
    return text_bytes([*lines, "MAC Assignments as of November 22, 2023", ""])


def locco_grid(areas: Sequence[Locality] = AREAS, year: int = 2025) -> Grid:
    """The cells of a LOCCO file: a state stands in the first of its rows, after a blank one."""
    head = ["Medicare Adminstrative Contractor", "Locality Number", "State "]
    grid = [
        [f"COUNTIES INCLUDED IN {year} LOCALITIES. (MADE UP)", "", "", "", ""],
        [""] * 5,
        [*head, "Fee Schedule Area ", "Counties"],
    ]
    for carrier, number, state, name, counties in _locco_rows(areas):
        grid += [[""] * 5] if state else []
        grid.append([carrier, number, state, name, counties])
    return [*grid, ["*  Payment locality is serviced by two carriers.", "", "", "", ""]]


def locco_txt(areas: Sequence[Locality] = AREAS, year: int = 2025) -> bytes:
    """A LOCCO file as .txt, which has room for 58 characters of counties."""
    lines = [f"COUNTIES INCLUDED IN {year} LOCALITIES. (MADE UP)", "", "Medicare AdmiLocality"]
    for carrier, number, state, name, counties in _locco_rows(areas):
        head = f"    {carrier:<12}{number:<6}{state:<23}{name:<98}"
        lines += [""] if state else []
        lines.append((head + counties)[:201])
    return text_bytes([*lines, "*  Payment locality is serviced by two carriers."])


def _locco_rows(areas: Sequence[Locality]) -> list[tuple[str, str, str, str, str]]:
    rows, before = [], ""
    for a in areas:
        shown = "" if a.state == before else _STATE_NAMES[a.state]
        rows.append((a.carrier, a.number, shown, a.name, a.counties))
        before = a.state
    return rows


def anes_grid(areas: Sequence[Locality] = AREAS, year: int = 2025, *, two: bool = False) -> Grid:
    """The cells of an anesthesia file; 2026 has a factor for qualifying APM participants too."""
    heads = [f"{year} Anesthesia Conversion Factor"]
    if two:
        heads = [
            "Qualifying APM National Anes CF (made up) of 99.99",
            "Non-Qualifying APM National Anes CF (made up)  of 88.88",
        ]
    grid = [["Contractor", "Locality", "Locality Name", *heads]]
    for a in areas:
        factor = f"{a.anesthesia_factor:.2f} "
        grid.append([f"{a.carrier} ", f"{a.number} ", a.name, *(["99.99"] if two else []), factor])
    return [*grid, [""] * len(grid[0])]


def anes_txt(areas: Sequence[Locality] = AREAS) -> bytes:
    """An anesthesia file as .txt: the factor is in cents, and a control character ends it."""
    lines = [
        f"{a.carrier:<12}{a.number:<6}{a.name:<51}{int((a.anesthesia_factor or 0) * 100):>8}"
        for a in areas
    ]
    return text_bytes(lines) + b"\x1a"
