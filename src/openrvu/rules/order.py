"""The order of adjustments, line by line, with the authority for each place in it.

The order that was read: 3 before 5 before 6 (CMS record layout RVU25D), 6 before 7 (8 CCR
9789.15.5(b), which follows Medicare), 7 before 8 and FX before FY (CMS CR 9727, MM10188), 11
before 12 (42 USC 1395w-4(a)(5): after application of paragraph (3)), 14 last (42 USC 1395l, 2 USC
901a). The places of 4, 9, 10 and 11 are convention: they are plain factors, and their place could
change cents alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from openrvu.rules import (
    anesthesia,
    base_amount,
    bilateral,
    claim_checks,
    endoscopy,
    facility_claims,
    global_period,
    gpci_floors,
    imaging,
    multiple_surgery,
    opps_cap,
    outcome,
    package_amount,
    payment,
    person,
    roles,
    setting,
    split_care,
    therapy,
    xray,
)
from openrvu.rules.expression import Expression, Named

READ = "read"
CONVENTION = "convention"


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the order.

    Attributes:
        number: 1 to 15.
        title: what happens there.
        authority: what puts it there.
        standing: ``read``, or ``convention`` where no text was found.
        rules: the statements at work, in order.
    """

    number: int
    title: str
    authority: str
    standing: str
    rules: tuple[Named, ...]


ORDER: tuple[Place, ...] = (
    Place(
        1,
        "Date, release, status",
        "CMS record layout RVU25D, attachment A; MCPM ch. 12 §20",
        READ,
        (claim_checks.first_reason, claim_checks.competes, claim_checks.role),
    ),
    Place(
        2,
        "Setting, component and fee",
        "42 USC 1395w-4(b)(1); MCPM ch. 12 §20.4.2",
        READ,
        (
            setting.setting,
            setting.practice_expense,
            base_amount.fee,
            base_amount.technical_fee,
            base_amount.professional_fee,
        ),
    ),
    Place(
        3,
        "Both sides",
        "CMS record layout RVU25D, bilateral indicator 1: before any multiple procedure rule",
        READ,
        (
            bilateral.both_on_line,
            bilateral.in_pair,
            bilateral.opens_pair,
            bilateral.closes_pair,
            bilateral.said_twice,
            bilateral.item_sides,
            bilateral.line_sides,
            bilateral.one_procedure,
            bilateral.procedures,
        ),
    ),
    Place(
        4,
        "Split care, or return to the operating room",
        "a plain factor, rounded to cents as MCPM ch. 12 §40.4 says; its place is convention",
        CONVENTION,
        (
            split_care.package_days,
            split_care.share,
            package_amount.care_fee,
            package_amount.item_fee,
        ),
    ),
    Place(
        5,
        "Endoscopic families",
        "CMS record layout RVU25D, indicator 3: before ranking the family with others",
        READ,
        (
            endoscopy.leads_family,
            endoscopy.in_full,
            endoscopy.base_included,
            endoscopy.base_fee,
            endoscopy.endoscopy_amount,
        ),
    ),
    Place(
        6,
        "Ranking of procedures; reduction of later therapy, imaging and tests",
        "CMS record layout RVU25D, indicators 1 to 7; 8 CCR 9789.15.5(b)",
        READ,
        (
            multiple_surgery.is_ranked,
            multiple_surgery.rank_amount,
            multiple_surgery.position,
            multiple_surgery.share,
            multiple_surgery.past_fifth,
            multiple_surgery.after_ranking,
            therapy.therapy_share,
            therapy.reduced_fee,
            therapy.paid_in_full,
            therapy.therapy_amount,
            imaging.family,
            imaging.technical_share,
            imaging.technical_later,
            imaging.technical_cut,
            imaging.professional_cut,
            imaging.after_reductions,
        ),
    ),
    Place(
        7,
        "OPPS cap",
        "8 CCR 9789.15.5(b): the lower of the reduced amount and the cap",
        READ,
        (opps_cap.opps_fee, opps_cap.after_cap),
    ),
    Place(
        8,
        "Film, computed radiography, CT equipment",
        "CMS CR 9727, MM10188: after the cap, FX before FY",
        READ,
        (xray.after_equipment,),
    ),
    Place(
        9,
        "Assistant or co-surgeon; anesthesia units",
        "a plain factor; its place is convention",
        CONVENTION,
        (
            roles.role_share,
            anesthesia.leads_anesthesia,
            anesthesia.time_units,
            anesthesia.anesthesia_units,
            anesthesia.direction_share,
            anesthesia.anesthesia_amount,
            person.after_role,
        ),
    ),
    Place(
        10,
        "Practitioner",
        "a plain factor; its place is convention",
        CONVENTION,
        (person.practitioner_share, person.after_practitioner),
    ),
    Place(
        11,
        "Participation",
        "42 USC 1395w-4(a)(3); a plain factor among 9 to 11",
        CONVENTION,
        (person.after_participation, person.limiting_charge),
    ),
    Place(
        12,
        "Quality penalties, and the rounding to cents",
        "42 USC 1395w-4(a)(5), (7), (8): after application of paragraph (3)",
        READ,
        (person.penalised, person.both_sides, person.first_side, person.adjusted),
    ),
    Place(
        13,
        "Outcome, and the lower of the charge",
        "42 USC 1395w-4(a)(1)",
        READ,
        (
            global_period.in_package,
            global_period.visit_is_paid,
            global_period.starts_period,
            outcome.reason,
            payment.charges_are_lower,
            payment.allowed,
        ),
    ),
    Place(
        14,
        "Deductible, coinsurance, sequestration",
        "42 USC 1395l; 2 USC 901a: from the Medicare payment, last",
        READ,
        (payment.deductible, payment.coinsurance, payment.sequestration, payment.medicare),
    ),
    Place(
        15,
        "Shortage area bonus, paid apart",
        "42 USC 1395l(m)",
        READ,
        (payment.bonus,),
    ),
)

#: Statements beside the order: asked for by themselves.
BESIDE: tuple[Named, ...] = (
    anesthesia.locality_factor,
    gpci_floors.floored_work,
    gpci_floors.floored_pe,
    gpci_floors.floored_mp,
    facility_claims.facility_payment,
)

#: What a priced line is made of.
OUTPUTS: dict[str, Expression] = {
    "reason": outcome.reason,
    "amount": payment.allowed,
    "fee": base_amount.fee,
    "setting": setting.setting,
    "ranked": multiple_surgery.is_ranked,
    "position": multiple_surgery.first_place,
    "limiting_charge": person.limiting_charge,
    "deductible": payment.deductible,
    "coinsurance": payment.coinsurance,
    "sequestration": payment.sequestration,
    "medicare": payment.medicare,
    "bonus": payment.bonus,
    "starts_global_period": global_period.starts_period,
}

#: What a table of claims is given.
TABLE_OUTPUTS: dict[str, Expression] = {name: OUTPUTS[name] for name in ("reason", "amount")}


def rules() -> dict[str, Named]:
    """Every named statement by its name, in the order of payment."""
    inside = (rule for place in ORDER for rule in place.rules)
    return {rule.rule.name: rule for rule in (*inside, *BESIDE)}


def place_of(name: str) -> Place | None:
    """Where a rule stands in the order of payment; None where it stands beside it."""
    return next((p for p in ORDER if any(each.rule.name == name for each in p.rules)), None)
