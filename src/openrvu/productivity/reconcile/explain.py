"""Why a matched line is credited otherwise than the log: one class for each part of the amount.

What differs on the face of it is taken first, in this order: code, units, modifiers. Each step
values the log's line with one thing more as the report has it; what is left is a matter of how
the report values the line, and is tried against what employers are known to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from openrvu.exact import multiply, plain, ratio, round_half_up, shorten
from openrvu.productivity.credited import percent
from openrvu.productivity.reconcile.difference import Kind
from openrvu.productivity.reconcile.worth import Billed, Worth, near

#: Modifiers by which employers cut or raise the work.
FACTOR_MODIFIERS = frozenset((
    "22", "26", "50", "51", "52", "53", "54", "55", "56", "62", "66", "73", "74", "76", "77", "78",
    "80", "81", "82", "AS", "TC",
))  # fmt: skip
#: Shares of the work that employers are known to credit, in percent, the likeliest first.
_SHARES = tuple(Decimal(each).scaleb(-2) for each in (
    "100", "50", "150", "200", "25", "62.5", "16", "13.6", "20", "70", "11", "125", "85", "75",
    "80",
))  # fmt: skip
_SHARE_PLACES = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A match, as far as its worth goes.

    Attributes:
        logged: what the log has.
        told: what the report has.
        credited: work RVUs of the log's entry under the plan.
        given: work RVUs the report credits.
        label: of the release the plan goes by; empty where none answers.
        used: of the release that the report's other lines go by; empty where none is known.
    """

    logged: Billed
    told: Billed
    credited: Decimal
    given: Decimal
    label: str
    used: str


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a difference: from ``before`` to ``after`` work RVUs, and why."""

    kind: Kind
    before: Decimal
    after: Decimal
    words: str


#: A way to explain what is left of a difference; no steps where it does not.
Reason = Callable[[Pair, Decimal], tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class Explainer:
    """What is known beyond a single match.

    Attributes:
        worth: where work RVUs are looked up.
        places: to how many digits the report gives work RVUs.
        credited_codes: codes for which the report credits something.
    """

    worth: Worth
    places: int
    credited_codes: frozenset[str]
    _known: dict[Pair, tuple[Step, ...]] = field(default_factory=dict, repr=False, compare=False)

    def steps(self, pair: Pair) -> tuple[Step, ...]:
        """The parts of a difference, which together are all of it; none where both agree."""
        if pair not in self._known:
            self._known[pair] = self._steps(pair)
        return self._known[pair]

    def _steps(self, pair: Pair) -> tuple[Step, ...]:
        if self._alike(pair.credited, pair):
            return ()
        steps: list[Step] = []
        value = pair.credited
        for kind, billed, words in _changes(pair):
            after = self.worth.credited(billed, pair.label) if pair.label else None
            if after is None or self._alike(after, pair):
                return (*steps, Step(kind, value, pair.given, words))
            if after != value:
                steps.append(Step(kind, value, after, words))
                value = after
        return (*steps, *self._valued(pair, value))

    def _alike(self, value: Decimal, pair: Pair) -> bool:
        return near(value, pair.given, pair.told.units, self.places)

    def _valued(self, pair: Pair, value: Decimal) -> tuple[Step, ...]:
        """The parts of what is left once code, units and modifiers are the report's."""
        for reason in self._reasons(pair):
            steps = reason(pair, value)
            if steps:
                return steps
        return (Step(Kind.UNEXPLAINED, value, pair.given, _no_words(pair, value)),)

    def _reasons(self, pair: Pair) -> tuple[Reason, ...]:
        """What is tried, in turn: shares early where a modifier speaks for one."""
        before = (self._nothing, self._alone, self._release_used, self._counted_once)
        shared = (self._share, self._other_release)
        likely = shared if _has_factor(pair.told) or _has_factor(pair.logged) else shared[::-1]
        return (*before, *likely, self._release_and_share, self._any_share)

    def _nothing(self, pair: Pair, value: Decimal) -> tuple[Step, ...]:
        if pair.given:
            return ()
        told = pair.told
        if told.code in self.credited_codes and _has_factor(told):
            words = f"The report credits nothing for {told.label}, and does credit {told.code}."
            return (Step(Kind.MODIFIER, value, pair.given, words),)
        words = f"The report lists {told.label} and credits nothing for it."
        return (Step(Kind.EXCLUDED, value, pair.given, words),)

    def _alone(self, pair: Pair, value: Decimal) -> tuple[Step, ...]:
        """The plan cuts the line for its rank among others; the report does not."""
        alone = self.worth.credited(pair.told, pair.label) if pair.label else None
        if alone is None or alone == value or not self._alike(alone, pair):
            return ()
        words = (
            f"The plan ranks {pair.told.label} among the procedures of its case; the report "
            f"credits it as if alone."
        )
        return (Step(Kind.MODIFIER, value, pair.given, words),)

    def _release_used(self, pair: Pair, value: Decimal) -> tuple[Step, ...]:
        return self._by_release(pair, value, [pair.used])

    def _other_release(self, pair: Pair, value: Decimal) -> tuple[Step, ...]:
        return self._by_release(pair, value, self._nearest(pair.label))

    def _by_release(self, pair: Pair, value: Decimal, labels: Sequence[str]) -> tuple[Step, ...]:
        """The plan's own factors on the work RVUs of another release."""
        for label in labels:
            made = self.worth.credited(pair.told, label) if label else None
            if made is not None and made != value and self._alike(made, pair):
                words = self._release_words(pair.told, pair.label, label)
                return (Step(Kind.RELEASE, value, pair.given, words),)
        return ()

    def _nearest(self, label: str) -> list[str]:
        """Every other release, those nearest in time first, of two the older."""
        labels = self.worth.labels
        if label not in labels:
            return list(reversed(labels))
        here = labels.index(label)
        apart = {each: (abs(at - here), at) for at, each in enumerate(labels)}
        return sorted((each for each in labels if each != label), key=lambda each: apart[each])

    def _release_words(self, told: Billed, label: str, other: str) -> str:
        one = replace(told, units=1)
        listed, used = self.worth.work(one, label), self.worth.work(one, other)
        if listed is None or used is None or listed == used:
            return f"The report values {told.label} by {other}; the plan goes by {label}."
        return (
            f"The report takes {told.code} at {shown(used)}, as {other} has it; the plan goes by "
            f"{label}, which has {shown(listed)}."
        )

    def _counted_once(self, pair: Pair, value: Decimal) -> tuple[Step, ...]:
        """One unit's worth for several units, in the plan's release or in that of the report."""
        units = pair.told.units
        if units < 2:
            return ()
        for label in dict.fromkeys((pair.label, pair.used)):
            once = self.worth.credited(replace(pair.told, units=1), label) if label else None
            if once is None or not near(once, pair.given, 1, self.places):
                continue
            whole = self.worth.credited(pair.told, label)
            words = f"The report credits one unit of {pair.told.code} where it has {units}."
            if label == pair.label or whole is None:
                return (Step(Kind.UNITS, value, pair.given, words),)
            said = self._release_words(pair.told, pair.label, label)
            return (
                Step(Kind.RELEASE, value, whole, said),
                Step(Kind.UNITS, whole, pair.given, words),
            )
        return ()

    def _share(self, pair: Pair, value: Decimal) -> tuple[Step, ...]:
        """A share that employers are known to credit, in the plan's release."""
        share = self._known_share(pair, pair.label)
        if share is None:
            return ()
        words = self._share_words(pair, share, pair.label)
        return (Step(Kind.MODIFIER, value, pair.given, words),)

    def _release_and_share(self, pair: Pair, value: Decimal) -> tuple[Step, ...]:
        """A known share of the work of the release that the report's other lines go by."""
        made = self.worth.credited(pair.told, pair.used) if pair.used else None
        share = self._known_share(pair, pair.used)
        if made is None or share is None or pair.used == pair.label:
            return ()
        return (
            Step(Kind.RELEASE, value, made, self._release_words(pair.told, pair.label, pair.used)),
            Step(Kind.MODIFIER, made, pair.given, self._share_words(pair, share, pair.used)),
        )

    def _known_share(self, pair: Pair, label: str) -> Decimal | None:
        whole = self.worth.work(pair.told, label) if label else None
        if not whole:
            return None
        made = (share for share in _SHARES if self._alike(multiply(whole, share), pair))
        return next(made, None)

    def _any_share(self, pair: Pair, value: Decimal) -> tuple[Step, ...]:
        """Whatever share it is, of a line whose modifiers may well have one."""
        whole = self.worth.work(pair.told, pair.label) if pair.label else None
        if not whole or not (_has_factor(pair.told) or _has_factor(pair.logged)):
            return ()
        share = ratio(pair.given, whole, _SHARE_PLACES)
        if not 0 <= share <= 5:
            return ()
        words = self._share_words(pair, share, pair.label)
        return (Step(Kind.MODIFIER, value, pair.given, words),)

    def _share_words(self, pair: Pair, share: Decimal, label: str) -> str:
        whole = self.worth.work(pair.told, label) or Decimal(0)
        own = self.worth.credited(pair.told, label)
        words = (
            f"The report credits {percent(share)} of CMS's {shown(whole)} ({label}) for "
            f"{pair.told.label}"
        )
        if own is None or not whole:
            return f"{words}."
        return f"{words}; the plan credits {percent(ratio(own, whole, _SHARE_PLACES))}."


def _changes(pair: Pair) -> Iterator[tuple[Kind, Billed, str]]:
    """The log's line with one thing more as the report has it, at each step."""
    logged, told = pair.logged, pair.told
    if logged.code != told.code:
        logged = replace(logged, code=told.code)
        words = f"The log has {pair.logged.code}, the report {told.code}."
        yield Kind.OTHER_CODE, logged, words
    if logged.units != told.units:
        has = f"{pair.logged.units} unit{'' if pair.logged.units == 1 else 's'}"
        logged = replace(logged, units=told.units)
        yield Kind.UNITS, logged, f"The log has {has} of {told.code}, the report {told.units}."
    if set(logged.modifiers) != set(told.modifiers):
        named = " ".join(pair.logged.modifiers) or "no modifier"
        other = " ".join(told.modifiers) or "none"
        words = f"The log has {named} on {told.code}, the report {other}."
        yield Kind.MODIFIER, told, words


def _has_factor(billed: Billed) -> bool:
    return not FACTOR_MODIFIERS.isdisjoint(billed.modifiers)


def _no_words(pair: Pair, value: Decimal) -> str:
    return (
        f"The report credits {shown(pair.given)} for {pair.told.label} where {shown(value)} was "
        "expected; no release, modifier or count of units that is known makes that figure."
    )


def shown(value: Decimal) -> str:
    """Work RVUs for a sentence: at least 2 digits after the point, at most 4."""
    return plain(shorten(round_half_up(value, 4), 2))
