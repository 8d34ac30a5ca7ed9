"""The call that prices a claim."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Body, Router

from openrvu.book.book import open_book
from openrvu.errors import ReleaseNotHeld, UnknownLocality
from openrvu.pricing.as_data import PricedData, priced_data
from openrvu.pricing.claim import Claim, PricedClaim
from openrvu.pricing.evaluate import price as price_claim
from openrvu.rules.parameters import BEGINNING
from openrvu.schedule.releases import normalise_label
from openrvu.site.api.claim_shapes import ClaimAsked, PriceAsked
from openrvu.site.api.claims import claim_of
from openrvu.site.api.priced_shapes import PricedFound
from openrvu.site.api.problems import problem

router = Router(tags=["Claims"])


@router.post(
    "/price",
    response=PricedFound,
    operation_id="priceClaim",
    summary="Price a claim",
    by_alias=True,
)
def price(
    request: HttpRequest,  # noqa: ARG001
    claim: Body[PriceAsked],
) -> PricedData:
    """Price a claim by Medicare's rules: lines in, priced lines out, in their order.

    What cannot be priced is an outcome of its line, with a reason; the other lines are priced all
    the same. Nothing of the claim is kept.
    """
    return priced_data(priced(claim, steps=claim.steps))


def priced(asked: ClaimAsked, *, steps: bool = False, where: str = "body") -> PricedClaim:
    """What became of the claim asked about.

    Args:
        asked: the claim.
        steps: tell every rule at work.
        where: the claim's place in the call.

    Raises:
        Problem: no release, factor or locality answers.
    """
    claim = claim_of(asked)
    _check_days(claim, where)
    book = open_book()
    if claim.release is not None:
        try:
            book.release(normalise_label(claim.release))
        except ReleaseNotHeld as error:
            raise problem("release_not_held", str(error), f"{where}.release") from None
    try:
        return price_claim(claim, source=book, steps=steps)
    except UnknownLocality as error:
        named = "locality" if claim.zip_code is None else "zip"
        raise problem("unknown_locality", str(error), f"{where}.{named}") from None
    except ReleaseNotHeld as error:  # of the factor: the release itself was found
        raise problem("release_not_held", str(error), f"{where}.qp") from None


def _check_days(claim: Claim, where: str) -> None:
    """Refuse days before the fee schedule.

    Raises:
        Problem: there is one.
    """
    days = [("date", claim.day)]
    days += [(f"lines[{at}].date", each.day) for at, each in enumerate(claim.lines) if each.day]
    for place, day in days:
        if day < BEGINNING:
            message = f"the Physician Fee Schedule began on {BEGINNING}, after {day}"
            expected = f"a day from {BEGINNING}"
            raise problem("release_not_held", message, f"{where}.{place}", expected)
