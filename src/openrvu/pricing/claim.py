"""A claim, and what becomes of it: plain values, in and out."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from openrvu.exact import add
from openrvu.schedule.localities import Locality
from openrvu.schedule.rows import ServiceRow, Setting

_NOTHING = Decimal("0.00")


class Provider(StrEnum):
    """Who furnished the service, as far as payment differs by it."""

    PHYSICIAN = "physician"
    NP = "NP"  # nurse practitioner
    CNS = "CNS"  # clinical nurse specialist
    PA = "PA"  # physician assistant
    CNM = "CNM"  # certified nurse-midwife
    RD = "RD"  # registered dietitian or nutrition professional
    CP = "CP"  # clinical psychologist
    CSW = "CSW"  # clinical social worker
    MFT = "MFT"  # marriage and family therapist
    MHC = "MHC"  # mental health counselor
    CRNA = "CRNA"  # certified registered nurse anesthetist
    AA = "AA"  # anesthesiologist assistant
    THERAPIST = "therapist"  # physical, occupational or speech therapist


class LineOutcome(StrEnum):
    """What became of a line."""

    PRICED = "priced"
    BY_REPORT = "by report"
    CONTRACTOR_PRICED = "contractor priced"
    NOT_PAYABLE = "not payable"
    NOT_MODELLED = "not modelled"


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows of a service and the book need not: in place of a row of the book.

    Attributes:
        row: relative values and indicators.
        fee: fee schedule amount of one unit in the setting, dollars and cents.
        technical_fee: of its technical component.
        professional_fee: of its professional component.
        base_fee: of the base code of its endoscopic family.
        opps_fee: the OPPS-based amount that caps it; 0 means no cap.
        therapy_fee: the reduced therapy amount of one unit.
    """

    row: ServiceRow | None = None
    fee: Decimal | None = None
    technical_fee: Decimal | None = None
    professional_fee: Decimal | None = None
    base_fee: Decimal | None = None
    opps_fee: Decimal | None = None
    therapy_fee: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One service of a claim.

    Attributes:
        code: CPT or HCPCS, five characters.
        modifiers: in any order, such as ``("59", "LT")``.
        units: a positive whole number.
        charge: what is asked for the whole line, in dollars; None where it is not known, which
            is taken to be more than every amount.
        place_of_service: two digits; None where ``setting`` says enough.
        setting: facility or nonfacility; None lets the place of service decide, and where that is
            not given either the service is taken to be furnished outside a facility.
        provider: who furnished it.
        minutes: anesthesia time.
        base_units: anesthesia base units, where the caller knows them.
        day: its date of service; None means that of the claim.
        postop_days: days of post-operative care (modifier 55); None means all of them.
        documented: medical necessity of an assistant or a second surgeon is documented.
        present_at_induction: the physician directing more than four (AD) was there.
        given: what the caller knows of the service in place of the book.
    """

    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    charge: Decimal | None = None
    place_of_service: str | None = None
    setting: Setting | None = None
    provider: Provider = Provider.PHYSICIAN
    minutes: int | None = None
    base_units: Decimal | None = None
    day: date | None = None
    postop_days: int | None = None
    documented: bool = False
    present_at_induction: bool = False
    given: Given | None = None

    @property
    def label(self) -> str:
        """``45380-59`` or ``45385``."""
        return "-".join((self.code, *self.modifiers))


@dataclass(frozen=True, slots=True)
class Surgery:
    """A procedure of another day, in whose global period a visit of the claim may lie.

    Attributes:
        day: when it was, or will be.
        code: CPT or HCPCS; its global period is read from the release of that day.
        global_days: 000, 010 or 090, where the caller knows it; else the release says.
    """

    day: date
    code: str = ""
    global_days: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """The services of one day (or several) for one patient by one physician or group.

    Attributes:
        lines: in the order of the claim form; the order breaks ties.
        day: date of service of every line that has none of its own.
        locality: a locality, or what finds one (``CA-05``, ``01112-05``, a name).
        zip_code: of the place of service; instead of ``locality``.
        release: label of the release to price by, whatever the date; None takes the one in force.
        participating: whether the physician takes part in Medicare.
        qp: qualifying APM participant (a conversion factor of their own from 2026).
        conversion_factor: the caller's own, in dollars per RVU, in place of the release's.
        factor_category: surgical, primary care or nonsurgical (1993 to 1997).
        quality: penalties in force for the physician: ``erx``, ``ehr``, ``pqrs`` (2012 to 2018).
        deductible: what is left of the patient's deductible, dollars.
        shortage_area: the service was furnished in a HPSA.
        hospital_patient: the patient is a hospital inpatient or outpatient, wherever seen.
        institutional: billed by an institution (therapy of 2011 to 2013).
        surgeries: procedures of other days by the same physician or group.
    """

    lines: tuple[ClaimLine, ...]
    day: date
    locality: str | Locality | None = None
    zip_code: str | None = None
    release: str | None = None
    participating: bool = True
    qp: bool = False
    conversion_factor: Decimal | None = None
    factor_category: str = "all"
    quality: frozenset[str] = frozenset()
    deductible: Decimal = Decimal(0)
    shortage_area: bool = False
    hospital_patient: bool = False
    institutional: bool = False
    surgeries: tuple[Surgery, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that entered a step: ``Figure("base.fee", Decimal("434.92"))``.

    Attributes:
        name: a field of the line, a dated figure of the law, or another rule.
        value: a number; for what is no number a text, or yes or no.
    """

    name: str
    value: Decimal | str | bool


@dataclass(frozen=True, slots=True)
class RuleStep:
    """One rule at work on a line.

    Attributes:
        rule: its name, which is also its page: ``/rules/<rule>/``.
        title: a few words.
        cites: statute, regulation, manual section or CMS file.
        inputs: the figures that entered.
        result: what came out; dollars, or a figure as the title says.
    """

    rule: str
    title: str
    cites: str
    inputs: tuple[Figure, ...]
    result: Decimal


@dataclass(frozen=True, slots=True)
class PatientShare:
    """Who pays the allowed amount of a line, in dollars and cents.

    Attributes:
        deductible: taken from it for the patient's deductible.
        coinsurance: the patient's 20 percent of the rest.
        sequestration: kept back from what Medicare pays.
        medicare: what Medicare pays in the end.
        bonus: for a shortage area, paid apart; included in nothing else.
    """

    deductible: Decimal
    coinsurance: Decimal
    sequestration: Decimal
    medicare: Decimal
    bonus: Decimal

    @property
    def patient(self) -> Decimal:
        """Deductible and coinsurance together."""
        return self.deductible + self.coinsurance


@dataclass(frozen=True, slots=True)
class PricedLine:
    """What became of one line.

    Attributes:
        number: from 1, in the order of the claim.
        line: as it was asked.
        day: its date of service.
        outcome: priced, or what else.
        reason_id: short name of the reason (``assistant.never``); empty when plainly priced.
        reason: the same in a sentence; a note where the line is priced all the same.
        amount: what Medicare allows, dollars and cents; None unless priced.
        fee: the fee schedule amount of one unit before any other rule; None without RVUs.
        limiting_charge: the most a nonparticipating physician may charge; None unless priced.
        share: who pays; None unless priced.
        work_rvu: CMS's work RVUs of the row times units; None without a row.
        total_rvu: work, practice expense and malpractice RVUs of the setting times units.
        release: label of the release; empty where the caller gave the row.
        row: the row of the fee schedule; None where there is none.
        setting: facility or nonfacility; None where the place of service leaves it open.
        position: place among the ranked procedures of the day, from 1; None where not ranked.
        starts_global_period: whether a new global period begins.
        steps: the rules at work, in order; empty unless steps were asked for.
    """

    number: int
    line: ClaimLine
    day: date
    outcome: LineOutcome
    reason_id: str
    reason: str
    amount: Decimal | None
    fee: Decimal | None
    limiting_charge: Decimal | None
    share: PatientShare | None
    work_rvu: Decimal | None
    total_rvu: Decimal | None
    release: str
    row: ServiceRow | None
    setting: Setting | None
    position: int | None
    starts_global_period: bool
    steps: tuple[RuleStep, ...] = ()


@dataclass(frozen=True, slots=True)
class PricedClaim:
    """What became of a claim.

    Attributes:
        claim: as it was asked.
        lines: in the order of the claim.
        locality: whose indices were used.
        notices: what a reader must know before using the figures, in sentences.
    """

    claim: Claim
    lines: tuple[PricedLine, ...]
    locality: Locality
    notices: tuple[str, ...] = field(default=())

    @property
    def amount(self) -> Decimal:
        """The sum of what Medicare allows for the priced lines, dollars and cents."""
        return add(_NOTHING, *(line.amount for line in self.lines if line.amount is not None))

    @property
    def share(self) -> PatientShare:
        """Who pays that sum, in dollars and cents."""
        shares = [line.share for line in self.lines if line.share is not None]
        names = (each.name for each in fields(PatientShare))
        sums = {name: add(_NOTHING, *(getattr(s, name) for s in shares)) for name in names}
        return PatientShare(**sums)
