"""A few kills on each database; ``make faults`` makes a hundred."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from faults.places import Place, clinic, solo
from faults.runner import run


@pytest.mark.parametrize("place", [solo, clinic])
def test_every_acknowledged_entry_outlives_a_killed_server_once(
    place: Callable[[], AbstractContextManager[Place]],
) -> None:
    with place() as made:
        outcome = run(made, 5)
    assert outcome.wrong == []
    assert outcome.kills == 5
    assert outcome.amid == 5
    assert outcome.done.total() > 5
