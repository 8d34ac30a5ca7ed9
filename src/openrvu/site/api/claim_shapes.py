"""The shape of a claim that is asked about."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from openrvu.pricing.claim import Provider
from openrvu.pricing.factors import CATEGORIES
from openrvu.rules.fields import MOST_MINUTES, MOST_UNITS
from openrvu.schedule.rows import Setting
from openrvu.site.api import kinds
from openrvu.site.api.given_shapes import GivenAsked
from openrvu.site.api.paging import Shape

MOST_LINES = 500
#: A claim form has room for four.
_MOST_MODIFIERS = 4

Dollars = Annotated[Decimal, kinds.decimal(8, 2, "an amount of dollars", "434.92")]
_QUALITY = kinds.one_of("erx", "ehr", "pqrs")


class ClaimLineAsked(Shape):
    """One service of a claim."""

    code: Annotated[str, kinds.CODE] = Field(description="CPT or HCPCS, five characters.")
    modifiers: list[Annotated[str, kinds.MODIFIER]] = Field(
        default=[], max_length=_MOST_MODIFIERS, description="In any order."
    )
    units: Annotated[int, kinds.whole(1, MOST_UNITS)] = 1
    charge: Dollars | None = Field(
        None, description="Asked for the whole line. Without it, more than every amount."
    )
    place_of_service: Annotated[str, kinds.PLACE] | None = Field(
        None, description="CMS's two digits; it decides the setting, where none is given."
    )
    setting: Annotated[Setting, kinds.one_of(*Setting, read=Setting)] | None = Field(
        None, description="Without setting and place of service: nonfacility."
    )
    provider: Annotated[Provider, kinds.one_of(*Provider, read=Provider)] = Field(
        Provider.PHYSICIAN, description="Who furnished it."
    )
    minutes: Annotated[int, kinds.whole(0, MOST_MINUTES)] | None = Field(
        None, description="Anesthesia time."
    )
    base_units: Annotated[Decimal, kinds.decimal(3, 1, "base units", "5")] | None = Field(
        None, description="Anesthesia base units."
    )
    date: Annotated[dt.date, kinds.DAY] | None = Field(
        None, description="Its date of service, where it is not that of the claim."
    )
    postop_days: Annotated[int, kinds.whole(0, MOST_UNITS)] | None = Field(
        None, description="Days of post-operative care (modifier 55). Without it: all of them."
    )
    documented: Annotated[bool, kinds.TRUTH] = Field(
        default=False, description="Medical necessity of an assistant or a second surgeon is shown."
    )
    present_at_induction: Annotated[bool, kinds.TRUTH] = Field(
        default=False, description="The physician directing more than four (AD) was there."
    )
    given: GivenAsked | None = Field(
        None, description="What you know of the service, in place of the releases held here."
    )


class ClaimAsked(Shape):
    """The services of one patient by one physician or group.

    No patient identifier is asked for; a field for one is refused.
    """

    lines: list[ClaimLineAsked] = Field(
        min_length=1,
        max_length=MOST_LINES,
        description="In the order of the claim form; the order breaks ties.",
    )
    date: Annotated[dt.date, kinds.DAY] = Field(description="Date of service, from 1992-01-01.")
    zip: Annotated[str, kinds.ZIP] | None = Field(
        None, description="Of the place of service. It decides, where `locality` is given as well."
    )
    locality: Annotated[str, kinds.LOCALITY] | None = Field(
        None,
        description="A payment locality: key, state and number, or name. Without place, all "
        "indices are 1.",
    )
    release: Annotated[str, kinds.RELEASE] | None = Field(
        None, description="The release to price by. Without it, the one in force."
    )
    participating: Annotated[bool, kinds.TRUTH] = Field(
        default=True, description="The physician takes part in Medicare."
    )
    qp: Annotated[bool, kinds.TRUTH] = Field(
        default=False, description="Qualifying APM participant (from 2026)."
    )
    conversion_factor: (
        Annotated[Decimal, kinds.decimal(3, 4, "dollars per RVU", "33.4009")] | None
    ) = Field(None, description="Your own, in place of the release's.")
    factor_category: Annotated[str, kinds.one_of(*CATEGORIES)] = Field(
        "all", description="Which factor of 1993 to 1997."
    )
    quality: list[Annotated[str, _QUALITY]] = Field(
        default=[], max_length=3, description="Penalties in force for the physician, 2012 to 2018."
    )
    deductible: Dollars = Field(
        Decimal(0), description="What is left of the patient's.", validate_default=False
    )
    shortage_area: Annotated[bool, kinds.TRUTH] = Field(
        default=False, description="Furnished in a health professional shortage area."
    )
    hospital_patient: Annotated[bool, kinds.TRUTH] = Field(
        default=False, description="The patient is a hospital patient, wherever seen."
    )
    institutional: Annotated[bool, kinds.TRUTH] = Field(
        default=False, description="Billed by an institution (therapy of 2011 to 2013)."
    )


class PriceAsked(ClaimAsked):
    """A claim, and how much is to be told of it."""

    steps: Annotated[bool, kinds.TRUTH] = Field(
        default=False, description="Tell every rule at work on every line."
    )
