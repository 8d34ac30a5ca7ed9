"""What the installed app is made of: manifest, worker, page and icons."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from openrvu.site.offline.shell import FILES
from openrvu.site.people.models import User
from openrvu.site.settings import HERE
from openrvu.site.templating import static

pytestmark = pytest.mark.django_db
STATIC = HERE / "static" / "openrvu"


@pytest.fixture
def manifest(client: Client) -> dict[str, Any]:
    response = client.get("/log/manifest.webmanifest")
    assert response.headers["Content-Type"] == "application/manifest+json"
    return dict(json.loads(response.content))


def size_of(png: Path) -> str:
    """Width and height as the file's own head says."""
    head = png.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return "{}x{}".format(*struct.unpack(">II", head[16:24]))


def test_a_browser_may_install_it(manifest: dict[str, Any]) -> None:
    assert manifest["name"]
    assert manifest["start_url"] == manifest["id"] == "/log/"
    assert manifest["display"] == "standalone"
    assert "/log/".startswith(manifest["scope"])
    large = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {
        ("192x192", "any"),
        ("512x512", "any"),
        ("192x192", "maskable"),
        ("512x512", "maskable"),
    } <= large


def test_each_icon_is_there_and_of_the_size_it_says(manifest: dict[str, Any]) -> None:
    for icon in manifest["icons"]:
        name = icon["src"].removeprefix("/static/openrvu/").partition("?")[0]
        assert icon["src"] == static(name)
        if icon["type"] == "image/png":
            assert size_of(STATIC / name) == icon["sizes"]


def test_each_shortcut_opens(manifest: dict[str, Any], mine: Client) -> None:
    assert manifest["shortcuts"]
    for shortcut in manifest["shortcuts"]:
        assert mine.get(shortcut["url"]).status_code == 200


def test_the_worker_may_answer_for_the_log_and_nothing_else(client: Client) -> None:
    response = client.get("/log/worker.js")
    assert response.headers["Service-Worker-Allowed"] == "/log/"
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert "worker-src 'self'" in response.headers["Content-Security-Policy"]


def test_the_worker_keeps_the_page_and_its_files_as_they_are_now(client: Client) -> None:
    first = client.get("/log/worker.js").content.decode().splitlines()[0]
    kept = json.loads(first.removeprefix("const SHELL = ").removesuffix(";"))
    page = client.get("/log/offline/").content.decode()
    asked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert set(asked) == set(kept["files"]) == {static(name) for name in FILES}
    assert kept["page"] == "/log/offline/"


def test_the_page_holds_nothing_of_anybody(client: Client, mine: Client, owner: User) -> None:
    """It is the same for one who is signed in, so that the browser may keep it."""
    mine.get("/log/")
    page = mine.get("/log/offline/").content.decode()
    assert owner.email not in page
    assert "csrf" not in page
    assert client.get("/log/offline/").content.decode() == page


def test_nothing_stands_inside_the_page_that_the_policy_forbids(client: Client) -> None:
    page = client.get("/log/offline/").content.decode()
    assert not re.search(r"<style|\son\w+=|\sstyle=|<script(?![^>]*\ssrc=)", page)


def test_every_page_of_the_log_leads_to_the_manifest_and_starts_the_worker(
    mine: Client, owner: User
) -> None:
    for path in ("/log/", "/log/days/", "/log/settings/"):
        page = mine.get(path).content.decode()
        assert '<link rel="manifest" href="/log/manifest.webmanifest">' in page
        assert f'src="{static("offline-start.js")}" data-who="{owner.pk}"' in page


@pytest.mark.clinic
def test_it_opens_for_one_who_is_signed_out(client: Client, owner: User) -> None:
    for path in ("/log/offline/", "/log/worker.js", "/log/manifest.webmanifest"):
        assert client.get(path).status_code == 200
    assert client.get("/log/offline.json").status_code == 401
