from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from acting import PASSWORD, browser, make_account, send, sign_in

pytestmark = pytest.mark.django_db
ANN = "ann@clinic.example"
ADD = "/account/2fa/totp/activate/"


@pytest.fixture
def ann() -> Client:
    """Signed in, and has just typed the password again."""
    client = make_account(ANN)
    assert send(client, f"/account/reauthenticate/?next={ADD}", password=PASSWORD) == ADD
    return client


def app_code(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return shown


def add_app(client: Client) -> str:
    """Add an authenticator app; its secret."""
    page = client.get(ADD).content.decode()
    secret = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', page)
    assert secret is not None
    # Each look at the page makes a new key, so the token is taken from another.
    assert (
        send(client, ADD, "/account/", code=app_code(secret[1])) == "/account/2fa/recovery-codes/"
    )
    return secret[1]


def test_rfc_6238_gives_the_codes_of_its_appendix() -> None:
    # Appendix B, SHA-1: the secret 12345678901234567890 at 59 s is 94287082; six digits of it.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert format_hotp_value(hotp_value(secret, 59 // 30)) == "287082"


def test_with_an_app_the_password_alone_does_not_sign_in(ann: Client) -> None:
    secret = add_app(ann)
    cache.clear()
    client = browser()
    assert sign_in(client, ANN) == "/account/2fa/authenticate/"
    assert client.get("/log/").status_code == 302
    assert client.get("/account/2fa/").status_code == 302
    wrong = send(client, "/account/2fa/authenticate/", code="000000")
    assert "That is not the code" in wrong or "Incorrect code" in wrong
    assert send(client, "/account/2fa/authenticate/", code=app_code(secret)) == "/log/"
    assert client.get("/log/").status_code == 200


def test_a_code_of_the_app_works_once(ann: Client) -> None:
    secret = add_app(ann)
    cache.clear()
    used = app_code(secret)
    first, second = browser(), browser()
    for client in (first, second):
        sign_in(client, ANN)
    assert send(first, "/account/2fa/authenticate/", code=used) == "/log/"
    assert "<!doctype html>" in send(second, "/account/2fa/authenticate/", code=used)


def test_codes_cannot_be_tried_out(ann: Client) -> None:
    secret = add_app(ann)
    cache.clear()
    client = browser()
    sign_in(client, ANN)
    for _ in range(5):
        send(client, "/account/2fa/authenticate/", code="000000")
    page = send(client, "/account/2fa/authenticate/", code=app_code(secret))
    assert "Too many attempts" in page


def test_recovery_codes_are_shown_saved_and_work_once(ann: Client) -> None:
    add_app(ann)
    page = ann.get("/account/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<li><code>(\d{8})</code></li>", page)
    assert len(codes) == 10
    saved = ann.get("/account/2fa/recovery-codes/download/")
    assert saved.content.decode().split() == codes
    assert "attachment" in saved["Content-Disposition"]
    for expected in ("/log/", "<!doctype html>"):
        client = browser()
        sign_in(client, ANN)
        assert send(client, "/account/2fa/authenticate/", code=codes[0]).startswith(expected)
    assert ann.get("/account.json").json()["account"]["second_step"] == {
        "authenticator_app": True,
        "passkeys": 0,
        "recovery_codes_left": 9,
    }


def test_the_app_is_removed_with_the_recovery_codes_and_the_person_is_told(
    ann: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add_app(ann)
    assert send(ann, "/account/2fa/totp/deactivate/") == "/account/2fa/"
    assert not Authenticator.objects.exists()
    assert sign_in(browser(), ANN) == "/log/"
    told = {message.subject for message in mail.outbox}
    assert {"OpenRVU: authenticator app added", "OpenRVU: authenticator app removed"} <= told


def test_secrets_are_not_readable_in_the_database(ann: Client) -> None:
    secret = add_app(ann)
    for row in Authenticator.objects.all():
        assert secret not in str(row.data)
        assert str(row.data).count("gAAAA") == 1  # how a Fernet token begins


def test_after_the_site_s_key_was_replaced_secrets_are_still_read(
    ann: Client, settings: Settings
) -> None:
    secret = add_app(ann)
    cache.clear()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, that took the place of the first"
    client = browser()
    sign_in(client, ANN)
    assert send(client, "/account/2fa/authenticate/", code=app_code(secret)) == "/log/"


def test_to_add_a_second_step_one_shows_again_that_it_is_oneself() -> None:
    client = make_account(ANN)
    for path in (ADD, "/account/2fa/webauthn/add/", "/account/delete/"):
        assert client.get(path)["Location"].startswith("/account/reauthenticate/")


def test_a_passkey_page_carries_what_its_script_needs_and_no_script_of_its_own(
    ann: Client,
) -> None:
    page = ann.get("/account/2fa/webauthn/add/").content.decode()
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
    assert inline
    assert all('type="application/json"' in tag for tag in inline)
    assert '"challenge"' in page
    assert "Sign in with it alone" in page


def test_a_passkey_that_is_made_up_is_refused(ann: Client) -> None:
    page = send(ann, "/account/2fa/webauthn/add/", name="x", credential='{"id": "x"}')
    assert "<!doctype html>" in page
    assert not Authenticator.objects.exists()
    answer = send(browser(), "/account/2fa/webauthn/login/", "/account/login/", credential="{}")
    assert answer in {"/account/login/", "/account/2fa/webauthn/login/"} or "html" in answer
