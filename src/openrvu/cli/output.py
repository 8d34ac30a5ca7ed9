"""What a person sees: tables in a terminal, plain aligned text when piped, JSON when asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

import click

Row = Sequence[str]


def print_json(data: Mapping[str, object]) -> None:
    """Print one JSON object."""
    import json

    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def print_table(headings: Row, rows: Sequence[Row], *, texts: int = 1) -> None:
    """Print a table; the first ``texts`` columns are set left, the rest are figures, set right."""
    if sys.stdout.isatty():
        _rich_table(headings, rows, texts)
    else:
        click.echo("\n".join(plain_lines([headings, *rows], texts)))


def plain_lines(rows: Sequence[Row], texts: int = 1) -> list[str]:
    """Rows as lines of aligned columns, two spaces apart, without trailing spaces."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if at < texts else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _rich_table(headings: Row, rows: Sequence[Row], texts: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for at, heading in enumerate(headings):
        table.add_column(heading, justify="left" if at < texts else "right", no_wrap=at >= texts)
    for row in rows:
        table.add_row(*row)
    Console(markup=False, highlight=False).print(table)


def dollars(amount: str | None) -> str:
    """``$44.09``, ``$1,051.37``, or a dash where there is no amount."""
    if amount is None:
        return "—"
    whole, point, cents = amount.partition(".")
    return f"${int(whole):,}{point}{cents}"


def ordinal(number: str) -> str:
    """``20th``, ``21st``, ``12th``."""
    if number[-2:] in {"11", "12", "13"}:
        return f"{number}th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def refuse(problems: Iterable[str]) -> NoReturn:
    """Say everything that is wrong, a line each on stderr, and exit with code 1.

    Raises:
        Exit: always.
    """
    for problem in problems:
        click.echo(f"rvu: {problem}", err=True)
    raise click.exceptions.Exit(1)
