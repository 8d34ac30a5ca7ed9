"""A case as its address states it: lines, day, place, and who furnished and pays for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from urllib.parse import urlencode

from django.http import QueryDict

from openrvu.book.book import Book
from openrvu.pricing.claim import Claim, ClaimLine, Provider
from openrvu.pricing.written import (
    LONGEST_ECHO,
    BadFigure,
    CaseLine,
    claim_line,
    parse_line,
    read_dollars,
)
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import NAMES as PLANS
from openrvu.productivity.plan_file import plan as plan_of
from openrvu.schedule.rows import Setting
from openrvu.site.choice import Choice, read_choice

#: More than a day at work; for more there is the command.
MAX_LINES = 50
#: What an address may state beside its lines, in the order it is written.
NAMES = (
    *("setting", "pos", "zip", "locality", "date", "release", "provider"),
    *("nonpar", "qp", "hospital", "hpsa", "deductible", "plan"),
)
_OF_CHOICE = ("setting", "zip", "locality", "date", "release", "qp")
_SAID_YES = frozenset({"1", "on", "yes", "true"})
_SAID_NO = frozenset({"0", "off", "no", "false"})
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Case:
    """What an address asks, already understood.

    Attributes:
        lines: in order; some may have a problem of their own.
        choice: release, setting, place and factor.
        place_of_service: two digits; None where the setting says enough.
        provider: who furnished every line.
        participating: whether that person takes part in Medicare.
        hospital_patient: the patient is a hospital patient, wherever seen.
        shortage_area: furnished in a HPSA.
        deductible: what is left of the patient's, in dollars.
        plan: by which work RVUs are credited.
        given: the parameters beside the lines as they stood in the address.
        problems: what could not be understood, by parameter.
    """

    lines: tuple[CaseLine, ...]
    choice: Choice
    plan: CreditPlan
    place_of_service: str | None = None
    provider: Provider = Provider.PHYSICIAN
    participating: bool = True
    hospital_patient: bool = False
    shortage_area: bool = False
    deductible: Decimal = Decimal(0)
    given: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def readable(self) -> tuple[CaseLine, ...]:
        """The lines that could be understood."""
        return tuple(line for line in self.lines if not line.problem)

    def said(self, name: str) -> str:
        """A parameter as it stood in the address; empty where it was not given."""
        return self.given.get(name, "")

    def query(self, lines: Sequence[CaseLine] | None = None, **changes: str) -> str:
        """The query of the address with other lines or parameters; an empty value removes one."""
        merged = {**self.given, **changes}
        pairs = [("line", line.written) for line in (self.lines if lines is None else lines)]
        pairs += [(name, merged[name]) for name in NAMES if merged.get(name)]
        return urlencode(pairs, safe="$,")

    def address(self, lines: Sequence[CaseLine] | None = None, **changes: str) -> str:
        """The address of this case with other lines or parameters."""
        query = self.query(lines, **changes)
        return f"/price/?{query}" if query else "/price/"

    def claim(self, lines: Sequence[CaseLine] | None = None) -> Claim:
        """The claim to be priced."""
        asked = self.readable if lines is None else lines
        return Claim(
            lines=tuple(self._claim_line(line) for line in asked),
            day=self.choice.schedule.day,
            locality=self.choice.locality,
            release=self.choice.schedule.release.label if self.said("release") else None,
            participating=self.participating,
            qp=self.choice.qp,
            deductible=self.deductible,
            shortage_area=self.shortage_area,
            hospital_patient=self.hospital_patient,
        )

    def _claim_line(self, line: CaseLine) -> ClaimLine:
        return claim_line(
            line,
            place_of_service=self.place_of_service,
            setting=self.choice.setting,
            provider=self.provider,
        )


def read_case(parameters: QueryDict, book: Book) -> Case:
    """Understand an address; what cannot be understood becomes a problem, not an exception."""
    given = {name: text for name in NAMES if (text := parameters.get(name, "").strip())}
    if given.get("pos", "").lower() in set(Setting):
        setting = given.pop("pos").lower()  # the list of places begins with the two settings
        if setting != Setting.NONFACILITY or "setting" in given:
            given["setting"] = setting
    choice = read_choice({name: given[name] for name in _OF_CHOICE if name in given}, book)
    texts = [text for text in parameters.getlist("line") if text.strip()]
    asked = _Asked(given, {**choice.refusals})
    if len(texts) > MAX_LINES:
        asked.problems["line"] = _too_many(texts)
    return Case(
        lines=tuple(map(parse_line, texts[:MAX_LINES])),
        choice=choice,
        plan=asked.plan(),
        place_of_service=asked.place(),
        provider=asked.provider(),
        participating=not asked.flag("nonpar"),
        hospital_patient=asked.flag("hospital"),
        shortage_area=asked.flag("hpsa"),
        deductible=asked.dollars("deductible"),
        given=given,
        problems=asked.problems,
    )


def with_lines(case: Case, lines: Sequence[CaseLine]) -> Case:
    """The same case with other lines."""
    return replace(case, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parameters of an address, read one at a time into values or problems."""

    given: dict[str, str]
    problems: dict[str, str]

    def flag(self, name: str) -> bool:
        text = self.given.get(name, "0").lower()
        if text not in _SAID_YES | _SAID_NO:
            said = f"{text[:LONGEST_ECHO]!r} is neither yes nor no; expected {name}=1, or nothing"
            self.problems[name] = said
        return text in _SAID_YES

    def dollars(self, name: str) -> Decimal:
        try:
            return read_dollars(self.given.get(name, "0"), f"the {name}")
        except BadFigure as error:
            self.problems[name] = str(error)
            return Decimal(0)

    def provider(self) -> Provider:
        text = self.given.get("provider", Provider.PHYSICIAN)
        found = next((kind for kind in Provider if kind.lower() == text.lower()), None)
        if found is None:
            known = ", ".join(Provider)
            said = f"{text[:LONGEST_ECHO]!r} is not a provider known here; expected one of {known}"
            self.problems["provider"] = said
        return found or Provider.PHYSICIAN

    def plan(self) -> CreditPlan:
        text = self.given.get("plan", PLANS[0])
        if text.lower() not in PLANS:
            known = ", ".join(PLANS)
            said = f"{text[:LONGEST_ECHO]!r} is not a plan known here; expected one of {known}"
            self.problems["plan"] = said
            return plan_of(PLANS[0])
        return plan_of(text)

    def place(self) -> str | None:
        text = self.given.get("pos")
        if text and not (len(text) == 2 and text.isascii() and text.isdecimal()):
            self.problems["pos"] = (
                f"{text[:LONGEST_ECHO]!r} is not a place of service; expected two digits, such "
                "as 11 for an office or 21 for an inpatient"
            )
            return None
        return text


def _too_many(texts: Sequence[str]) -> str:
    beyond = [text[:LONGEST_ECHO] for text in texts[MAX_LINES:]]
    more = f" and {len(beyond) - _NAMED} more" if len(beyond) > _NAMED else ""
    return (
        f"A case holds {MAX_LINES} lines. Left out, being beyond them: "
        f"{', '.join(beyond[:_NAMED])}{more}. For more, use rvu reprice."
    )
