"""The shape of a billing note, and the rows of one code that it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openrvu.schedule.amount import PAYABLE
from openrvu.schedule.rows import ServiceRow

#: Global periods of days, or of a pregnancy: only operations and deliveries have them.
_OF_OPERATIONS = frozenset({"010", "090", "MMM"})
#: The surgery section of CPT.
_SURGERY = ("10004", "69990")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing a physician or biller should know of a code, with where it comes from.

    Attributes:
        topic: a heading of a few words, such as ``Global period``.
        text: the note in full sentences, without dollar figures.
        source: release, column and rule, such as ``RVU26C, PC/TC indicator 1``.
        rows: labels of the rows it is true of, such as ``76000-TC``.
    """

    topic: str
    text: str
    source: str
    rows: tuple[str, ...]


class Draft(NamedTuple):
    """What a writer hands in: the sentences, and what in the file or law they rest on."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The rows that one note speaks of: all those of a code that agree on its topic.

    Attributes:
        rows: the rows spoken of, in the order of the file.
        code_rows: every row of the code, spoken of or not.
        release: label of the release they were read from.
        is_endoscopic_base: whether an endoscopic family of that release has the code as its base.
    """

    rows: tuple[ServiceRow, ...]
    code_rows: tuple[ServiceRow, ...]
    release: str
    is_endoscopic_base: bool

    @property
    def row(self) -> ServiceRow:
        """The first row; the others agree with it on the topic."""
        return self.rows[0]

    @property
    def code(self) -> str:
        """The code itself, without a modifier."""
        return self.row.code

    @property
    def is_whole_code(self) -> bool:
        """Whether nothing of the code is left out, so that its bare name says enough."""
        return len(self.rows) == len(self.code_rows) and not self.rows[0].modifier

    @property
    def name(self) -> str:
        """How a sentence names the rows: ``76000``, or ``76000-26 and 76000-TC``."""
        if self.is_whole_code:
            return self.code
        return listed([row.label if row.modifier else _unmodified(row) for row in self.rows])

    @property
    def either(self) -> str:
        """As :attr:`name`, where one of the rows is meant: ``93458-26 or 93458-TC``."""
        return self.name.replace(" and ", " or ")

    @property
    def payable(self) -> dict[str, ServiceRow]:
        """The rows of the code that Medicare's payment rules govern, by modifier."""
        return {row.modifier: row for row in self.code_rows if follows_payment_rules(row)}

    def note(self, topic: str, draft: Draft) -> Note:
        """The finished note. A source that does not hold for the whole code names its rows."""
        labels = tuple(row.label for row in self.rows)
        rows = "" if self.is_whole_code else f"{_rows_word(labels)} {listed(labels)}, "
        return Note(topic, draft.text, f"{self.release}, {rows}{draft.source}", labels)


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of note.

    Attributes:
        title: the heading.
        applies: whether a row has anything to do with it.
        key: what rows must agree on to be spoken of together.
        write: the sentences for such rows, or None where there is nothing to say.
    """

    title: str
    applies: Callable[[ServiceRow], bool]
    key: Callable[[ServiceRow], Hashable]
    write: Callable[[Subject], Draft | None]


def follows_payment_rules(row: ServiceRow) -> bool:
    """Whether Medicare pays the row under the fee schedule, so that its payment rules matter.

    A contractor's price (status C) follows them too. What is bundled, not covered or paid
    elsewhere does not, whatever its other columns say.
    """
    policy = row.policy
    return (policy.status in PAYABLE or policy.status == "C") and not policy.not_used


def is_surgical(code: str) -> bool:
    """Whether a code stands in the surgery section of CPT."""
    return code.isdecimal() and _SURGERY[0] <= code <= _SURGERY[1]


def is_operation(row: ServiceRow) -> bool:
    """Whether the row is for a procedure with an operator, and not for a visit or a test.

    CMS prints ``0`` in the columns on sides, assistants, co-surgeons and teams for visits and
    tests as well, and a global period of ``000`` for chiropractic and stress tests, where a note
    would only puzzle. A global period of days tells an operation, as do the surgery section for
    what is no test, and a further surgeon whom CMS permits.
    """
    policy = row.policy
    in_section = is_surgical(row.code) and policy.pctc == "0" and policy.global_days != "XXX"
    permitted = policy.assistant == "2" or not {"1", "2"}.isdisjoint(
        {policy.co_surgeon, policy.team}
    )
    return policy.global_days in _OF_OPERATIONS or in_section or permitted


def _unmodified(row: ServiceRow) -> str:
    return f"{row.code} without a modifier"


def _rows_word(labels: Sequence[str]) -> str:
    return "row" if len(labels) == 1 else "rows"


def listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, or ``a, b and c``."""
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
