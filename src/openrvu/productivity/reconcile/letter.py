"""A letter that asks for the differences to be looked into: its parts, as text and as Markdown.

It names no patient. Names of people and places are left to be filled in, in square brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from openrvu.exact import add, multiply, round_half_up
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import ReleaseBy
from openrvu.productivity.reconcile.difference import Difference, Kind, Reconciliation, Sum, sums_of
from openrvu.productivity.reconcile.explain import shown

#: As many differences are listed in the letter; the worksheet has them all.
MOST_LISTED = 25
_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|#"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the first ``texts`` columns hold text, the others figures."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: int = 1


Part = Paragraph | Heading | Grid

#: What is left to be filled in, as it stands in the letter.
BLANKS = (
    "[Date]",
    "[Name of the department or office]",
    "[Address]",
    "[name]",
    "[Your name]",
    "[How to reach you]",
)
_BLANK = re.compile("|".join(map(re.escape, BLANKS)))


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be sent, after its blanks are filled in.

    Attributes:
        subject: its subject line.
        parts: in order, from the salutation to the signature.
    """

    subject: str
    parts: tuple[Part, ...]

    def filled(self, said: Mapping[str, str]) -> Letter:
        """The letter with blanks filled in.

        Args:
            said: some of :data:`BLANKS`, and what stands in place of each; an empty text leaves
                the blank.
        """
        return replace(self, parts=tuple(_filled(part, said) for part in self.parts))

    def as_text(self) -> str:
        """Plain text, tables in aligned columns."""
        written = [f"Subject: {self.subject}", *map(_text, self.parts)]
        return "\n\n".join(written) + "\n"

    def as_markdown(self) -> str:
        """Markdown, with tables."""
        written = [f"# {self.subject.translate(_MARKDOWN)}", *map(_markdown, self.parts)]
        return "\n\n".join(written) + "\n"


def _filled(part: Part, said: Mapping[str, str]) -> Part:
    if not isinstance(part, Paragraph):
        return part
    # In one pass, so that what is filled in is not taken for a blank.
    return Paragraph(_BLANK.sub(lambda blank: said.get(blank[0]) or blank[0], part.text))


def letter(found: Reconciliation, about: Sequence[Difference] | None = None) -> Letter:
    """The letter for a reconciliation; where nothing is in question it says so.

    Args:
        found: the reconciliation.
        about: the differences it asks about; all but agreements by default.
    """
    when = _when(found)
    asked = [
        each
        for each in (found.differences if about is None else about)
        if each.kind is not Kind.AGREES
    ]
    parts = tuple(_parts(found, when, asked, is_all=about is None))
    return Letter(f"Work RVU report{when}: request for review", parts)


def _parts(
    found: Reconciliation, when: str, asked: Sequence[Difference], *, is_all: bool
) -> Iterator[Part]:
    yield Paragraph("[Date]\n[Name of the department or office]\n[Address]")
    yield Paragraph("Dear [name],")
    yield Paragraph(
        f"I have compared my own log of services with the work RVU report {found.report}{when}. "
        f"By my log, {_entries(found.entries)} credited {_wrvu(found.log)} work RVUs; the report "
        f"credits {_wrvu(found.credited)}, a difference of {_wrvu(found.wrvu)} work RVUs"
        f"{_worth(found)}."
    )
    yield Paragraph(_basis(found))
    if not asked:
        yield Paragraph("I found nothing to question, and thank you for the report.")
    else:
        if not is_all:
            yield Paragraph(_part_of(found, asked))
        yield from _differences(found, asked)
    yield Paragraph("With kind regards,")
    yield Paragraph("[Your name]\n[How to reach you]")


def _part_of(found: Reconciliation, asked: Sequence[Difference]) -> str:
    """How many of the differences the letter asks about."""
    wrvu = add(*(each.wrvu for each in asked))
    rate = found.asked.rate
    worth = "" if rate is None else f", or {_dollars(multiply(wrvu, rate))}"
    many = "difference" if len(asked) == 1 else "differences"
    return (
        f"Of what differs I ask about {len(asked):,} {many} of together {_wrvu(wrvu)} work "
        f"RVUs{worth}."
    )


def _differences(found: Reconciliation, asked: Sequence[Difference]) -> Iterator[Part]:
    sums = sums_of(asked, found.asked.rate)
    yield Heading("What differs")
    yield _by_class(found, sums)
    yield Heading("The largest differences")
    listed = _largest(asked)
    yield _listed(listed)
    left = len(asked) - len(listed)
    more = f" {left:,} smaller ones are in the worksheet." if left else ""
    yield Paragraph(
        f"The attached worksheet gives the evidence for each difference.{more} It names no "
        "patient; the report's row numbers find the charges on your side."
    )
    yield Heading("What I ask")
    for request in _requests({each.kind for each in sums}):
        yield Paragraph(f"- {request}")


def _when(found: Reconciliation) -> str:
    period = found.asked.period
    return f" for {period}" if period else ""


def _entries(count: int) -> str:
    return f"{count:,} entries are" if count != 1 else "one entry is"


def _wrvu(value: Decimal) -> str:
    return f"{round_half_up(value):,}"


def _worth(found: Reconciliation) -> str:
    money, rate = found.money, found.asked.rate
    if money is None or rate is None:
        return ""
    return f", or {_dollars(money)} at {_dollars(rate)} per work RVU"


def _dollars(value: Decimal) -> str:
    cents = round_half_up(value)
    return f"-${-cents:,}" if cents < 0 else f"${cents:,}"


def _basis(found: Reconciliation) -> str:
    """By what the log was credited, and by what the report seems to be."""
    plan = found.plan
    source = f" ({plan.source.rstrip('.')})" if plan.source else ""
    days = found.asked.tolerance
    return (
        f"My log is credited by the plan “{plan.name}”{source}, with the work RVUs of "
        f"{_release(plan)}{_named(found.releases)}. {found.release.summary} "
        f"Lines were matched by date of service (within {days} day{'' if days == 1 else 's'}), "
        "code, modifiers and units."
    )


def _release(plan: CreditPlan) -> str:
    if plan.pinned is not None:
        return "one release of CMS's Medicare Physician Fee Schedule"
    by = "posting" if plan.release == ReleaseBy.POSTING else "service"
    return f"CMS's Medicare Physician Fee Schedule release in force on the date of {by}"


def _named(labels: Sequence[str]) -> str:
    return f" ({', '.join(labels)})" if labels else ""


def _by_class(found: Reconciliation, sums: Sequence[Sum]) -> Grid:
    with_money = found.asked.rate is not None
    rows = (
        (str(each.kind), each.kind.meaning, str(each.count), _wrvu(each.wrvu))
        + ((_dollars(each.money),) if each.money is not None else ())
        for each in sums
    )
    headings = ("Class", "Meaning", "Count", "wRVU")
    return Grid((*headings, "Dollars") if with_money else headings, tuple(rows), texts=2)


def _largest(asked: Sequence[Difference]) -> list[Difference]:
    return sorted(asked, key=lambda each: -abs(each.wrvu))[:MOST_LISTED]


def _listed(listed: Sequence[Difference]) -> Grid:
    rows = (
        (
            str(each.kind),
            "; ".join(str(entry.day) for entry in each.entries) or _days(each),
            "; ".join(entry.label for entry in each.entries) or "none",
            "; ".join(line.label for line in each.lines) or "none",
            "; ".join(str(line.row) for line in each.lines) or "none",
            shown(each.wrvu),
        )
        for each in listed
    )
    headings = ("Class", "Date", "Logged", "Reported", "Report row", "wRVU")
    return Grid(headings, tuple(rows), texts=5)


def _days(each: Difference) -> str:
    days = (line.day or (line.posted.first if line.posted else None) for line in each.lines)
    return "; ".join(str(day) for day in days if day)


_REQUESTS = {
    Kind.NOT_BILLED: "Please check whether the services that are not in the report were billed.",
    Kind.OTHER_CODE: "Please tell me why another code was billed than the one I recorded.",
    Kind.UNITS: "Please check the units against the charges.",
    Kind.MODIFIER: (
        "Please tell me which share of the work is credited for each modifier, and where that is "
        "laid down."
    ),
    Kind.RELEASE: "Please tell me which release of CMS's file the work RVUs are taken from.",
    Kind.EXCLUDED: (
        "Please tell me which codes are excluded from credit, and where that is laid down."
    ),
    Kind.PROVIDER: "Please check who furnished the services that stand under another provider.",
    Kind.PERIOD: "Please confirm the period in which the services posted later are counted.",
    Kind.NOT_LOGGED: "Please confirm that the services I have no record of are mine.",
    Kind.UNEXPLAINED: "Please tell me how the remaining amounts were worked out.",
}


def _requests(kinds: set[Kind]) -> Iterator[str]:
    yield from (request for kind, request in _REQUESTS.items() if kind in kinds)


def _text(part: Part) -> str:
    if isinstance(part, Heading):
        return f"{part.text}\n{'-' * len(part.text)}"
    if isinstance(part, Paragraph):
        return part.text
    table = [part.headings, *part.rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(
            cell.ljust(width) if at < part.texts else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    )
    return "\n".join(lines)


def _markdown(part: Part) -> str:
    if isinstance(part, Heading):
        return f"## {part.text.translate(_MARKDOWN)}"
    if isinstance(part, Paragraph):
        bullet = "- " if part.text.startswith("- ") else ""
        text = part.text.removeprefix("- ").translate(_MARKDOWN)
        return bullet + text.replace("\n", "  \n")
    rule = tuple("---" if at < part.texts else "---:" for at in range(len(part.headings)))
    escaped = [tuple(cell.translate(_MARKDOWN) for cell in row) for row in part.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in (part.headings, rule, *escaped))
