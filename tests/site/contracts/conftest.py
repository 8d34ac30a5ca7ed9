"""What the tests of contracts share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from openrvu.productivity.log.line import LogLine
from openrvu.site.log import record
from openrvu.site.people.models import User

Log = Callable[..., None]


@pytest.fixture
def log(owner: User) -> Log:
    """Puts a line into the owner's log: ``log("2026-03-09", "99214", 10)``."""

    def put(day: str, code: str, units: int = 1) -> None:
        line = LogLine(date.fromisoformat(day), code, units=units, pos="11")
        assert record.add(owner, [line], uuid4()).problems == ()

    return put
