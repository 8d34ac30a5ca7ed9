"""Who furnished the service, whether they take part in Medicare, and quality penalties.

42 CFR 414.52 to 414.64 (practitioners); 42 USC 1395w-4(a)(3) and (g)(2)(C) (participation and the
limiting charge); 42 USC 1395w-4(a)(5), (7), (8) (electronic prescribing, health records, quality
reporting, 2012 to 2018, multiplied in this order after participation). Practitioners' shares,
assistants' shares and participation are plain factors; the amount is rounded once, after all.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.anesthesia import anesthesia_amount
from openrvu.rules.bilateral import closes_pair, opens_pair, pair
from openrvu.rules.claim_checks import is_anesthesia
from openrvu.rules.expression import Number, Rule, Truth
from openrvu.rules.roles import role_share
from openrvu.rules.statement import NOTHING, ONE, at_least_nothing, cents, choose, law, named, total
from openrvu.rules.xray import after_equipment

#: Those whose share differs from the physician's, or did.
PRACTITIONERS = ("NP", "CNS", "PA", "RD", "CSW", "CP", "CNM", "MFT", "MHC")

after_role = named(
    Rule(
        "roles.amount",
        "Amount for an assistant or co-surgeon",
        "The amount times the share of the role.",
        "MCPM ch. 12 §20.4.3, §40.8; 42 CFR 414.52, 414.56(c)",
        is_step=True,
    ),
    choose((is_anesthesia, anesthesia_amount), otherwise=after_equipment * role_share),
)

practitioner_share = named(
    Rule(
        "practitioner.share",
        "Practitioner's share",
        "Nurse practitioners, clinical nurse specialists, physician assistants and dietitians are "
        "paid 85% of the fee, clinical social workers, marriage and family therapists and mental "
        "health counselors 75%, clinical psychologists 100%, nurse-midwives 100% since 2011. A "
        "practitioner assisting at surgery (AS) is not reduced again.",
        "42 CFR 414.52 to 414.64; 42 USC 1395l(a)(1)(K)",
    ),
    choose(
        (of.modifier("AS"), ONE),
        *((of.provider.is_in(kind), law(f"practitioner.{kind}")) for kind in PRACTITIONERS),
        otherwise=ONE,
    ),
)
after_practitioner = named(
    Rule(
        "practitioner.amount",
        "Amount for a practitioner",
        "The amount times the practitioner's share.",
        "42 CFR 414.52 to 414.64",
        is_step=True,
    ),
    after_role * practitioner_share,
)

after_participation = named(
    Rule(
        "participation.amount",
        "Amount for participation",
        "Who does not take part in Medicare is allowed 95%.",
        "42 USC 1395w-4(a)(3)",
        is_step=True,
    ),
    after_practitioner
    * choose((of.participating, ONE), otherwise=law("participation.nonparticipating")),
)


def _penalty(applies: Truth, name: str) -> Number:
    return choose((applies, law(name)), otherwise=ONE)


_penalties = (
    _penalty(of.erx, "quality.erx")
    * _penalty(of.ehr, "quality.ehr")
    * _penalty(of.pqrs, "quality.pqrs")
)
penalised = named(
    Rule(
        "quality.amount",
        "Amount after quality penalties",
        "Penalties of 2012 to 2018 for electronic prescribing, health records and quality "
        "reporting multiply the amount in that order.",
        "42 USC 1395w-4(a)(5), (7), (8)",
        is_step=True,
    ),
    after_participation * _penalties,
)

both_sides = named(
    Rule(
        "line.both_sides",
        "Both sides together",
        "The amounts of two lines that are two sides of one procedure.",
        "MCPM ch. 12 §40.7",
    ),
    total(penalised, pair),
)
first_side = named(
    Rule(
        "line.first_side",
        "The first side",
        "The amount of the line that opens the pair, rounded to cents.",
        "MCPM ch. 12 §40.7",
    ),
    total(choose((opens_pair, cents(penalised)), otherwise=NOTHING), pair),
)
adjusted = named(
    Rule(
        "line.adjusted",
        "Adjusted amount, rounded to cents",
        "The amount is rounded once, half up, after every adjustment. Of two sides on two lines "
        "the sum is rounded, so that they are paid as one line with 50 is.",
        "CMS record layout RVU25D; MCPM ch. 12 §40.7",
        is_step=True,
    ),
    choose(
        (closes_pair, at_least_nothing(cents(both_sides) - first_side)),
        otherwise=cents(penalised),
    ),
)

limiting_charge = named(
    Rule(
        "participation.limiting_charge",
        "Limiting charge",
        "The most a physician outside Medicare's participation may ask: 115% of the 95%, taken "
        "as 109.25% of the participating amount, after quality penalties, and rounded once.",
        "42 USC 1395w-4(g)(2)(C); CMS record layout RVU25D",
    ),
    cents(after_practitioner * law("participation.limiting_charge") * _penalties),
)
