"""What ``rvu content report`` and ``rvu content sample`` print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openrvu.cli.output import print_json, print_table

if TYPE_CHECKING:
    from openrvu.codes.checking.excused import Excuse
    from openrvu.codes.checking.report import SectionTally, Tally
    from openrvu.codes.entries import Entry
    from openrvu.codes.record import Reading

_HEADINGS = ("Category", "Section", "Written", "Read twice", "Payable", "of them",
             "With work", "of them", "Coverage")  # fmt: skip
_READINGS = ("Second reading", "On", "Read", "Right", "Mended", "Dropped")


def show_report(paths: Sequence[Path], folder: Path, *, as_json: bool) -> None:
    """Print counts by section, the second readings and the excuses.

    Args:
        paths: the entries to count.
        folder: holds the record of second readings and the excuses.
        as_json: print one JSON object.
    """
    from openrvu.book.book import open_book
    from openrvu.codes.checking.excused import load_excuses
    from openrvu.codes.checking.report import tally_by_section
    from openrvu.codes.entries import load_entries
    from openrvu.codes.record import load_readings
    from openrvu.codes.taxonomy import taxonomy

    book = open_book()
    label = book.newest().label
    entries, problems = load_entries(*paths, draft=True)
    tallies = tally_by_section(book.all_rows(label), entries, taxonomy())
    readings, excuses = load_readings(folder), load_excuses(folder / "excused.toml")
    if as_json:
        print_json(_data(label, tallies, readings, excuses))
    else:
        _print(label, tallies, readings, excuses)
    if problems:
        click.echo(f"\n{len(problems)} entries or files were left out: rvu content check", err=True)


def _data(
    label: str,
    tallies: Sequence[SectionTally],
    readings: Sequence[Reading],
    excuses: Sequence[Excuse],
) -> Mapping[str, object]:
    from openrvu.codes.checking.report import whole

    return {
        "release": label,
        "sections": [
            {"category": t.category, "section": t.section, **asdict(t.tally)} for t in tallies
        ],
        "total": asdict(whole(tallies)),
        "readings": [{**asdict(r), "on": r.on.isoformat()} for r in readings],
        "mended": sum(r.mended for r in readings),
        "dropped": sum(r.dropped for r in readings),
        "excused": [asdict(excuse) for excuse in excuses],
    }


def _print(
    label: str,
    tallies: Sequence[SectionTally],
    readings: Sequence[Reading],
    excuses: Sequence[Excuse],
) -> None:
    from openrvu.codes.checking.report import whole

    rows = [_row(each.category, each.section, each.tally) for each in tallies]
    print_table(_HEADINGS, [*rows, _row("All", "", whole(tallies))], texts=2)
    click.echo(
        f"\nPayable: status A, R or T in {label}. With work: a work RVU above 0. "
        "Coverage: the share of codes with work that have a text.\n"
    )
    if readings:
        lines = [_reading(reading) for reading in readings]
        counts = [sum(int(line[at]) for line in lines) for at in range(2, 6)]
        print_table(_READINGS, [*lines, ("All", "", *map(str, counts))], texts=2)
    for excuse in excuses:
        click.echo(f"Excused: {excuse.code} from {excuse.check}. {excuse.reason}")


def _row(category: str, section: str, tally: Tally) -> tuple[str, ...]:
    counts = (
        tally.written,
        tally.read,
        tally.payable,
        tally.payable_written,
        tally.working,
        tally.working_written,
    )
    share = f"{100 * tally.working_written // tally.working}%" if tally.working else "—"
    return category, section, *(f"{count:,}" for count in counts), share


def _reading(reading: Reading) -> tuple[str, ...]:
    counts = (reading.read, reading.right, reading.mended, reading.dropped)
    return reading.area, reading.on.isoformat(), *map(str, counts)


def sample_lines(entries: Sequence[Entry], descriptors: Mapping[str, str]) -> Iterator[str]:
    """Entries beside CMS's descriptors, to be read and judged by anyone."""
    for at, entry in enumerate(entries, 1):
        yield f"{at}. {entry.code}  {entry.title}"
        yield f"   CMS:         {descriptors.get(entry.code, '(not in this release)')}"
        yield f"   Description: {entry.description}"
        yield f"   Plain:       {entry.plain}"
        yield f"   Context:     {entry.context}"
        yield f"   Names:       {'; '.join(entry.also_known_as)}"
        yield f"   Related:     {', '.join(entry.related)}"
        yield ""
