from __future__ import annotations

from difflib import unified_diff
from itertools import islice

import pytest

from agreement.snapshot import FILES, compiled, kept

RENEW = "PYTHONPATH=tests .venv/bin/python -m agreement.renew"


def test_every_program_is_kept_in_every_dialect() -> None:
    assert kept().keys() == FILES.keys(), f"write them anew: {RENEW}"


@pytest.mark.parametrize("name", FILES)
def test_a_program_compiles_to_the_sql_that_is_kept(name: str) -> None:
    before, now = kept().get(name, ""), compiled(name)
    if before != now:
        lines = unified_diff(before.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=1)
        said = "\n".join(islice(lines, 40))
        pytest.fail(f"{name} has changed. Where that is meant, write it anew: {RENEW}\n{said}")
