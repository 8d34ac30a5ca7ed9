"""The plans by which a log may be credited for a reconciliation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.calendar import DateRange
from openrvu.errors import OpenRVUError
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import NAMES, plan
from openrvu.site.contracts.crediting import contract_of, own_in_force
from openrvu.site.contracts.models import Version
from openrvu.site.contracts.scope import versions
from openrvu.site.people.models import User
from openrvu.site.templating import work


@dataclass(frozen=True, slots=True)
class Term:
    """A plan to choose.

    Attributes:
        key: what it is chosen by.
        name: what the person reads.
        plan: itself.
        rate: dollars per work RVU, where a contract says one.
    """

    key: str
    name: str
    plan: CreditPlan
    rate: Decimal | None = None


def terms(user: User) -> list[Term]:
    """What the person may choose from: the plans of their contracts, then ours."""
    own = (_of(told) for told in versions(user))
    return [
        *(term for term in own if term),
        *(Term(name, plan(name).name, plan(name)) for name in NAMES),
    ]


def usual(user: User, period: DateRange | None, wanted: str) -> Term:
    """The plan that is meant, unless the person says otherwise.

    It is that of the contract in force when the period ends, else the one ``wanted``.
    """
    choices = {term.key: term for term in terms(user)}
    day = (period.last if period else None) or date.max
    held = [told.version for told in own_in_force(user) if told.first <= day <= told.last]
    keys = (*map(_key, held), wanted, NAMES[0])
    return next(choices[key] for key in keys if key in choices)


def _of(told: Version) -> Term | None:
    """A contract's plan; None where this release of OpenRVU does not understand it any more."""
    try:
        contract = contract_of(told)
        credited = contract.credit_plan()
    except OpenRVUError:
        return None
    rate = contract.production.rate
    worth = "" if rate is None else f", ${work(rate)} per wRVU"
    name = f"{told.name}, {'offer' if told.is_offer else 'contract'} from {told.starts}{worth}"
    return Term(_key(told), name, credited, rate)


def _key(told: Version) -> str:
    return f"contract {told.pk}"
