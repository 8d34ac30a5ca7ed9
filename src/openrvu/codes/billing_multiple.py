"""Billing notes on several procedures or tests of one day: the reduction for this very code."""

from __future__ import annotations

from collections.abc import Callable

from openrvu.codes.billing_note import Draft, Subject, Topic, follows_payment_rules
from openrvu.schedule import policy_rates as rates
from openrvu.schedule.policy_rates import Rate

_SAME_GROUP = "the same physician or group"


def _none(subject: Subject) -> str:
    return (
        f"No multiple-procedure rule reduces {subject.name}, and it does not count when the day's "
        "other procedures are ranked."
    )


def _ranked(subject: Subject, ladder: str) -> str:
    text = (
        f"When {_SAME_GROUP} performs {subject.either} and other procedures with indicator 1, 2 "
        f"or 3 on one day, they are ranked by fee schedule amount: the highest is paid in full, "
        f"{ladder} and any further ones by report."
    )
    if subject.is_endoscopic_base:
        text += (
            f" {subject.code} is also the base of a family of endoscopies, and is not paid "
            "separately beside a member of that family."
        )
    return text


def _ranked_before_1995(subject: Subject) -> str:
    second, later = rates.MULTIPLE_OLD_SECOND, rates.MULTIPLE_OLD_LATER
    return _ranked(subject, f"the second at {second}, the third to fifth at {later} each")


def _ranked_today(subject: Subject) -> str:
    return _ranked(subject, f"the second to fifth at {rates.MULTIPLE_LATER} each")


def _endoscopy(subject: Subject) -> str:
    base = subject.row.policy.endoscopic_base
    family, its_fee = (f"base code {base}", base) if base else ("the same base", "the base code")
    return (
        f"When {_SAME_GROUP} performs {subject.either} and another endoscopy of {family} on one "
        "day, the one with the highest fee is paid in full and each other only for the amount by "
        f"which its fee exceeds that of {its_fee}; {its_fee} itself is not paid beside them. Each "
        "family, or an endoscopy alone of its family, then ranks as one with the day's other "
        f"families and procedures: the highest in full, the second to fifth at "
        f"{rates.MULTIPLE_LATER} each and any further ones by report."
    )


def _imaging(subject: Subject) -> str:
    technical, professional = rates.IMAGING_TECHNICAL, rates.IMAGING_PROFESSIONAL
    return (
        f"When {_SAME_GROUP} furnishes {subject.either} and other imaging with indicator 4 to a "
        "patient in one session, technical and professional parts are ranked apart. The highest of "
        f"each is paid in full; after it a technical part is paid at {technical} (since "
        f"{technical.start}) and a professional part at {professional}, {professional.cut} less "
        f"(since {professional.start})."
    )


def _therapy(subject: Subject) -> str:
    rate = rates.THERAPY_PRACTICE_EXPENSE
    return (
        f"Of all units of {subject.either} and other therapy with indicator 5 that {_SAME_GROUP} "
        "furnishes on one day, in whatever discipline, the one with the highest practice expense "
        f"is paid in full. For every other unit the practice expense is paid at {rate} (since "
        f"{rate.start}), work and malpractice in full."
    )


def _technical(subject: Subject, kind: str, rate: Rate) -> str:
    """Indicators 6 and 7, and what they reach: a part of the service, all of it, or nothing."""
    rule = (
        f"When {_SAME_GROUP} furnishes several {kind} tests with this indicator to a patient on "
        f"one day, the highest technical part is paid in full and every other at {rate}, "
        f"{rate.cut} less (since {rate.start})."
    )
    if all(row.policy.pctc == "3" or row.modifier == "TC" for row in subject.rows):
        return f"{rule} The rule reaches all of {subject.name}, which is technical only."
    if all(row.policy.pctc == "2" or row.modifier == "26" for row in subject.rows):
        return f"{rule} It never reduces {subject.name}, a professional part."
    return f"{rule} The professional part of {subject.code} is never reduced."


def _cardiovascular(subject: Subject) -> str:
    return _technical(subject, "cardiovascular", rates.CARDIOVASCULAR_TECHNICAL)


def _ophthalmology(subject: Subject) -> str:
    return _technical(subject, "ophthalmology", rates.OPHTHALMOLOGY_TECHNICAL)


#: The sentence and the rates it rests on, by indicator; 9 has none.
_RULES: dict[str, tuple[Callable[[Subject], str], tuple[Rate, ...]]] = {
    "0": (_none, ()),
    "1": (_ranked_before_1995, (rates.MULTIPLE_OLD_LATER,)),
    "2": (_ranked_today, (rates.MULTIPLE_LATER,)),
    "3": (_endoscopy, (rates.MULTIPLE_LATER,)),
    "4": (_imaging, (rates.IMAGING_TECHNICAL, rates.IMAGING_PROFESSIONAL)),
    "5": (_therapy, (rates.THERAPY_PRACTICE_EXPENSE,)),
    "6": (_cardiovascular, (rates.CARDIOVASCULAR_TECHNICAL,)),
    "7": (_ophthalmology, (rates.OPHTHALMOLOGY_TECHNICAL,)),
}


def _multiple(subject: Subject) -> Draft | None:
    indicator = subject.row.policy.multiple_procedure
    if indicator not in _RULES:
        return None
    write, authorities = _RULES[indicator]
    source = "; ".join(
        [f"multiple procedure indicator {indicator}", *(rate.authority for rate in authorities)]
    )
    return Draft(write(subject), source)


#: The note of this module.
TOPICS = (
    Topic(
        "Multiple procedures",
        follows_payment_rules,
        lambda row: (row.policy.multiple_procedure, row.policy.endoscopic_base),
        _multiple,
    ),
)
