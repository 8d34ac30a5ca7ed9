"""The shape of an employer's plan: the keys and values of a plan's file, as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from openrvu.pricing.claim import Provider
from openrvu.productivity.plan_parts import (
    AnesthesiaMode,
    Basis,
    Combine,
    Endoscopy,
    MultipleMode,
)
from openrvu.schedule import indicators as of
from openrvu.site.api import kinds
from openrvu.site.api.paging import Shape

_MOST = 500
_MOST_WORDS = 2_000
_MOST_MINUTES = 60

Words = Annotated[str, kinds.words(_MOST_WORDS, "text", "As Medicare pays")]
Customary = Annotated[bool, kinds.TRUTH]
_FACTOR = r"[0-4](\.[0-9]{1,4})?|5(\.0{1,4})?"
Factor = Annotated[str, kinds.text(f"({_FACTOR})", 'a factor from "0" to "5" as text', "0.50")]
ModifierFactor = Annotated[
    str,
    kinds.text(
        f"(file percentage|{_FACTOR})",
        'a factor from "0" to "5" as text, or file percentage',
        "0.50",
    ),
]
Modifier = Annotated[str, kinds.text("[0-9A-Z]{2}", "a modifier in capitals", "50")]
#: Modifier 51 has a place of its own.
OtherModifier = Annotated[
    str,
    kinds.text(
        "([0-46-9A-Z][0-9A-Z]|5[02-9A-Z])",
        "a modifier in capitals, other than 51, which `multiple_procedure` sets",
        "50",
    ),
]
Code = Annotated[str, kinds.text("[0-9A-Z]{5}", "a code in capitals", "45385")]
Codes = Annotated[
    str, kinds.text("[0-9A-Z]{5}(-[0-9A-Z]{5})?", "a code, or two with a dash", "90471-90474")
]
Label = Annotated[
    str,
    kinds.text(
        "(date of service|posting date|RVU[0-9]{2}[A-D]R?)",
        "date of service, posting date, or the label of a release",
        "date of service",
    ),
]


class OnlyWhen(Shape):
    """Indicators of CMS's file, and the values for which a factor is meant."""

    status: list[Annotated[str, kinds.one_of(*of.STATUS)]] | None = None
    pctc: list[Annotated[str, kinds.one_of(*of.PCTC)]] | None = None
    global_days: list[Annotated[str, kinds.one_of(*of.GLOBAL_DAYS)]] | None = None
    multiple_procedure: list[Annotated[str, kinds.one_of(*of.MULTIPLE_PROCEDURE)]] | None = None
    bilateral: list[Annotated[str, kinds.one_of(*of.BILATERAL)]] | None = None
    assistant: list[Annotated[str, kinds.one_of(*of.ASSISTANT)]] | None = None
    co_surgeon: list[Annotated[str, kinds.one_of(*of.CO_SURGEON)]] | None = None
    team: list[Annotated[str, kinds.one_of(*of.TEAM)]] | None = None
    pricing: list[Annotated[str, kinds.one_of(*filter(None, of.PRICING))]] | None = None
    supervision: list[Annotated[str, kinds.one_of(*filter(None, of.SUPERVISION))]] | None = None
    calculation_flag: (
        list[Annotated[str, kinds.one_of(*filter(None, of.CALCULATION_FLAG))]] | None
    ) = None
    imaging_family: list[Annotated[str, kinds.one_of(*of.IMAGING_FAMILY)]] | None = None


class ModifierAsked(Shape):
    """What a modifier does to the credit of a line."""

    modifier: OtherModifier
    factor: ModifierFactor = Field(
        description="Or `file percentage`: the shares of CMS's file, for 54, 55, 56 and 78 alone."
    )
    why: Words | None = None
    only_when: OnlyWhen | None = None
    unless_own_row: Annotated[bool, kinds.TRUTH] = False
    customary: Customary = False
    source: Words | None = None


class MultipleAsked(Shape):
    """What happens to several procedures of one day."""

    mode: Annotated[str, kinds.one_of(*MultipleMode)] = MultipleMode.NONE.value
    modifier_51: Factor | None = Field(None, description="Needed where 51 counts as billed.")
    rank_by: Annotated[str, kinds.one_of(*Basis)] = Basis.WORK.value
    factors: list[Factor] | None = Field(
        None, min_length=1, max_length=20, description="By rank; needed where lines are ranked."
    )
    indicators: list[Annotated[str, kinds.one_of(*of.MULTIPLE_PROCEDURE)]] | None = None
    endoscopy: Annotated[str, kinds.one_of(*Endoscopy)] = Endoscopy.AS_MULTIPLE.value
    apart: list[Modifier] | None = Field(None, description="Lines neither ranked nor counted.")
    customary: Customary = False
    source: Words | None = None


class PractitionerAsked(Shape):
    """What is credited of the work of one kind of practitioner."""

    provider: Annotated[str, kinds.one_of(*Provider)]
    factor: Factor
    customary: Customary = False
    source: Words | None = None


class AnesthesiaAsked(Shape):
    """How anesthesia is credited."""

    mode: Annotated[str, kinds.one_of(*AnesthesiaMode)] = AnesthesiaMode.NONE.value
    rate: Factor | None = Field(None, description="Work RVUs for one unit.")
    minutes_per_unit: Annotated[int, kinds.whole(1, _MOST_MINUTES)] | None = None
    customary: Customary = False
    source: Words | None = None


class OverrideAsked(Shape):
    """The plan's own work RVU of a code."""

    code: Code
    work_rvu: Annotated[str, kinds.text(r"[0-9]{1,3}(\.[0-9]{1,4})?", "a work RVU as text", "1.30")]
    why: Words | None = None


class PlanAsked(Shape):
    """An employer's plan. What it does not say, it credits as CMS lists it."""

    name: Words
    source: Words | None = None
    notes: list[Words] | None = None
    release: Label | None = Field(None, description="Which release's work RVUs count.")
    combine: Annotated[str, kinds.one_of(*Combine)] = Combine.PRODUCT.value
    count_units: Annotated[bool, kinds.TRUTH] = True
    zeroed: list[Codes] | None = Field(None, description="Codes that are credited nothing.")
    multiple_procedure: MultipleAsked | None = None
    anesthesia: AnesthesiaAsked | None = None
    modifier: list[ModifierAsked] | None = Field(None, max_length=_MOST)
    practitioner: list[PractitionerAsked] | None = Field(None, max_length=_MOST)
    override: list[OverrideAsked] | None = Field(None, max_length=_MOST)
