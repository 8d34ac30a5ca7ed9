"""What ``rvu price`` prints: a line for each service, the sums, and what a reader must know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

import click

from openrvu.cli.case_options import CaseOptions
from openrvu.cli.output import print_table
from openrvu.exact import RVU_PLACES, add, plain, shorten
from openrvu.pricing.as_data import PricedData, priced_data
from openrvu.pricing.claim import LineOutcome, PricedClaim, PricedLine
from openrvu.pricing.figures import dollars, money
from openrvu.pricing.trail import entered, trail
from openrvu.productivity.as_data import CreditedData, credited_data
from openrvu.productivity.credited import Credited, CreditedLine
from openrvu.rules.places_of_service import place
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import ZipArea, display_name
from openrvu.schedule.place_data import zip_data

_HEADINGS = ("Line", "What was done", "Rank", "Fee", "Amount", "Work RVU", "Credited")
_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Answered:
    """A case answered.

    Attributes:
        schedule: of its day.
        asked: the options.
        priced: what Medicare allows.
        credited: what the plan credits, line by line.
    """

    schedule: FeeSchedule
    asked: CaseOptions
    priced: PricedClaim
    credited: Credited

    @property
    def zip_area(self) -> ZipArea | None:
        """What CMS's file says of the ZIP code, where one was given."""
        return self.schedule.zip_area(self.asked.zip_code) if self.asked.zip_code else None

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know, each sentence once."""
        of_work = (notice for line in self.credited.lines for notice in line.notices)
        return tuple(dict.fromkeys((*self.priced.notices, *self.credited.notices, *of_work)))


class SourceData(TypedDict):
    """The release whose figures were used."""

    release: str
    published: str | None
    archive: str
    sha256: str


class CaseData(PricedData):
    """A priced claim, what a plan credits for it, and where the figures are from."""

    credit: CreditedData
    source: SourceData


def as_data(made: Answered) -> CaseData:
    """The answer as plain data."""
    found = priced_data(made.priced)
    if (area := made.zip_area) is not None:
        found["locality"]["zip"] = zip_data(area)
    release = made.schedule.release
    return {
        **found,
        "credit": credited_data(made.credited),
        "source": {
            "release": release.label,
            "published": release.published.isoformat() if release.published else None,
            "archive": release.archive,
            "sha256": release.sha256,
        },
    }


def show(made: Answered, *, steps: bool) -> None:
    """Print the answer for people."""
    click.echo("\n".join(_heading(made)) + "\n")
    pairs = list(zip(made.priced.lines, made.credited.lines, strict=True))
    print_table(_HEADINGS, [*(_row(*pair) for pair in pairs), _sums(made)], texts=2)
    click.echo("\n" + "\n".join(_rest(made, steps=steps)))


def _heading(made: Answered) -> Iterator[str]:
    lines = made.priced.lines
    done = sum(line.outcome is LineOutcome.PRICED for line in lines)
    counted = f"{done} of {len(lines)} lines" if done < len(lines) else _counted(len(lines))
    yield (
        f"{money(made.priced.amount)} for {counted}; work RVU {made.credited.full}, "
        f"credited {made.credited.credited} (plan {made.credited.plan.name})"
    )
    factor = made.priced.claim.conversion_factor or made.schedule.conversion_factor(
        qp=made.asked.qp
    )
    yield (
        f"{_setting(made)}, {_place(made)}; {made.schedule.release.label}, date of service "
        f"{made.schedule.day}, conversion factor ${factor}"
    )


def _counted(lines: int) -> str:
    return "1 line" if lines == 1 else f"{lines} lines"


def _setting(made: Answered) -> str:
    if made.asked.pos is None:
        return made.asked.setting.label
    found = place(made.asked.pos)
    return f"{found.name} ({found.code})" if found else f"Place of service {made.asked.pos}"


def _place(made: Answered) -> str:
    area, found = made.priced.locality, made.zip_area
    if area.is_national:
        return "national (all indices 1.000)"
    by_zip = f"ZIP {found.zip_code}: " if found else ""
    return f"{by_zip}{display_name(area.name)}, {area.state} ({area.key})"


def _row(line: PricedLine, credited: CreditedLine) -> tuple[str, ...]:
    return (
        _called(line),
        _done(line),
        "" if line.position is None else str(line.position),
        money(line.fee),
        money(line.amount),
        _rvu(line.work_rvu),
        _rvu(credited.credited),
    )


def _called(line: PricedLine) -> str:
    """``2  45380-59 x2``."""
    times = f" x{line.line.units}" if line.line.units > 1 else ""
    return f"{line.number}  {line.line.label}{times}"


def _done(line: PricedLine) -> str:
    """What the rules did to the fee, in few words; the outcome where there is no amount."""
    if line.outcome is not LineOutcome.PRICED:
        return line.outcome.value
    marks = (f"{mark.says} {mark.why}" for mark in trail(line))
    return "; ".join(marks).replace("\u00a0", " ")


def _rvu(value: Decimal | None) -> str:
    return _NOTHING if value is None else plain(shorten(value, RVU_PLACES))


def _sums(made: Answered) -> tuple[str, ...]:
    sums = (money(made.priced.amount), plain(made.credited.full), plain(made.credited.credited))
    return ("Total", "", "", "", *sums)


def _rest(made: Answered, *, steps: bool) -> Iterator[str]:
    yield from _payers(made)
    yield ""
    told = [*_reasons(made), *_credit(made)]
    if told:
        yield from [*told, ""]
    if steps:
        yield from _steps(made)
    yield from (f"Note: {notice}" for notice in made.notices)
    release = made.schedule.release
    published = f", published {release.published}" if release.published else ""
    yield f"Source: CMS {release.label}{published}, {release.archive}, sha256 {release.sha256}"


def _payers(made: Answered) -> Iterator[str]:
    share = made.priced.share
    yield (
        f"The patient pays {money(share.patient)}: deductible {money(share.deductible)}, "
        f"coinsurance {money(share.coinsurance)}."
    )
    kept = f", after {money(share.sequestration)} of sequestration" if share.sequestration else ""
    yield f"Medicare pays {money(share.medicare)}{kept}."
    if share.bonus:
        yield f"Shortage area bonus, paid apart: {money(share.bonus)}."
    if not made.priced.claim.participating:
        most = add(*(line.limiting_charge for line in made.priced.lines if line.limiting_charge))
        yield f"Limiting charge, the most that may be asked for these lines: {money(most)}."


def _reasons(made: Answered) -> Iterator[str]:
    """Why lines have no amount, and notes on those that have one."""
    for line in made.priced.lines:
        if line.reason:
            outcome = "" if line.outcome is LineOutcome.PRICED else f"{line.outcome.value}. "
            yield f"{_called(line)}: {outcome}{line.reason}"


def _credit(made: Answered) -> Iterator[str]:
    """Why what is credited differs from CMS's work RVUs."""
    for number, line in enumerate(made.credited.lines, 1):
        called = f"{number}  {line.service.label}: "
        if line.missing and line.service.row is not None:
            yield f"{called}not credited. {line.missing}"
        for reason in line.reasons:
            customary = " (Customary.)" if reason.customary else ""
            yield f"{called}credited {_rvu(reason.after)}. {reason.words}{customary}"


def _steps(made: Answered) -> Iterator[str]:
    for line in made.priced.lines:
        for step in line.steps:
            yield f"{_called(line)}: {step.title} = {dollars(step.result)}"
            figures = "; ".join(f"{told.label} {told.value}" for told in entered(step))
            yield f"     {figures}".replace("\u00a0", " ")
            yield f"     {step.rule}, {step.cites}"
        if line.steps:
            yield ""
