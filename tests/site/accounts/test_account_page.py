from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import allauth
import pytest
from django.core.cache import cache
from django.template import TemplateDoesNotExist, engines
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from acting import PASSWORD, browser, make_account, send, sign_in
from openrvu.site.accounts.context import browser as browser_named
from openrvu.site.accounts.mails import MAILS, written
from openrvu.site.accounts.sentences import SENTENCES
from openrvu.site.log.models import Entry
from openrvu.site.people.models import Group, Membership, Role, User

pytestmark = pytest.mark.django_db
ANN = "ann@clinic.example"
AsUser = Callable[..., Client]
ALLAUTH = Path(allauth.__file__).parent / "templates"
#: Of what is switched off: telephones, links in place of codes, sign-in by a mailed code, trusted
#: browsers, sign-up by passkey; and pieces of allauth's own pages.
UNUSED = re.compile(
    r"phone|login_code|login_by_code|trust|signup_by_passkey|webauthn/signup|email_confirm\.html"
    r"|verification_sent|verified_email_required|password_reset_done|/base|snippets|account/email\.html"
    r"|password_reset_key|email_confirmation_subject|/base_"
)


@pytest.fixture
def ann() -> Client:
    return make_account(ANN)


def test_an_account_is_told_as_a_page_and_as_json(ann: Client) -> None:
    page = ann.get("/account/").content.decode()
    assert ANN in page
    assert "A password alone can be stolen" in page
    account = ann.get("/account.json").json()["account"]
    assert account["email"] == ANN
    assert account["sessions"] == 1
    assert account["second_step"]["passkeys"] == 0


def test_to_one_who_is_not_signed_in_json_says_how_to_be() -> None:
    assert browser().get("/account.json").json() == {
        "signed_in": False,
        "sign_in": "/account/login/",
        "sign_up": "/account/signup/",
    }
    assert browser().get("/account/")["Location"] == "/account/login/?next=%2Faccount%2F"


def test_a_name_is_changed_and_an_empty_one_refused(ann: Client) -> None:
    assert send(ann, "/account/name/", "/account/", name="  Ann   B. Able ") == "/account/"
    assert User.objects.get().name == "Ann B. Able"
    assert "This field is required" in send(ann, "/account/name/", "/account/", name=" ")


def test_an_account_is_deleted_with_everything_of_its(ann: Client) -> None:
    user = User.objects.get()
    Entry(owner=user, date=date(2026, 3, 9), code="99214").save(force_insert=True)
    group = Group.objects.create(name="Mine alone")
    Membership.objects.create(user=user, group=group, role=Role.OWNER)
    again = "/account/reauthenticate/?next=/account/delete/"
    assert send(ann, again, password=PASSWORD) == "/account/delete/"
    assert "Tick the box" in send(ann, "/account/delete/now/", "/account/delete/")
    assert Entry.objects.of(user).exists()
    assert send(ann, "/account/delete/now/", "/account/delete/", sure="yes") == "/account/login/"
    assert not User.objects.exists()
    assert not Group.objects.exists()
    assert Entry.objects.of(user).count() == 0
    cache.clear()
    assert "There is no account with this" in sign_in(browser(), ANN)


def test_the_last_owner_of_others_hands_over_first(ann: Client) -> None:
    user = User.objects.get()
    group = Group.objects.create(name="Ours")
    Membership.objects.create(user=user, group=group, role=Role.OWNER)
    Membership.objects.create(user=User.objects.create_user("b@clinic.example"), group=group)
    send(ann, "/account/reauthenticate/?next=/account/", password=PASSWORD)
    page = ann.get("/account/delete/").content.decode()
    assert "give these groups another owner" in page
    assert 'name="sure"' not in page
    refused = send(ann, "/account/delete/now/", "/account/", sure="yes")
    assert "Ours needs an owner" in refused
    assert User.objects.filter(pk=user.pk).exists()


def test_to_delete_an_account_the_password_is_asked_for_again(ann: Client) -> None:
    led = send(ann, "/account/delete/now/", "/account/", sure="yes")
    assert led.startswith("/account/reauthenticate/")
    assert User.objects.exists()


def test_every_page_of_allauth_that_is_in_use_is_ours() -> None:
    jinja = engines["jinja2"]
    missing = []
    for file in ALLAUTH.glob("*/**/*"):
        name = str(file.relative_to(ALLAUTH))
        if not name.startswith(("account/", "mfa/", "usersessions/")) or not file.is_file():
            continue
        if UNUSED.search(name) or "/email/" in name or "/messages/" in name:
            continue
        try:
            jinja.get_template(name)
        except TemplateDoesNotExist:
            missing.append(name)
    assert missing == []


def test_every_mail_and_sentence_of_allauth_that_is_in_use_is_ours() -> None:
    mails = {
        str(f.relative_to(ALLAUTH))[: -len("_message.txt")]
        for f in ALLAUTH.glob("*/email/*_message.txt")
    }
    mails = {name for name in mails if name.startswith(("account/", "mfa/"))}
    assert {name for name in mails if not UNUSED.search(name + "/")} <= set(MAILS)
    said = {str(file.relative_to(ALLAUTH)) for file in ALLAUTH.glob("*/messages/*.txt")}
    said = {name for name in said if name.startswith(("account/", "mfa/", "usersessions/"))}
    assert {name for name in said if not UNUSED.search(name)} <= set(SENTENCES)


@pytest.mark.parametrize("name", MAILS)
def test_every_mail_can_be_written(name: str) -> None:
    class Anything(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return f"<{key}>"

    from django.utils import timezone

    given = {
        key: f"a {key}" for key in re.findall(r"{(\w+)", MAILS[name].subject + MAILS[name].body)
    }
    given |= {"ip": "192.0.2.1", "user_agent": "Firefox", "timestamp": timezone.now()}  # type: ignore[dict-item]
    given.pop("site", None)
    subject, body = written(name, "https://rvu.example", given)
    assert "\n" not in subject
    assert body.endswith("OpenRVU, https://rvu.example/\n")


def test_no_page_of_accounts_has_a_script_or_style_inside(ann: Client) -> None:
    for path in ("/account/", "/account/2fa/", "/account/sessions/", "/account/email/"):
        page = ann.get(path).content.decode()
        assert not re.search(r"<script(?![^>]*(?:src=|application/(?:ld\+)?json))", page), path
        assert " style=" not in page, path
        assert not re.search(r"\son\w+=", page), path


def test_every_account_page_answers_one_who_is_not_signed_in() -> None:
    """With a page, a way to the door, or that there is nothing: never with a fault."""
    for path in sorted(set(_account_paths())):
        answer = browser().get(path)
        assert answer.status_code in {200, 302, 303, 404, 405}, path
        if answer.status_code == 200:
            assert "<h1>" in answer.content.decode() or path.endswith(".json"), path


def test_every_account_page_answers_one_who_is_signed_in(ann: Client) -> None:
    send(ann, "/account/reauthenticate/?next=/account/", password=PASSWORD)
    for path in sorted(set(_account_paths())):
        answer = ann.get(path)
        assert answer.status_code in {200, 302, 303, 404, 405}, path
        assert "no-store" in answer["Cache-Control"], path


@pytest.mark.parametrize(
    ("agent", "named"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Edge on Windows",
        ),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "Not said"),
    ],
)
def test_a_browser_is_named_as_people_know_it(agent: str, named: str) -> None:
    assert browser_named(agent) == named


def _account_paths() -> list[str]:
    found = [path for path in _paths(get_resolver().url_patterns, "") if path.startswith("account")]
    filled = (re.sub(r"<int:\w+>", "1", path) for path in found)
    return ["/" + re.sub(r"<[^>]+>", "x", path) for path in filled if "(" not in path]


def _paths(patterns: list[URLPattern | URLResolver], before: str) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += _paths(pattern.url_patterns, path)
        else:
            found.append(path)
    return found
