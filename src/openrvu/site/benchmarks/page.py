"""One benchmark: the specialty that is the person's, and where the person stands in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from openrvu.exact import parse_decimal
from openrvu.productivity.benchmark.specialty_names import resolve
from openrvu.productivity.benchmark.survey import Survey
from openrvu.productivity.benchmark.survey_data import survey_from_json
from openrvu.site.answers import Head, json_error
from openrvu.site.benchmarks import rank, scope
from openrvu.site.benchmarks.drawing import scale
from openrvu.site.benchmarks.list_page import PATH, benchmark_data
from openrvu.site.benchmarks.models import Benchmark, Standing
from openrvu.site.benchmarks.own import FIGURES, Months, Own, months_of, own, usual_months
from openrvu.site.log import scope as log
from openrvu.site.log.models import Profile
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other

#: The two parts of an open benchmark.
SUBSETS = {"active": "Active providers", "all": "All providers"}
_FIELDS = (("clinical_fte", 3), ("total_fte", 3), ("pay", 2))


@dataclass(frozen=True, slots=True)
class View:
    """A benchmark as it is shown.

    Attributes:
        kept: as the account has it.
        survey: its contents, where it is a survey.
        opened: likewise, where it is an open benchmark.
        own: the person's figures; None where not one whole month was logged.
        ranked: the measures of the person's specialty.
        problem: what is wrong with the months that were asked for.
        held: what the person's figures are divided by.
        profile: the person's.
    """

    kept: Benchmark
    survey: Survey | None
    opened: Mapping[str, Any] | None
    own: Own | None
    ranked: list[rank.Ranked]
    problem: str
    held: Standing
    profile: Profile

    @property
    def specialties(self) -> list[str]:
        """Every specialty, as the file has it."""
        if self.survey is not None:
            return list(self.survey.specialties())
        return [one["specialty"] for one in (self.opened or {})["specialties"]]

    @property
    def data_year(self) -> int:
        """The year whose work the figures are of."""
        return self.survey.provenance.data_year if self.survey else self.kept.year

    @property
    def mismatch(self) -> str:
        """What to know where that is not the year of the person's work RVUs."""
        return rank.mismatch(self.data_year, self.own) if self.own else ""


@require_safe
def benchmark(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where the person stands."""
    view = _view(request, key)
    kept = view.kept
    resolved = resolve(view.profile.specialty or "-", view.specialties, {})
    cuts = rank.cuts_of(view.survey, kept.specialty) if view.survey else []
    context = {
        "view": view,
        "kept": kept,
        "suggested": [resolved.name] if resolved.name else [s.name for s in resolved.suggestions],
        "cuts": [(json.dumps(cut), rank.named(cut), cut == kept.cut) for cut in cuts],
        "cards": [(one, scale(one), list(rank.lines(one))) for one in view.ranked],
        "SUBSETS": SUBSETS,
        "FIGURES": FIGURES,
        "problems": {"months": view.problem} if view.problem else {},
        "saved": request.GET.get("saved", ""),
    }
    path = f"{PATH}{kept.pk}"
    head = Head(kept.name, "Where your work stands.", f"{path}/", f"{path}.json")
    return private_page(
        request, "benchmarks/benchmark.html", head, context, status=400 if view.problem else 200
    )


@require_safe
def benchmark_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same as JSON: the person's specialty alone."""
    view = _view(request, key)
    if view.problem:
        return json_error(400, view.problem, parameter="from")
    months = view.own.months if view.own else None
    return private_json(
        {
            **benchmark_data(view.kept),
            "data_year": view.data_year,
            "from": months.first if months else None,
            "to": months.last if months else None,
            "mismatch": view.mismatch or None,
            "measures": [one.data for one in view.ranked],
        }
    )


@require_POST
def specialty(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep the specialty, and the cut of it, that the person confirms as theirs."""
    view = _view(request, key)
    kept, said = view.kept, request.POST.get("specialty", "")
    if said in view.specialties:
        kept.cut = {} if said != kept.specialty else kept.cut
        kept.specialty = said
    if view.survey is not None:
        cuts = {json.dumps(cut): cut for cut in rank.cuts_of(view.survey, kept.specialty)}
        first = next(iter(cuts.values()), {})
        kept.cut = cuts.get(request.POST.get("cut", ""), kept.cut or first)
    elif request.POST.get("cut") in SUBSETS:
        kept.cut = {"subset": request.POST["cut"]}
    kept.save(update_fields=["specialty", "cut"])
    return see_other(f"{PATH}{kept.pk}/")


@require_POST
def delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete a benchmark and all it says."""
    scope.benchmark(person(request), key).delete()
    return see_other(PATH)


@require_POST
def standing(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep FTE and pay."""
    user = person(request)
    kept = scope.benchmark(user, key)
    held = scope.standing(user)
    is_sound = True
    for name, places in _FIELDS:
        text = request.POST.get(name, "").strip().replace(",", "").replace("$", "")
        try:
            value = parse_decimal(text, places) if text else None
        except ValueError:
            is_sound = False
            continue
        most = Decimal(10) if name.endswith("fte") else Decimal(10**9)
        if value is not None and not 0 < value <= most:
            is_sound = False
        else:
            setattr(held, name, value)
    if is_sound:
        held.save()
    return see_other(f"{PATH}{kept.pk}/?saved={'1' if is_sound else '0'}")


def _view(request: HttpRequest, key: UUID) -> View:
    user = person(request)
    kept = scope.benchmark(user, key)
    profile = log.profile(user)
    is_survey = kept.kind == Benchmark.Kind.SURVEY
    survey = survey_from_json(kept.content) if is_survey else None
    opened = None if is_survey else json.loads(kept.content)
    months, problem = _months(request, user, profile)
    figure = request.GET.get("figure", "")
    figure = figure if figure in FIGURES else "credited"
    found = own(log.entries(user), months, figure) if months else None
    view = View(kept, survey, opened, found, [], problem, scope.standing(user), profile)
    return replace(view, ranked=_ranked(view))


def _ranked(view: View) -> list[rank.Ranked]:
    """The measures of the person's specialty; none before there is one, and a month of work."""
    kept = view.kept
    if view.own is None or not kept.specialty:
        return []
    if view.survey is not None:
        rows = rank.rows_of(view.survey, kept.specialty, kept.cut)
        return rank.of_survey(rows, view.own, view.held)
    one = rank.of_open(_subset(view.opened or {}, kept), view.own)
    return [one] if one else []


def _months(request: HttpRequest, user: User, profile: Profile) -> tuple[Months | None, str]:
    today = today_of(profile)
    given = {name: request.GET.get(name, "") for name in ("from", "to")}
    months, problem = months_of(given, today)
    return months or usual_months(log.entries(user), today), problem


def _subset(opened: Mapping[str, Any], kept: Benchmark) -> Mapping[str, Any]:
    for one in opened["specialties"]:
        if one["specialty"] == kept.specialty:
            found: Mapping[str, Any] | None = one[kept.cut.get("subset", "active")]
            return found or {}
    return {}
