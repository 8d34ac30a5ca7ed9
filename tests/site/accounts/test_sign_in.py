from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from acting import PASSWORD, browser, code, make_account, send, sign_in
from openrvu.site.people.models import User

pytestmark = pytest.mark.django_db
ANN = "ann@clinic.example"


@pytest.fixture
def ann() -> Client:
    return make_account(ANN)


def test_one_signs_in_out_and_is_led_back(ann: Client) -> None:
    assert send(ann, "/account/logout/") == "/"
    led = ann.get("/log/groups/")
    assert led["Location"] == "/account/login/?next=%2Flog%2Fgroups%2F"
    fields = {"login": ANN, "password": PASSWORD, "next": "/log/groups/"}
    assert send(ann, "/account/login/", **fields) == "/log/groups/"


def test_nobody_is_led_to_another_site(ann: Client) -> None:
    fields = {"login": ANN, "password": PASSWORD, "next": "https://evil.example/"}
    assert send(browser(), "/account/login/", **fields) == "/log/"


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(ann: Client) -> None:
    said = "There is no account with this address and password."
    assert said in sign_in(browser(), ANN, "not the password at all")
    assert said in sign_in(browser(), "nobody@clinic.example", "not the password at all")


def test_after_five_wrong_passwords_the_account_waits_wherever_they_came_from(ann: Client) -> None:
    for at in range(5):
        stranger = browser()
        stranger.defaults["REMOTE_ADDR"] = f"192.0.2.{at + 1}"
        assert "no account with this" in sign_in(stranger, ANN, "not the password at all")
    late = browser()
    late.defaults["REMOTE_ADDR"] = "192.0.2.99"
    assert "Too many attempts" in sign_in(late, ANN)
    cache.clear()
    assert sign_in(late, ANN) == "/log/"


def test_one_network_address_that_tries_many_accounts_waits() -> None:
    thief = browser()
    for at in range(10):
        assert "no account with this" in sign_in(thief, f"person{at}@clinic.example")
    assert "Too many attempts" in sign_in(thief, "person11@clinic.example")


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(
    ann: Client, settings: Settings
) -> None:
    settings.PROXIES = 1
    for at in range(10):
        thief = browser()
        thief.defaults["HTTP_X_FORWARDED_FOR"] = f"10.0.0.{at}, 198.51.100.7"
        sign_in(thief, f"person{at}@clinic.example")
    assert "Too many attempts" in sign_in(thief, ANN)
    other = browser()
    other.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.8"
    assert sign_in(other, ANN) == "/log/"


def test_a_forgotten_password_is_replaced_by_a_code_and_the_person_told(ann: Client) -> None:
    client = browser()
    confirm = "/account/password/reset/confirm/"
    assert send(client, "/account/password/reset/", email=ANN) == confirm
    chosen = "/account/password/reset/complete/"
    assert send(client, confirm, code=code()) == chosen
    new = "a new and longer sentence of words"
    done = send(client, chosen, password1=new, password2=new)
    assert done == "/account/password/reset/done/"
    assert b"Your password is changed" in client.get(done).content
    assert mail.outbox[-1].subject == "OpenRVU: your password was reset"
    assert "no account with this" in sign_in(browser(), ANN)
    assert sign_in(browser(), ANN, new) == "/log/"
    assert ann.get("/log/").status_code == 302  # signed out everywhere


def test_a_reset_for_an_address_without_account_tells_only_its_owner() -> None:
    client = browser()
    asked = send(client, "/account/password/reset/", email="nobody@clinic.example")
    assert asked == "/account/password/reset/confirm/"
    assert "no account with this address" in mail.outbox[-1].subject


def test_to_change_the_password_one_types_the_old_one_and_others_are_signed_out(
    ann: Client,
) -> None:
    other = browser()
    sign_in(other, ANN)
    new = "a new and longer sentence of words"
    fields = {"password1": new, "password2": new}
    page = send(ann, "/account/password/change/", oldpassword="wrong", **fields)
    assert "Please type your current password" in page
    assert send(ann, "/account/password/change/", oldpassword=PASSWORD, **fields) == "/account/"
    assert ann.get("/log/").status_code == 200
    assert other.get("/log/").status_code == 302


def test_a_new_address_counts_when_its_code_was_typed(ann: Client) -> None:
    cache.clear()
    again = send(ann, "/account/email/", action_add="", email="new@clinic.example")
    assert again.startswith("/account/reauthenticate/")
    assert send(ann, again, password=PASSWORD) == "/account/confirm-email/"
    assert User.objects.get().email == ANN
    send(ann, "/account/confirm-email/", code=code())
    assert User.objects.get().email == "new@clinic.example"
    told = [message for message in mail.outbox if "address was changed" in message.subject]
    assert [message.to for message in told] == [[ANN]]


def test_one_is_signed_in_until_the_browser_closes_or_as_long_as_one_asked_for(
    ann: Client,
) -> None:
    brief = browser()
    sign_in(brief, ANN)
    assert brief.session.get_expire_at_browser_close()
    kept = browser()
    send(kept, "/account/login/", login=ANN, password=PASSWORD, remember="on")
    assert not kept.session.get_expire_at_browser_close()
    assert kept.session.get_expiry_age() == 336 * 3600


def test_the_session_s_cookie_is_kept_from_scripts_and_other_sites(
    ann: Client, settings: Settings
) -> None:
    cookie = ann.cookies["openrvu_session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    settings.SESSION_COOKIE_SECURE = True
    other = browser()
    sign_in(other, ANN)
    assert other.cookies["openrvu_session"]["secure"] is True


def test_signing_in_takes_a_new_session() -> None:
    make_account(ANN)
    client = browser()
    client.get("/account/invitation/")
    client.session.save()
    before = client.session.session_key
    sign_in(client, ANN)
    assert client.session.session_key != before


def test_sessions_are_listed_and_others_signed_out(ann: Client) -> None:
    other = browser()
    other.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"
    sign_in(other, ANN)
    page = ann.get("/account/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert page.count("This one") == 1
    assert send(ann, "/account/sessions/") == "/account/sessions/"
    assert ann.get("/log/").status_code == 200
    assert other.get("/log/").status_code == 302


def test_a_closed_account_is_told_so(ann: Client) -> None:
    User.objects.update(is_active=False)
    client = browser()
    assert sign_in(client, ANN) == "/account/inactive/"
    assert b"This account is closed" in client.get("/account/inactive/").content
    assert ann.get("/log/").status_code == 302


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/change/"])
def test_a_form_without_its_token_is_refused(ann: Client, path: str) -> None:
    answer = ann.post(path, {"login": ANN, "password": PASSWORD})
    assert answer.status_code == 403


def test_no_account_page_is_kept_by_a_cache(ann: Client) -> None:
    for path in ("/account/", "/account.json", "/account/2fa/", "/account/login/"):
        assert "no-store" in ann.get(path)["Cache-Control"], path
