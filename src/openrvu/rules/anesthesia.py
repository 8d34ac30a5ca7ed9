"""Anesthesia: base and time units.

MCPM chapter 12, section 50; 42 CFR 414.46; 42 USC 1395w-4(a)(4). (Base units + minutes / 15 rounded
to one decimal) times the locality's anesthesia conversion factor. Personally performed (AA) or
without direction (QZ) in full; medical direction (QK, QY) and the directed anesthetist (QX) half
each; more than four at once (AD) three units a procedure, and one more where present at induction.
Of several procedures the highest base counts, with the time of all. An add-on code adds its base
units, in obstetrics also its time (CMS change request 2539). Physical status and qualifying
circumstances are not paid.
"""

from __future__ import annotations

from openrvu.exact import FACTOR_PLACES
from openrvu.rules import fields as of
from openrvu.rules.claim_checks import UNTIMED, first_reason, is_anesthesia
from openrvu.rules.expression import NumberField, Rule
from openrvu.rules.statement import (
    NOTHING,
    ONE,
    apportioned,
    cents,
    choose,
    choose_text,
    group,
    is_first,
    law,
    named,
    total,
)

_CITES = "MCPM ch. 12 §50; 42 CFR 414.46; 42 USC 1395w-4(a)(4)"
_supervised = of.modifier("AD")

is_timed = is_anesthesia & first_reason.is_in("") & ~_supervised
_adds_time = of.code.is_in("01968", "01969")
_is_added = of.code.is_in(UNTIMED) | _adds_time
#: Another anesthetic of the same day, not another procedure under the same one.
_apart = of.is_any("59", "XE", "76", "77", "78", "79")
_competes = is_timed & ~_is_added & ~_apart
_person = choose_text((of.is_any("QX", "QZ"), "anesthetist"), otherwise="physician")
_procedures = group("anesthesia", of.provider, _person, among=_competes, order=(of.base_units,))

leads_anesthesia = named(
    Rule(
        "anesthesia.leads",
        "The procedure with the highest base",
        "Of several procedures under one anesthetic the one with the highest base units is paid, "
        "with the time of all. The anesthetist (QX, QZ) and the physician are paid apart; 59, XE "
        "and 76 to 79 say that it was another anesthetic.",
        _CITES,
        ("status J",),
    ),
    is_first(_procedures),
)

_minutes = choose((_adds_time | _apart, of.minutes), otherwise=total(of.minutes, _procedures))
time_units = named(
    Rule(
        "anesthesia.time_units",
        "Time units",
        "Minutes divided by 15, rounded to one decimal. The minutes of all procedures count "
        "together, those of an obstetric add-on code (01968, 01969) by themselves.",
        _CITES,
        ("status J",),
    ),
    apportioned(ONE, _minutes, law("anesthesia.minutes_per_unit"), finer=1),
)

anesthesia_units = named(
    Rule(
        "anesthesia.units",
        "Units paid",
        "Base units and time units; under AD three units, and one more at induction. The burn "
        "add-on code (01953) has no time of its own.",
        _CITES,
        ("status J",),
    ),
    choose(
        (
            _supervised,
            law("anesthesia.supervised_units")
            + choose(
                (of.present_at_induction, law("anesthesia.induction_units")), otherwise=NOTHING
            ),
        ),
        (leads_anesthesia | (is_timed & (_adds_time | _apart)), of.base_units + time_units),
        (is_timed & _is_added, of.base_units),
        otherwise=NOTHING,
    ),
)

direction_share = named(
    Rule(
        "anesthesia.direction",
        "Share under medical direction",
        "The directing physician (QK, QY) and the directed anesthetist (QX) are each paid half "
        "since 1998; 60, 57.5, 55 and 52.5% in 1994 to 1997.",
        _CITES,
        ("status J",),
    ),
    choose((of.is_any("QK", "QX", "QY"), law("anesthesia.directed")), otherwise=ONE),
)

anesthesia_amount = named(
    Rule(
        "anesthesia.amount",
        "Anesthesia amount",
        "Units times the locality's anesthesia conversion factor times the share.",
        _CITES,
        ("status J",),
        is_step=True,
    ),
    anesthesia_units * of.anesthesia_factor * direction_share,
)
included_in_highest = _competes & ~leads_anesthesia

#: National dollars per unit, before the locality's indices.
national_factor = NumberField("national_factor", FACTOR_PLACES, of.MOST_FACTOR)
locality_factor = named(
    Rule(
        "anesthesia.locality_factor",
        "Anesthesia conversion factor of a locality",
        "The national factor times the shares of work, practice expense and malpractice, each "
        "times its GPCI, rounded to cents. CMS publishes the result; the shares are fitted to it.",
        "42 CFR 414.46; CMS ANES files of 2021 to 2025",
        ("status J",),
    ),
    cents(
        national_factor
        * (
            law("anesthesia.work_share") * of.work_gpci
            + law("anesthesia.pe_share") * of.pe_gpci
            + law("anesthesia.mp_share") * of.mp_gpci
        )
    ),
)
