"""A site that keeps nothing, in a process of its own: the mode is chosen when one starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import json, sys, django
django.setup()
from django.conf import settings
from django.test import Client
settings.ALLOWED_HOSTS.append("testserver")
client = Client()
found = {}
for path in ("/log/", "/log.json", "/log/days/", "/account/login/", "/codes/99213/"):
    got = client.get(path)
    found[path] = [got.status_code, got.headers.get("Cache-Control", ""), got.content.decode()]
found["POST"] = [client.post("/log/", {"text": "99213"}).status_code, "", ""]
found["database"] = [len(settings.DATABASES.get("default", {}).get("NAME", "")), "", ""]
json.dump(found, sys.stdout)
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str, str]]:
    folder = tmp_path_factory.mktemp("public")
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "OPENRVU_SECRET_KEY"}}
    env |= {"OPENRVU_MODE": "public", "OPENRVU_DATA_DIR": str(folder)}
    env["DJANGO_SETTINGS_MODULE"] = "openrvu.site.settings"
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=env, capture_output=True, text=True, check=True
    )
    assert list(Path(folder).iterdir()) == []
    return {path: tuple(said) for path, said in json.loads(done.stdout).items()}


def test_the_log_s_address_says_how_to_have_one(answers: dict[str, tuple[int, str, str]]) -> None:
    status, _, page = answers["/log/"]
    assert status == 200
    assert "rvu serve" in page
    assert "<form method" not in page
    assert json.loads(answers["/log.json"][2])["how"]


def test_nothing_else_of_the_log_or_of_accounts_is_there(
    answers: dict[str, tuple[int, str, str]],
) -> None:
    assert {answers[path][0] for path in ("/log/days/", "/account/login/")} == {404}
    assert answers["POST"][0] == 405
    assert answers["database"][0] == 0


def test_public_pages_are_as_ever(answers: dict[str, tuple[int, str, str]]) -> None:
    status, cache, _ = answers["/codes/99213/"]
    assert (status, cache) == (200, "no-cache")
