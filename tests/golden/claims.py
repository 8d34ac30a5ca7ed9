"""From a case with lines to priced lines: families 02 to 11, 14 to 16, 20 and 22."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from golden.case import Case, money
from golden.fees import has_values
from golden.lines import Line, claim_line, is_therapy, lines_of
from golden.rows import gpcis_of, locality_of
from golden.told import NotApplicable, Told
from golden.words import (
    is_hospital_patient,
    is_institution,
    is_no,
    is_provider,
    is_yes,
    plain,
)
from openrvu.pricing.claim import Claim, PatientShare, PricedLine
from openrvu.pricing.evaluate import price

_QUALITY = ("erx", "ehr", "pqrs")
_PARTIES = ("group", "tin", "physician", "surgeon", "npi")
_PATIENT = re.compile(r"^patient(?:_status|_type|_class)?$|hospital_patient|inpatient|outpatient")
_SHARES = ("deductible", "coinsurance", "sequestration", "medicare", "bonus")


@dataclass(frozen=True, slots=True)
class Priced:
    """What became of the lines of a case.

    Attributes:
        case: the case.
        told: its lines as it has them.
        lines: as they were priced, in the same order.
    """

    case: Case
    told: tuple[Line, ...]
    lines: tuple[PricedLine, ...]

    @property
    def share(self) -> PatientShare:
        """Who pays the priced lines together."""
        held = [line.share for line in self.lines if line.share is not None]
        sums = {n: sum((getattr(s, n) for s in held), Decimal("0.00")) for n in _SHARES}
        return PatientShare(**sums)

    @property
    def paid_before_sequestration(self) -> Decimal:
        """What Medicare pays before sequestration."""
        return self.share.medicare + self.share.sequestration


def priced(case: Case, lines: Sequence[Line] | None = None) -> Priced:
    """The lines of a case priced: those that belong together as one claim."""
    told = tuple(lines_of(case) if lines is None else lines)
    done: dict[int, PricedLine] = {}
    for places in _claims(case, told):
        found = price(claim_of(case, [told[place] for place in places], told))
        done.update(zip(places, found.lines, strict=True))
    made = Priced(case, told, tuple(done[place] for place in range(len(told))))
    _check_therapy(made)
    return made


def claim_of(case: Case, lines: Sequence[Line], beside: Sequence[Line]) -> Claim:
    """The claim of some lines; ``beside`` is every line of the case."""
    inputs = case.inputs
    factor, left = inputs.get("conversion_factor"), inputs.first("deductible_remaining")
    left = inputs.get("deductible") if left is None else left
    return Claim(
        tuple(claim_line(case, line, beside) for line in lines),
        case.day,
        locality=locality_of(gpcis_of(inputs)),
        conversion_factor=Decimal(1) if factor is None else money(factor),
        participating=_participates(inputs),
        quality=frozenset(name for name in _QUALITY if is_yes(inputs.get(name))),
        deductible=money(left or 0),
        shortage_area=is_yes(inputs.first("hpsa", "shortage_area", "in_hpsa")),
        hospital_patient=of_hospital(inputs),
        institutional=is_institution(case.setting),
    )


def _participates(inputs: Told) -> bool:
    said = inputs.first("participating", "par")
    if said is not None:
        return is_yes(said)
    if "participation" in inputs:
        return "non" not in plain(inputs["participation"])
    return not is_yes(inputs.first("nonpar", "nonparticipating"))


def of_hospital(inputs: Told) -> bool:
    """Whether the patient is said to be a hospital's."""
    said = [(name, inputs[name]) for name in inputs if _PATIENT.search(name)]
    return any(is_hospital_patient(name if value is True else value) for name, value in said)


def _claims(case: Case, lines: Sequence[Line]) -> list[list[int]]:
    """The places of the lines that are priced together."""
    if _apart(case):
        return [[place] for place in range(len(lines))]
    together: dict[tuple[str, ...], list[int]] = {}
    for place, line in enumerate(lines):
        together.setdefault(_party(case, line), []).append(place)
    return list(together.values())


def _apart(case: Case) -> bool:
    """Whether the case sets its lines apart.

    The physicians of one group count as one. Imaging goes by the session, all else by the day: on
    one day two sessions are one for other rules, unless the case speaks of nothing else.
    """
    inputs = case.inputs
    physician, group = inputs.get("same_physician"), inputs.get("same_group")
    day, session = inputs.get("same_day"), inputs.get("same_session")
    other_party = not (is_yes(physician) or is_yes(group)) and (is_no(physician) or is_no(group))
    by_day = case.family[:2] in {"09", "10"} or is_yes(day)
    other_session = is_no(session) and not (by_day and not case.family.startswith("08"))
    return is_no(day) or other_party or other_session


def _party(case: Case, line: Line) -> tuple[str, ...]:
    """Who furnished a line, and in which session of imaging, as far as the case says."""
    told = line.told
    named = [told.get(name) for name in _PARTIES]
    provider = told.get("provider")
    if provider is not None and not is_provider(provider):
        named.append(provider)
    who = next((str(each) for each in named if each is not None), "")
    of_imaging = case.family.startswith("08") or str(told.get("mult")) == "4"
    session = told.get("session") if of_imaging else None
    return who, "" if session is None else str(session)


def _check_therapy(made: Priced) -> None:
    """Refuse a case whose reduced units cannot be told from what it gives."""
    for line, done in zip(made.told, made.lines, strict=True):
        if not is_therapy(made.case, line.told) or done.amount is None:
            continue
        given = done.line.given
        assert given is not None
        known = given.therapy_fee is not None or has_values(made.case, line.told)
        if not known and done.amount != given.fee:
            raise NotApplicable(f"it does not give the practice expense of {line.code}")


def without_reduction(case: Case) -> Priced:
    """The same lines as though none were reduced for another."""
    lines = lines_of(case)
    return priced(case, [replace(line, told=line.told.saying(mult="0")) for line in lines])
