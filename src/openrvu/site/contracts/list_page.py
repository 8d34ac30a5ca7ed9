"""The list of contracts; crediting the log anew; deleting one; what a year is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.contract_file import EXAMPLES, example
from openrvu.site.answers import Head
from openrvu.site.contracts import keep, scope, told
from openrvu.site.contracts.crediting import InForce
from openrvu.site.contracts.edit_page import PATIENCE
from openrvu.site.contracts.models import Version
from openrvu.site.contracts.run_page import page_of
from openrvu.site.log import scope as log
from openrvu.site.log.recredit import recredit, stale
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other

HEAD = Head(
    "Contracts",
    "What your contract pays for the work in your log.",
    "/log/contracts/",
    "/log/contracts.json",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A contract of the list.

    Attributes:
        told: the version and the days on which it holds.
        is_now: whether it is in force today and credits the log.
        state: in a word or two.
    """

    told: InForce
    is_now: bool
    state: str

    @property
    def version(self) -> Version:
        """As it is kept."""
        return self.told.version

    @property
    def last(self) -> date | None:
        """Its last day; None where it has none."""
        return None if self.told.last == date.max else self.told.last


@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """The contracts and offers; without any, what a contract is good for and where to begin."""
    user = person(request)
    rows = _rows(user)
    context: dict[str, Any] = {
        "own": [row for row in rows if not row.version.is_offer],
        "offers": [row for row in rows if row.version.is_offer],
        "EXAMPLES": examples(),
        "stale": stale(user).count(),
        "has_log": log.entries(user).exists(),
    }
    return private_page(request, "contracts/list.html", HEAD, context)


@require_safe
def contracts_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    user = person(request)
    listed = [
        {
            "id": str(row.version.pk),
            "name": row.version.name,
            "offer": row.version.is_offer,
            "from": row.told.first,
            "to": row.last,
            "in_force": row.is_now,
        }
        for row in _rows(user)
    ]
    return private_json({"contracts": listed, "lines_to_credit_anew": stale(user).count()})


@require_POST
def credit(request: HttpRequest) -> HttpResponse:
    """Go on crediting the log anew."""
    recredit(person(request), PATIENCE)
    return see_other("/log/contracts/")


@require_POST
def delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete a contract; the log is credited by what is left."""
    user = person(request)
    keep.delete(user, scope.version(user, key))
    recredit(user, PATIENCE)
    return see_other("/log/contracts/")


@require_POST
def facts(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep what the year of a contract is told."""
    user = person(request)
    version = scope.version(user, key)
    year = request.POST.get("year", "")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return see_other(f"/log/contracts/{key}/")
    contract = scope.standing(user, version).contract
    said = {name: str(value) for name, value in request.POST.items()}
    answers, problems = told.read(contract, said)
    if problems:
        return page_of(request, version, int(year), problems=problems, said=said)
    keep.keep_facts(user, version, int(year), answers)
    return see_other(f"/log/contracts/{key}/?year={year}")


def examples() -> Sequence[tuple[str, Contract]]:
    """The examples that come with the package, by name."""
    return [(name, example(name)) for name in EXAMPLES]


def _rows(user: User) -> list[Row]:
    today = today_of(log.profile(user))
    return [_row(user, version, today) for version in scope.versions(user)]


def _row(user: User, version: Version, today: date) -> Row:
    standing = scope.standing(user, version)
    now = standing.first <= today <= standing.last
    state = "in force" if now else "to come" if standing.first > today else "over"
    return Row(standing, now and not version.is_offer, "offer" if version.is_offer else state)
