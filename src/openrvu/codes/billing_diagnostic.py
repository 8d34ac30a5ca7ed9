"""Billing notes on parts of a service, settings, supervision and imaging."""

from __future__ import annotations

import re
from typing import NamedTuple

from openrvu.codes.billing_note import Draft, Subject, Topic, follows_payment_rules, listed
from openrvu.schedule.indicators import IMAGING_FAMILY, SUPERVISION
from openrvu.schedule.rows import ServiceRow, Setting

_NO_SPLIT = "Modifiers 26 and TC cannot be used."
_NO_FIGURE = "the physician has no figure of their own"
_BY_DEFINITION = " By CMS's definition that means rarely or never performed there."

#: PC/TC indicators whose sentence needs no more than the indicator. ``{name}`` is never the subject
#: of a sentence. They give CMS's label, which need not describe every code that carries it.
_PARTS = {
    "0": (
        "CMS lists {name} as a physician service, without a technical part to split off. "
        + _NO_SPLIT
    ),
    "2": "CMS lists {name} as a professional service alone. " + _NO_SPLIT,
    "4": "CMS lists {name} as a whole, professional and technical part together. " + _NO_SPLIT,
    "5": (
        "CMS lists {name} as incident to a physician's service, furnished by the physician's own "
        "staff under direct supervision. The Part B contractor pays nothing when the patient is a "
        "hospital inpatient or in a hospital outpatient department. " + _NO_SPLIT
    ),
    "6": (
        "Report {name} for the laboratory physician's interpretation. The test itself is paid "
        "under the clinical laboratory fee schedule, and modifier TC cannot be used."
    ),
    "8": (
        "Medicare pays separately for {name} only when a physician interprets an abnormal smear of "
        "a hospital inpatient. For all other patients the payment for the laboratory test includes "
        "the interpretation, and there is no technical part to bill."
    ),
}


class Family(NamedTuple):
    """A test whose whole, technical and professional parts have codes of their own."""

    whole: str
    technical: tuple[str, ...]
    professional: tuple[str, ...]


#: Families in which the RVUs of the parts add up to those of the whole in RVU26C.
FAMILIES = (
    Family("77089", ("77090", "77091"), ("77092",)),
    Family("93000", ("93005",), ("93010",)),
    Family("93015", ("93017",), ("93016", "93018")),
    Family("93040", ("93041",), ("93042",)),
    Family("93224", ("93225", "93226"), ("93227",)),
    Family("93241", ("93242", "93243"), ("93244",)),
    Family("93245", ("93246", "93247"), ("93248",)),
    Family("93268", ("93270", "93271"), ("93272",)),
    Family("93784", ("93786", "93788"), ("93790",)),
    Family("94014", ("94015",), ("94016",)),
    Family("96931", ("96932",), ("96933",)),
    Family("96934", ("96935",), ("96936",)),
    Family("G0403", ("G0404",), ("G0405",)),
)
_FAMILY_OF = {
    code: family
    for family in FAMILIES
    for code in (family.whole, *family.technical, *family.professional)
}
#: The PC/TC indicators of a family's members.
_FAMILY_INDICATORS = frozenset("234")
#: Skin substitutes and like products, billed by area or volume.
_PRODUCT = re.compile(r"Q4[1-9][0-9]{2}|A2[0-9]{3}")

#: Who bills in a facility what the indicator marks.
_FACILITY_BILLS = {
    "5": (
        " What is incident to a physician's service is not paid to the physician in a facility, "
        "where the facility bills it."
    ),
    "7": " In a facility, the service is the facility's to bill.",
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
    elif pctc in _FAMILY_INDICATORS and subject.code in _FAMILY_OF:
        text = _family_parts(subject)
    elif pctc == "3":
        text = _without_work(subject)
    elif pctc == "7":
        text = _hospital_restriction(subject)
    elif pctc in _PARTS:
        text = _PARTS[pctc].format(name=subject.name)
    else:
        return None
    return Draft(text, f"PC/TC indicator {pctc}")


def _family_parts(subject: Subject) -> str:
    """The codes of the whole and of each part, of which this is one."""
    whole, technical, professional = _FAMILY_OF[subject.code]
    return (
        f"Report {whole} when one party furnishes the whole, {_share(technical, 'technical')}, "
        f"{_share(professional, 'professional')}. {_NO_SPLIT}"
    )


def _share(codes: tuple[str, ...], part: str) -> str:
    if len(codes) == 1:
        return f"{codes[0]} for the {part} part alone"
    return f"{listed(codes)} each for a share of the {part} part"


def _without_work(subject: Subject) -> str:
    name = subject.name
    if _PRODUCT.fullmatch(subject.code):
        return f"Bill {name} per unit: a product, priced without physician work. {_NO_SPLIT}"
    if subject.row.has_rvus and not _has_work(subject):
        return f"CMS prices {name} without physician work. {_NO_SPLIT}"
    return f"CMS lists {name} among what is priced without physician work. {_NO_SPLIT}"


def _hospital_restriction(subject: Subject) -> str:
    patients = "when the patient is a hospital inpatient or in a hospital outpatient department"
    if _is_therapy(subject.row):
        return (
            "Medicare does not pay an independently practicing physical or occupational therapist "
            f"for {subject.name} {patients}."
        )
    return f"By its PC/TC indicator, CMS restricts who is paid for {subject.name} {patients}."


def _is_therapy(row: ServiceRow) -> bool:
    """Whether the reduction for therapy applies, which only therapy has."""
    return row.policy.multiple_procedure == "5"


def _has_work(subject: Subject) -> bool:
    return any(row.work for row in subject.rows)


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
    policy, name = subject.row.policy, subject.name
    if policy.na_facility and policy.na_nonfacility:
        text = f"CMS marks {name} NA both in a facility and outside.{_facility_billing(subject)}"
    elif policy.na_facility:
        text = f"CMS marks {name} NA in a facility.{_facility_billing(subject) or _BY_DEFINITION}"
        text += _repeated(subject, Setting.FACILITY, Setting.NONFACILITY)
    else:
        text = f"CMS marks {name} NA outside a facility.{_BY_DEFINITION}"
        text += _repeated(subject, Setting.NONFACILITY, Setting.FACILITY)
    return Draft(text, "NA indicator")


def _repeated(subject: Subject, marked: Setting, other: Setting) -> str:
    """That the marked column has no figure of its own, where that is so."""
    if not all(row.pe(marked) == row.pe(other) != 0 for row in subject.rows):
        return ""
    return (
        f" The {marked.label.lower()} practice expense shown only repeats the "
        f"{other.label.lower()} figure."
    )


def _facility_billing(subject: Subject) -> str:
    """Why a physician has no figure in a facility, where the other indicators tell; else empty."""
    pctc = subject.row.policy.pctc
    if pctc == "1":
        return _facility_bills_technical(subject)
    if pctc == "3" and not _has_work(subject):
        return f" With no physician work in it, a facility bills it all there, so {_NO_FIGURE}."
    if pctc in {"3", "4"}:
        family = _FAMILY_OF.get(subject.code) if pctc == "4" else None
        reports = f" and reports {listed(family.professional)}" if family else ""
        return (
            f" In a facility, the facility bills the technical part, so {_NO_FIGURE} for "
            f"{subject.name} there{reports}."
        )
    if _is_therapy(subject.row):
        return " Therapy of a facility's patients is the facility's to bill."
    return _FACILITY_BILLS.get(pctc, "")


def _facility_bills_technical(subject: Subject) -> str:
    """For the whole and TC rows of a code that splits; not for its 26 or 53 row."""
    if not {row.modifier for row in subject.rows} <= {"", "TC"}:
        return ""
    professional = subject.payable.get("26")
    reports = (
        f" and reports {professional.label}"
        if professional and not professional.policy.na_facility
        else ""
    )
    return (
        f" In a facility, the facility bills the technical part, so {_NO_FIGURE} for "
        f"{subject.name} there{reports}."
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
        lambda row: (row.policy.pctc, _is_therapy(row)),
        _parts,
    ),
    Topic(
        "Settings marked NA",
        lambda row: (
            follows_payment_rules(row) and (row.policy.na_nonfacility or row.policy.na_facility)
        ),
        lambda row: (
            row.policy.na_nonfacility,
            row.policy.na_facility,
            row.policy.pctc,
            _is_therapy(row),
        ),
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
