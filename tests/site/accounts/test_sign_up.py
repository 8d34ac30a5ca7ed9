from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from pytest_django import Settings

from acting import PASSWORD, browser, code, make_account, send, sign_in, sign_up
from openrvu.site.people.models import User

pytestmark = pytest.mark.django_db


def test_a_person_signs_up_confirms_the_address_and_is_in_the_log() -> None:
    client = browser()
    assert sign_up(client, "Ann@Clinic.example") == "/account/confirm-email/"
    assert client.get("/log/").status_code == 302
    assert send(client, "/account/confirm-email/", code=code()) == "/log/"
    assert client.get("/log/").status_code == 200
    user = User.objects.get(email="ann@clinic.example")
    assert user.name == "Ann Able"


def test_an_address_that_is_not_confirmed_does_not_sign_in() -> None:
    sign_up(browser(), "ann@clinic.example")
    cache.clear()  # a code was sent a moment ago; another is after ten seconds
    later = browser()
    assert sign_in(later, "ann@clinic.example") == "/account/confirm-email/"
    assert later.get("/log.json").status_code == 401


def test_a_wrong_code_is_refused_three_times_and_then_the_way_is_closed() -> None:
    client = browser()
    sign_up(client, "ann@clinic.example")
    for _ in range(2):
        page = send(client, "/account/confirm-email/", code="BBBB-BBBB")
        assert "That is not the code" in page
    assert send(client, "/account/confirm-email/", code="BBBB-BBBB") == "/account/login/"
    assert client.get("/log/").status_code == 302


def test_whether_an_address_has_an_account_is_not_told() -> None:
    make_account("ann@clinic.example")
    cache.clear()
    other = browser()
    assert sign_up(other, "ann@clinic.example", "Mallory") == "/account/confirm-email/"
    assert "you have an account already" in mail.outbox[-1].subject
    assert "Mallory" not in str(mail.outbox[-1].body)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("elevenchars", "at least 12 characters"),
        ("123456789012345", "entirely numeric"),
        ("Q1w2e3r4t5y6", "too common"),
        ("ann.able@clinic", "too similar to the email"),
        ("annabelle able", "too similar to the name"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password: str, said: str) -> None:
    page = sign_up(browser(), "ann.able@clinic.example", "Annabelle Able", password)
    assert said in page
    assert not User.objects.exists()


def test_a_name_is_asked_for() -> None:
    assert "This field is required" in sign_up(browser(), "ann@clinic.example", name="  ")


def test_where_sign_up_is_by_invitation_nobody_else_gets_in(settings: Settings) -> None:
    settings.SIGN_UP_OPEN = False
    client = browser()
    page = client.get("/account/signup/")
    assert b"Accounts are by invitation" in page.content
    assert b"password1" not in page.content
    answer = browser().post(
        "/account/signup/", {"email": "a@b.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert answer.status_code == 403
    assert not User.objects.exists()


def test_the_code_is_sent_again_and_the_address_put_right() -> None:
    client = browser()
    sign_up(client, "amn@clinic.example")
    page = "/account/confirm-email/"
    assert send(client, page, action="change", email="ann@clinic.example") == page
    assert mail.outbox[-1].to == ["ann@clinic.example"]
    assert send(client, page, code=code()) == "/log/"
    assert User.objects.get().email == "ann@clinic.example"


def test_mails_are_plain_and_say_from_where() -> None:
    make_account("ann@clinic.example")
    (message,) = mail.outbox
    assert message.subject == f"OpenRVU: your code is {code()}"
    assert message.from_email == "OpenRVU <openrvu@localhost>"
    assert "http://127.0.0.1/" in str(message.body)


def test_codes_are_not_sent_more_often_than_every_ten_seconds() -> None:
    make_account("ann@clinic.example")
    page = sign_up(browser(), "ann@clinic.example")
    assert "You asked too often" in page
    assert len(mail.outbox) == 1
