"""Every private address, asked by the owner, a mate, a stranger and nobody."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import openrvu.site
from boarding import board_ids
from case_logging import case_log_ids
from contracting import contract_ids
from grouping import group_ids
from openrvu.site.log import scope
from openrvu.site.log.models import Entry, Pending, Saved
from openrvu.site.people.models import User
from reconciling import reconciliation_ids
from site_addresses import Address, addresses

pytestmark = pytest.mark.django_db
ADDRESSES = addresses()
SITE = Path(inspect.getfile(openrvu.site)).parent
#: What belongs to the owner alone; its text stands on no page of anybody else's.
SECRET = "only-the-owner-knows"


@pytest.fixture
def ids(owner: User, entry: Entry) -> dict[str, str]:
    """Ids of things of the owner's."""
    Entry.objects.of(owner).update(note=SECRET)
    one = Saved(owner=owner, text="99213", title=SECRET)
    one.save(force_insert=True)
    line: dict[str, Any] = {"date": "2026-03-09", "code": "99213", "modifiers": [], "units": 1}
    line |= {"pos": "", "role": "primary", "tags": [], "note": SECRET, "case": ""}
    report = {"rows": 1, "accepted": 1, "duplicates": 0, "rejected": 0}
    pending = Pending(owner=owner, name=SECRET, lines=[line], report=report)
    pending.save(force_insert=True)
    made = {"entry": str(entry.pk), "saved": str(one.pk), "pending": str(pending.pk)}
    made |= contract_ids(owner, SECRET)
    made |= group_ids(owner, SECRET)
    made |= board_ids(owner, SECRET)
    return {**made, **reconciliation_ids(owner, SECRET), **case_log_ids(owner, SECRET)}


def ask(client: Client, address: Address, ids: dict[str, str], **headers: str) -> HttpResponse:
    path = address.path.format(**ids)
    response = client.generic("GET", path) if address.method == "GET" else None
    if response is None:
        response = client.post(path, address.post, headers=headers)
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_the_owner_is_answered(mine: Client, ids: dict[str, str], address: Address) -> None:
    response = ask(mine, address, ids)
    assert response.status_code == address.owner, response.content[:400]
    assert response.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in response.headers
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.clinic
@pytest.mark.parametrize("who", ["mate", "stranger"])
@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_others_get_their_own_or_nothing(
    as_user: Callable[[User], Client],
    request: pytest.FixtureRequest,
    owner: User,
    ids: dict[str, str],
    address: Address,
    who: str,
) -> None:
    client = as_user(request.getfixturevalue(who))
    response = ask(client, address, ids)
    assert response.status_code == address.other, response.content[:400]
    assert SECRET.encode() not in response.content
    if response.status_code < 400:  # an error repeats the address that was asked for
        assert ids["entry"].encode() not in response.content
    kept = scope.entries(owner).values_list("pk", "code", "note", "version")
    assert list(kept) == [(UUID(ids["entry"]), "99213", SECRET, 1)]
    assert scope.saved(owner).count() == 1


@pytest.mark.clinic
@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_nobody_is_led_to_the_door(
    client: Client, ids: dict[str, str], address: Address, owner: User
) -> None:
    response = ask(client, address, ids)
    if address.is_open:
        assert response.status_code == address.owner
    elif address.method == "GET" and not address.path.partition("?")[0].endswith(".json"):
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/account/login/?next=%2Flog%2F")
    else:
        assert response.status_code == 401
        assert json.loads(response.content)["error"]["status"] == 401
    assert SECRET.encode() not in response.content
    assert scope.entries(owner).count() == 1


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.method == "POST"], ids=str)
def test_a_form_of_another_site_is_refused(
    mine: Client, owner: User, ids: dict[str, str], address: Address
) -> None:
    mine.handler.enforce_csrf_checks = True
    response = ask(mine, address, ids)
    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()
    assert scope.entries(owner).get().version == 1
    assert scope.saved(owner).count() == 1


def test_a_form_of_this_site_is_taken(mine: Client, owner: User) -> None:
    mine.handler.enforce_csrf_checks = True
    page = mine.get("/log/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    form = {"text": "99213", "csrfmiddlewaretoken": token[1], "key": str(uuid4())}
    assert mine.post("/log/", form).status_code == 303
    assert scope.entries(owner).count() == 1
    refused = mine.post("/log/sync.json", {}, headers={"accept": "application/json"})
    assert refused.json()["error"]["status"] == 403


def test_every_address_of_the_log_is_walked() -> None:
    walked = {re.sub(r"\{\w+\}", "*", one.path).partition("?")[0] for one in ADDRESSES}
    missing = sorted(set(_log_paths()) - walked)
    assert missing == [], "add them to tests/site_addresses.py"


def test_methods_that_a_page_does_not_take_change_nothing(
    mine: Client, owner: User, ids: dict[str, str]
) -> None:
    for address in ADDRESSES:
        path = address.path.format(**ids)
        for method in ("PUT", "DELETE", "PATCH"):
            assert mine.generic(method, path).status_code == 405, (method, path)
    assert scope.entries(owner).get().version == 1


def test_no_view_asks_a_manager_itself() -> None:
    """Only models, scope modules and what writes may name one; a view asks those."""
    writers = {"models.py", "scope.py", "owned.py", "managers.py"}
    found = []
    for file in SITE.rglob("*.py"):
        if file.name in writers or "migrations" in file.parts:
            continue
        tree = ast.parse(file.read_text())
        named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        has_views = "HttpRequest" in file.read_text() and file.name != "scope.py"
        if has_views and named & {"objects", "_base_manager", "_default_manager"}:
            found.append(str(file.relative_to(SITE)))
    assert found == []


@pytest.mark.parametrize("path", ["/log/", "/log.json", "/log/days/"])
def test_another_name_of_this_machine_is_refused(mine: Client, path: str) -> None:
    response = mine.get(path, headers={"host": "evil.example"})
    assert response.status_code == 400


def test_a_body_that_is_too_long_is_refused_before_it_is_read(mine: Client) -> None:
    response = mine.post("/log/import/", b"x", content_type="text/plain", CONTENT_LENGTH="99999999")
    assert response.status_code == 413
    assert response.headers["Cache-Control"] == "no-store"


def test_a_public_page_asks_no_database(
    client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(0):
        for path in ("/", "/codes/99213/", "/codes/99213/", "/tally/?lines=99213"):
            response = client.get(path)
            assert response.status_code == 200
            assert not response.cookies
            assert "Cookie" not in response.headers.get("Vary", "")


def _log_paths() -> Iterator[str]:
    """Every address below /log/ of the URLconf, its parameters as ``*``."""
    for path in _paths(get_resolver().url_patterns, ""):
        if path.startswith(("log/", "log.json")):
            yield "/" + re.sub(r"<[^>]+>", "*", path)


def _paths(patterns: list[Any], before: str) -> Iterator[str]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _paths(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield path
