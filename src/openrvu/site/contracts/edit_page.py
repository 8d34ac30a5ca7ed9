"""Setting up a contract: the form for what is usual, rows added by a button."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from openrvu.productivity.contract.contract_file import EXAMPLES, UnknownExample, example
from openrvu.productivity.contract.pay_terms import Of, Pays, Per, QualityKind, Scale
from openrvu.productivity.contract.terms import (
    By,
    Calendar,
    CapOn,
    GuaranteeKind,
    Recovery,
    Settle,
    ThresholdKind,
)
from openrvu.productivity.contract.text import contract_to_toml
from openrvu.productivity.plan_file import plans
from openrvu.productivity.plan_table import Problem
from openrvu.schedule.source import default_source
from openrvu.site.answers import Head
from openrvu.site.contracts import form, scope
from openrvu.site.contracts.crediting import contract_of
from openrvu.site.contracts.keep import keep, problems_of
from openrvu.site.contracts.models import Version
from openrvu.site.log import scope as log
from openrvu.site.log.recredit import recredit
from openrvu.site.log.settings_page import MONTHS
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other

#: How long a form may wait for the log to be credited anew; the rest is done on the next page.
PATIENCE = 6.0
_CHOICES = {
    "by": By,
    "calendar": Calendar,
    "settle": Settle,
    "threshold": ThresholdKind,
    "pays": Pays,
    "scale": Scale,
    "quality": QualityKind,
    "of": Of,
    "per": Per,
    "guarantee": GuaranteeKind,
    "recovery": Recovery,
    "cap": CapOn,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form is about.

    Attributes:
        version: that is changed; None for a new one.
        after: the version that a new one follows; None for a contract of its own.
        example: that a new one began from, or empty.
    """

    version: Version | None = None
    after: Version | None = None
    example: str = ""

    @property
    def begun(self) -> Version | None:
        """The version whose terms and kind it begins from."""
        return self.version or self.after

    @property
    def address(self) -> str:
        """Of the form."""
        return f"/log/contracts/{self.version.pk}/edit/" if self.version else "/log/contracts/new/"

    @property
    def query(self) -> str:
        """Of a new contract's form, empty or with ``?``."""
        if self.version:
            return ""
        told = {"after": str(self.after.pk)} if self.after else {}
        told |= {"example": self.example} if self.example else {}
        return f"?{urlencode(told)}" if told else ""


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new contract, blank, from an example, or from the version before."""
    return _answer(request, asked_new(request))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form of a contract that is kept."""
    return _answer(request, Asked(scope.version(person(request), key)))


@require_safe
def new_json(request: HttpRequest) -> HttpResponse:
    """What a new contract begins from, as the tables of its file."""
    return private_json({"contract": _begun(person(request), asked_new(request))})


@require_safe
def edit_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """A contract as the tables of its file."""
    version = scope.version(person(request), key)
    return private_json({"id": str(key), "contract": form.table_of(contract_of(version))})


def asked_new(request: HttpRequest) -> Asked:
    """What a new contract begins from.

    Raises:
        Http404: it is a contract that the person has not, or no example.
    """
    after, named = request.GET.get("after", ""), request.GET.get("example", "")
    if named and named not in EXAMPLES:
        raise Http404(str(UnknownExample(f"{named[:40]!r} is none of {', '.join(EXAMPLES)}")))
    try:
        version = scope.version(person(request), UUID(after)) if after else None
    except ValueError:
        raise Http404("There is no such contract of yours") from None
    return Asked(after=version, example=named)


def kept(user: User, version: Version) -> HttpResponse:
    """Credit the log by what was just kept, and lead on to it."""
    recredit(user, PATIENCE)
    return see_other(f"/log/contracts/{version.pk}/?kept=1")


def _answer(request: HttpRequest, asked: Asked) -> HttpResponse:
    user = person(request)
    if request.method != "POST":
        return _page(request, asked, _begun(user, asked), is_offer=_is_offer(asked))
    table = form.posted((name, str(value)) for name, value in request.POST.items())
    is_offer = request.POST.get("is_offer") == "1"
    what, _, path = request.POST.get("do", "save").partition(":")
    if what == "add":
        return _page(request, asked, form.with_row(table, path), is_offer=is_offer)
    if what == "drop":
        return _page(request, asked, form.without_row(table, path), is_offer=is_offer)
    found, problems = form.read(table)
    if found is not None:
        key = asked.version.pk if asked.version else None
        problems = problems_of(user, found, is_offer=is_offer, key=key)
    if found is None or problems:
        return _page(request, asked, table, problems, is_offer=is_offer)
    series = asked.after.series if asked.after else None
    text = contract_to_toml(found)
    key = asked.version.pk if asked.version else None
    return kept(user, keep(user, found, text, is_offer=is_offer, key=key, series=series))


def _begun(user: User, asked: Asked) -> form.Table:
    today = today_of(log.profile(user))
    if asked.version is not None:
        return form.table_of(contract_of(asked.version))
    if asked.after is not None:  # a later version holds from a day that is still to be said
        return {**form.table_of(contract_of(asked.after)), "starts": "", "ends": ""}
    if asked.example:
        return form.table_of(example(asked.example))
    return form.blank(today.replace(month=1, day=1).isoformat())


def _is_offer(asked: Asked) -> bool:
    return asked.begun.is_offer if asked.begun else False


def _page(
    request: HttpRequest,
    asked: Asked,
    table: form.Table,
    problems: Sequence[Problem] = (),
    *,
    is_offer: bool,
) -> HttpResponse:
    said = words_of(problems)
    name = asked.begun.name if asked.begun else ""
    title = f"Change {name}" if asked.version else "New contract"
    if asked.after:
        title = f"{name} from another day on"
    json_path = asked.address.rstrip("/") + ".json"
    context: dict[str, Any] = {
        "asked": asked,
        "title": title,
        "is_offer": is_offer,
        "value": partial(form.value_at, table),
        "count": partial(form.count_at, table),
        "hidden": form.hidden(table),
        "unshown": form.unshown(table),
        "problems": said,
        "elsewhere": {place: words for place, words in said.items() if not _is_field(place)},
        "CHOICES": {name: list(kind) for name, kind in _CHOICES.items()},
        "MONTHS": MONTHS,
        "PLANS": plans(),
        "RELEASES": [release.label for release in reversed(default_source().releases())],
    }
    head = Head(title, "A contract's terms.", asked.address, json_path)
    status = 422 if problems else 200
    return private_page(request, "contracts/form.html", head, context, status=status)


def words_of(problems: Sequence[Problem]) -> Mapping[str, str]:
    """What is wrong by place, for people who fill in a form rather than write a file."""
    said: dict[str, str] = {}
    for problem in problems:
        expected = problem.expected.replace(" in quotes", "").replace('"', "")
        words = f"Found {problem.found}; expected {expected}."
        if problem.expected.startswith("it, which must be told"):
            words = "This must be filled in."
        said[problem.place] = f"{said[problem.place]} {words}" if problem.place in said else words
    return said


def _is_field(place: str) -> bool:
    return re.sub(r"\[[0-9]+\]", "[]", place) in form.FIELDS
