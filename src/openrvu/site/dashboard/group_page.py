"""A group's totals for those who see them: one row for each person, and no single entry."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.site.answers import Head, json_error
from openrvu.site.charts import Ranked, ranked
from openrvu.site.dashboard import scope
from openrvu.site.dashboard.asked import Asked, ask
from openrvu.site.dashboard.spans import Against
from openrvu.site.dashboard.sums import Sums, by_owner, change, share, total
from openrvu.site.dashboard.views import asked_data
from openrvu.site.dashboard.widget import CHANGE, SHARE, SUMS, Column, Row, Widget, figures_of
from openrvu.site.groups.looking import looked_at
from openrvu.site.log import scope as log
from openrvu.site.log.today import today_of
from openrvu.site.people.models import Group, Role, User
from openrvu.site.people.scope import group_seen_by, person
from openrvu.site.private_answers import private_json, private_page
from openrvu.site.templating import work


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the group: their sums, and those of the span held against."""

    user: User
    role: str
    now: Sums
    before: Sums


@require_safe
def group(request: HttpRequest, key: int) -> HttpResponse:
    """The totals of everybody in a group."""
    viewer = person(request)
    found = group_seen_by(viewer, key)
    asked = _asked(request, viewer)
    people = members(found, asked)
    looked_at(viewer, [member.user for member in people])
    now, before = (total(sums) for sums in zip(*((m.now, m.before) for m in people), strict=True))
    context = {
        "group": found,
        "asked": asked,
        "now": now,
        "change": change(now.credited, before.credited),
        "people": len(people),
        "members": group_widget(people, asked),
        "AGAINST": list(Against),
    }
    path = f"/log/dashboard/groups/{found.pk}"
    query = asked.query()
    head = Head(
        found.name, "Totals of a group.", f"{path}/", f"{path}.json{'?' if query else ''}{query}"
    )
    status = 400 if asked.problems else 200
    return private_page(request, "dashboard/group.html", head, context, status=status)


@require_safe
def group_json(request: HttpRequest, key: int) -> HttpResponse:
    """The same as JSON."""
    viewer = person(request)
    found = group_seen_by(viewer, key)
    asked = _asked(request, viewer)
    if asked.problems:
        name, words = next(iter(asked.problems.items()))
        return json_error(400, words, parameter=name)
    people = members(found, asked)
    looked_at(viewer, [member.user for member in people])
    return private_json(
        {
            "group": {"id": found.pk, "name": found.name},
            **asked_data(asked),
            "totals": total(member.now for member in people).data,
            "people": [_data(member) for member in people],
        }
    )


def members(group: Group, asked: Asked) -> list[Member]:
    """Everybody in the group, those with the most work RVUs first, by two queries."""
    entries = scope.entries_in(group)
    now, before = by_owner(entries, asked.span, asked.before)
    nothing = Sums()
    found = [
        Member(
            place.user,
            Role(place.role).label,
            now.get(place.user_id, nothing),
            before.get(place.user_id, nothing),
        )
        for place in scope.places_in(group)
    ]
    return sorted(found, key=lambda member: (-member.now.credited, str(member.user).lower()))


def group_widget(people: list[Member], asked: Asked) -> Widget:
    """Credited work RVUs by person."""
    whole = total(member.now for member in people).credited
    drawn = [
        Ranked(str(member.user), member.now.credited, work(member.now.credited))
        for member in people
        if member.now.lines
    ]
    title = "By person"
    return Widget(
        slug="people",
        title=title,
        columns=(
            Column("name", "Name", str, is_figure=False),
            Column("role", "Role", str, is_figure=False),
            *SUMS,
            SHARE,
            CHANGE,
        ),
        rows=tuple(_person_row(member, whole) for member in people),
        chart=ranked(drawn, title, "Credited work RVUs"),
        basis=f"Change is against {asked.against.words}. Each person's work is credited by the "
        "plan that the person chose, so compare CMS's work RVUs where plans differ.",
        is_open=True,
    )


def _person_row(told: Member, whole: Decimal) -> Row:
    now = told.now
    return (
        str(told.user),
        told.role,
        *figures_of(now),
        share(now.credited, whole),
        change(now.credited, told.before.credited),
    )


def _asked(request: HttpRequest, viewer: User) -> Asked:
    """The days that are asked for; filters of entries are no part of a group's totals."""
    profile = log.profile(viewer)
    return ask(request, today_of(profile), profile.year_start, filters=())


def _data(member: Member) -> dict[str, Any]:
    return {
        "name": str(member.user),
        "role": member.role,
        "totals": member.now.data,
        "totals_against": member.before.data,
    }
