"""``rvu price``: a whole case by Medicare's rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from openrvu.cli.asked import day_option, json_option
from openrvu.cli.case_lines import read_lines
from openrvu.cli.case_options import CaseOptions, case_options
from openrvu.cli.output import print_json
from openrvu.cli.plans import plan_option
from openrvu.cli.price_output import Answered, as_data, show
from openrvu.pricing.evaluate import price as price_claim
from openrvu.productivity.credit_claim import credit_claim
from openrvu.productivity.plan import CreditPlan


@click.command(
    "price",
    epilog="""
\b
Examples:
  rvu price 45385 45380-59 43239 --zip 60611 --facility --date 2026-03-02
  rvu price 29881-50 '20610-LT x2 $410.00' --locality CA-05 --pos 22 --steps
  rvu price 00811-QK 45min 5base --locality 01112-05 --release RVU25D
  rvu price 44140-80 --documented --plan survey-style --json
  rvu price - < lines.txt

A line is a code with its modifiers, and after it what is known of the line, in
any order:

\b
  x2             units
  '$410.00'      the charge for the whole line (the shell wants the quotes)
  75min  5base   anesthesia time and base units
  30days         days of post-operative care (modifier 55)
  documented     need of an assistant or co-surgeon is documented
  induction      the physician directing more than four (AD) was there

On standard input or in a file each line of text holds one or more of them;
what follows a # is a remark.

Without options: the newest release, the national amount (all indices 1), a
participating physician outside a facility, no deductible left. A line that is
not priced has its outcome and reason; the others are priced all the same.
What is credited is an employer's matter, not Medicare's: see rvu plan.

\b
Exit codes:
  0  answered, even where a line is not payable
  1  unknown locality, ZIP or release, or a file that was refused
  2  the command was not understood
""",
)
@click.argument("lines", nargs=-1, metavar="LINE...")
@click.option("--from", "file", metavar="FILE", help="Read lines from FILE too; - is stdin.")
@case_options
@plan_option
@day_option("--posted", says="Day the charges were posted, for a plan that goes by it.")
@click.option("--steps", is_flag=True, help="Show every rule at work on every line.")
@json_option
def price(
    lines: tuple[str, ...],
    file: str | None,
    plan: CreditPlan,
    posted: date | None,
    *,
    steps: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Price every LINE of one claim and day together, by Medicare's rules."""
    case = CaseOptions(**asked)
    written = read_lines(lines, file)
    schedule = case.schedule()
    # For people the steps are told in few words even where they are not shown.
    priced = price_claim(case.claim(written, schedule.day), steps=steps or not as_json)
    made = Answered(schedule, case, priced, credit_claim(priced, plan, posted=posted))
    if as_json:
        print_json(as_data(made))
    else:
        show(made, steps=steps)
