"""The option ``--plan``, and reading the plan it names."""

from __future__ import annotations

from pathlib import Path

import click

from openrvu.cli.output import refuse
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import NAMES, load_plan, plan


def read_plan(text: str) -> CreditPlan:
    """The plan of a name or, where the text is no name, of a file.

    Raises:
        UnknownPlan: there is neither.
        Exit: something is wrong in the file; all of it was said.
    """
    path = Path(text)
    if text.strip().lower() in NAMES or not path.is_file():
        return plan(text)
    return checked(path)


def checked(path: Path) -> CreditPlan:
    """The plan of a file.

    Raises:
        OSError: the file cannot be read.
        Exit: something is wrong in it; all of it was said.
    """
    found, problems = load_plan(path)
    if found is None:
        refuse([f"{path}: {problem}" for problem in problems])
    return found


def _read(_ctx: click.Context, _param: click.Parameter, value: str) -> CreditPlan:
    return read_plan(value)


plan_option = click.option(
    "--plan",
    metavar="NAME|FILE",
    default=NAMES[0],
    show_default=True,
    callback=_read,
    help="Plan by which work RVUs are credited; see rvu plan.",
)
