"""The judgement on what an audit of dependencies printed."""

from __future__ import annotations

import json
from typing import Any

from audit.report import judged


def report(*dependencies: dict[str, Any]) -> str:
    return json.dumps({"dependencies": list(dependencies), "fixes": []})


SOUND = {"name": "django", "version": "5.2.9", "vulns": []}
UNSOUND = {
    "name": "jinja2",
    "version": "3.0",
    "vulns": [{"id": "GHSA-1", "fix_versions": ["3.1"]}],
}
UNKNOWN = {"name": "ours", "skip_reason": "not found"}


def test_a_known_vulnerability_fails_and_says_what_mends_it() -> None:
    audit = judged(report(SOUND, UNSOUND), "")
    assert audit.code == 1
    assert audit.words[0] == "audit: jinja2 3.0: GHSA-1, mended in 3.1"


def test_what_was_checked_is_counted() -> None:
    audit = judged(report(SOUND, UNKNOWN), "")
    assert audit.code == 0
    assert audit.words == ("audit: 1 of 2 dependencies checked",)


def test_it_is_said_where_nothing_could_be_checked() -> None:
    assert "knows none of them" in judged(report(UNKNOWN), "").words[0]
    out_of_reach = judged("", "requests.exceptions.ConnectionError: Max retries exceeded")
    assert out_of_reach.code == 0
    assert "nothing was checked" in out_of_reach.words[0]


def test_an_audit_that_breaks_for_another_reason_fails() -> None:
    assert judged("", "error: invalid requirements file").code == 1
