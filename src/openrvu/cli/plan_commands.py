"""``rvu plan``: plans by which employers credit work RVUs."""

from __future__ import annotations

from pathlib import Path

import click

from openrvu.cli.asked import json_option
from openrvu.cli.output import print_json, print_table
from openrvu.cli.plans import checked, read_plan
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import NAMES, plans
from openrvu.productivity.plan_text import plan_to_json, plan_to_toml

_HEADINGS = ("Plan", "Multiple procedures", "Source")
_EXIT_CODES = """
\b
Exit codes:
  0  done
  1  an unknown plan, or a file with something wrong in it
  2  the command was not understood
"""


@click.group(
    "plan",
    epilog="""
\b
Examples:
  rvu plan list
  rvu plan show customary > mine.toml
  rvu plan check mine.toml
  rvu price 45385 43239-51 --plan mine.toml

What work a contract credits is its own business, not Medicare's. A plan is a
TOML or JSON file with a factor for each modifier and what becomes of multiple
procedures, units and anesthesia. Begin with one of ours and set each figure as
your contract says.
""",
)
def plan() -> None:
    """Plans by which employers credit work RVUs."""


@plan.command("list", epilog=_EXIT_CODES)
@json_option
def list_plans(*, as_json: bool) -> None:
    """The plans that come with OpenRVU, the default first."""
    held = plans()
    if as_json:
        print_json({"plans": [_as_data(each) for each in held]})
        return
    print_table(_HEADINGS, [(p.name, str(p.multiple.mode), p.source) for p in held], texts=3)
    for each in held:
        click.echo("\n" + "\n".join([each.name, *(f"  {note}" for note in each.notes)]))


def _as_data(held: CreditPlan) -> dict[str, object]:
    return {
        "name": held.name,
        "source": held.source,
        "multiple_procedures": str(held.multiple.mode),
        "notes": list(held.notes),
    }


@plan.command("show", epilog=_EXIT_CODES)
@click.argument("name", metavar="NAME|FILE", default=NAMES[0])
@click.option("--json", "as_json", is_flag=True, help="As JSON, which may be used as well.")
def show_plan(name: str, *, as_json: bool) -> None:
    """Print the plan NAME, or that of FILE, as TOML to begin your own from."""
    held = read_plan(name)
    click.echo(plan_to_json(held) if as_json else plan_to_toml(held), nl=False)


@plan.command("check", epilog=_EXIT_CODES)
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def check_plan(file: Path, *, as_json: bool) -> None:
    """Read the plan of FILE and say everything that is wrong in it."""
    held = checked(file)
    if as_json:
        print_json(_as_data(held))
    else:
        click.echo(f"{file}: plan {held.name} can be used, with {_counts(held)}")


def _counts(held: CreditPlan) -> str:
    counts = {
        "modifier factor": len(held.factors),
        "practitioner factor": len(held.practitioners),
        "own work RVU": len(held.overrides),
    }
    said = [f"{count} {what}{'' if count == 1 else 's'}" for what, count in counts.items() if count]
    return ", ".join(said) or "CMS's work RVUs whole"
