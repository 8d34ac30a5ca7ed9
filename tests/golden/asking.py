"""Made-up cases for the tests of the runner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from golden import runner
from golden.case import read_case


@dataclass(frozen=True, slots=True)
class Asked:
    """A made-up case by its family, inputs and expectations."""

    family: str
    inputs: Mapping[str, Any]
    expected: Mapping[str, Any]
    rule: str = ""
    context: Mapping[str, Any] | None = None

    @property
    def told(self) -> dict[str, Any]:
        """The case as a file would have it."""
        return {
            "id": "X-1",
            "rule": self.rule,
            "kind": "derived",
            "context": dict(self.context or {}),
            "inputs": dict(self.inputs),
            "expected": dict(self.expected),
        }


def verdict(asked: Asked) -> runner.Verdict:
    """What the runner says of a made-up case."""
    return runner.judge(read_case(asked.family, asked.told))


def outcome(asked: Asked) -> tuple[str, str]:
    """``("pass", "")``, else how it ended and why."""
    found = verdict(asked)
    return found.result, found.why


def line(code: str, fee: str | None = None, *modifiers: str, **more: Any) -> dict[str, Any]:
    """A line of a case."""
    made = {"hcpcs": code, "modifiers": list(modifiers), "units": 1, **more}
    return made if fee is None else {**made, "fee": fee}


PASS = ("pass", "")
