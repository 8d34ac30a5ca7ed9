"""What is the same for all lines of a part, so that its rules can be made small."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openrvu.pricing.table.meets import BITS, IMAGING, RANKING, TESTS, THERAPY
from openrvu.rules import fields as of
from openrvu.rules.modifiers import bit
from openrvu.rules.simplify import Fact

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Texts of the schedule's row whose values in a part make the rules small.
_TEXTS = ("multiple", "bilateral", "status", "global_days", "pctc", "row")
#: For each group of lines that meet, what one of them must have.
_COME = {
    "ranking": (RANKING,),
    "family": ("member",),
    "visit": ("is_visit",),
    "imaging": (IMAGING, TESTS),
    "therapy": (THERAPY,),
    "sides": ("side",),
    "alone_only": ("alone_only",),
    "anesthesia": ("timed",),
}
_ASKED = (
    "bit_or(x.meets)",
    "bit_or(m.mask)",
    "min(x.units)",
    "max(x.units)",
    "bool_or(s.lacks_parts)",
)
_FLAGS = ("unknown_modifier", "unmodelled_modifier", "patient_share")


@dataclass(frozen=True, slots=True)
class Same:
    """What is known of all lines of a part.

    Attributes:
        facts: fields that are the same for all.
        possible: what some other texts can be.
        meet: the groups that any of the lines can take part in.
    """

    facts: Mapping[str, Fact]
    possible: Mapping[str, Collection[str]]
    meet: Collection[str]


def look_for_same(db: DuckDBPyConnection, lines: str) -> Same:
    """Look for what is the same.

    Args:
        db: where the lines are.
        lines: SQL of the lines ``x``, after FROM.
    """
    db.execute(
        "CREATE OR REPLACE TABLE seen AS"
        f" SELECT DISTINCT x.row_id, x.set_id, x.units, x.meets FROM {lines}"
    )
    asked = [*_ASKED, *(f"bool_or(m.{name})" for name in _FLAGS)]
    asked += [f'list(DISTINCT s."{name}"::VARCHAR)' for name in _TEXTS]
    joined = "seen AS x JOIN service AS s USING (row_id) JOIN modifier_set AS m USING (set_id)"
    (answer,) = db.execute(f"SELECT {', '.join(asked)} FROM {joined}").fetchall()
    meets, mask, least, most, lacks, *rest = answer
    texts = dict(zip(_TEXTS, rest[len(_FLAGS) :], strict=True))
    facts: dict[str, Fact] = {
        **_absent(mask),
        **{name: False for name, said in zip(_FLAGS, rest, strict=False) if not said},
        **({"units": least} if least == most else {}),
        **({} if lacks else {"parts_missing": False}),
        **{name: values[0] for name, values in texts.items() if len(values) == 1},
    }
    possible = {name: values for name, values in texts.items() if len(values) > 1}
    meet = [group for group, names in _COME.items() if any(meets & BITS[name] for name in names)]
    return Same(facts, possible, meet)


def _absent(mask: int) -> dict[str, Fact]:
    """The modifiers that no line has."""
    places = {code: bit(code) for code in of.SEEN}
    return {
        f"mod_{code}": False
        for code, place in places.items()
        if place is not None and not mask >> place & 1
    }
