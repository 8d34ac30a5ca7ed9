"""What becomes of a line, once the other lines of the day are known.

The first reason that holds answers. Sentences and outcomes stand in ``reasons.toml``.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.anesthesia import included_in_highest
from openrvu.rules.base_amount import fee
from openrvu.rules.bilateral import (
    adds_nothing,
    both_on_line,
    pair_by_report,
    procedures,
    said_twice,
)
from openrvu.rules.claim_checks import BY_REPORT, competes, first_reason, is_payable
from openrvu.rules.endoscopy import base_fee, base_included, in_full, is_member
from openrvu.rules.expression import Rule
from openrvu.rules.global_period import in_package, in_period
from openrvu.rules.multiple_surgery import past_fifth
from openrvu.rules.setting import is_facility, is_na
from openrvu.rules.statement import (
    NOTHING,
    ONE,
    any_line,
    choose_text,
    group,
    is_first,
    named,
)

_is_t = of.status.is_in("T")
#: Services payable under the fee schedule, whoever sets the amount.
_is_payable = first_reason.is_in("", *BY_REPORT, "team.by_report", "status.C", "no_rvus")
_paid_beside = any_line(~_is_t, group("alone_only", among=_is_payable))
_first_t = is_first(group("alone_only", among=competes & _is_t, order=(fee,)))
_whole_in_hospital = (
    is_facility
    & (of.hospital_place | of.hospital_patient)
    & of.pctc.is_in("1", "4")
    & of.row.is_in("")
)

NOTES = (
    "note.patient_share",
    "note.bilateral_pair",
    "note.bilateral_at_full",
    "note.na_setting",
)

reason = named(
    Rule(
        "line.outcome",
        "What became of the line",
        "Priced, or the first reason why not; a note where the line is priced all the same.",
        "MCPM ch. 12; CMS record layout RVU25D",
    ),
    choose_text(
        (~is_payable, first_reason),
        (_is_t & (_paid_beside | ~_first_t), "status.T_with_others"),
        (said_twice, "bilateral.twice"),
        (pair_by_report, "bilateral.pair_by_report"),
        (_whole_in_hospital, "component.whole_in_hospital"),
        (base_included, "endoscopy.base_included"),
        (in_package, "global.same_day"),
        (in_period, "global.in_period"),
        (past_fifth, "multiple_surgery.sixth"),
        (included_in_highest, "anesthesia.with_highest"),
        (
            is_member & base_fee.equals(NOTHING) & (~in_full | (procedures > ONE)),
            "endoscopy.base_missing",
        ),
        (of.patient_share, "note.patient_share"),
        (adds_nothing, "note.bilateral_pair"),
        (
            both_on_line & of.modifier("50") & of.bilateral.is_in("0", "2"),
            "note.bilateral_at_full",
        ),
        (is_na, "note.na_setting"),
        otherwise="",
    ),
)
is_priced = reason.is_in("", *NOTES)
