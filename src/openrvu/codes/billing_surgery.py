"""Billing notes on the global period, two sides and several surgeons."""

from __future__ import annotations

from decimal import Decimal

from openrvu.codes.billing_note import Draft, Subject, Topic, follows_payment_rules, is_operation
from openrvu.exact import add, multiply
from openrvu.schedule import policy_rates as rates
from openrvu.schedule.rows import ServiceRow

_MANUAL = "Medicare Claims Processing Manual, ch. 12, s."

#: What the payment includes, by global period; XXX has none. ``{name}`` is the code or rows.
_GLOBAL = {
    "000": (
        "The payment for {name} includes the related visits of that day: a visit on the day of the "
        "procedure is generally not payable separately. A significant, separately identifiable "
        "visit is reported with modifier 25."
    ),
    "010": (
        "The payment for {name} includes the related visits on the day of the procedure and in the "
        "10 days after it, 11 days in all; they are generally not payable separately. Modifier 25 "
        "reports a significant, separately identifiable visit of that day, modifier 24 an "
        "unrelated visit in the 10 days."
    ),
    "090": (
        "The payment for {name} includes the related visits on the day before the operation, on "
        "its day and in the 90 days after it, 92 days in all; they are generally not payable "
        "separately. Modifier 57 reports the visit of that day or the day before at which the "
        "operation was decided on, modifier 24 an unrelated visit in the 90 days."
    ),
    "MMM": (
        "The usual global period does not apply to {name}, a maternity code: which care it "
        "includes follows from its own definition."
    ),
    "YYY": (
        "The Medicare contractor decides, when pricing {name}, whether there is a global period "
        "and how long it is."
    ),
    "ZZZ": (
        "Medicare treats {name} as part of another service, inside whose global period it always "
        "falls; there is no package of visits of its own."
    ),
}

#: Days of care after the operation that modifier 55 is counted by.
_DAYS_AFTER = {"010": 10, "090": 90}

_BILATERAL = {
    "0": (
        "There is no bilateral adjustment for {name}: with modifier 50, or with RT and LT, both "
        "sides together are paid the lower of the total charge and one full fee. Either the "
        "anatomy does not call for it or another code covers both sides."
    ),
    "1": (
        "For {either} on both sides (modifier 50, RT and LT, or 2 units) Medicare pays the lower "
        f"of the total charge and {rates.BILATERAL} of the fee for one. That comes first, and "
        "counts as one amount when the day's procedures are ranked."
    ),
    "2": (
        "The RVUs of {name} already cover both sides: however both are reported, Medicare pays the "
        "lower of the total charge and one full fee."
    ),
    "3": (
        "For {either} on both sides (modifier 50, RT and LT, or 2 units) Medicare pays each side "
        "the lower of its charge and the full fee."
    ),
}

_ASSISTANT_PAY = (
    f"{rates.ASSISTANT} of the fee for a physician (modifier 80, 81 or 82), "
    f"{rates.ASSISTANT_NONPHYSICIAN} for a PA, NP or CNS (modifier AS)"
)
_ASSISTANT = {
    "0": (
        "Medicare pays an assistant at surgery for {name} only when documents establish the "
        f"medical necessity: {_ASSISTANT_PAY}."
    ),
    "1": "By statute Medicare does not pay an assistant at surgery for {name}.",
    "2": f"Medicare may pay an assistant at surgery for {{name}}: {_ASSISTANT_PAY}.",
}

_CO_SURGEON = {
    "0": "Medicare does not pay two surgeons as co-surgeons (modifier 62) for {name}.",
    "1": (
        "Medicare may pay two surgeons of different specialties as co-surgeons (modifier 62) for "
        "{name} when documents establish that both were necessary: each is paid "
        f"{rates.CO_SURGEON} of the fee."
    ),
    "2": (
        "Medicare may pay two surgeons of different specialties as co-surgeons (modifier 62) for "
        f"{{name}} without further documents: each is paid {rates.CO_SURGEON} of the fee."
    ),
}

_TEAM = {
    "0": "Medicare does not pay a surgical team (modifier 66) for {name}.",
    "1": (
        "Medicare may pay a surgical team (modifier 66) for {name}, by report, when documents "
        "establish that a team was necessary."
    ),
    "2": "Medicare may pay a surgical team (modifier 66) for {name}, by report.",
}


def _global(subject: Subject) -> Draft | None:
    period = subject.row.policy.global_days
    if period not in _GLOBAL:
        return None
    text = _GLOBAL[period].format(name=subject.name)
    return Draft(text, f"global days {period}; {_MANUAL} 40.1")


def _has_shares(row: ServiceRow) -> bool:
    policy = row.policy
    return policy.global_days in _DAYS_AFTER and bool(
        policy.pre_op and policy.intra_op and policy.post_op
    )


def _percent(share: Decimal) -> str:
    """``0.69`` as ``69%``."""
    return f"{multiply(share, Decimal(100)).normalize():f}%"


def _split_care(subject: Subject) -> Draft:
    """The shares of the package, and what each of several physicians is paid from it."""
    policy = subject.row.policy
    before, during, after = map(_percent, (policy.pre_op, policy.intra_op, policy.post_op))
    surgeon = _percent(add(policy.pre_op, policy.intra_op))
    return Draft(
        f"Of the payment for {subject.name}, {before} is for care before the operation, {during} "
        f"for the operation and the hospital care after it, and {after} for care after discharge. "
        f"A surgeon who hands over that aftercare reports modifier 54 and is paid {surgeon}; "
        f"whoever takes it over reports modifier 55 and is paid from the {after}, in proportion to "
        f"the days in their care out of {_DAYS_AFTER[policy.global_days]}. Medicare pays the "
        f"{before} with modifier 54; modifier 56 names it for payers that pay it apart.",
        f"pre, intra and post-operative percentages; {_MANUAL} 40.4",
    )


def _has_sides(row: ServiceRow) -> bool:
    """Whether ``0`` in the bilateral column is worth a word: for operations and for imaging."""
    return is_operation(row) or row.policy.pctc == "1"


def _bilateral(subject: Subject) -> Draft | None:
    value = subject.row.policy.bilateral
    if value not in _BILATERAL or (value == "0" and not _has_sides(subject.row)):
        return None
    text = _BILATERAL[value].format(name=subject.name, either=subject.either)
    return Draft(text, f"bilateral indicator {value}; {rates.BILATERAL.authority}")


def _surgeons(subject: Subject, value: str, sentences: dict[str, str], source: str) -> Draft | None:
    """The sentence for one of the three columns on further surgeons."""
    if value not in sentences or (value == "0" and not is_operation(subject.row)):
        return None
    return Draft(sentences[value].format(name=subject.name), source)


def _assistant(subject: Subject) -> Draft | None:
    value = subject.row.policy.assistant
    authority = f"{rates.ASSISTANT.authority}; {rates.ASSISTANT_NONPHYSICIAN.authority}"
    source = f"assistant at surgery indicator {value}"
    return _surgeons(
        subject, value, _ASSISTANT, source if value == "1" else f"{source}; {authority}"
    )


def _co_surgeon(subject: Subject) -> Draft | None:
    value = subject.row.policy.co_surgeon
    source = f"co-surgeon indicator {value}; {rates.CO_SURGEON.authority}"
    return _surgeons(subject, value, _CO_SURGEON, source)


def _team(subject: Subject) -> Draft | None:
    value = subject.row.policy.team
    return _surgeons(subject, value, _TEAM, f"team surgery indicator {value}; {_MANUAL} 40.8")


#: The notes on the global period, in the order they are shown.
GLOBAL_TOPICS = (
    Topic("Global period", follows_payment_rules, lambda row: row.policy.global_days, _global),
    Topic(
        "Shared surgical care",
        lambda row: follows_payment_rules(row) and _has_shares(row),
        lambda row: (
            row.policy.global_days,
            row.policy.pre_op,
            row.policy.intra_op,
            row.policy.post_op,
        ),
        _split_care,
    ),
)

#: The notes on sides and surgeons, in the order they are shown.
SURGEON_TOPICS = (
    Topic(
        "Both sides",
        follows_payment_rules,
        lambda row: (row.policy.bilateral, _has_sides(row)),
        _bilateral,
    ),
    Topic(
        "Assistant at surgery",
        follows_payment_rules,
        lambda row: (row.policy.assistant, is_operation(row)),
        _assistant,
    ),
    Topic(
        "Co-surgeons",
        follows_payment_rules,
        lambda row: (row.policy.co_surgeon, is_operation(row)),
        _co_surgeon,
    ),
    Topic(
        "Surgical team",
        follows_payment_rules,
        lambda row: (row.policy.team, is_operation(row)),
        _team,
    ),
)
