"""Tests whose whole, technical part and professional part have codes of their own.

CMS gives such a whole the PC/TC indicator 4 instead of modifiers 26 and TC. Rules that look at the
technical part of a whole test need the codes of its parts: ``test_components.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from openrvu.rules.entries import Entry, own_entries
from openrvu.rules.parameters import READINGS


@dataclass(frozen=True, slots=True)
class WholeTest:
    """A whole test and its parts; together the parts have the RVUs of the whole.

    Attributes:
        whole: code of the whole test (PC/TC indicator 4).
        technical: codes of its technical part (3).
        professional: codes of its professional part (2).
        read: how the parts are known: one of :data:`~openrvu.rules.parameters.READINGS`.
    """

    whole: str
    technical: tuple[str, ...]
    professional: tuple[str, ...]
    read: str

    @property
    def codes(self) -> tuple[str, ...]:
        """All its codes, the whole first."""
        return (self.whole, *self.technical, *self.professional)


def whole_test(code: str) -> WholeTest | None:
    """The test whose whole a code is; None where it is not one, or its parts are not known."""
    return _by_code().get(code)


def whole_tests() -> tuple[WholeTest, ...]:
    """Every whole test; read once.

    Raises:
        ReadError: ``test_components.toml`` is not as it should be.
    """
    return tuple(_by_code().values())


@cache
def _by_code() -> Mapping[str, WholeTest]:
    made = map(_test, own_entries("test_components.toml", "test", "whole"))
    return MappingProxyType({test.whole: test for test in made})


def _test(entry: Entry) -> WholeTest:
    entry.allow("whole", "technical", "professional", "read")
    return WholeTest(
        whole=entry.text("whole"),
        technical=entry.texts("technical"),
        professional=entry.texts("professional"),
        read=entry.one_of("read", READINGS),
    )
