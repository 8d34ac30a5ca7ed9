"""The dashboard as a page and as JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.codes.index import open_index
from openrvu.productivity.log.role import Role
from openrvu.site.answers import Head, json_error
from openrvu.site.dashboard.asked import Asked, ask
from openrvu.site.dashboard.board import Board, board
from openrvu.site.dashboard.pay import pay_data
from openrvu.site.dashboard.spans import Against, Bucket
from openrvu.site.dashboard.sums import change
from openrvu.site.dashboard.widgets import widgets
from openrvu.site.dashboard.year import told, year_data
from openrvu.site.log import scope as log
from openrvu.site.log.today import today_of
from openrvu.site.people.models import Role as GroupRole
from openrvu.site.people.models import User
from openrvu.site.people.scope import groups_of, person
from openrvu.site.private_answers import private_json, private_page

PATH = "/log/dashboard/"


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """What the log comes to."""
    user = person(request)
    profile = log.profile(user)
    asked = ask(request, today_of(profile), profile.year_start)
    if not log.entries(user).exists():
        return private_page(request, "dashboard/empty.html", _head(asked), {})
    made = board(user, asked, profile)
    context = {
        "asked": asked,
        "board": made,
        "changes": changes(made),
        "widgets": widgets(made),
        "has_target": bool(made.target),
        "plan": log.plan_of(profile, asked.span.last),
        "groups": seen_groups(user),
        **choices(user),
    }
    status = 400 if asked.problems else 200
    return private_page(request, "dashboard/dashboard.html", _head(asked), context, status=status)


@require_safe
def dashboard_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    user = person(request)
    profile = log.profile(user)
    asked = ask(request, today_of(profile), profile.year_start)
    if asked.problems:
        name, words = next(iter(asked.problems.items()))
        return json_error(400, words, parameter=name)
    made = board(user, asked, profile)
    more = {} if asked.filters else {"year": year_data(told(made))}
    if made.pay is not None:
        more["pay"] = pay_data(made.pay)
    return private_json(
        {
            **asked_data(asked),
            "totals": made.now.data,
            "totals_against": made.before.data,
            "change_percent": changes(made),
            **more,
            "widgets": {widget.slug: widget.data for widget in widgets(made)},
        }
    )


def asked_data(asked: Asked) -> dict[str, Any]:
    """What was asked for, for JSON."""
    return {
        "from": asked.span.first,
        "to": asked.span.last,
        "by": asked.by,
        "against": {
            "what": asked.against,
            "from": asked.before.first,
            "to": asked.before.last,
        },
        "filters": asked.filters,
    }


def changes(made: Board) -> dict[str, Decimal | None]:
    """By how many percent each total changed."""
    now, before = made.now, made.before
    return {
        "credited_work_rvu": change(now.credited, before.credited),
        "work_rvu": change(now.full, before.full),
        "lines": change(Decimal(now.lines), Decimal(before.lines)),
        "medicare_amount": change(now.amount, before.amount),
    }


def choices(user: User) -> dict[str, Any]:
    """What the form of filters offers."""
    return {
        "BUCKETS": list(Bucket),
        "AGAINST": list(Against),
        "ROLES": list(Role),
        "tags": log.tags_used(user),
        "categories": open_index().categories(),
    }


def seen_groups(user: User) -> list[tuple[str, str]]:
    """The groups whose totals the person may see: address and name."""
    return [
        (f"{PATH}groups/{place.group_id}/", place.group.name)
        for place in groups_of(user)
        if GroupRole(place.role).sees
    ]


def _head(asked: Asked) -> Head:
    query = asked.query()
    return Head(
        "Dashboard",
        "What your log comes to: work RVUs, target and pace, mix, and what changed.",
        PATH,
        f"/log/dashboard.json?{query}" if query else "/log/dashboard.json",
    )
