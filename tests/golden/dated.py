"""Dated shares and reductions, for cases that ask for the figure itself."""

from __future__ import annotations

from decimal import Decimal

from golden.case import Answer, Case, Results, unknown
from golden.lines import PERSONS
from golden.told import NotApplicable
from golden.words import fraction, is_institution, is_yes, modifiers_of, provider_of
from openrvu.rules.parameters import parameter

#: By the start of the rule's name; for the technical and for the professional component.
_IN_PARTS = {
    "mppr4": ("imaging.technical", "imaging.professional"),
    "mppr6": ("cardiovascular.technical", ""),
    "mppr7": ("ophthalmology.technical", ""),
}
_ASSISTANT = ("assistant.physician",)
#: Several multiply each other.
_BY_MODIFIER = {
    "50": ("bilateral.both_sides",),
    "62": ("co_surgeon.each",),
    **dict.fromkeys(("80", "81", "82"), _ASSISTANT),
    "AS": (*_ASSISTANT, "assistant.nonphysician"),
    "FX": ("xray.film",),
    "FY": ("xray.computed",),
    "CT": ("ct.outdated",),
}
_QUALITY = ("erx", "ehr", "pqrs")
_CUTS = ("reduction", "cut", "reduced_by", "penalty", "adjustment")
_SHARES = ("share", "percent", "rate", "factor", "paid", "multiplier", "payment")


def answers(case: Case) -> Results:
    """How much is taken off, or left, on a day."""
    for name, wanted in case.expected.items():
        share, told = Decimal(1), fraction(wanted)
        for each in _named(case, name):
            share *= parameter(each).on(case.day).value / 100
        if told is None or not any(word in name for word in (*_CUTS, *_SHARES)):
            yield unknown(name)
        else:
            is_cut = any(word in name for word in _CUTS)
            yield Answer(name, told, 1 - share if is_cut else share)


def _named(case: Case, name: str) -> tuple[str, ...]:
    """The dated figures that an expectation asks for."""
    told, rule = case.inputs, case.rule
    if rule.startswith("therapy"):
        return (f"therapy.{'institution' if is_institution(case.setting) else 'office'}",)
    if rule.startswith("practitioner"):
        return (f"practitioner.{provider_of(told.first(*PERSONS)).value}",)
    if rule.startswith("hpsa"):
        return ("shortage_area.bonus",)
    if rule.startswith(("nonpar", "limiting", "participation")):
        limit = "limiting" in f"{rule} {name}"
        return (f"participation.{'limiting_charge' if limit else 'nonparticipating'}",)
    if penalties := tuple(f"quality.{each}" for each in _QUALITY if is_yes(told.get(each))):
        return penalties
    found = next((_BY_MODIFIER[m] for m in modifiers_of(told) if m in _BY_MODIFIER), None)
    return found or _of_component(case, name)


def _of_component(case: Case, name: str) -> tuple[str, ...]:
    """The share of a part of a later image or test."""
    part = str(case.inputs.get("component") or name).lower()
    is_professional = part.startswith(("pc", "26", "prof"))
    for start, (technical, professional) in _IN_PARTS.items():
        if case.rule.startswith(start) and (professional or not is_professional):
            return (professional if is_professional else technical,)
    names = ", ".join(case.inputs) or "nothing"
    raise NotApplicable(f"no rule answers to {case.rule!r} with {names}")
