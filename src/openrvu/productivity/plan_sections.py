"""From the tables of a plan's file to the parts of a plan."""

from __future__ import annotations

from decimal import Decimal

from openrvu.errors import ReleaseNotHeld
from openrvu.pricing.claim import Provider
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import (
    MOST_WORK,
    MULTIPLE_MODIFIER,
    SPLIT_CARE,
    Anesthesia,
    AnesthesiaMode,
    Basis,
    CodeRange,
    Combine,
    Condition,
    Endoscopy,
    ModifierFactor,
    MultipleMode,
    MultipleProcedures,
    PractitionerFactor,
    ReleaseBy,
    WorkOverride,
)
from openrvu.productivity.plan_table import PlanTable
from openrvu.schedule.indicators import INDICATORS, MULTIPLE_PROCEDURE
from openrvu.schedule.releases import normalise_label

#: Written in place of a factor: the percentages of the global package in CMS's file.
FILE_PERCENTAGE = "file percentage"

_MODIFIER = "[A-Z0-9]{2}"
_MODIFIERS = "a modifier of two characters"
_CODE = "[A-Z0-9]{5}"
_CODES = "a code of five characters"
_MOST_MINUTES = 60
_INDICATORS = {indicator.field: indicator.meanings for indicator in INDICATORS}


def plan_of(top: PlanTable) -> CreditPlan | None:
    """The plan that a whole file holds; None where something is wrong, which is noted."""
    if not top.has("name"):
        top.fault("name", "the name of the plan")
    name, source, notes = top.text("name", needed=True), top.text("source"), top.texts("notes")
    combine = top.choice("combine", Combine.PRODUCT)
    count_units = top.flag("count_units", default=True)
    release, zeroed = _release(top), _zeroed(top)
    multiple = _multiple(top.table("multiple_procedure"))
    anesthesia = _anesthesia(top.table("anesthesia"))
    factors, practitioners, overrides = _factors(top), _practitioners(top), _overrides(top)
    top.close()
    if not top.is_whole_file_sound or multiple is None or anesthesia is None:
        return None
    return CreditPlan(
        name=name,
        source=source,
        factors=factors,
        combine=combine,
        multiple=multiple,
        practitioners=practitioners,
        anesthesia=anesthesia,
        count_units=count_units,
        release=release,
        zeroed=zeroed,
        overrides=overrides,
        notes=notes,
    )


def _release(top: PlanTable) -> str:
    said = top.text("release") or ReleaseBy.SERVICE
    if said in set(ReleaseBy):
        return ReleaseBy(said)
    try:
        return normalise_label(said)
    except ReleaseNotHeld:
        days = ", ".join(f'"{day}"' for day in ReleaseBy)
        top.fault("release", f"{days} or the label of a release, such as RVU20D")
        return ReleaseBy.SERVICE


def _zeroed(top: PlanTable) -> tuple[CodeRange, ...]:
    said = top.texts("zeroed", f"{_CODE}(-{_CODE})?", f"{_CODES}, or two with a dash")
    found = []
    for text in said:
        first, _, last = text.partition("-")
        if last and last < first:
            top.fault("zeroed", "a range that begins before it ends", repr(text))
        else:
            found.append(CodeRange(first, last or first))
    return tuple(found)


def _multiple(table: PlanTable) -> MultipleProcedures | None:
    plain = MultipleProcedures()
    mode = table.choice("mode", plain.mode)
    if mode is MultipleMode.AS_BILLED and not table.has("modifier_51"):
        table.fault("modifier_51", 'the factor of a line with modifier 51, such as "0.50"')
    if mode is MultipleMode.RANKED and not table.has("factors"):
        table.fault("factors", 'the factors by rank, such as ["1", "0.50"]')
    endoscopy = table.choice("endoscopy", plain.endoscopy)
    if endoscopy is Endoscopy.DIFFERENCE and mode is not MultipleMode.RANKED:
        table.fault("endoscopy", 'another value, or mode = "ranked", which it needs')
    by_51 = table.figure("modifier_51", plain.modifier_51)
    factors = table.figures("factors") or plain.factors
    rank_by = table.choice("rank_by", Basis.WORK)
    known = "|".join(MULTIPLE_PROCEDURE)
    indicators = table.texts("indicators", known, f"one of {known.replace('|', ', ')}")
    apart = table.texts("apart", _MODIFIER, _MODIFIERS)
    customary, source = table.flag("customary"), table.text("source")
    if not table.close():
        return None
    return MultipleProcedures(
        mode=mode,
        modifier_51=by_51,
        rank_by=rank_by,
        factors=factors,
        indicators=indicators if table.has("indicators") else plain.indicators,
        endoscopy=endoscopy,
        apart=apart,
        customary=customary,
        source=source,
    )


def _anesthesia(table: PlanTable) -> Anesthesia | None:
    plain = Anesthesia()
    mode = table.choice("mode", plain.mode)
    if mode is AnesthesiaMode.UNITS and not table.has("rate"):
        table.fault("rate", 'the work RVUs credited for one unit, such as "0.30"')
    rate = table.figure("rate", plain.rate)
    minutes = table.whole("minutes_per_unit", plain.minutes_per_unit, _MOST_MINUTES)
    customary, source = table.flag("customary"), table.text("source")
    return Anesthesia(mode, rate, minutes, customary, source) if table.close() else None


def _factors(top: PlanTable) -> tuple[ModifierFactor, ...]:
    read = [(table, _factor(table)) for table in top.tables("modifier")]
    whole: dict[str, PlanTable] = {}
    found = []
    for table, factor in read:
        if factor is None:
            continue
        if factor.modifier in whole:
            table.fault("modifier", f"no more of {factor.modifier} after one without a condition")
        if not factor.only_when and not factor.unless_own_row:
            whole[factor.modifier] = table
        found.append(factor)
    return tuple(found)


def _factor(table: PlanTable) -> ModifierFactor | None:
    modifier = table.text("modifier", _MODIFIER, _MODIFIERS)
    by_file = table.is_text("factor", FILE_PERCENTAGE)
    factor = None if by_file else table.figure("factor", Decimal(1))
    if not table.has("modifier"):
        table.fault("modifier", _MODIFIERS)
    if modifier == MULTIPLE_MODIFIER:
        table.fault("modifier", "another; 51 is set by multiple_procedure.modifier_51")
    if not table.has("factor"):
        table.fault("factor", 'a figure from 0 to 5 in quotes, such as "0.50"')
    if by_file and modifier and modifier not in SPLIT_CARE:
        table.fault("factor", f"a figure: the file has percentages for {', '.join(SPLIT_CARE)}")
    why, source = table.text("why"), table.text("source")
    only_when = _conditions(table.table("only_when"))
    own_row, customary = table.flag("unless_own_row"), table.flag("customary")
    if not table.close() or only_when is None:
        return None
    return ModifierFactor(modifier, factor, why, only_when, own_row, customary, source)


def _conditions(table: PlanTable) -> tuple[Condition, ...] | None:
    found = []
    for indicator, meanings in _INDICATORS.items():
        if table.has(indicator):
            known = [value for value in meanings if value]
            values = table.texts(indicator, "|".join(known), f"one of {', '.join(known)}")
            if not values and table.is_sound:
                table.fault(indicator, "a list of at least one value")
            found.append(Condition(indicator, values))
    return tuple(found) if table.close() else None


def _practitioners(top: PlanTable) -> tuple[PractitionerFactor, ...]:
    found: dict[Provider, PractitionerFactor] = {}
    for table in top.tables("practitioner"):
        if not table.has("provider"):
            table.fault("provider", 'the kind of practitioner, such as "NP"')
        if not table.has("factor"):
            table.fault("factor", 'a figure from 0 to 5 in quotes, such as "0.85"')
        provider = table.choice("provider", Provider.PHYSICIAN)
        factor = table.figure("factor", Decimal(1))
        customary, source = table.flag("customary"), table.text("source")
        if provider in found:
            table.fault("provider", "each kind of practitioner once")
        if table.close():
            found[provider] = PractitionerFactor(provider, factor, customary, source)
    return tuple(found.values())


def _overrides(top: PlanTable) -> tuple[WorkOverride, ...]:
    found: dict[str, WorkOverride] = {}
    for table in top.tables("override"):
        for key, expected in (("code", _CODES), ("work_rvu", 'a figure in quotes, such as "1.30"')):
            if not table.has(key):
                table.fault(key, expected)
        code = table.text("code", _CODE, _CODES)
        work = table.figure("work_rvu", Decimal(0), MOST_WORK)
        why = table.text("why")
        if code in found:
            table.fault("code", "each code once")
        if table.close():
            found[code] = WorkOverride(code, work, why)
    return tuple(found.values())
