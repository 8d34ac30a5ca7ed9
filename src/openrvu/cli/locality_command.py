"""``rvu locality``: payment localities and their indices."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from openrvu.cli.asked import EXIT_CODES, json_option, schedule_asked, schedule_options
from openrvu.cli.output import print_json, print_table
from openrvu.errors import UnknownLocality
from openrvu.schedule.localities import display_name
from openrvu.schedule.place_data import locality_data, zip_data
from openrvu.schedule.zip_notices import zip_notices

if TYPE_CHECKING:
    from openrvu.schedule.fee_schedule import FeeSchedule
    from openrvu.schedule.localities import Locality, ZipArea

_HEADINGS = ("Locality", "State", "Name", "Work", "PE", "MP", "Anesthesia")


@click.command(
    epilog=f"""
\b
Examples:
  rvu locality
  rvu locality california
  rvu locality CA-05 --release RVU25D
  rvu locality --zip 10001 --json

The columns Work, PE and MP are the geographic indices (GPCIs); Anesthesia is
the locality's dollars per anesthesia unit, where held.
{EXIT_CODES}"""
)
@click.argument("text", required=False)
@click.option("--zip", "zip_code", metavar="Z", help="ZIP code of the place of service.")
@schedule_options
@json_option
def locality(
    text: str | None,
    zip_code: str | None,
    day: date | None,
    release: str | None,
    *,
    as_json: bool,
) -> None:
    """Localities that answer to TEXT (a key, state, or name), or all of them."""
    if text is not None and zip_code is not None:
        raise click.UsageError("give TEXT or --zip, not both")
    schedule = schedule_asked(day, release)
    area = schedule.zip_area(zip_code) if zip_code is not None else None
    found = _found(schedule, text, area)
    if as_json:
        print_json(
            {
                "release": schedule.release.label,
                "date": schedule.day.isoformat(),
                "notices": [*schedule.notices, *(zip_notices(area, schedule) if area else ())],
                "zip": zip_data(area) if area else None,
                "localities": [locality_data(each) for each in found],
            }
        )
    else:
        _print(schedule, found, area)


def _found(schedule: FeeSchedule, text: str | None, area: ZipArea | None) -> list[Locality]:
    if area is not None:
        return [schedule.locality_for_zip(area.zip_code)]
    held = schedule.localities()
    if text is None and held:
        return list(held)
    # The schedule knows which other release has what this one lacks, and says so.
    return schedule.localities_matching(text or "") or [_the_one(schedule, text)]


def _the_one(schedule: FeeSchedule, text: str | None) -> Locality:
    release, known = schedule.release, schedule.localities()
    try:
        if text is not None:
            return schedule.locality(text)
    except UnknownLocality as error:
        if known or "has no index" in str(error):
            raise
    raise UnknownLocality(
        f"{release.label} has no localities in the book: its archive, {release.archive}, came "
        "without a GPCI file"
    )


def _print(schedule: FeeSchedule, found: list[Locality], area: ZipArea | None) -> None:
    print_table(_HEADINGS, [_row(each) for each in found], texts=3)
    said = [f"Note: {notice}" for notice in schedule.notices]
    if area:
        said.append(f"ZIP {area.zip_code}, by CMS's ZIP file of {_edition(area)}.")
        said += [f"Note: {notice}" for notice in zip_notices(area, schedule)]
    if len(found) == 1 and found[0].counties:
        said.append(f"Counties: {display_name(found[0].counties)}")
    release = schedule.release
    said.append(f"Source: CMS {release.label}, {release.archive}, sha256 {release.sha256}")
    click.echo("\n" + "\n".join(said))


def _row(area: Locality) -> tuple[str, ...]:
    indices = (area.work_gpci, area.pe_gpci, area.mp_gpci)
    factor = "" if area.anesthesia_factor is None else f"${area.anesthesia_factor}"
    return area.key, area.state, display_name(area.name), *map(str, indices), factor


def _edition(area: ZipArea) -> str:
    return f"{area.edition[:4]}, quarter {area.edition[4:]}"
