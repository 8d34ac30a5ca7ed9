"""Logs say what went wrong and where, and nothing of what anybody recorded."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from openrvu.site.log import record
from openrvu.site.logs import JsonLines, Lines, RequestLog, logging_settings
from openrvu.site.people.models import User

SECRET = "colonoscopy of the mayor"
TEXT = "45385-59"


@pytest.fixture(params=[JsonLines, Lines])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What is written to the logs, in either form."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(request.param())
    # Those that keep their records to themselves, and the rest.
    loggers = [logging.getLogger(name) for name in ("", "openrvu", "openrvu.request")]
    before = [logger.level for logger in loggers]
    loggers[0].addHandler(handler)
    for logger in loggers[1:]:
        logger.setLevel(logging.INFO)
    yield stream
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)


@pytest.mark.django_db
def test_a_fault_while_an_entry_is_kept_is_told_without_the_entry(
    mine: Client, owner: User, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Any:
        raise DataError(
            f'invalid value "{SECRET}"\nDETAIL: Failing row contains ({TEXT}, {SECRET})'
        )

    monkeypatch.setattr(record, "add", refuse)
    mine.raise_request_exception = False
    answer = mine.post("/log/", {"text": TEXT, "key": str(uuid4())})
    assert answer.status_code == 500
    said = written.getvalue()
    assert "DataError" in said
    assert "POST log/ 500" in said
    assert "test_logs.py" in said  # where it was raised
    assert SECRET not in said
    assert TEXT not in said
    assert SECRET.encode() not in answer.content


@pytest.mark.django_db
def test_recording_writes_no_content_to_the_logs(
    mine: Client, owner: User, written: io.StringIO
) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    assert mine.post("/log/", {"text": "99214 #clinic", "key": str(uuid4())}).status_code == 303
    mine.get("/log/suggestions/", {"q": "99214"})
    assert "99214" not in written.getvalue()


def test_a_request_is_told_by_the_pattern_of_its_address(written: io.StringIO) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        from django.urls import resolve

        request.resolver_match = resolve(request.path)
        return HttpResponse(status=200)

    request = RequestFactory().get("/codes/45385/", {"zip": "60611"})
    response = RequestLog(answer)(request)
    said = written.getvalue()
    assert "codes/<slug:code>/" in said
    assert response.headers["X-Request-Id"] in said
    assert "45385" not in said
    assert "60611" not in said


def test_each_line_is_one_object_with_time_level_and_event() -> None:
    record_ = logging.LogRecord("openrvu.x", logging.WARNING, "f.py", 1, "a\nb %s", ("c",), None)
    record_.created = 1_767_225_600.5  # 2026-01-01T00:00:00.5Z
    told = json.loads(JsonLines().format(record_))
    assert told == {
        "time": "2026-01-01T00:00:00.500+00:00",
        "level": "warning",
        "logger": "openrvu.x",
        "event": "a\nb c",
    }
    assert "\n" not in JsonLines().format(record_)


def test_a_fault_is_told_by_its_type_and_steps_without_its_words() -> None:
    try:
        int(SECRET)
    except ValueError as fault:
        kind = (KeyError, KeyError(SECRET), fault.__traceback__)
        record_ = logging.LogRecord("x", logging.ERROR, "f.py", 1, "failed", (), kind)
    for formatter in (JsonLines(), Lines()):
        said = formatter.format(record_)
        assert "KeyError" in said
        assert SECRET not in said


@pytest.mark.parametrize(("form", "named"), [("json", "JsonLines"), ("text", "Lines")])
def test_the_form_is_chosen(form: str, named: str) -> None:
    assert logging_settings(form)["formatters"]["ours"]["()"] == f"openrvu.site.logs.{named}"
