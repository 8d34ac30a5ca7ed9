"""Words that limit a code: contrast, side, approach, first or further, new or established.

Which words, and how a text can carry them, stands in `qualifiers.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from openrvu.codes.checking.subject import Subject

#: Global period of a code that is only ever reported beside another.
_ADD_ON = "ZZZ"
#: Bilateral indicator of a code whose RVUs are already for both sides.
_BOTH_SIDES = "2"
_ONE_SIDE = re.compile(r"\b(?:1 side|unilateral|1 (?:eye|ear|breast|hip|leg|arm|kidney))\b(?! or)")
#: PC/TC indicator 2 is the professional part by itself, 3 the technical part by itself.
_WRONG_PART = {
    "2": re.compile(r"\b(?:tracing|recording|technical part|scanning|hookup) only\b"),
    "3": re.compile(
        r"\b(?:reading|interpretation|report|review|supervision)(?: and report)? only\b"
    ),
}
_ADDED = re.compile(
    r"\badd(?:ed|s|ing|ition\w*|-on)?\b|\bextra\b|\bbeyond\b|\banother\b|\bfurther\b|\bmore\b"
    r"|\b(?:along|together) with\b|\bbesides?\b|\bon top of\b|\bat the (?:same time|time)\b"
    r"|\bduring (?:an?|the|another|other|open)\b|\bsame (?:session|day|visit|operation|encounter)\b"
    r"|\bas part of\b|\bwhile\b|\beach\b|\bplus\b"
)
_MATCHES_ALL = re.compile("")


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One rule of `qualifiers.toml`; its expressions are read as the file says."""

    check: str
    when: re.Pattern[str]
    unless: re.Pattern[str] | None
    codes: tuple[tuple[str, str], ...]
    says: re.Pattern[str]
    never: re.Pattern[str] | None
    lacks: str

    def holds_for(self, subject: Subject) -> bool:
        """Whether the descriptor has this word in this meaning."""
        code, descriptor = subject.entry.code, subject.descriptor
        if self.codes and not any(first <= code <= last for first, last in self.codes):
            return False
        if self.unless and self.unless.search(descriptor):
            return False
        return self.when.search(descriptor) is not None


@cache
def qualifiers() -> tuple[Qualifier, ...]:
    """The rules of `qualifiers.toml`, in order."""
    with Path(__file__).with_name("qualifiers.toml").open("rb") as file:
        return tuple(map(_qualifier, tomllib.load(file)["qualifier"]))


def _qualifier(raw: Mapping[str, Any]) -> Qualifier:
    return Qualifier(
        check=raw["check"],
        when=re.compile(raw["when"]),
        unless=re.compile(raw["unless"]) if "unless" in raw else None,
        codes=tuple((first, last) for first, last in raw.get("codes", ())),
        says=re.compile(raw["says"]) if "says" in raw else _MATCHES_ALL,
        never=re.compile(raw["never"]) if "never" in raw else None,
        lacks=raw["lacks"],
    )


def qualifier_faults(subject: Subject) -> Iterator[tuple[str, str]]:
    """Check and fault for each qualifier that the text lacks or contradicts."""
    for rule in qualifiers():
        if not rule.holds_for(subject):
            continue
        if rule.never and (found := rule.never.search(subject.core)):
            yield rule.check, f"{found[0]!r} contradicts CMS's descriptor: {rule.lacks}"
        elif not rule.says.search(subject.core):
            yield rule.check, f"title and description do not say that {rule.lacks}"


def indicator_faults(subject: Subject) -> Iterator[str]:
    """What the row's indicators say and the text does not, or denies."""
    policy = subject.policy
    if policy is None:
        return
    if policy.global_days == _ADD_ON and not _ADDED.search(subject.told):
        yield "global period ZZZ: the text does not say that it is added to another service"
    # CMS's own words go first: of ear wax it says one side, and gives the indicator of both.
    both = policy.bilateral == _BOTH_SIDES and subject.cms and "uni" not in subject.tokens
    if both and (found := _ONE_SIDE.search(subject.title)):
        yield f"bilateral indicator 2 is for both sides; the title says {found[0]!r}"
    wrong = _WRONG_PART.get(policy.pctc)
    if wrong and (found := wrong.search(subject.title)):
        yield f"PC/TC indicator {policy.pctc} contradicts {found[0]!r} in the title"
