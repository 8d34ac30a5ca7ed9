"""Evaluation and management: how visits are spread over their levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openrvu.exact import ratio
from openrvu.site.dashboard.board import Board
from openrvu.site.dashboard.drawing import Stack, legend, stacks
from openrvu.site.dashboard.sums import Sums, share
from openrvu.site.dashboard.widget import SHARE, UNITS, Column, Widget
from openrvu.site.templating import work

#: Kinds of visits, each with the codes of its levels, the lowest first, and its lowest level.
KINDS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("Office, new", 2, ("99202", "99203", "99204", "99205")),
    ("Office, established", 1, ("99211", "99212", "99213", "99214", "99215")),
    ("Office consultation", 2, ("99242", "99243", "99244", "99245")),
    ("Hospital, first day", 1, ("99221", "99222", "99223")),
    ("Hospital, later day", 1, ("99231", "99232", "99233")),
    ("Hospital consultation", 2, ("99252", "99253", "99254", "99255")),
    ("Hospital, same day", 1, ("99234", "99235", "99236")),
    ("Emergency", 1, ("99281", "99282", "99283", "99284", "99285")),
    ("Nursing facility, first", 1, ("99304", "99305", "99306")),
    ("Nursing facility, later", 1, ("99307", "99308", "99309", "99310")),
    ("Home, new", 1, ("99341", "99342", "99344", "99345")),
    ("Home, established", 1, ("99347", "99348", "99349", "99350")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a kind of visits: its code, how many, and its share of the kind."""

    kind: str
    level: int
    code: str
    units: int
    percent: Decimal
    before: Decimal | None


def levels(codes: Mapping[str, Sums], before: Mapping[str, Sums]) -> Iterator[Level]:
    """The levels of every kind of visit that was logged."""
    for kind, lowest, of_kind in KINDS:
        whole, whole_before = _units(codes, of_kind), _units(before, of_kind)
        if not whole:
            continue
        for at, code in enumerate(of_kind):
            units = _units(codes, (code,))
            percent = ratio(Decimal(100 * units), Decimal(whole), 1)
            then = share(Decimal(_units(before, (code,))), Decimal(whole_before))
            yield Level(kind, lowest + at, code, units, percent, then)


def levels_widget(board: Board) -> Widget:
    """E/M levels by kind of visit, as shares of units."""
    found = list(levels(board.codes, board.codes_before))
    rows = [
        Stack(kind, [(level.level, level.percent) for level in of_kind], _said(of_kind))
        for kind, of_kind in _by_kind(found)
    ]
    used = sorted({level.level for level in found})
    title = "E/M levels"
    keys = legend([(f"v{level}", f"Level {level}") for level in used])
    return Widget(
        slug="levels",
        title=title,
        columns=(
            Column("code", "Code", str, is_figure=False),
            Column("kind", "Visit", str, is_figure=False),
            Column("level", "Level"),
            UNITS,
            SHARE,
            Column("share_before_percent", "Before", SHARE.form),
        ),
        rows=tuple((v.code, v.kind, v.level, v.units, v.percent, v.before) for v in found),
        chart=keys + stacks(rows, title, "Shares of the units of each kind of visit"),
        basis="Shares of the units of each kind; the levels stand from the lowest to the highest. "
        f"“Before” is {board.asked.against.words}.",
        address="/codes/{}/",
    )


def _by_kind(found: list[Level]) -> Iterator[tuple[str, list[Level]]]:
    for kind in dict.fromkeys(level.kind for level in found):
        yield kind, [level for level in found if level.kind == kind]


def _said(of_kind: list[Level]) -> str:
    """How many visits, and their mean level."""
    units = sum(level.units for level in of_kind)
    mean = Decimal(sum(v.level * v.units for v in of_kind)) / units
    return f"{units:,}, mean {work(mean.quantize(Decimal('0.01')))}"


def _units(codes: Mapping[str, Sums], wanted: tuple[str, ...]) -> int:
    return sum(codes[code].units for code in wanted if code in codes)
