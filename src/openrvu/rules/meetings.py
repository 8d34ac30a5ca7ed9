"""Which lines of a claim can touch each other, and for what.

Most lines are priced by themselves. The rules that look at other lines name what they meet for
(:attr:`~openrvu.rules.expression.Group.meeting`). Where only some meetings take place, what is
asked of the others is known: the line is the only one there. A table of claims is priced in
parts, each by rules made small in this way; every part says the same as the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openrvu.rules import fields as of
from openrvu.rules.expression import Expression, Text, Truth
from openrvu.rules.simplify import Fact, specialise
from openrvu.rules.statement import choose_text
from openrvu.rules.walk import gatherings

#: The values of the multiple procedure indicator.
_RANKED = ("1", "2", "3")
_TESTS = ("6", "7")

#: Which family a line belongs to: that of its base, or of which it is the base.
family_code: Text = choose_text((of.multiple.is_in("3"), of.endoscopic_base), otherwise=of.code)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A part of a table: lines that meet for the same, and nothing else.

    Attributes:
        name: such as ``ranking``.
        groups: the meetings that take place; at all others each line is the only one.
        comes: which lines can take part, judged by the row of the schedule and the modifiers.
            Lines that cannot are not looked at.
        multiple: the values of the multiple procedure indicator that these lines can have; empty
            where they can have any.
    """

    name: str
    groups: frozenset[str]
    comes: Truth
    multiple: tuple[str, ...] = ()


_global = of.global_days.is_in("000", "010", "090")

#: Each line that meets others belongs to one of these; where several would do, to EVERYTHING.
RANKING = Meeting("ranking", frozenset({"ranking"}), of.multiple.is_in(*_RANKED), _RANKED)
FAMILY = Meeting("family", frozenset({"ranking", "family"}), of.multiple.is_in(*_RANKED), _RANKED)
IMAGING = Meeting("imaging", frozenset({"imaging"}), of.multiple.is_in("4"), ("4",))
TESTS = Meeting("tests", frozenset({"imaging"}), of.multiple.is_in(*_TESTS), _TESTS)
THERAPY = Meeting("therapy", frozenset({"therapy"}), of.multiple.is_in("5"), ("5",))
#: Visits beside procedures. Only what it says of the visits counts.
VISIT = Meeting("visit", frozenset({"visit"}), of.is_visit | _global)
#: Sides of the body on several lines: two such lines of one code meet.
SIDES = of.is_any("RT", "LT", "50") & of.bilateral.is_in("0", "1", "2", "3")
#: Paid only where nothing else is.
ALONE_ONLY = of.status.is_in("T")
ANESTHESIA = of.status.is_in("J")

MEETINGS = (RANKING, FAMILY, IMAGING, TESTS, THERAPY, VISIT)


def all_groups(outputs: Mapping[str, Expression]) -> frozenset[str]:
    """The name of every meeting that some outputs look at."""
    return frozenset(window.group.meeting for window in gatherings(outputs.values()))


def program(
    outputs: Mapping[str, Expression],
    facts: Mapping[str, Fact],
    meeting: Meeting | None,
) -> dict[str, Expression]:
    """The outputs made small for lines of a meeting; for lines that meet none where it is None.

    Args:
        outputs: what is wanted, by name.
        facts: fields known to be the same for every line.
        meeting: what the lines meet for.
    """
    active = meeting.groups if meeting else frozenset()
    possible = {"multiple": meeting.multiple} if meeting and meeting.multiple else {}
    made = specialise(
        tuple(outputs.values()), facts, alone=all_groups(outputs) - active, possible=possible
    )
    return dict(zip(outputs, made, strict=True))
