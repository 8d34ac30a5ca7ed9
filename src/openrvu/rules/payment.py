"""The allowed amount, and who pays it.

42 USC 1395w-4(a)(1): the lower of the actual charge and the adjusted fee schedule amount; of two
sides on two lines the charges and amounts are compared together. 42 USC 1395l: the deductible, then
80%. Sequestration reduces what Medicare pays, last. The bonus of a shortage area (HPSA), 42 USC
1395l(m), is 10% of what Medicare paid for the professional component; whether before or after
sequestration was not found, and it is taken from what is paid in the end.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.bilateral import in_pair, pair
from openrvu.rules.expression import Rule
from openrvu.rules.outcome import is_priced
from openrvu.rules.person import adjusted
from openrvu.rules.statement import (
    NOTHING,
    any_line,
    apportioned,
    at_least_nothing,
    cents,
    choose,
    group,
    law,
    lower_of,
    named,
    total,
    up_to_here,
)
from openrvu.rules.xray import after_equipment, professional_kept

charges_are_lower = named(
    Rule(
        "charge.of_sides",
        "Charges for both sides are lower",
        "Of two sides on two lines the charges together are compared with the amounts together.",
        "MCPM ch. 12 §40.7",
    ),
    ~any_line(~of.has_charge, pair) & (total(of.charge, pair) < total(adjusted, pair)),
)

allowed = named(
    Rule(
        "charge.allowed",
        "Allowed amount",
        "The lower of the charge and the adjusted amount. A charge that is not known is taken to "
        "be higher.",
        "42 USC 1395w-4(a)(1); MCPM ch. 12 §40.7 for two sides",
        is_step=True,
    ),
    choose(
        (~is_priced, NOTHING),
        (in_pair, choose((charges_are_lower, of.charge), otherwise=adjusted)),
        (of.has_charge, lower_of(adjusted, of.charge)),
        otherwise=adjusted,
    ),
)

#: Preventive services and others whose modifier says so are free of the deductible.
_subject = choose((of.patient_share, NOTHING), otherwise=allowed)
_before_line = at_least_nothing(up_to_here(_subject, group("deductible")) - _subject)
deductible = named(
    Rule(
        "patient.deductible",
        "Deductible",
        "What is left of the yearly deductible is taken first, in the order of the lines.",
        "42 USC 1395l(b)",
    ),
    lower_of(_subject, at_least_nothing(of.deductible - _before_line)),
)
_after_deductible = at_least_nothing(allowed - deductible)
_share = cents(_after_deductible * law("medicare_share"))
coinsurance = named(
    Rule(
        "patient.coinsurance",
        "Coinsurance",
        "The patient's 20% of what is left after the deductible.",
        "42 USC 1395l(a)(1)(N)",
    ),
    at_least_nothing(_after_deductible - _share),
)
sequestration = named(
    Rule(
        "patient.sequestration",
        "Sequestration",
        "Kept back from what Medicare pays, never from the patient's share.",
        "Budget Control Act of 2011, 2 USC 901a(6)",
    ),
    cents(_share * law("sequestration")),
)
medicare = named(
    Rule(
        "patient.medicare",
        "Medicare pays",
        "80% of the allowed amount after the deductible, less sequestration.",
        "42 USC 1395l(a)(1)(N)",
    ),
    at_least_nothing(_share - sequestration),
)

_professional = choose(
    (of.row.is_in("TC") | of.pctc.is_in("3"), NOTHING),
    (
        of.pctc.is_in("1", "4") & of.row.is_in(""),
        lower_of(medicare, apportioned(medicare, cents(professional_kept), cents(after_equipment))),
    ),
    otherwise=medicare,
)
bonus = named(
    Rule(
        "shortage_area.bonus",
        "Shortage area bonus",
        "10% of what Medicare paid a physician for the professional component, paid apart each "
        "quarter.",
        "42 USC 1395l(m)",
    ),
    choose(
        (
            of.shortage_area & of.provider.is_in("physician"),
            cents(_professional * law("shortage_area.bonus")),
        ),
        otherwise=NOTHING,
    ),
)
