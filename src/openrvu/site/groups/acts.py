"""What is done by the forms of groups. Each leads on to a page, or shows it with what was wrong."""

from __future__ import annotations

from collections.abc import Callable

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from openrvu.site.groups import changing, invited
from openrvu.site.groups.changing import Refusal
from openrvu.site.groups.forms import Chosen, GroupName, Invite, problem_of
from openrvu.site.groups.inviting import send
from openrvu.site.groups.pages import group_page, groups_page
from openrvu.site.groups.scope import invitation_to, place_in
from openrvu.site.people.models import Group, Role, User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import see_other

#: Does something to a group for a person, and says in a sentence what was done.
Act = Callable[[User, Group], str]


@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """A new group."""
    form = GroupName(request.POST)
    if not form.is_valid():
        return groups_page(request, problem_of(form), form)
    made = changing.create(person(request), form.cleaned_data["name"])
    return see_other(f"/log/groups/{made.pk}/")


@require_POST
def rename(request: HttpRequest, key: int) -> HttpResponse:
    """Another name for a group."""
    form = GroupName(request.POST)
    if not form.is_valid():
        return group_page(request, key, problem_of(form))

    def act(by: User, group: Group) -> str:
        changing.rename(by, group, form.cleaned_data["name"])
        return "The group is renamed."

    return _done(request, key, act)


@require_POST
def delete(request: HttpRequest, key: int) -> HttpResponse:
    """Delete a group; the form has a box to tick."""
    if request.POST.get("sure") != "yes":
        return group_page(request, key, "Tick the box to delete the group for everybody.")

    def act(by: User, group: Group) -> str:
        changing.delete(by, group)
        return f"{group.name} is deleted. Everybody keeps their own log."

    return _done(request, key, act, "/log/groups/")


@require_POST
def invite(request: HttpRequest, key: int) -> HttpResponse:
    """Invite an address, by mail."""
    form = Invite(request.POST)
    if not form.is_valid():
        return group_page(request, key, problem_of(form), form)
    place_in(person(request), key)
    if not ratelimit.consume(request, action="invite"):
        return group_page(request, key, "You invited many people. Wait an hour, then go on.", form)

    def act(by: User, group: Group) -> str:
        given = form.cleaned_data
        made, secret = changing.invite(by, group, given["email"], given["role"])
        if send(request, made, secret):
            return f"{made.email} is invited, by mail."
        return (
            f"{made.email} is invited, but the mail could not be sent. They find the invitation "
            "under Groups when they sign in with that address; to send the mail, invite them again."
        )

    return _done(request, key, act)


@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take an invitation back."""
    form = Chosen(request.POST)
    if not form.is_valid():
        return group_page(request, key, problem_of(form))

    def act(by: User, group: Group) -> str:
        changing.withdraw(by, group, form.cleaned_data["place"])
        return "The invitation is withdrawn."

    return _done(request, key, act)


@require_POST
def set_role(request: HttpRequest, key: int) -> HttpResponse:
    """Another role for a person."""
    form = Chosen(request.POST)
    if not form.is_valid() or not form.cleaned_data["role"]:
        return group_page(request, key, problem_of(form) or "Choose a role.")

    def act(by: User, group: Group) -> str:
        given = form.cleaned_data
        changing.set_role(by, group, given["place"], Role(given["role"]))
        return "The role is changed."

    return _done(request, key, act)


@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take a person out of the group."""
    form = Chosen(request.POST)
    if not form.is_valid():
        return group_page(request, key, problem_of(form))

    def act(by: User, group: Group) -> str:
        changing.remove(by, group, form.cleaned_data["place"])
        return "The person is out of the group, and has taken their log along."

    return _done(request, key, act)


@require_POST
def leave(request: HttpRequest, key: int) -> HttpResponse:
    """Leave a group."""

    def act(by: User, group: Group) -> str:
        changing.leave(by, group)
        return f"You left {group.name}. Your log is yours, and nobody there sees it any more."

    return _done(request, key, act, "/log/groups/")


@require_POST
def share(request: HttpRequest, key: int) -> HttpResponse:
    """Show single entries to those who see the group's totals, or no longer."""
    agreed = request.POST.get("agreed") == "yes"

    def act(by: User, group: Group) -> str:
        changing.share(by, group, agreed=agreed)
        if agreed:
            return f"Your single entries are shown in {group.name}."
        return f"Your single entries are not shown in {group.name}; your totals are."

    return _done(request, key, act, request.POST.get("next", ""))


@require_POST
def accept(request: HttpRequest, key: int) -> HttpResponse:
    """Accept an invitation."""
    try:
        place = changing.accept(person(request), invitation_to(person(request), key))
    except Refusal as refusal:
        return groups_page(request, str(refusal))
    invited.forget(request)
    messages.success(request, f"You are in {place.group}, as {place.get_role_display().lower()}.")
    return see_other(f"/log/groups/{place.group_id}/")


@require_POST
def decline(request: HttpRequest, key: int) -> HttpResponse:
    """Decline an invitation."""
    changing.decline(invitation_to(person(request), key))
    invited.forget(request)
    messages.success(request, "The invitation is declined.")
    return see_other("/log/groups/")


#: Where a form may lead besides the group's page.
_PLACES = ("/log/groups/", "/log/seen-by/")


def _done(request: HttpRequest, key: int, act: Act, then: str = "") -> HttpResponse:
    """Carry out, and lead on; a person who is not in the group learns nothing of it (404)."""
    user = person(request)
    group = place_in(user, key).group
    try:
        sentence = act(user, group)
    except Refusal as refusal:
        return group_page(request, key, str(refusal))
    messages.success(request, sentence)
    return see_other(then if then in _PLACES else f"/log/groups/{key}/")
