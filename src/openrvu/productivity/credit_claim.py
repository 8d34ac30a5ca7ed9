"""What a plan credits for a priced claim: its lines read in the plan's release, then credited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from openrvu.pricing.claim import PricedClaim
from openrvu.productivity.credit import credit
from openrvu.productivity.credited import Credited
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import ReleaseBy
from openrvu.productivity.release import in_plan_release
from openrvu.productivity.service import services_of
from openrvu.schedule.source import Source


def credit_claim(
    priced: PricedClaim,
    plan: CreditPlan,
    *,
    posted: date | None = None,
    source: Source | None = None,
) -> Credited:
    """What a plan credits for the lines of a priced claim, by the release the plan goes by.

    Args:
        priced: the claim. A line that Medicare does not pay may be credited all the same. Where
            a release was named for the claim, that is what a date of service finds.
        plan: an employer's factors.
        posted: the day its charges were posted, for a plan that goes by it.
        source: where releases are read; the bundled book by default.

    Returns:
        A line for each line of the claim, in the same order. What cannot be credited is said in
        its line, never counted as 0.
    """
    services = services_of(priced, posted=posted, source=source)
    asked = priced.claim.release
    by_date = plan.release == ReleaseBy.SERVICE
    # A claim priced by a release of the caller's choice is credited by that one as well.
    read_by = replace(plan, release=asked) if asked is not None and by_date else plan
    return credit(in_plan_release(services, read_by, source), plan)
