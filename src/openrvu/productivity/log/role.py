"""What a physician was at a procedure, and the modifier that says so on a claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openrvu.pricing.claim import Provider


class Role(StrEnum):
    """What the person who logs was at the procedure."""

    PRIMARY = "primary"
    ASSISTANT = "assistant"
    CO_SURGEON = "co-surgeon"
    TEAM = "team"
    TEACHING = "teaching"
    RESIDENT = "resident"

    @property
    def meaning(self) -> str:
        """What it means, in a sentence."""
        return _MEANINGS[self].words

    def suggested(self, provider: Provider = Provider.PHYSICIAN) -> tuple[str, ...]:
        """The modifiers that say the role on a claim, the usual one first; empty for none.

        They are offered, never set: which of them is right the record decides.

        Args:
            provider: who logs; NP, PA and CNS assist with AS, which Medicare wants of them
                (MCPM ch. 12 s. 20.4.3, 110.3 and 120).
        """
        if self is Role.ASSISTANT and provider in _AS:
            return ("AS",)
        return _MEANINGS[self].modifiers


@dataclass(frozen=True, slots=True)
class _Meaning:
    words: str
    modifiers: tuple[str, ...] = ()


_AS = (Provider.NP, Provider.PA, Provider.CNS)
_MEANINGS = {
    Role.PRIMARY: _Meaning("Did it, alone or first."),
    Role.ASSISTANT: _Meaning(
        "Assisted at surgery: 80; 81 for a small part; 82 where no qualified resident was at hand.",
        ("80", "82", "81"),
    ),
    Role.CO_SURGEON: _Meaning("One of two surgeons, each doing a part of one procedure.", ("62",)),
    Role.TEAM: _Meaning("One of a team of surgeons of several specialties.", ("66",)),
    Role.TEACHING: _Meaning(
        "Taught: a resident took part under direction; GE where the primary care exception holds.",
        ("GC", "GE"),
    ),
    Role.RESIDENT: _Meaning("Took part as a resident or fellow; nothing is billed for it."),
}
