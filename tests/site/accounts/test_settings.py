from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from openrvu.site.accounts.mail_server import mail_settings
from openrvu.site.accounts.sign_up import sign_up_open

pytestmark = pytest.mark.django_db
FROM = "OpenRVU <rvu@clinic.example>"


def test_mail_goes_by_an_encrypted_way_unless_told_otherwise() -> None:
    made = mail_settings("smtp://ann:p%40ss@mail.example", FROM)
    assert made["EMAIL_HOST_PASSWORD"] == "p@ss"
    assert (made["EMAIL_PORT"], made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (587, True, False)
    made = mail_settings("smtps://mail.example:1465", FROM)
    assert (made["EMAIL_PORT"], made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (1465, False, True)
    made = mail_settings("smtp+plain://localhost", FROM)
    assert (made["EMAIL_PORT"], made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (25, False, False)
    assert made["DEFAULT_FROM_EMAIL"] == FROM


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", "file://"])
def test_an_address_of_no_mail_server_is_refused_without_being_shown(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="OPENRVU_EMAIL_URL cannot be") as refused:
        mail_settings(address.replace("://", "://ann:secret@"), FROM)
    assert "secret" not in str(refused.value)


def test_a_mail_server_needs_a_sender() -> None:
    with pytest.raises(ImproperlyConfigured, match="needs OPENRVU_EMAIL_FROM"):
        mail_settings("smtp://mail.example", "")


def test_sign_up_is_open_or_by_invitation(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sign_up_open() is True
    monkeypatch.setenv("OPENRVU_SIGN_UP", "Invited")
    assert sign_up_open() is False
    monkeypatch.setenv("OPENRVU_SIGN_UP", "no")
    with pytest.raises(ImproperlyConfigured, match="expected open or invited"):
        sign_up_open()


def test_over_https_cookies_and_redirects_are_strict() -> None:
    ask = """
import django, json; django.setup()
from django.conf import settings as s
from django.test import Client
c = Client(headers={"host": "127.0.0.1"})
page = c.get("/account/login/")
over = c.get("/account/login/", headers={"x-forwarded-proto": "https"})
print(json.dumps([
    s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN,
    page.status_code, page.get("Location", ""),
    c.get("/health/").status_code,
    over.get("Strict-Transport-Security")]))
"""
    env = {**os.environ, "OPENRVU_HTTPS": "1", "OPENRVU_LOG": "json"}
    done = subprocess.run(
        [sys.executable, "-c", ask], env=env, capture_output=True, text=True, check=True
    )
    secure, csrf, insecure, status, led, health, strict = json.loads(done.stdout)
    assert (secure, csrf, insecure) == (True, True, False)
    assert (status, led) == (301, "https://127.0.0.1/account/login/")
    assert health == 200
    assert strict == "max-age=31536000"


@pytest.mark.parametrize("mode", ["solo", "public"])
def test_other_modes_have_no_accounts_and_load_nothing_of_them(mode: str, tmp_path: object) -> None:
    ask = """
import json, sys, openrvu.site.wsgi
from django.test import Client
c = Client(headers={"host": "127.0.0.1"})
c.get("/")
status = [c.get(path).status_code for path in ("/account/", "/account/login/", "/log/groups/")]
theirs = {"allauth", "fido2", "cryptography"}
print(json.dumps([status, sorted(m for m in sys.modules if m.split(".")[0] in theirs)]))
"""
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    env |= {"OPENRVU_MODE": mode, "OPENRVU_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", ask], env=env, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [[404, 404, 404], []]


def test_limits_and_used_codes_are_shared_by_all_processes() -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_the_scripts_of_passkeys_are_served_by_the_site_itself(client: Client) -> None:
    from openrvu.site.wsgi import application

    for name in ("mfa/js/webauthn.js", "mfa/js/webauthn-json.js", "account/js/onload.js"):
        assert f"/static/{name}" in application.files
