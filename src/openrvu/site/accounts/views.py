"""The account's own pages: what it is, the name, and its end. The rest are allauth's views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST, require_safe

from openrvu.site.accounts.ending import end_account
from openrvu.site.accounts.overview import overview
from openrvu.site.accounts.sign_up_form import NameField
from openrvu.site.groups.changing import Refusal, last_owner_of
from openrvu.site.people.scope import groups_of, person
from openrvu.site.private_answers import private_json, see_other

View = Callable[..., HttpResponse]


class OwnName(forms.Form):
    """The name that others see."""

    name = NameField()


def signed_in(view: View) -> View:
    """Lead anybody who is not signed in to the door, and back afterwards."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **named)
        return see_other(f"/account/login/?{urlencode({'next': request.path})}")

    return answer


def lately(view: View) -> View:
    """Ask a person who is signed in to show it once more, unless it was a moment ago."""
    asked: View = reauthentication_required(view)
    return asked


@require_safe
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """The account at a glance, and where each part of it is changed."""
    return _account(request, OwnName(initial={"name": person(request).name}))


@require_safe
def account_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON; to one who is not signed in, how to be."""
    doors: dict[str, Any] = {
        "signed_in": request.user.is_authenticated,
        "sign_in": "/account/login/",
        "sign_up": "/account/signup/" if settings.SIGN_UP_OPEN else None,
    }
    if request.user.is_authenticated:
        doors["account"] = overview(person(request)).data
    return private_json(doors)


@require_POST
@signed_in
def name(request: HttpRequest) -> HttpResponse:
    """Another name."""
    form = OwnName(request.POST)
    if not form.is_valid():
        return _account(request, form, status=400)
    user = person(request)
    user.name = form.cleaned_data["name"]
    user.save(update_fields=["name"])
    messages.success(request, "Your name is changed.")
    return see_other("/account/")


@require_GET
@signed_in
@lately
def ending(request: HttpRequest) -> HttpResponse:
    """What becomes of everything where the account is deleted, and a box to tick."""
    return _ending(request)


@require_POST
@signed_in
@lately
def end(request: HttpRequest) -> HttpResponse:
    """Delete the account and everything in it."""
    if request.POST.get("sure") != "yes":
        return _ending(request, "Tick the box to delete your account and your log.")
    user = person(request)
    try:
        end_account(user)
    except Refusal as refusal:
        return _ending(request, str(refusal))
    logout(request)
    messages.success(request, "Your account and your log are deleted.")
    return see_other("/account/login/")


def _account(request: HttpRequest, form: OwnName, status: int = 200) -> HttpResponse:
    user = person(request)
    content = {
        "account": overview(user),
        "places": list(groups_of(user)),
        "form": form,
    }
    return render(request, "account/account.html", content, status=status)


def _ending(request: HttpRequest, problem: str = "") -> HttpResponse:
    content = {"problem": problem, "needed": last_owner_of(person(request))}
    status = 400 if problem else 200
    return render(request, "account/ending.html", content, status=status)
