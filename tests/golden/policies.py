"""Places of service, floors, visits, facility claims (06, 07, 13, 19)."""

from __future__ import annotations

from decimal import Decimal

from golden.case import Answer, Case, Results, money, unknown
from golden.claims import of_hospital
from golden.statements import result_of, value_of
from golden.told import NotApplicable
from golden.words import days_after, is_word, is_yes, modifiers_of, outcome_of, plain, setting_of
from openrvu.pricing.claim import LineOutcome
from openrvu.rules.facility_claims import facility_payment
from openrvu.rules.global_period import visit_is_paid
from openrvu.rules.gpci_floors import FRONTIER, floored_mp, floored_pe, floored_work
from openrvu.rules.parameters import parameter
from openrvu.rules.places_of_service import setting_of as setting_of_place
from openrvu.rules.setting import setting
from openrvu.schedule.rows import Setting

_LETTERS = {Setting.FACILITY: "F", Setting.NONFACILITY: "NF", None: None}
_UNSTATED = frozenset(("none", "unknown", "refuse", "no rate", "not stated", "configurable"))
_FLOORS = {"work_gpci": floored_work, "pe_gpci": floored_pe, "mp_gpci": floored_mp}


def place(case: Case) -> Results:
    """Facility, non-facility, or no stated setting."""
    told = case.inputs
    found = setting_of_place(str(told["pos"]).zfill(2), case.day)
    values: dict[str, Decimal | str | bool] = {
        "place_setting": found.value if found else "",
        "hospital_patient": of_hospital(told),
    }
    decided = str(result_of(setting, case.day, values))
    got = _LETTERS[Setting(decided) if decided else None]
    for name, wanted in case.expected.items():
        if name not in {"setting", "rate", "site", "column"}:
            yield unknown(name)
        elif wanted is None or plain(wanted) in _UNSTATED:
            yield Answer(name, None, got)
        else:
            yield Answer(name, _LETTERS[setting_of(wanted)], got)


def visit(case: Case) -> Results:
    """Whether a visit near a procedure is paid."""
    told = case.inputs
    codes = modifiers_of(told)
    own = told.first("em_modifiers", "em_modifier")
    for text in own if isinstance(own, list) else [own]:
        codes += tuple(str(text or "").upper().replace(",", " ").split())
    values: dict[str, Decimal | str | bool] = {
        "surgery_global": _global_days(told["procedure_global"]),
        "days_after": Decimal(days_after(str(told["em_when"]))),
    }
    values |= {f"mod_{each}": True for each in codes}
    paid = bool(result_of(visit_is_paid, case.day, values))
    for name, wanted in case.expected.items():
        if isinstance(wanted, bool) and name in {"em_payable", "payable", "paid", "em_paid"}:
            yield Answer(name, wanted, paid)
        elif is_word(wanted) and outcome_of(wanted) is not None:
            yield Answer(name, outcome_of(wanted) is LineOutcome.PRICED, paid)
        else:
            yield unknown(name)


def _global_days(said: object) -> str:
    """``090``, ``90`` and ``major`` as ``090``."""
    words = {"major": "090", "minor": "010", "0": "000", "10": "010", "90": "090"}
    return words.get(plain(said), str(said).strip().upper())


def floors(case: Case) -> Results:
    """Indices after their floors, and what the floors are."""
    for name, wanted in case.expected.items():
        if name == "gpcis":
            named = [(f"raw_{each}", rule) for each, rule in _FLOORS.items()]
            raw = [str(each) for each in case.inputs["raw_gpcis"]]
            if len(wanted) != len(raw) or len(raw) != len(named):
                raise NotApplicable("its indices are not three: work, PE, malpractice")
            for place, each in enumerate(wanted):
                got = value_of(named[place][1], case.day, _raw(case))
                yield Answer(f"gpcis[{place}]", each, got)
        elif name == "states":
            yield Answer(name, sorted(wanted), sorted(FRONTIER))
        elif name in _FLOORS and _has_raw(case):
            yield Answer(name, wanted, value_of(_FLOORS[name], case.day, _raw(case)))
        else:
            yield _floor(case, name, wanted)


def _floor(case: Case, name: str, wanted: object) -> Answer:
    """The floor itself, or whether there is one."""
    figures = {
        "pe_gpci": "gpci.frontier_pe_floor",
        "pe_floor": "gpci.frontier_pe_floor",
        "work_floor": "gpci.work_floor",
        "work_gpci": "gpci.work_floor",
        "floor": "gpci.work_floor",
    }
    if name not in figures:
        raise NotApplicable(f"it expects {name!r}, which no floor is called")
    of_alaska = "AK" in str(case.inputs.get("state")) and name != "pe_gpci"
    floor = "gpci.alaska_work" if of_alaska else figures[name]
    value = parameter(floor).on(case.day).value
    return Answer(name, wanted, value > 0 if isinstance(wanted, bool) else value)


def _has_raw(case: Case) -> bool:
    return "raw_gpcis" in case.inputs or any(f"raw_{name}" in case.inputs for name in _FLOORS)


def _raw(case: Case) -> dict[str, Decimal | str | bool]:
    """The indices before their floors, and the state."""
    told = case.inputs
    listed = told.get("raw_gpcis") or [told.get(f"raw_{name}", "0") for name in _FLOORS]
    values: dict[str, Decimal | str | bool] = {"state": str(told["state"]).upper()}
    pairs = zip(_FLOORS, listed, strict=True)
    return values | {f"raw_{name}": money(each) for name, each in pairs}


def discontinued(case: Case) -> Results:
    """What a facility is paid for a procedure stopped before or after anesthesia."""
    told = case.inputs
    values: dict[str, Decimal | str | bool] = {"facility_rate": case.cents(told["facility_rate"])}
    values |= {f"mod_{each}": True for each in modifiers_of(told)}
    got = value_of(facility_payment, case.day, values)
    for name, wanted in case.expected.items():
        if name in {"payment", "amount", "total", "facility_payment", "allowed"}:
            yield Answer(name, wanted, got)
        elif name in {"payable", "paid"}:
            yield Answer(name, is_yes(wanted), got > 0)
        else:
            yield unknown(name)
