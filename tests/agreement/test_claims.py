from __future__ import annotations

from agreement.claims import sample
from openrvu import price
from openrvu.rules.reasons import reasons

#: Statuses that no row of the book has, what only visits on other days meet, and what two seldom
#: things make together.
OUT_OF_REACH = {
    *("status.D", "status.F", "status.G", "status.H", "status.J", "split_care.no_shares"),
    *("global.in_period", "therapy.in_hospital", "interpretation.not_inpatient"),
    *("roles.contradict", "team.by_report", "team.not_applicable", "bilateral.pair_by_report"),
}


def test_made_claims_come_to_every_outcome() -> None:
    claims = sample(4_000, seed=1)
    reached = {line.reason_id for claim in claims for line in price(claim).lines}
    assert {reason.id for reason in reasons()} - OUT_OF_REACH <= reached
