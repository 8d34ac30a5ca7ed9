"""The shape of what a caller knows of a service, in place of the releases held."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from openrvu.schedule import indicators
from openrvu.schedule.rows import ROW_MODIFIERS
from openrvu.site.api import kinds
from openrvu.site.api.paging import Shape

Dollars = Annotated[Decimal, kinds.decimal(7, 2, "an amount of dollars", "434.92")]
Rvu = Annotated[Decimal, kinds.decimal(3, 2, "an RVU", "1.92")]
Share = Annotated[
    Decimal,
    kinds.text(r"(0(\.[0-9]{1,2})?|1(\.0{1,2})?)", 'a share such as "0.10"', "0.10", Decimal),
]
_NOTHING = Decimal("0.00")


class RowAsked(Shape):
    """A row of the fee schedule: relative values and payment policy indicators.

    An indicator that is not given says that no rule but the base amount concerns the service.
    """

    work: Rvu
    pe_nonfacility: Rvu
    pe_facility: Rvu
    mp: Rvu
    modifier: Annotated[str, kinds.one_of(*ROW_MODIFIERS)] = ""
    opps_pe_nonfacility: Rvu = _NOTHING
    opps_pe_facility: Rvu = _NOTHING
    opps_mp: Rvu = _NOTHING
    status: Annotated[str, kinds.one_of(*indicators.STATUS)] = "A"
    na_nonfacility: Annotated[bool, kinds.TRUTH] = False
    na_facility: Annotated[bool, kinds.TRUTH] = False
    pctc: Annotated[str, kinds.one_of(*indicators.PCTC)] = "0"
    global_days: Annotated[str, kinds.one_of(*indicators.GLOBAL_DAYS)] = "XXX"
    pre_op: Share = _NOTHING
    intra_op: Share = _NOTHING
    post_op: Share = _NOTHING
    multiple_procedure: Annotated[str, kinds.one_of(*indicators.MULTIPLE_PROCEDURE)] = "0"
    bilateral: Annotated[str, kinds.one_of(*indicators.BILATERAL)] = "0"
    assistant: Annotated[str, kinds.one_of(*indicators.ASSISTANT)] = "0"
    co_surgeon: Annotated[str, kinds.one_of(*indicators.CO_SURGEON)] = "0"
    team: Annotated[str, kinds.one_of(*indicators.TEAM)] = "0"
    endoscopic_base: Annotated[str, kinds.CODE] | None = None
    imaging_family: Annotated[str, kinds.one_of(*indicators.IMAGING_FAMILY)] = "99"


class GivenAsked(Shape):
    """Figures and indicators of your own."""

    row: RowAsked | None = Field(None, description="Relative values and indicators.")
    fee: Dollars | None = Field(None, description="Fee schedule amount of one unit.")
    technical_fee: Dollars | None = Field(None, description="That of the technical component.")
    professional_fee: Dollars | None = Field(
        None, description="That of the professional component."
    )
    base_fee: Dollars | None = Field(
        None, description="That of the base code of the endoscopic family."
    )
    opps_fee: Dollars | None = Field(
        None, description="The OPPS-based amount that caps it; 0 means that none does."
    )
    therapy_fee: Dollars | None = Field(None, description="The reduced therapy amount.")
