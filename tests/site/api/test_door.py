"""What every call goes through: validators, compression, methods, other sites, lazy loading."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys

import pytest
from django.test import Client
from pytest_django import Settings

from calling import V1, answered, read
from openrvu import open_book
from openrvu.book.book import Book
from openrvu.site.api import releases, tags

CLAIM = {"date": "2026-07-01", "lines": [{"code": "99213"}]}


@pytest.mark.parametrize("path", ["/codes/76000", "/search?q=knee", "/rules", "/openapi.json"])
def test_an_answer_that_is_held_already_is_not_sent(client: Client, path: str) -> None:
    first = answered(client, path)
    tag = first.headers["ETag"]
    assert tag.startswith('"')
    assert first.headers["Cache-Control"] == "no-cache"
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = answered(client, path, if_none_match=held)
        assert (again.status_code, again.content) == (304, b"")
        assert (again.headers["ETag"], again.headers["Cache-Control"]) == (tag, "no-cache")
    assert answered(client, path, if_none_match='"other"').status_code == 200


def test_an_answer_that_is_held_already_is_not_even_made(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = answered(client, "/releases").headers["ETag"]
    monkeypatch.setattr(releases, "_data", None)
    assert answered(client, "/releases", if_none_match=tag).status_code == 304


def test_each_address_has_its_own_validator(client: Client) -> None:
    paths = ("/codes/76000", "/codes/76000?release=RVU24A", "/codes/99213", "/releases")
    assert len({answered(client, path).headers["ETag"] for path in paths}) == len(paths)


def test_the_validator_is_another_when_a_release_is_added(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answered(client, "/codes/76000?release=RVU24A").headers["ETag"]
    fewer = open_book().releases()[1:]
    monkeypatch.setattr(Book, "releases", lambda _book: fewer)
    tags.edition.cache_clear()
    try:
        after = answered(client, "/codes/76000?release=RVU24A").headers["ETag"]
    finally:
        tags.edition.cache_clear()
    assert after != before


@pytest.mark.parametrize("path", ["/codes/00000", "/nothing", "/codes?limit=0"])
def test_a_problem_has_no_validator(client: Client, path: str) -> None:
    for held in ("*", '"x"'):
        response = answered(client, path, if_none_match=held)
        assert response.status_code >= 400
        assert "ETag" not in response.headers


def test_a_claim_is_priced_whatever_is_held(client: Client) -> None:
    response = client.post(
        f"{V1}/price",
        json.dumps(CLAIM),
        content_type="application/json",
        headers={"if-none-match": "*"},
    )
    assert response.status_code == 200
    assert "ETag" not in response.headers


def test_a_compressed_answer_is_the_same_answer(client: Client) -> None:
    plain = answered(client, "/codes/76000")
    packed = answered(client, "/codes/76000", accept_encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.content)
    post = client.post(
        f"{V1}/price",
        json.dumps(CLAIM),
        content_type="application/json",
        headers={"accept-encoding": "gzip"},
    )
    assert json.loads(gzip.decompress(post.content))["priced"] == 1


def test_head_answers_as_get_does_without_the_body(client: Client) -> None:
    found = answered(client, "/codes/76000")
    head = client.head(f"{V1}/codes/76000")
    assert head.status_code == 200
    assert head.content == b""
    for name in ("ETag", "Content-Length", "Content-Type"):
        assert head.headers[name] == found.headers[name]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/codes/76000", "GET, HEAD, OPTIONS"), ("/price", "POST, OPTIONS")],
)
def test_a_script_of_another_site_may_ask_what_is_allowed(
    client: Client, path: str, allowed: str
) -> None:
    response = client.options(V1 + path)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Allow"] == allowed
    assert response.headers["Access-Control-Allow-Methods"] == allowed
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    ("origin", "told"), [("*", "*"), ("https://a.example", "https://a.example"), ("", None)]
)
def test_which_sites_may_call_is_a_setting(
    client: Client, settings: Settings, origin: str, told: str | None
) -> None:
    settings.API_ORIGIN = origin
    for path in ("/releases", "/codes/00000", "/nothing"):
        assert answered(client, path).headers.get("Access-Control-Allow-Origin") == told
    preflight = client.options(f"{V1}/price")
    assert preflight.headers.get("Access-Control-Allow-Origin") == told
    assert ("Access-Control-Allow-Methods" in preflight.headers) is bool(told)


def test_no_call_sets_a_cookie(client: Client) -> None:
    assert not answered(client, "/codes/76000").cookies
    assert "Content-Security-Policy" in answered(client, "/codes/76000").headers


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/", "/api/v1/docs", "/api/v1/docs/"])
def test_the_root_leads_to_the_page_about_the_api(client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (302, "/api/")


@pytest.mark.parametrize("path", ["/api/v2/codes", "/api/x", "/api/v1x"])
def test_another_version_is_answered_as_json(client: Client, path: str) -> None:
    found = read(client.get(path), 404)
    assert found["error"]["code"] == "not_found"


_IMPORTED = """
import sys, django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "openrvu.site.settings"
django.setup(set_prefix=False)
from django.test import Client
client = Client(headers={"host": "127.0.0.1"})
assert client.get("/codes/76000/").status_code == 200
heavy = {"ninja", "pydantic"} & set(sys.modules)
assert not heavy, heavy
assert client.get("/api/v1/releases").status_code == 200
assert "ninja" in sys.modules
"""


def test_pages_are_answered_without_loading_the_api() -> None:
    command = [sys.executable, "-c", _IMPORTED]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
