"""Ways to spoil one thing in a good file."""

from __future__ import annotations

from collections.abc import Callable

from makers.grids import Grid, csv_bytes, xlsx_bytes

#: Changes a grid in place; what it gives back does not matter.
Spoil = Callable[[Grid], object]


def grid_bytes(grid: Grid, suffix: str) -> bytes:
    return xlsx_bytes(grid) if suffix == ".xlsx" else csv_bytes(grid)


def put(row: int, column: int, text: str) -> Spoil:
    """Put a text into a cell; rows count from 1."""

    def spoil(grid: Grid) -> None:
        grid[row - 1][column] = text

    return spoil


def line_of(data: bytes, number: int, change: Callable[[bytes], bytes]) -> bytes:
    """A text file with one line changed; lines count from 1."""
    lines = data.split(b"\r\n")
    lines[number - 1] = change(lines[number - 1])
    return b"\r\n".join(lines)
