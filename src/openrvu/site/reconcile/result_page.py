"""A reconciliation: the bridge, every difference by class, and what has been done about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from openrvu.productivity.reconcile.difference import Difference, Kind
from openrvu.productivity.reconcile.from_data import difference_of
from openrvu.site.answers import Head
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other
from openrvu.site.reconcile import scope
from openrvu.site.reconcile.bridge import drawing, steps_of
from openrvu.site.reconcile.bringing import mark, mark_kind
from openrvu.site.reconcile.compare import compare
from openrvu.site.reconcile.index_page import listed
from openrvu.site.reconcile.models import Comparison, Found
from openrvu.site.reconcile.setup_page import findings_of
from openrvu.site.reconcile.stakes import stakes
from openrvu.site.reconcile.words import WORDS

#: Of each class where all are shown; and of a page of one class.
FIRST, PAGE = 6, 100
KINDS = {str(kind).replace(" ", "-"): kind for kind in Kind}
MARKS = {mark.value: mark for mark in Found.Mark}


@dataclass(frozen=True, slots=True)
class Shown:
    """A difference as the page shows it."""

    row: Found
    each: Difference
    links: tuple[str, ...]
    log_it: str


@dataclass(frozen=True, slots=True)
class Section:
    """The differences of a class, the largest first."""

    kind: Kind
    slug: str
    count: int
    shown: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked to be shown.

    Attributes:
        kind: slug of a class; empty for all but agreements.
        mark: of those marked so; empty for all.
        code: of the log or the report; empty for all.
        page: from 1.
    """

    kind: str = ""
    mark: str = ""
    code: str = ""
    page: int = 1

    @property
    def is_narrow(self) -> bool:
        """Whether one list is shown, not the first of each class."""
        return bool(self.kind or self.mark or self.code)

    def query(self, page: int = 1) -> str:
        """For the address."""
        told = {"kind": self.kind, "mark": self.mark, "code": self.code}
        told |= {"page": str(page)} if page > 1 else {}
        return urlencode({name: value for name, value in told.items() if value})


@require_safe
def result(request: HttpRequest, key: UUID) -> HttpResponse:
    """A reconciliation; one not confirmed yet is led to be confirmed."""
    user = person(request)
    comparison = scope.comparison(user, key)
    if not comparison.confirmed:
        return see_other(f"/log/reconcile/{comparison.pk}/setup/")
    asked = _asked(request.GET.dict())
    rows = _filtered(scope.found(user, comparison), asked)
    made = steps_of(comparison.result)
    context = {
        **WORDS,
        "comparison": comparison,
        "result": comparison.result,
        "steps": made,
        "bridge": drawing(made),
        "stakes": stakes(user, comparison),
        "findings": findings_of(comparison.result),
        "asked": asked,
        "kind": KINDS.get(asked.kind),
        "sections": [] if asked.is_narrow else _sections(user, rows),
        "count": rows.count(),
        "listed": _listed(user, rows, asked) if asked.is_narrow else [],
        "PAGE": PAGE,
        "KINDS": {slug: kind for slug, kind in KINDS.items() if _occurs(comparison, kind)},
        "MARKS": list(Found.Mark),
    }
    return private_page(request, "reconcile/result.html", _head(comparison), context)


@require_safe
def result_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same as JSON, every difference with its mark."""
    user = person(request)
    comparison = scope.comparison(user, key)
    rows = scope.found(user, comparison).values_list("number", "mark", "entries", "data")
    differences = [
        {"number": number, "mark": mark, "entry_ids": entries, **data}
        for number, mark, entries, data in rows
    ]
    told = {**listed(comparison), **comparison.result, "confirmed": comparison.confirmed}
    return private_json({**told, "differences": differences})


@require_POST
def marking(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what has been done about a difference, or about all open ones of a class."""
    user = person(request)
    comparison = scope.comparison(user, key)
    as_ = request.POST.get("mark", "")
    asked = _asked({**request.POST.dict(), "mark": request.POST.get("mark-shown", "")})
    back = f"/log/reconcile/{comparison.pk}/?{asked.query(asked.page)}"
    if as_ not in MARKS:
        return see_other(back)
    kind = KINDS.get(request.POST.get("of", ""))
    if kind is not None:
        mark_kind(user, comparison, str(kind), as_)
        return see_other(f"{back}#{request.POST['of']}")
    number = request.POST.get("number", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        mark(user, comparison, int(number), as_)
        back += f"#d{number}"
    return see_other(back)


@require_POST
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hold the report against the log as it is now; marks stay."""
    user = person(request)
    comparison = scope.comparison(user, key)
    compare(user, comparison)
    return see_other(f"/log/reconcile/{comparison.pk}/")


@require_POST
def delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete a reconciliation: the report's lines and what came of them."""
    scope.comparison(person(request), key).delete()
    return see_other("/log/reconcile/")


def _head(comparison: Comparison) -> Head:
    address = f"/log/reconcile/{comparison.pk}"
    said = "Your log held against the employer's report."
    return Head(f"Reconciled: {comparison.name}", said, f"{address}/", f"{address}.json")


def _asked(given: Mapping[str, str]) -> Filter:
    page = given.get("page", "")
    return Filter(
        kind=given["kind"] if given.get("kind", "") in KINDS else "",
        mark=given["mark"] if given.get("mark", "") in MARKS else "",
        code=given.get("code", "").strip().upper()[:5],
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def _filtered(rows: QuerySet[Found], asked: Filter) -> QuerySet[Found]:
    if asked.kind:
        rows = rows.filter(kind=str(KINDS[asked.kind]))
    else:
        rows = rows.exclude(kind=str(Kind.AGREES))
    if asked.mark:
        rows = rows.filter(mark=asked.mark)
    return rows.filter(code=asked.code) if asked.code else rows


def _occurs(comparison: Comparison, kind: Kind) -> bool:
    return any(each["kind"] == kind for each in comparison.result["sums"])


def _sections(user: User, rows: QuerySet[Found]) -> list[Section]:
    made = []
    for slug, kind in KINDS.items():
        of_kind = rows.filter(kind=str(kind))
        first = list(of_kind.order_by("-weight", "number")[:FIRST])
        if first:
            made.append(Section(kind, slug, of_kind.count(), _shown(user, first)))
    return made


def _listed(user: User, rows: QuerySet[Found], asked: Filter) -> list[Shown]:
    first = (asked.page - 1) * PAGE
    return _shown(user, rows.order_by("-weight", "number")[first : first + PAGE])


def _shown(user: User, rows: Iterable[Found]) -> list[Shown]:
    held = list(rows)
    wanted = [key for row in held for key in row.entries]
    there = scope.still_there(user, wanted)
    return [_of(row, there) for row in held]


def _of(row: Found, there: frozenset[str]) -> Shown:
    each = difference_of(row.data)
    links = tuple(key for key in row.entries if key in there)
    return Shown(row, each, links, _log_it(each) if each.kind is Kind.NOT_LOGGED else "")


def _log_it(each: Difference) -> str:
    """The box with the service that the log has not, on its day."""
    (line,) = each.lines
    times = f" x{line.units}" if line.units > 1 else ""
    day = line.day or (line.posted.first if line.posted else None)
    return "/log/?" + urlencode({"day": day, "add": f"{line.label}{times}"})
