"""From what a call asks to a claim."""

from __future__ import annotations

from openrvu.pricing.claim import Claim, ClaimLine, Given
from openrvu.schedule.rows import Policy, ServiceRow
from openrvu.site.api.claim_shapes import ClaimAsked, ClaimLineAsked
from openrvu.site.api.given_shapes import GivenAsked, RowAsked

_FEES = ("fee", "technical_fee", "professional_fee", "base_fee", "opps_fee", "therapy_fee")
_RVUS = (
    *("work", "pe_nonfacility", "pe_facility", "mp"),
    *("opps_pe_nonfacility", "opps_pe_facility", "opps_mp"),
)
_INDICATORS = (
    *("status", "na_nonfacility", "na_facility", "pctc", "global_days"),
    *("pre_op", "intra_op", "post_op", "multiple_procedure", "bilateral", "assistant"),
    *("co_surgeon", "team", "imaging_family"),
)
_SAME_OF_LINE = (
    *("code", "units", "charge", "place_of_service", "setting", "provider", "minutes"),
    *("base_units", "postop_days", "documented", "present_at_induction"),
)
_SAME_OF_CLAIM = (
    *("locality", "release", "participating", "qp", "conversion_factor", "factor_category"),
    *("deductible", "shortage_area", "hospital_patient", "institutional"),
)


def claim_of(asked: ClaimAsked) -> Claim:
    """The claim that is asked about."""
    same = {name: getattr(asked, name) for name in _SAME_OF_CLAIM}
    return Claim(
        lines=tuple(map(_line, asked.lines)),
        day=asked.date,
        zip_code=asked.zip,
        quality=frozenset(asked.quality),
        **same,
    )


def _line(asked: ClaimLineAsked) -> ClaimLine:
    same = {name: getattr(asked, name) for name in _SAME_OF_LINE}
    return ClaimLine(
        modifiers=tuple(asked.modifiers),
        day=asked.date,
        given=_given(asked.given, asked.code) if asked.given else None,
        **same,
    )


def _given(asked: GivenAsked, code: str) -> Given:
    fees = {name: getattr(asked, name) for name in _FEES}
    return Given(row=_row(asked.row, code) if asked.row else None, **fees)


def _row(asked: RowAsked, code: str) -> ServiceRow:
    policy = Policy(
        **{name: getattr(asked, name) for name in _INDICATORS},
        not_used=False,
        pricing="",
        endoscopic_base=asked.endoscopic_base or "",
        supervision="09",
        calculation_flag="0",
    )
    rvus = {name: getattr(asked, name) for name in _RVUS}
    return ServiceRow(code=code, modifier=asked.modifier, policy=policy, **rvus)
