"""From a claim line to the fields that rules look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from openrvu.errors import UnknownCode
from openrvu.exact import CENT_PLACES, FACTOR_PLACES, GPCI_PLACES, RVU_PLACES, to_scaled
from openrvu.pricing.claim import Claim, ClaimLine, Given
from openrvu.rules import fields as of
from openrvu.rules.expression import NumberField, Parameter, TextField, TruthField
from openrvu.rules.modifiers import modifier as known_modifier
from openrvu.rules.places_of_service import is_hospital, place, setting_of
from openrvu.rules.test_components import whole_test
from openrvu.rules.visits import is_visit
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import Locality
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.schedule.source import Source

Value = int | str | bool
Fields = dict[str, Value]

_COMPONENTS = ("26", "TC")
RVUS = ("work", "pe_nonfacility", "pe_facility", "mp")


def _blank() -> Fields:
    """Every field at nothing."""
    made: Fields = {}
    for name, field in of.FIELDS.items():
        if isinstance(field, TextField):
            made[name] = ""
        elif isinstance(field, TruthField):
            made[name] = False
        elif isinstance(field, NumberField | Parameter):
            made[name] = 0
    return made


_BLANK = _blank()


@dataclass(frozen=True, slots=True)
class Found:
    """What the fee schedule says of a line.

    Attributes:
        row: the row, or None.
        fields: those of the row and its companions.
        problem: why there is no row, in a sentence; empty where there is one.
    """

    row: ServiceRow | None
    fields: Fields
    problem: str = ""


def find(schedule: FeeSchedule, code: str, component: str) -> Found:
    """The row of a code for a component (``""``, ``26``, ``TC`` or ``53``) and its companions."""
    return _find(schedule.source, schedule.release.label, code.strip().upper(), component)


@lru_cache(maxsize=50_000)
def _find(source: Source, release: str, code: str, component: str) -> Found:
    schedule = _schedule(source, release)
    try:
        rows = {row.modifier: row for row in schedule.rows(code)}
    except UnknownCode as error:
        return Found(None, dict(_BLANK), str(error))
    row = rows.get(component)
    if row is None and component == "53":
        row = rows.get("")
    if row is None and not component and len(rows) == 1:
        row = next(iter(rows.values()))
    made = dict(_BLANK)
    if row is None:
        made["component_missing"] = True
        return Found(None, made, "")
    _put_row(made, row)
    made["has_row_53"] = "53" in rows
    _put_companions(made, schedule, row, rows)
    return Found(row, made)


@lru_cache(maxsize=100)
def _schedule(source: Source, release: str) -> FeeSchedule:
    return FeeSchedule.of(release, source=source)


def nothing(problem: str) -> Found:
    """No row, and why."""
    return Found(None, {**_BLANK, "release_missing": True}, problem)


def of_given(row: ServiceRow) -> Found:
    """The fields of a row that the caller brings; it has no companions but itself."""
    made = dict(_BLANK)
    _put_row(made, row)
    made["has_row_53"] = row.modifier == "53"
    return Found(row, made)


def _put_row(made: Fields, row: ServiceRow) -> None:
    policy = row.policy
    made.update(
        code=row.code,
        row=row.modifier,
        row_found=True,
        status=policy.status,
        pctc=policy.pctc,
        multiple=policy.multiple_procedure,
        bilateral=policy.bilateral,
        assistant=policy.assistant,
        co_surgeon=policy.co_surgeon,
        team=policy.team,
        global_days=policy.global_days,
        endoscopic_base=policy.endoscopic_base,
        imaging_family=policy.imaging_family,
        na_facility=policy.na_facility,
        na_nonfacility=policy.na_nonfacility,
        is_visit=is_visit(row.code),
        pre_op=to_scaled(policy.pre_op, RVU_PLACES),
        intra_op=to_scaled(policy.intra_op, RVU_PLACES),
        post_op=to_scaled(policy.post_op, RVU_PLACES),
        opps_pe_nonfacility=to_scaled(row.opps_pe_nonfacility, RVU_PLACES),
        opps_pe_facility=to_scaled(row.opps_pe_facility, RVU_PLACES),
        opps_mp=to_scaled(row.opps_mp, RVU_PLACES),
    )
    _put_rvus(made, "", (row,))


def _put_rvus(made: Fields, prefix: str, rows: Iterable[ServiceRow]) -> None:
    """The RVUs of some rows together, under a prefix."""
    held = tuple(rows)
    for name in RVUS:
        made[prefix + name] = sum(to_scaled(getattr(row, name), RVU_PLACES) for row in held)


def _put_companions(
    made: Fields, schedule: FeeSchedule, row: ServiceRow, rows: Mapping[str, ServiceRow]
) -> None:
    """The technical and the professional part, and the endoscopic base."""
    if row.policy.pctc == "4":
        parts = whole_test(row.code)
        technical, professional = (parts.technical, parts.professional) if parts else ((), ())
        _put_rvus(made, "tc_", _globals(schedule, technical))
        _put_rvus(made, "pc_", _globals(schedule, professional))
    else:
        _put_rvus(made, "tc_", filter(None, (rows.get("TC"),)))
        _put_rvus(made, "pc_", filter(None, (rows.get("26"),)))
    if base := row.policy.endoscopic_base:
        _put_rvus(made, "base_", _globals(schedule, (base,)))


def _globals(schedule: FeeSchedule, codes: Iterable[str]) -> list[ServiceRow]:
    """The rows without modifier of some codes, those that the release has."""
    found = []
    for code in codes:
        try:
            found.append(schedule.row(code))
        except UnknownCode:
            continue
    return found


@lru_cache(maxsize=5_000)
def of_locality(locality: Locality, factor: Decimal) -> Fields:
    """The fields of a locality and a conversion factor."""
    anesthesia = locality.anesthesia_factor
    return {
        "work_gpci": to_scaled(locality.work_gpci, GPCI_PLACES),
        "pe_gpci": to_scaled(locality.pe_gpci, GPCI_PLACES),
        "mp_gpci": to_scaled(locality.mp_gpci, GPCI_PLACES),
        "factor": to_scaled(factor, FACTOR_PLACES),
        "anesthesia_factor": 0 if anesthesia is None else to_scaled(anesthesia, FACTOR_PLACES),
        "has_anesthesia_factor": anesthesia is not None,
    }


@lru_cache(maxsize=10_000)
def of_modifiers(modifiers: tuple[str, ...]) -> Fields:
    """The fields that some modifiers set."""
    made: Fields = {}
    for code in modifiers:
        held = known_modifier(code)
        if held is None:
            made["unknown_modifier"] = True
        elif held.effect == "not modelled":
            made["unmodelled_modifier"] = True
        elif held.effect == "patient share":
            made["patient_share"] = True
        if f"mod_{code}" in of.FIELDS:
            made[f"mod_{code}"] = True
    return made


@lru_cache(maxsize=1_000)
def of_place(place_of_service: str | None, setting: Setting | None, day: date) -> Fields:
    """The fields that the place of service sets; a setting that is said goes before it."""
    if place_of_service is None:
        said = setting or Setting.NONFACILITY
        # Who says facility and no more is taken to mean a hospital.
        in_hospital = said is Setting.FACILITY
        return {"place_setting": said.value, "place_known": True, "hospital_place": in_hospital}
    held = place(place_of_service)
    said_or_decided = setting or setting_of(place_of_service, day)
    return {
        "place_setting": said_or_decided.value if said_or_decided else "",
        "place_known": held is not None and held.first <= day,
        "hospital_place": is_hospital(place_of_service),
    }


def of_claim(claim: Claim) -> Fields:
    """The fields that are the same for every line."""
    return {
        "participating": claim.participating,
        "institutional": claim.institutional,
        "shortage_area": claim.shortage_area,
        "hospital_patient": claim.hospital_patient,
        "erx": "erx" in claim.quality,
        "ehr": "ehr" in claim.quality,
        "pqrs": "pqrs" in claim.quality,
    }


def put_line(made: Fields, line: ClaimLine, number: int) -> None:
    """Add what the line itself says.

    Raises:
        ValueError: a figure is out of bounds; the message names it.
    """
    made["line"] = number
    made["units"] = line.units
    made["provider"] = line.provider.value
    made["documented"] = line.documented
    made["present_at_induction"] = line.present_at_induction
    if line.charge is not None:
        made["charge"], made["has_charge"] = to_scaled(line.charge, CENT_PLACES), True
    if line.minutes is not None:
        made["minutes"], made["has_minutes"] = line.minutes, True
    if line.base_units is not None:
        made["base_units"], made["has_base_units"] = to_scaled(line.base_units, 1), True
    if line.postop_days is not None:
        made["postop_days"], made["has_postop_days"] = line.postop_days, True
    if line.given is not None:
        _put_given(made, line.given)


def _put_given(made: Fields, given: Given) -> None:
    for name in of.GIVEN:
        value: Decimal | None = getattr(given, name)
        if value is not None:
            made[f"given_{name}"] = to_scaled(value, CENT_PLACES)
            made[f"has_given_{name}"] = True


def check_bounds(made: Fields, label: str) -> None:
    """Hold every figure to the bounds rules were written for.

    Raises:
        ValueError: one lies outside.
    """
    for name, field in _NUMBERS:
        value = made[name]
        if not field.lowest <= int(value) <= field.highest:
            raise ValueError(
                f"{label}: {of.LABELS[name]} is {value} in units of its last place; expected "
                f"{field.lowest} to {field.highest}"
            )


_NUMBERS = tuple(
    (name, field) for name, field in of.FIELDS.items() if isinstance(field, NumberField)
)


def component_of(modifiers: tuple[str, ...]) -> str:
    """Which row of the fee schedule some modifiers ask for."""
    asked = [each for each in (*_COMPONENTS, "53") if each in modifiers]
    return asked[0] if asked else ""
