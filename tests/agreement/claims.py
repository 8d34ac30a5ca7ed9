"""Whole claims of real codes, made so that their lines meet. Import by its own name.

What makes them takes its choices from a ``Random``: hypothesis's own, so that one claim that fails
is made small; or a plain one, where thousands go into one query.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import TypedDict

from hypothesis import Phase, settings
from hypothesis import strategies as st

from agreement.kinds import ANESTHESIA, ANY, RELEASES, Kind, families, kinds
from openrvu import Claim, ClaimLine, Given, Provider, ServiceRow, Setting, open_book
from openrvu.rules.fields import GIVEN

#: How many go into one query.
CLAIMS = 1500
# A failing seed is told, and the smallest of its claims: there is nothing to shrink.
ONE_QUERY = settings(max_examples=1, phases=[Phase.explicit, Phase.reuse, Phase.generate])
#: Without 0, which hypothesis tries first: so the one example is a new one each time.
SEEDS = st.integers(0, 2**32 - 1).filter(bool)

#: The years of the book, with the first day of the next.
FIRST, LAST = date(2020, 1, 1), date(2027, 1, 1)
#: The most a claim says, in units of the last place; a table is held to it.
MOST_CENTS, MOST_UNITS, MOST_MINUTES, MOST_BASE, MOST_POSTOP = 9_999_999, 12, 300, 300, 90
#: Far apart in their indices; each is in every release of the book.
LOCALITIES = ("02102-01", "01112-05", "13202-01", "09102-04", "06102-16", "07102-13", "03602-21")

#: Of places that are in every release as well.
ZIPS = ("60611", "99501", "10001", "33130", "72201", "82001", "90012")

_LENGTHS = (1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 9, 11)
#: The most lines of a claim: each may come twice, for both sides.
MOST_LINES = 2 * max(_LENGTHS)
_QUARTERS = tuple(date(year, month, 1) for year in range(2020, 2027) for month in (1, 4, 7, 10))
#: Where releases, factors and dated figures of the law change, and the day before. Before the
#: first and after the last no release is held.
_TURNS = (*_QUARTERS, date(2024, 3, 9), date(2020, 5, 1), date(2022, 4, 1))
_DAYS = tuple(day - timedelta(back) for day in _TURNS for back in (0, 1))
#: Of no release: what the caller gives is priced by the law of the day all the same.
EARLY = (date(2007, 2, 1), date(2010, 6, 30), date(2011, 3, 1), date(2013, 4, 1), date(2017, 9, 1))

_PLACES = (None, None, "11", "11", "22", "21", "24", "19", "23", "31", "32")
_ODD_PLACES = ("02", "10", "27", "66", "18", "05", "98")
_CENTS = (0, 1, 999, 4_510, 12_345, 60_000, MOST_CENTS)
_UNITS = (1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4)
_ODD_UNITS = (5, 7, MOST_UNITS, 0)
_FACTORS = (Decimal("40.5"), Decimal("33.2875"), Decimal(1), Decimal(0))
_QUALITY = (("erx",), ("ehr", "pqrs"), ("erx", "ehr", "pqrs"))
#: What lines meet for comes more often.
_OFTEN = (
    *("surgery", "surgery", "both sides at 150%", "both sides at 150%", "both sides once"),
    *("imaging", "imaging", "therapy", "cardiovascular", "ophthalmology", "visit", "package"),
    *("add-on", "whole test"),
)


def claims() -> st.SearchStrategy[Claim]:
    """A claim with everything that a caller may say of it."""
    return st.randoms(use_true_random=False).map(make_claim)


def table_claims() -> st.SearchStrategy[Claim]:
    """A claim that the columns of a table can say."""
    return st.randoms(use_true_random=False).map(make_table_claim)


def make_table_claim(random: Random) -> Claim:
    """A claim that the columns of a table can say: all of one place, of one or two days."""
    pool = [_few_of(random, _kind(random)) for _ in range(random.choice((1, 1, 2, 2, 3)))]
    day = random.choice(_DAYS) if seldom(random, 2) else _any_day(random)
    days = (day, day, day + timedelta(1)) if seldom(random, 5) else (day,)
    place, is_odd = random.choice(_PLACES), seldom(random, 4)
    lines = []
    for _ in range(random.choice(_LENGTHS)):
        line = _line(random, random.choice(pool), random.choice(days), place)
        lines.append(_odd(random, line) if is_odd and seldom(random, 3) else line)
    if seldom(random, 5):
        lines = _as_sides(lines)
    made = Claim(tuple(lines), day)
    if seldom(random, 4):
        return replace(made, zip_code=random.choice(ZIPS))
    return replace(made, locality=random.choice(LOCALITIES))


def make_claim(random: Random) -> Claim:
    """A claim with everything that a caller may say of it."""
    claim = make_table_claim(random)
    if is_early := seldom(random):
        lines = tuple(replace(line, day=None) for line in claim.lines)
        claim = replace(claim, lines=lines, day=random.choice(EARLY), locality=None, zip_code=None)
    days = {line.day or claim.day for line in claim.lines}
    return replace(
        claim,
        lines=tuple(_said_more(random, line, is_early=is_early) for line in claim.lines),
        locality=None if seldom(random) else claim.locality,
        participating=not seldom(random),
        qp=min(days).year >= 2026 and seldom(random, 2),
        conversion_factor=random.choice(_FACTORS) if seldom(random) else None,
        quality=frozenset(random.choice(_QUALITY)) if seldom(random, 4) else frozenset(),
        deductible=random.choice((Decimal("23.5"), Decimal(283))) if seldom(random) else Decimal(0),
        shortage_area=seldom(random),
        hospital_patient=seldom(random),
        institutional=seldom(random),
    )


def seldom(random: Random, one_in: int = 8) -> bool:
    """True once in so many times; hypothesis tends to no."""
    return random.randrange(one_in) == one_in - 1


def _any_day(random: Random) -> date:
    return FIRST + timedelta(random.randrange((LAST - FIRST).days))


def _kind(random: Random) -> Kind:
    by_name = kinds()
    if seldom(random, 4):
        return random.choice(families())
    if seldom(random, 3):
        return random.choice(_others())
    return by_name[random.choice(_OFTEN)]


@cache
def _others() -> tuple[Kind, ...]:
    return tuple(kind for name, kind in kinds().items() if name not in _OFTEN)


def _few_of(random: Random, kind: Kind) -> Kind:
    """A few codes of a kind, so that lines repeat them."""
    codes = dict.fromkeys(random.choice(kind.codes) for _ in range(random.choice((1, 2, 3, 5))))
    return replace(kind, codes=tuple(codes))


def _line(random: Random, kind: Kind, day: date, place: str | None) -> ClaimLine:
    return ClaimLine(
        random.choice(kind.codes),
        tuple(random.choice(kind.modifiers).split()) if seldom(random, 2) else (),
        units=random.choice(_UNITS),
        charge=_dollars(random) if seldom(random) else None,
        place_of_service=place,
        day=day,
        **_time(random, kind),
    )


class _Time(TypedDict, total=False):
    minutes: int
    base_units: Decimal


def _time(random: Random, kind: Kind) -> _Time:
    """What anesthesia says besides, now and then not all of it."""
    if kind.modifiers is not ANESTHESIA:
        return {}
    base_units = Decimal(random.randrange(3, MOST_BASE // 10))
    if seldom(random):
        return {"base_units": base_units}
    made = _Time(minutes=random.randrange(MOST_MINUTES))
    return made if seldom(random) else {**made, "base_units": base_units}


def _odd(random: Random, line: ClaimLine) -> ClaimLine:
    """The line with something that seldom fits."""
    marks = dict.fromkeys((*line.modifiers, random.choice(ANY)))
    changes = (
        replace(line, modifiers=tuple(marks)),
        replace(line, units=random.choice(_ODD_UNITS)),
        replace(line, place_of_service=random.choice(_ODD_PLACES)),
        replace(line, place_of_service=random.choice(_PLACES)),
        replace(line, provider=random.choice((*Provider,))),
        replace(line, charge=_dollars(random)),
    )
    return random.choice(changes)


def _as_sides(lines: Sequence[ClaimLine]) -> list[ClaimLine]:
    """Each line of one unit twice, for the right side and for the left."""
    made = []
    for line in lines:
        both = [replace(line, modifiers=(*line.modifiers, side)) for side in ("RT", "LT")]
        is_one_side = line.units == 1 and not {"50", "RT", "LT"} & {*line.modifiers}
        made += both if is_one_side else [line]
    return made


def _dollars(random: Random) -> Decimal:
    cents = random.choice(_CENTS) if seldom(random, 2) else random.randrange(200_000)
    return Decimal(cents).scaleb(-2)


def _said_more(random: Random, line: ClaimLine, *, is_early: bool) -> ClaimLine:
    """The line with what no column of a table says."""
    counts_days = "55" in line.modifiers and seldom(random, 2)
    return replace(
        line,
        setting=random.choice((*Setting,)) if seldom(random) else None,
        postop_days=random.randrange(MOST_POSTOP) if counts_days else None,
        documented=seldom(random),
        present_at_induction=seldom(random, 2),
        given=_given(random, line) if is_early or seldom(random) else None,
    )


def _given(random: Random, line: ClaimLine) -> Given:
    """A row of the caller's own, like one of the book, and some fees."""
    rows = [row for label in RELEASES for row in open_book().rows(label, line.code)]
    row = random.choice(rows) if rows else None
    if row and seldom(random, 2):
        row = _like(random, row)
    fees = {name: _dollars(random) for name in GIVEN if seldom(random)}
    return Given(row=row, **fees)


def _like(random: Random, row: ServiceRow) -> ServiceRow:
    """The row with indicators that no release of the book has together."""
    policy = replace(
        row.policy,
        multiple_procedure=random.choice("12345670"),
        bilateral=random.choice("01239"),
        imaging_family=random.choice(("01", "02", "88", "99")),
    )
    return replace(row, policy=policy)


def sample(count: int, seed: int, *, in_table: bool = False) -> Sequence[Claim]:
    """So many claims, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - nothing secret is made of it
    make = make_table_claim if in_table else make_claim
    return [make(random) for _ in range(count)]
