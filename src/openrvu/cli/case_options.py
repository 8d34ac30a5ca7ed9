"""What ``rvu price`` asks beside the lines: day, place, and who furnished and pays for the case."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any, TypeVar

import click

from openrvu.cli.asked import schedule_asked, schedule_options
from openrvu.pricing.claim import Claim, Provider
from openrvu.pricing.written import BadFigure, CaseLine, claim_line, read_dollars
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.rows import Setting

_F = TypeVar("_F", bound=Callable[..., object])
_PLACE = re.compile(r"[0-9]{2}\Z")


@dataclass(frozen=True, slots=True)
class CaseOptions:
    """What was asked, an option a field; see the help of ``rvu price``."""

    zip_code: str | None
    locality: str | None
    facility: bool | None
    pos: str | None
    day: date | None
    release: str | None
    provider: str
    nonparticipating: bool
    qp: bool
    deductible: Decimal
    hospital_patient: bool
    hpsa: bool
    documented: bool

    def __post_init__(self) -> None:
        """Refuse options that contradict each other.

        Raises:
            UsageError: two do.
        """
        if self.zip_code is not None and self.locality is not None:
            raise click.UsageError("give --zip or --locality, not both")
        if self.pos is not None and self.facility is not None:
            raise click.UsageError("give --pos or --facility/--nonfacility, not both")

    @property
    def setting(self) -> Setting:
        """The setting asked for, where no place of service is."""
        return Setting.FACILITY if self.facility else Setting.NONFACILITY

    def schedule(self) -> FeeSchedule:
        """The schedule of the day or release asked for, else the newest.

        Raises:
            ReleaseNotHeld: the book has nothing that answers.
        """
        return schedule_asked(self.day, self.release)

    def claim(self, lines: Sequence[CaseLine], day: date) -> Claim:
        """The claim of some lines on a day."""
        return Claim(
            lines=tuple(
                claim_line(
                    line,
                    place_of_service=self.pos,
                    setting=self.setting,
                    provider=Provider(self.provider),
                    documented=self.documented,
                )
                for line in lines
            ),
            day=day,
            locality=self.locality,
            zip_code=self.zip_code,
            release=self.release,
            participating=not self.nonparticipating,
            qp=self.qp,
            deductible=self.deductible,
            shortage_area=self.hpsa,
            hospital_patient=self.hospital_patient,
        )


def _dollars(_ctx: click.Context, param: click.Parameter, value: str) -> Decimal:
    try:
        return read_dollars(value, f"the {param.name}")
    except BadFigure as error:
        raise click.BadParameter(str(error)) from None


def read_pos(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """A place of service from an option: two digits.

    Raises:
        BadParameter: anything else.
    """
    if value is not None and not _PLACE.match(value):
        raise click.BadParameter("expected two digits, such as 11 (office) or 22 (hospital)")
    return value


def _flag(name: str, says: str) -> Callable[[Any], Any]:
    return click.option(name, is_flag=True, help=says)


_OPTIONS = (
    click.option("--zip", "zip_code", metavar="Z", help="ZIP code of the place of service."),
    click.option("--locality", metavar="L", help="01112-05, CA-05, or a name."),
    click.option("--facility/--nonfacility", default=None, help="Where it was furnished."),
    click.option("--pos", metavar="P", callback=read_pos, help="Place of service: two digits."),
    schedule_options,
    click.option(
        "--provider",
        type=click.Choice(list(Provider), case_sensitive=False),
        default=Provider.PHYSICIAN.value,
        show_default=True,
        help="Who furnished the services.",
    ),
    _flag("--nonparticipating", "One who does not take part in Medicare."),
    _flag("--qp", "Factor for qualifying APM participants (from 2026)."),
    click.option(
        "--deductible", metavar="$", default="0", callback=_dollars, help="What is left of it."
    ),
    _flag("--hospital-patient", "A hospital patient, wherever seen."),
    _flag("--hpsa", "In a health professional shortage area."),
    _flag("--documented", "Need of an assistant or co-surgeon is documented."),
)


def case_options(command: _F) -> _F:
    """Add every option of :class:`CaseOptions`."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)
