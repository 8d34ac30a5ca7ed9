"""Why one of two codes has more work: sentences that follow from the schedule itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from openrvu.exact import multiply
from openrvu.schedule.statistics import percent_change
from openrvu.site.cards.decks import Card
from openrvu.site.quiz.rounds import Question
from openrvu.site.templating import rvu

#: From this many times the lesser on, "times" is said in place of percent.
_TIMES = Decimal(3)
_LONG = {"010": 10, "090": 90}
#: A diagnostic test whose reading (26) and equipment (TC) are counted apart.
_SPLIT = "1"
#: What the work of a code takes in, by its kind: of one code, and of both.
_HELD = {
    "day": (
        "{} is a procedure of one day: its work holds the procedure and the care of that day.",
        "Both are procedures of one day: their work holds the care of that day and none after it.",
    ),
    "add-on": (
        "{} is an add-on: it counts only what comes on top of another service, whose work is "
        "counted there.",
        "Both are add-ons: each counts only what comes on top of another service.",
    ),
    "maternity": (
        "{} is a maternity code: no global period applies, and its name says which care of "
        "pregnancy, birth and after is inside.",
        "Both are maternity codes: no global period applies, and the names say which care is "
        "inside.",
    ),
    "test": (
        "Of {} only the physician's reading is work; equipment, room and staff are practice "
        "expense.",
        "Of both only the physician's reading is work; equipment, room and staff are practice "
        "expense.",
    ),
    "service": (
        "{} has no global period: its work is that one service and no visit after it.",
        "Neither has a global period: what differs is the physician's time, and how hard that "
        "time is.",
    ),
}


def why(question: Question) -> tuple[str, ...]:
    """Two to five sentences, the difference first."""
    more, less = question.more, question.less
    return (_difference(more, less), *_held(more, less), *_total(more, less))


def _difference(more: Card, less: Card) -> str:
    told = f"{more.code} has {rvu(more.work)} work RVU against {rvu(less.work)} of {less.code}"
    if more.work >= multiply(less.work, _TIMES):
        whole = int(more.work / less.work)
        exact = more.work == less.work * whole
        return f"{told}: {'' if exact else 'more than '}{whole} times as much."
    return f"{told}: {percent_change(less.work, more.work)}\u00a0% more."


def _held(more: Card, less: Card) -> Iterator[str]:
    """What the work of each takes in, said once where it is the same."""
    kinds = _kind(more), _kind(less)
    if kinds[0] == kinds[1]:
        days = _LONG.get(kinds[0])
        yield _both_packages(more, less, days) if days else _HELD[kinds[0]][1]
        return
    for card, kind in zip((more, less), kinds, strict=True):
        days = _LONG.get(kind)
        yield _package(card, days) if days else _HELD[kind][0].format(card.code)


def _kind(card: Card) -> str:
    """A long global period by its indicator; else what kind of service it is."""
    policy = card.row.policy
    named = {"000": "day", "ZZZ": "add-on", "MMM": "maternity"}
    if policy.global_days in _LONG:
        return policy.global_days
    return named.get(policy.global_days) or ("test" if policy.pctc == _SPLIT else "service")


def _package(card: Card, days: int) -> str:
    """A surgical package, and how much of it the operation itself is."""
    told = f"{card.code} is a package: its work holds the visits of the {days} days after it"
    share = _operation(card)
    return (
        f"{told}; the procedure, hospital care included, is {share} of it." if share else f"{told}."
    )


def _both_packages(more: Card, less: Card, days: int) -> str:
    told = f"Both are packages that hold the visits of the {days} days after them"
    shares = _operation(more), _operation(less)
    if not all(shares):
        return f"{told}."
    if shares[0] == shares[1]:
        return f"{told}; of each the procedure, hospital care included, is {shares[0]}."
    return (
        f"{told}; the procedure, hospital care included, is {shares[0]} of {more.code} and "
        f"{shares[1]} of {less.code}."
    )


def _operation(card: Card) -> str:
    """CMS's share of the package for the operation; empty where it prints none."""
    share = card.row.policy.intra_op
    return f"{share.scaleb(2).normalize():f}\u00a0%" if share else ""


def _total(more: Card, less: Card) -> Iterator[str]:
    """Where the total turns the order round, and where one of them is done in a facility alone."""
    if less.total > more.total:
        yield (
            f"In total RVU the order turns: {rvu(less.total)} for {less.code} against "
            f"{rvu(more.total)}, because a practice bears more expense for it. A contract that "
            "pays by the work RVU does not see that."
        )
    alone = [card for card in (more, less) if card.office.is_na and not card.hospital.is_na]
    if len(alone) == 1:
        yield (
            f"CMS prices {alone[0].code} in a facility alone, which bears the costs of the room "
            "and is paid for them apart."
        )
