"""Options that several commands share, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click

from openrvu.calendar import parse_day

if TYPE_CHECKING:
    from openrvu.schedule.fee_schedule import FeeSchedule

_F = TypeVar("_F", bound=Callable[..., object])

EXIT_CODES = """
\b
Exit codes:
  0  answered
  1  unknown code, locality, ZIP or release
  2  the command was not understood
"""


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return parse_day(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def schedule_options(command: _F) -> _F:
    """Add ``--date`` and ``--release``."""
    command = click.option("--release", metavar="L", help="Release, such as RVU25D.")(command)
    return day_option("--date", "day", says="Date of service, such as 2024-03-09.")(command)


def day_option(*names: str, says: str) -> Callable[[_F], _F]:
    """An option that takes a day."""
    return click.option(*names, metavar="D", callback=_day, help=says)


def json_option(command: _F) -> _F:
    """Add ``--json``."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object; figures are strings."
    )(command)


def schedule_asked(day: date | None, release: str | None) -> FeeSchedule:
    """The schedule of a release, of a date of service, or the newest held.

    Raises:
        ReleaseNotHeld: the book has nothing that answers.
    """
    from openrvu.schedule.fee_schedule import FeeSchedule

    if release is not None:
        return FeeSchedule.of(release, day=day)
    return FeeSchedule.newest() if day is None else FeeSchedule.on(day)
