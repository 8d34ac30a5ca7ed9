"""What a check looks at: one entry, CMS's descriptor of its code, and the row's indicators."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from openrvu.codes.checking.shorthand import parted
from openrvu.codes.checking.spoken import spoken
from openrvu.codes.entries import Entry
from openrvu.schedule.rows import Policy


@dataclass(frozen=True)
class Subject:
    """One entry beside what CMS says of its code.

    Attributes:
        entry: our text.
        cms: CMS's short descriptor as it is printed, from the person's own archive.
        policy: the indicators of the code's whole row, or None where no release holds it.
    """

    entry: Entry
    cms: str
    policy: Policy | None = None

    @cached_property
    def descriptor(self) -> str:
        """The descriptor in one spelling."""
        return parted(self.cms)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words of the descriptor."""
        return tuple(self.descriptor.replace("-", " ").split())

    @cached_property
    def title(self) -> str:
        """The title in one spelling."""
        return spoken(self.entry.title)

    @cached_property
    def core(self) -> str:
        """Title and description in one spelling: where a fact must stand."""
        return spoken(f"{self.entry.title}. {self.entry.description}")

    @cached_property
    def told(self) -> str:
        """Everything that speaks of this code alone; the context speaks of others too."""
        entry = self.entry
        names = ". ".join(entry.also_known_as)
        return spoken(f"{entry.title}. {entry.description} {entry.plain} {names}")

    @property
    def is_additional(self) -> bool:
        """Whether CMS's words or its global period ZZZ make the code one that is added."""
        by_word = not {"addl", "add", "add-on", "additional"}.isdisjoint(self.descriptor.split())
        return by_word or (self.policy is not None and self.policy.global_days == "ZZZ")

    @property
    def is_laboratory(self) -> bool:
        """Whether the code is of the laboratory, where numbers are names."""
        return "80047" <= self.entry.code <= "89999"
