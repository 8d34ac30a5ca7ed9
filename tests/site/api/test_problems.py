"""What is wrong with a call is said in one shape, with its place and what would be right."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from calling import V1, answered, got, posted, read, refused
from openrvu.site.api import releases
from openrvu.site.api.problems import CODES

LINE = {"code": "99213"}
CLAIM = {"date": "2026-07-01", "lines": [LINE]}


@pytest.mark.parametrize(
    ("path", "status", "code", "where"),
    [
        ("/nothing", 404, "not_found", "path"),
        ("/codes/", 404, "not_found", "path"),
        ("/codes/99213/26", 404, "not_found", "path"),
        ("/codes/9921", 422, "invalid", "path.code"),
        ("/codes/00000", 404, "unknown_code", "path.code"),
        ("/codes/99213?modifier=26", 404, "unknown_code", "path.code"),
        ("/codes/99213?zip=00000", 404, "unknown_locality", "query.zip"),
        ("/codes/99213?zip=6061", 422, "invalid", "query.zip"),
        ("/codes/99213?locality=nowhere", 404, "unknown_locality", "query.locality"),
        ("/codes/99213?release=RVU19A", 404, "release_not_held", "query.release"),
        ("/codes/99213?date=1991-12-31", 404, "release_not_held", "query.date"),
        ("/codes/99213?date=2026-7-1", 422, "invalid", "query.date"),
        ("/codes/99213?date=2026-02-30", 422, "invalid", "query.date"),
        ("/codes/99213?qp=true&release=RVU20A", 404, "release_not_held", "query.qp"),
        ("/codes/99213?qp=1", 422, "invalid", "query.qp"),
        ("/codes/99213?setting=office", 422, "invalid", "query.setting"),
        ("/codes/99213?modfier=26", 422, "invalid", "query.modfier"),
        ("/codes/99213?modifier=26&modifier=TC", 422, "invalid", "query.modifier"),
        ("/codes?category=nothing", 404, "unknown_category", "query.category"),
        ("/codes?family=nothing", 404, "unknown_category", "query.family"),
        ("/codes?limit=0", 422, "invalid", "query.limit"),
        ("/codes?limit=201", 422, "invalid", "query.limit"),
        ("/codes?limit=5.0", 422, "invalid", "query.limit"),
        ("/codes?offset=-1", 422, "invalid", "query.offset"),
        ("/search", 422, "invalid", "query.q"),
        ("/localities/13202", 422, "invalid", "path.key"),
        ("/localities/99999-99", 404, "unknown_locality", "path.key"),
        ("/releases/RVU19A", 404, "release_not_held", "path.label"),
        ("/releases/26E", 422, "invalid", "path.label"),
        ("/rules/no.such", 404, "unknown_rule", "path.name"),
        ("/rules?page=2", 422, "invalid", "query.page"),
    ],
)
def test_an_address_that_cannot_be_answered(
    client: Client, path: str, status: int, code: str, where: str
) -> None:
    assert refused(got(client, path, status)) == (code, where)
    assert CODES[code][0] == status


@pytest.mark.parametrize(
    ("body", "code", "where", "said"),
    [
        (b"", "bad_json", "body", "empty"),
        (b" \n", "bad_json", "body", "empty"),
        (b"{", "bad_json", "body", "line 1 column 2"),
        (b'{"date": NaN}', "bad_json", "body", "NaN"),
        (b'{"date": -Infinity}', "bad_json", "body", "-Infinity"),
        (b'{"date": "2026-07-01", "date": "2026-07-02"}', "bad_json", "body", "twice"),
        (b"\xef\xbb\xbf{}", "bad_json", "body", "JSON"),
        (b'{"date": "\xff"}', "bad_json", "body", "byte 11"),
        ("{}".encode("utf-16"), "bad_json", "body", "UTF-8"),
        (b'{"\\ud800": 1}', "bad_json", "body", "no text"),
        (b"[" * 100_000, "bad_json", "body", "nested"),
        (b'{"date": ' + b"9" * 5_000 + b"}", "bad_json", "body", "too long"),
    ],
)
def test_a_body_that_is_no_plain_json(
    client: Client, body: bytes, code: str, where: str, said: str
) -> None:
    found = posted(client, "/price", body, 400)
    assert refused(found) == (code, where)
    assert said in found["error"]["message"]


@pytest.mark.parametrize(
    ("body", "where", "expected"),
    [
        ([], "body", "an object"),
        ("text", "body", "an object"),
        ({}, "body.lines", "a value for lines"),
        ({**CLAIM, "lines": []}, "body.lines", "at least 1 items"),
        ({**CLAIM, "lines": [LINE] * 501}, "body.lines", "at most 500 items"),
        ({**CLAIM, "lines": {}}, "body.lines", "a list"),
        ({**CLAIM, "lines": [5]}, "body.lines[0]", "an object"),
        ({**CLAIM, "date": 20260701}, "body.date", "a day, year-month-day, such as 2026-07-01"),
        ({**CLAIM, "patient": "x"}, "body.patient", "one of lines, date, zip"),
        ({**CLAIM, "lines": [LINE, {}]}, "body.lines[1].code", "a value for code"),
        (
            {**CLAIM, "lines": [LINE, LINE, {**LINE, "units": 0}]},
            "body.lines[2].units",
            "a whole number from 1 to 9999",
        ),
        ({**CLAIM, "lines": [{**LINE, "units": True}]}, "body.lines[0].units", "a whole number"),
        ({**CLAIM, "lines": [{**LINE, "units": "1"}]}, "body.lines[0].units", "a whole number"),
        ({**CLAIM, "lines": [{**LINE, "units": 1.5}]}, "body.lines[0].units", "a whole number"),
        ({**CLAIM, "lines": [{**LINE, "charge": 10}]}, "body.lines[0].charge", "as text"),
        ({**CLAIM, "lines": [{**LINE, "charge": 10.25}]}, "body.lines[0].charge", "as text"),
        ({**CLAIM, "lines": [{**LINE, "charge": "-1"}]}, "body.lines[0].charge", "as text"),
        ({**CLAIM, "lines": [{**LINE, "charge": "1.001"}]}, "body.lines[0].charge", "2 digits"),
        ({**CLAIM, "lines": [{**LINE, "charge": "1e3"}]}, "body.lines[0].charge", "as text"),
        (
            {**CLAIM, "lines": [{**LINE, "modifiers": ["26", "x"]}]},
            "body.lines[0].modifiers[1]",
            "a modifier",
        ),
        ({**CLAIM, "locality": "\ud800"}, "body.locality", "a payment locality"),
    ],
)
def test_a_claim_that_is_not_as_documented(
    client: Client, body: Any, where: str, expected: str
) -> None:
    found = posted(client, "/price", body, 422)
    assert refused(found) == ("invalid", where)
    assert expected in found["error"]["expected"]


def test_every_problem_is_told_at_once(client: Client) -> None:
    lines = [{"units": 0}, {"code": "x", "charge": 1}]
    found = posted(client, "/price", {"lines": lines}, 422)
    places = {detail["where"] for detail in found["error"]["details"]}
    assert places == {
        "body.date",
        "body.lines[0].code",
        "body.lines[0].units",
        "body.lines[1].code",
        "body.lines[1].charge",
    }


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"zip": "00000"}, "body.zip"),
        ({"locality": "nowhere"}, "body.locality"),
        ({"release": "RVU19A"}, "body.release"),
        ({"date": "1991-12-31"}, "body.date"),
        ({"lines": [LINE, {**LINE, "date": "1991-12-31"}]}, "body.lines[1].date"),
        ({"date": "2024-02-01", "qp": True}, "body.qp"),
    ],
)
def test_a_claim_that_names_what_is_not_held(
    client: Client, change: dict[str, Any], where: str
) -> None:
    assert refused(posted(client, "/price", {**CLAIM, **change}, 404))[1] == where
    credit = posted(client, "/credit", {"claim": {**CLAIM, **change}}, 404)
    assert refused(credit)[1] == where.replace("body.", "body.claim.")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_a_method_that_is_not_answered(client: Client, method: str) -> None:
    response = client.generic(method, f"{V1}/codes", b"{}")
    assert refused(read(response, 405)) == ("method_not_allowed", "method")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT"])
def test_a_claim_is_posted_or_not_at_all(client: Client, method: str) -> None:
    response = client.generic(method, f"{V1}/price")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST, OPTIONS"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_must_be_declared_as_json(client: Client, kind: str) -> None:
    response = client.generic("POST", f"{V1}/price", json.dumps(CLAIM), content_type=kind)
    assert refused(read(response, 415)) == ("unsupported_media_type", "header.content-type")


def test_a_body_of_more_than_256_kib_is_not_read(client: Client) -> None:
    longest = json.dumps(CLAIM).encode().ljust(256 * 1024)
    assert posted(client, "/price", longest)["priced"] == 1
    assert refused(posted(client, "/price", longest + b" ", 413)) == ("too_large", "body")


def test_a_body_of_unknown_length_is_refused(client: Client) -> None:
    response = client.generic(
        "POST",
        f"{V1}/price",
        content_type="application/json",
        headers={"transfer-encoding": "chunked"},
        CONTENT_LENGTH="",
    )
    assert refused(read(response, 411)) == ("length_required", "header.content-length")


def test_another_host_is_refused_in_the_same_shape(client: Client) -> None:
    response = client.get(f"{V1}/releases", headers={"host": "elsewhere.example"})
    assert refused(read(response, 400)) == ("bad_request", None)


def test_a_page_asked_of_another_host_is_refused_as_before(client: Client) -> None:
    response = client.get("/about/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("text/html")


def test_a_fault_of_ours_is_said_without_its_particulars(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_release: object) -> dict[str, Any]:
        raise RuntimeError("a secret")

    monkeypatch.setattr(releases, "_data", broken)
    response = answered(client, "/releases?limit=3")
    assert refused(read(response, 500)) == ("internal", None)
    assert b"secret" not in response.content
    assert "ETag" not in response.headers
    assert "a secret" in caplog.text


@given(body=st.binary(max_size=200))
def test_any_bytes_are_answered_with_a_problem(body: bytes) -> None:
    client = Client(headers={"host": "127.0.0.1"})
    response = client.generic("POST", f"{V1}/price", body, CONTENT_TYPE="application/json")
    refused(read(response, response.status_code))
    assert response.status_code in {400, 422}
