"""What the tests of the log share."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from openrvu.productivity.log.line import LogLine
from openrvu.site.log import record
from openrvu.site.log.models import Entry
from openrvu.site.people.models import User

DAY = date(2026, 3, 9)


@pytest.fixture
def entry(owner: User) -> Entry:
    """A visit of the owner's on Monday, March 9, 2026."""
    line = LogLine(DAY, "99213", ("25",), tags=("clinic",), note="long")
    (made,) = record.add(owner, [line], uuid4()).entries
    return made
