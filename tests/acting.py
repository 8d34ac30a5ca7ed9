"""What a person does with an account, by a browser without scripts."""

from __future__ import annotations

import re

from django.core import mail
from django.test import Client

PASSWORD = "winter barley in the north field"


def browser() -> Client:
    """A browser in which nobody is signed in; forms are checked as in earnest."""
    return Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})


def send(client: Client, address: str, form: str = "", **fields: str) -> str:
    """Open a page, fill in its form and send it; the address it leads to, or the page again."""
    page = client.get(form or address)
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.content)
    assert token is not None, page.content[:2000]
    answer = client.post(address, {"csrfmiddlewaretoken": token[1].decode(), **fields})
    assert answer.status_code in {200, 302, 303, 400, 429}, answer.status_code
    return answer["Location"] if answer.status_code in {302, 303} else answer.content.decode()


def code() -> str:
    """The code of the newest mail."""
    found = re.search(r"^ {4}([A-Z0-9-]{6,})$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None, mail.outbox[-1].body
    return found[1]


def sign_up(client: Client, email: str, name: str = "Ann Able", password: str = PASSWORD) -> str:
    """Fill in the sign-up form."""
    fields = {"name": name, "email": email, "password1": password, "password2": password}
    return send(client, "/account/signup/", **fields)


def make_account(email: str, name: str = "Ann Able") -> Client:
    """Sign up and confirm the address: a browser in which the person is signed in."""
    client = browser()
    assert sign_up(client, email, name) == "/account/confirm-email/"
    assert send(client, "/account/confirm-email/", code=code()) == "/log/"
    return client


def sign_in(client: Client, email: str, password: str = PASSWORD) -> str:
    """Fill in the sign-in form."""
    return send(client, "/account/login/", login=email, password=password)
