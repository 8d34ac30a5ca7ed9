"""What the contract in force pays for the work so far, and what that is for each work RVU."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from openrvu.errors import OpenRVUError
from openrvu.exact import plain, plain_or_none
from openrvu.pricing.figures import money
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.run import run
from openrvu.productivity.contract.statement import Part, Statement
from openrvu.productivity.contract.year import contract_year, year_of
from openrvu.site.charts import Ranked, ranked
from openrvu.site.contracts import scope as contracts
from openrvu.site.contracts.crediting import InForce, own_in_force
from openrvu.site.contracts.told import facts_of
from openrvu.site.dashboard.spans import Span
from openrvu.site.dashboard.sums import Days
from openrvu.site.dashboard.widget import NOTHING, Column, Widget
from openrvu.site.people.models import User
from openrvu.site.templating import day, work


@dataclass(frozen=True, slots=True)
class Terms:
    """The contract that is in force on a day, and the contract year of that day."""

    held: InForce
    year: int
    days: Span
    facts: Facts


@dataclass(frozen=True, slots=True)
class Pay:
    """What a contract pays so far, or why that cannot be said."""

    name: str
    statement: Statement | None
    why: str = ""


def terms_on(user: User, through: date) -> Terms | None:
    """The person's contract on a day; None where none is in force."""
    for held in own_in_force(user):
        if held.first <= through <= held.last:
            year = year_of(held.contract, through)
            days = contract_year(held.contract, year)
            kept = contracts.facts(user, held.version, year)
            facts = facts_of(kept, days.first, days.last)
            return Terms(held, year, Span(days.first, days.last), facts)
    return None


def pay(terms: Terms, days: Days, through: date) -> Pay:
    """Run the contract on the days of its year."""
    name, contract = terms.held.version.name, terms.held.contract
    try:
        return Pay(name, run(contract, days.credited(), terms.year, terms.facts, through))
    except OpenRVUError as error:
        return Pay(name, None, str(error))


def pay_widget(found: Pay) -> Widget:
    """Pay so far by its parts, and the effective rate."""
    title = "What it pays"
    columns = (
        Column("part", "Part", str, is_figure=False),
        Column("amount", "Dollars", money),
    )
    told = found.statement
    if told is None:
        why = f"“{found.name}” cannot be run on the log: {found.why}."
        return Widget("pay", title, columns, (), basis=why)
    drawn = [
        Ranked(_named(part), part.amount, money(part.amount)) for part in told.parts if part.amount
    ]
    return Widget(
        slug="pay",
        title=title,
        columns=columns,
        rows=tuple((_named(part), part.amount) for part in told.parts),
        chart=ranked(drawn, title, "Dollars by part of the pay") if drawn else NOTHING,
        basis=f"“{found.name}” run on the work credited from {day(told.first)} to "
        f"{day(told.last)}. The effective rate is clinical pay for each work RVU, call pay and "
        "stipends left out; it is not Medicare's conversion factor.",
        figures=tuple(_figures(told)),
    )


def pay_data(found: Pay) -> dict[str, Any]:
    """The same for JSON."""
    told = found.statement
    if told is None:
        return {"contract": found.name, "problem": found.why}
    return {
        "contract": found.name,
        "from": told.first,
        "to": told.last,
        "wrvu": plain(told.wrvu),
        "amount": plain(told.amount),
        "clinical_pay": plain(told.clinical_pay),
        "effective_rate": plain_or_none(told.effective_rate),
    }


def _figures(told: Statement) -> Iterator[tuple[str, str, str]]:
    yield "Effective $ per wRVU", money(told.effective_rate), f"{work(told.wrvu)} wRVU"
    apart = f"and {money(told.apart)} of call pay and stipends" if told.apart else ""
    yield "Clinical pay so far", money(told.clinical_pay), apart
    if told.outlook.next_tier:
        nearest = told.outlook.next_tier
        yield "To the next tier", work(nearest.away), f"at {work(nearest.at)} wRVU"


def _named(part: Part) -> str:
    return f"{part.kind.capitalize()}: {part.name}" if part.name else part.kind.capitalize()
