"""What is modelled, since when that is verified, and what is not.

Of every rule: the date of service from which on each of its dated figures was read in its source
or follows from a CMS file. What the rules leave aside stands in ``coverage.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from openrvu.rules.entries import Entry, own_entries
from openrvu.rules.expression import Expression, Named, NamedNumber, NamedText, NamedTruth
from openrvu.rules.expression import Parameter as ParameterNode
from openrvu.rules.order import ORDER, rules
from openrvu.rules.parameters import READINGS, DatedParameter, parameter
from openrvu.rules.reasons import reason

READ, IN_FILE, NOT_READ = READINGS
#: First date of service of the releases that rules without dated figures were checked against.
FIRST_FILES = date(2020, 1, 1)
_FILE = "coverage.toml"


@dataclass(frozen=True, slots=True)
class Matter:
    """Something the rules do not do.

    Attributes:
        name: unique, such as ``therapist_assistants``.
        title: a few words for a heading.
        says: what is left aside, or by which convention it is done.
        rules: names of the rules it limits; empty where it is not modelled at all.
        reasons: what a line says that comes to it; empty where nothing tells.
    """

    name: str
    title: str
    says: str
    rules: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a rule, or a matter that has none, is covered.

    Attributes:
        rule: name of the rule, or of the matter.
        title: a few words for a heading.
        modelled: whether a rule here does it.
        verified_since: the first date of service from which on every dated figure of the rule was
            read or is in a CMS file; of a rule without such figures :data:`FIRST_FILES`. None where
            a figure in force was not read, and where nothing is modelled.
        standing: of the figures from that day: ``read``, ``in file`` or ``not read``.
        place: its number in the order of adjustments; None beside it.
        order: what puts it there: ``read`` or ``convention``; empty beside the order.
        words: what the rule says, or what is left aside.
        limits: what the rule leaves aside, or does by convention.
        reasons: what a line says that comes to a matter not modelled.
    """

    rule: str
    title: str
    modelled: bool
    verified_since: date | None
    standing: str
    place: int | None
    order: str
    words: str
    limits: tuple[Matter, ...] = ()
    reasons: tuple[str, ...] = ()


def coverage() -> tuple[Coverage, ...]:
    """Every rule in the order of payment, then every matter that is not modelled.

    Raises:
        ReadError: ``coverage.toml`` is not as it should be.
    """
    return tuple(_coverage().values())


def coverage_of(name: str) -> Coverage:
    """The coverage of a rule or a matter.

    Raises:
        KeyError: there is none of that name.
    """
    return _coverage()[name]


@cache
def matters() -> tuple[Matter, ...]:
    """Everything the rules do not do; read once.

    Raises:
        ReadError: ``coverage.toml`` is not as it should be.
    """
    return tuple(map(_matter, own_entries(_FILE, "matter", "name")))


def _matter(entry: Entry) -> Matter:
    entry.allow("name", "title", "says", "rules", "reasons")
    limited = entry.texts("rules") if "rules" in entry.table else ()
    told = entry.texts("reasons") if "reasons" in entry.table else ()
    if unknown := set(limited) - rules().keys():
        raise entry.refusal("rules " + ", ".join(sorted(unknown)), "names of rules")
    try:
        for each in told:
            reason(each)
    except KeyError as error:
        raise entry.refusal(str(error.args[0]), "reasons of reasons.toml") from None
    return Matter(entry.text("name"), entry.text("title"), entry.text("says"), limited, told)


@cache
def _coverage() -> Mapping[str, Coverage]:
    places = {rule.rule.name: place for place in ORDER for rule in place.rules}
    made = {}
    for name, rule in rules().items():
        place = places.get(name)
        since, standing = _verified(own_parameters(rule))
        made[name] = Coverage(
            rule=name,
            title=rule.rule.title,
            modelled=True,
            verified_since=since,
            standing=standing,
            place=place.number if place else None,
            order=place.standing if place else "",
            words=rule.rule.says,
            limits=tuple(each for each in matters() if name in each.rules),
        )
    return made | {each.name: _not_modelled(each) for each in matters() if not each.rules}


def _not_modelled(matter: Matter) -> Coverage:
    return Coverage(
        rule=matter.name,
        title=matter.title,
        modelled=False,
        verified_since=None,
        standing=NOT_READ,
        place=None,
        order="",
        words=matter.says,
        reasons=matter.reasons,
    )


def own_parameters(rule: Named) -> tuple[DatedParameter, ...]:
    """The dated figures that a rule names itself, not through another rule."""
    return tuple(parameter(name) for name in dict.fromkeys(_named(rule.value)))


def _named(node: Expression) -> Iterator[str]:
    if isinstance(node, ParameterNode):
        yield node.name
    elif not isinstance(node, NamedNumber | NamedTruth | NamedText):
        for part in node.parts():
            yield from _named(part)


def _verified(figures: Sequence[DatedParameter]) -> tuple[date | None, str]:
    """Since when every figure is verified, and how far from then on."""
    if not figures:
        return FIRST_FILES, READ
    sinces = [_since(figure) for figure in figures]
    known = [since for since in sinces if since is not None]
    if len(known) < len(sinces):
        return None, NOT_READ
    since = max(known)
    in_force = [value for f in figures for value in f.values if value.first >= f.on(since).first]
    return since, max((value.read for value in in_force), key=READINGS.index)


def _since(figure: DatedParameter) -> date | None:
    """The first day from which on every value of a figure is verified."""
    since = None
    for value in reversed(figure.values):
        if value.read == NOT_READ:
            break
        since = value.first
    return since
