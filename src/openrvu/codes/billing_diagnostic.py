"""Billing notes on parts of a service, settings, supervision and imaging."""

from __future__ import annotations

from openrvu.codes.billing_note import Draft, Subject, Topic, follows_payment_rules
from openrvu.schedule.indicators import IMAGING_FAMILY, SUPERVISION
from openrvu.schedule.rows import ServiceRow, Setting

_NO_SPLIT = "Modifiers 26 and TC cannot be used."

#: PC/TC indicators other than 1. ``{name}`` is never the subject of a sentence.
_PARTS = {
    "0": ("There is no technical part to split off from {name}, a physician service. " + _NO_SPLIT),
    "2": (
        "Report {name} for the professional part of the test alone; the technical part and the "
        "whole test have codes of their own. " + _NO_SPLIT
    ),
    "3": (
        "Report {name} for the technical part alone (staff and equipment, no physician work). An "
        "interpretation, where Medicare pays for one, has another code. " + _NO_SPLIT
    ),
    "4": (
        "Report {name} when professional and technical part are furnished together; for one of "
        "them alone there is another code. " + _NO_SPLIT
    ),
    "5": (
        "Medicare pays for {name} as incident to a physician's service: the physician's own staff "
        "furnish it under direct supervision. The Part B contractor pays nothing when the patient "
        "is a hospital inpatient or in a hospital outpatient department. " + _NO_SPLIT
    ),
    "6": (
        "Report {name} for the laboratory physician's interpretation. The test itself is paid "
        "under the clinical laboratory fee schedule, and modifier TC cannot be used."
    ),
    "7": (
        "Medicare does not pay an independently practicing physical or occupational therapist for "
        "{name} when the patient is a hospital inpatient or in a hospital outpatient department."
    ),
    "8": (
        "Medicare pays separately for {name} only when a physician interprets an abnormal smear of "
        "a hospital inpatient. For all other patients the payment for the laboratory test includes "
        "the interpretation, and there is no technical part to bill."
    ),
}

#: The two parts that indicator 1 tells of, by modifier.
_PART = {
    "26": "the professional part (the physician's work, such as interpretation and report)",
    "TC": "the technical part (equipment, supplies and staff)",
}


def _parts(subject: Subject) -> Draft | None:
    """Who reports which part: by the indicator, and for indicator 1 by the rows that exist."""
    pctc = subject.row.policy.pctc
    if pctc == "1":
        text = _split_parts(subject)
    elif pctc in _PARTS:
        text = _PARTS[pctc].format(name=subject.name)
    else:
        return None
    return Draft(text, f"PC/TC indicator {pctc}")


def _split_parts(subject: Subject) -> str:
    code, release = subject.code, subject.release
    modifiers = {row.modifier for row in subject.rows}
    parts = [f"{code}-{part} for {words}" for part, words in _PART.items() if part in modifiers]
    if not parts:
        return (
            f"CMS counts {code} among services with a professional and a technical part, but "
            f"{release} has no row that Medicare pays by for either part alone."
        )
    if len(parts) == 1:
        return f"Report {parts[0]}. {release} has no row that Medicare pays by for the other part."
    whole = f" Whoever furnishes both reports {code} without a modifier." if "" in modifiers else ""
    return f"Report {' and '.join(parts)}.{whole}"


def _settings(subject: Subject) -> Draft:
    """What CMS's NA marks mean for this code, and who bills what in a facility."""
    policy = subject.row.policy
    name, facility = subject.name, _facility_billing(subject) if policy.na_facility else ""
    if policy.na_facility and policy.na_nonfacility:
        text = f"CMS marks {name} NA both in a facility and outside."
    elif policy.na_facility:
        text = f"CMS marks {name} NA in a facility: rarely or never performed there."
        text += _repeated(subject, Setting.FACILITY, Setting.NONFACILITY)
    else:
        text = f"CMS marks {name} NA outside a facility: rarely or never performed there."
        text += _repeated(subject, Setting.NONFACILITY, Setting.FACILITY)
    return Draft(text + facility, "NA indicator")


def _repeated(subject: Subject, marked: Setting, other: Setting) -> str:
    """That the marked column has no figure of its own, where that is so."""
    if not all(row.pe(marked) == row.pe(other) != 0 for row in subject.rows):
        return ""
    return (
        f" The {marked.label.lower()} practice expense shown only repeats the "
        f"{other.label.lower()} figure."
    )


def _facility_billing(subject: Subject) -> str:
    pctc = subject.row.policy.pctc
    if pctc == "3":
        return " In a facility, the technical part is the facility's to bill."
    if pctc == "4":
        return (
            " In a facility, the facility bills the technical part and the physician reports the "
            "code for the professional part."
        )
    professional = subject.payable.get("26")
    if pctc != "1" or professional is None or professional.policy.na_facility:
        return ""
    return (
        " In a facility, the facility bills the technical part and the physician reports "
        f"{professional.label}."
    )


def _supervision(subject: Subject) -> Draft | None:
    level = subject.row.policy.supervision
    if level == "09":
        return None
    text = f"CMS sets supervision level {level} for {subject.name}. {SUPERVISION[level].text}"
    if level in {"01", "02", "03"}:
        text += " Other practitioners may supervise where 42 CFR 410.32(b) and state law allow it."
    return Draft(text, f"physician supervision {level}; 42 CFR 410.32(b)")


def _family(subject: Subject) -> Draft | None:
    """Only with indicator 4, whose reduction the family serves (RVU25D)."""
    family = subject.row.policy.imaging_family
    if subject.row.policy.multiple_procedure != "4" or family == "99":
        return None
    if family == "88":
        text = (
            f"For the imaging reduction, {subject.name} and every other procedure of family 88 "
            "count together, whatever the organ or technique. Family 88 replaced the eleven "
            "families of before January 1, 2011."
        )
    else:
        text = (
            f"Until December 31, 2010 the imaging reduction for {subject.name} counted only "
            f"procedures of the same family, {family}: {IMAGING_FAMILY[family].short}."
        )
    return Draft(text, f"diagnostic imaging family {family}")


def _has_opps_rvus(row: ServiceRow) -> bool:
    return bool(row.opps_pe_nonfacility or row.opps_pe_facility or row.opps_mp)


def _cap_effect(row: ServiceRow) -> str:
    """What the cap does to the row: ``none``, ``lowers``, ``varies`` or ``contractor``.

    Indices are positive, so comparing RVUs part by part settles it for every locality at once.
    """
    if not row.has_rvus:
        return "contractor"
    gaps = [(row.opps_pe(setting) - row.pe(setting), row.opps_mp - row.mp) for setting in Setting]
    if all(pe >= 0 and mp >= 0 for pe, mp in gaps):
        return "none"
    if all(pe <= 0 and mp <= 0 and (pe or mp) for pe, mp in gaps):
        return "lowers"
    return "varies"


_CAP_EFFECT = {
    "none": "The OPPS-based RVUs of {name} in {release} are nowhere below the ordinary ones, so "
    "the cap does not lower its payment.",
    "lowers": "The OPPS-based RVUs of {name} in {release} are below the ordinary ones, so the cap "
    "lowers its unreduced payment in every locality.",
    "varies": "Whether that lowers the payment of {name} in {release} depends on the setting and "
    "the locality.",
}


def _opps_cap(subject: Subject) -> Draft:
    effect, name, release = _cap_effect(subject.row), subject.name, subject.release
    if effect == "contractor":
        text = (
            f"The Medicare contractor's price for {name} may not be higher than the amount from "
            f"the OPPS-based RVUs in {release}."
        )
    else:
        text = (
            f"Since January 1, 2007 the technical part of {subject.code} is paid at most an amount "
            "based on the hospital outpatient system (OPPS), compared after any multiple-procedure "
            "reduction. " + _CAP_EFFECT[effect].format(name=name, release=release)
        )
    return Draft(text, "PE and MP used for OPPS payment; Deficit Reduction Act of 2005, s. 5102(b)")


def _discontinued(subject: Subject) -> Draft:
    row, whole = subject.row, subject.payable.get("")
    text = (
        f"A physician who has to stop {row.code} before it is complete reports {row.label}, which "
        f"has RVUs of its own in {subject.release}"
    )
    text += f" (work {row.work} instead of {whole.work})." if whole else "."
    return Draft(text, "modifier 53")


#: The notes of this module, in the order they are shown.
TOPICS = (
    Topic(
        "Professional and technical parts",
        follows_payment_rules,
        lambda row: row.policy.pctc,
        _parts,
    ),
    Topic(
        "Settings marked NA",
        lambda row: (
            follows_payment_rules(row) and (row.policy.na_nonfacility or row.policy.na_facility)
        ),
        lambda row: (row.policy.na_nonfacility, row.policy.na_facility, row.policy.pctc),
        _settings,
    ),
    Topic("Supervision", follows_payment_rules, lambda row: row.policy.supervision, _supervision),
    Topic(
        "Imaging family",
        follows_payment_rules,
        lambda row: (row.policy.multiple_procedure, row.policy.imaging_family),
        _family,
    ),
    Topic(
        "OPPS imaging cap",
        lambda row: follows_payment_rules(row) and _has_opps_rvus(row),
        _cap_effect,
        _opps_cap,
    ),
    Topic(
        "Discontinued procedure",
        lambda row: follows_payment_rules(row) and row.modifier == "53",
        lambda _row: True,
        _discontinued,
    ),
)
