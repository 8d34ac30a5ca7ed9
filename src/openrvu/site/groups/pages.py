"""Pages of groups: one's own groups, one group, and who can see one's data."""

from __future__ import annotations

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.site.answers import Head
from openrvu.site.groups import as_data
from openrvu.site.groups.forms import GroupName, Invite
from openrvu.site.groups.rules import GRANTS, MEANS, SEEN
from openrvu.site.groups.scope import (
    invitations_to,
    looks_at,
    people_in,
    place_in,
    role_of,
    waiting_in,
)
from openrvu.site.groups.who import seers
from openrvu.site.people.models import Role
from openrvu.site.people.scope import groups_of, person
from openrvu.site.private_answers import private_json, private_page


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The groups that the person is in, and invitations that wait for an answer."""
    return groups_page(request)


@require_safe
def groups_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    user = person(request)
    places = [as_data.place_data(place) for place in groups_of(user)]
    waiting = [as_data.invitation_data(made) for made in invitations_to(user)]
    return private_json({"groups": places, "invitations": waiting})


@require_safe
def group(request: HttpRequest, key: int) -> HttpResponse:
    """One group: who is in it, and what the person may do there."""
    return group_page(request, key)


@require_safe
def group_json(request: HttpRequest, key: int) -> HttpResponse:
    """The same as JSON."""
    mine = place_in(person(request), key)
    manages = role_of(mine).manages
    waiting = waiting_in(mine.group) if manages else ()
    return private_json(as_data.group_data(mine, people_in(mine.group), waiting, manages=manages))


@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """Who can see the person's data, what of it, and who looked."""
    user = person(request)
    head = Head(
        "Who can see my data",
        "By group and by person: who sees your totals or entries, and who looked.",
        "/log/seen-by/",
        "/log/seen-by.json",
    )
    content = {"places": list(groups_of(user)), "seers": seers(user), "looks": looks_at(user)}
    return private_page(request, "groups/who.html", head, content | _standing(request))


@require_safe
def who_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    user = person(request)
    return private_json(as_data.who_data(seers(user), looks_at(user)))


def groups_page(
    request: HttpRequest, problem: str = "", form: GroupName | None = None
) -> HttpResponse:
    """The person's groups, with what was wrong with a form that was just sent."""
    user = person(request)
    head = Head(
        "Groups",
        "People you work with, and what they see of each other's logs.",
        "/log/groups/",
        "/log/groups.json",
    )
    content = {
        "places": list(groups_of(user)),
        "invitations": list(invitations_to(user)),
        "form": form or GroupName(),
        "problem": problem,
    }
    status = 400 if problem else 200
    return private_page(
        request, "groups/groups.html", head, content | _standing(request), status=status
    )


def group_page(
    request: HttpRequest, key: int, problem: str = "", invite: Invite | None = None
) -> HttpResponse:
    """One group, with what was wrong with a form that was just sent."""
    mine = place_in(person(request), key)
    role, own = role_of(mine), mine.group
    address = f"/log/groups/{key}"
    head = Head(own.name, f"The group {own.name}.", f"{address}/", f"{address}.json")
    content = {
        "mine": mine,
        "group": own,
        "role": role,
        "people": people_in(own),
        "waiting": list(waiting_in(own)) if role.manages else [],
        "grants": [one for one in Role if one in GRANTS[role]],
        "invite": invite or Invite(initial={"role": Role.MEMBER}),
        "problem": problem,
    }
    status = 400 if problem else 200
    return private_page(
        request, "groups/group.html", head, content | _standing(request), status=status
    )


def _standing(request: HttpRequest) -> dict[str, object]:
    """What every page of groups may use."""
    return {
        "said": [str(message) for message in get_messages(request)],
        "MEANS": MEANS,
        "SEEN": SEEN,
        "Role": Role,
    }
