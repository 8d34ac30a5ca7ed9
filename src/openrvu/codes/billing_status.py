"""Billing notes on whether Medicare pays a code at all."""

from __future__ import annotations

import re

from openrvu.codes.billing_note import Draft, Subject, Topic, is_surgical
from openrvu.schedule import policy_rates as rates
from openrvu.schedule.indicators import STATUS
from openrvu.schedule.rows import ServiceRow

_LEFT_IN_2006 = "CMS's files since 2006 do not use this status."

#: What each status letter means for a claim. ``{name}`` stands for the code or rows, and is never
#: the subject of a sentence, so that one row and several read alike. :func:`_price` completes A
#: and R.
_CONSEQUENCE = {
    "A": (
        "Medicare pays for {name} separately when the service is covered. The status is not a "
        "promise of coverage: without a national policy the Medicare contractor decides."
    ),
    "B": (
        "Medicare never pays separately for {name}: where the service is covered, its payment is "
        "part of the payment for the services it belongs to."
    ),
    "C": (
        "There is no national price for {name}: the Medicare contractor sets RVUs and amount, "
        "usually case by case and from documents{such_as}."
    ),
    "D": "CMS has deleted {name}, and no claim can use it. " + _LEFT_IN_2006,
    "E": (
        "A regulation keeps {name} out of the fee schedule, which pays nothing for it. Where the "
        "item or service is covered, Medicare pays under another method."
    ),
    "F": "CMS has deleted {name}, and no claim can use it. " + _LEFT_IN_2006,
    "G": (
        "Medicare does not accept {name}: it uses another code for the service. " + _LEFT_IN_2006
    ),
    "H": "CMS has deleted {name}, and no claim can use it. " + _LEFT_IN_2006,
    "I": (
        "Medicare does not accept {name}, and allows no grace period. By CMS's definition of the "
        "status, it uses another code to report and pay for such a service."
    ),
    "J": (
        "There are no RVUs for {name}: Medicare pays anesthesia by base units and time units and "
        "the anesthesia conversion factor of the locality."
    ),
    "M": "Medicare uses {name} only to report a measurement, and pays nothing for it.",
    "N": "Medicare does not cover {name}.",
    "P": (
        "The fee schedule makes no separate payment for {name}. Incident to a physician service of "
        "the same day it is part of that payment; otherwise it falls under another provision of "
        "the law."
    ),
    "R": "Special coverage instructions decide whether Medicare pays for {name}.",
    "T": (
        "Medicare pays for {name} only when the same provider bills nothing else payable under the "
        "fee schedule for that day; otherwise it is part of the payment for the other services."
    ),
    "X": (
        "The law does not count {name} among physician services, so the fee schedule pays nothing "
        "for it. Where Medicare pays, it does so elsewhere."
    ),
}


#: Drugs among the J and Q codes. Q also has supplies, services and vaccines, which the average
#: sales price does not govern.
_DRUG = re.compile(
    r"J[0-9]{4}|Q(?:013[89]|0155|01[67][0-9]|018[01]|2(?!03|052)[0-9]{3}|302[78]|40(?:74|8[12])"
    r"|509[89]|51[0-9]{2}|99[0-9]{2})"
)
_DRUG_CONSEQUENCE = (
    "A regulation keeps {name} out of the fee schedule, which pays nothing for it. Since "
    f"{rates.DRUG.start} drugs that Part B covers are mostly paid at {rates.DRUG} of the average "
    "sales price."
)
#: Category II codes report quality; no other code pays for what they say.
_CATEGORY_II = re.compile(r"[0-9]{4}F")


def _consequence(row: ServiceRow) -> tuple[str, str]:
    """What the status means for this very code, and the authority beyond the file, if any."""
    letter = row.policy.status
    if letter == "E" and _DRUG.fullmatch(row.code):
        return _DRUG_CONSEQUENCE, f"; {rates.DRUG.authority}"
    if letter == "I" and _CATEGORY_II.fullmatch(row.code):
        return "Medicare does not accept {name}: the code is not valid for Medicare.", ""
    return _CONSEQUENCE[letter], ""


def _price(row: ServiceRow) -> str:
    """Who sets the amount, where the status leaves that open."""
    if row.policy.not_used or row.policy.status not in "ART":
        return ""
    if not row.has_rvus:
        return " The release shows no RVUs, so the Medicare contractor sets the amount."
    if row.policy.status == "R":
        return " When it is covered, Medicare pays by the RVUs shown."
    return ""


def _status(subject: Subject) -> Draft:
    row, letter = subject.row, subject.row.policy.status
    sentences, authority = _consequence(row)
    such_as = " such as the operative report" if is_surgical(row.code) else ""
    text = sentences.format(name=subject.name, such_as=such_as) + _price(row)
    return Draft(text, f"status code {letter} ({STATUS[letter].short}){authority}")


def _not_used(subject: Subject) -> Draft:
    return Draft(
        f"{subject.release} prints RVUs for {subject.name} but marks them +: they are not used "
        "for Medicare payment. Other payers and employers may still count by them.",
        "column Not used for Medicare payment",
    )


#: The notes of this module, in the order they are shown.
TOPICS = (
    Topic(
        "Medicare status",
        lambda _row: True,
        lambda row: (row.policy.status, _price(row)),
        _status,
    ),
    Topic(
        "RVUs not used by Medicare",
        lambda row: row.policy.not_used and row.has_rvus,
        lambda _row: True,
        _not_used,
    ),
)
