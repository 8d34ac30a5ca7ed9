"""Assistants at surgery, co-surgeons and teams.

MCPM chapter 12, sections 20.4.3, 40.8 and 110; 42 CFR 414.52 and 414.56(c). The indicators of the
row say whether a second person is paid at all, and whether medical necessity must be documented.
"""

from __future__ import annotations

from openrvu.rules import fields as of
from openrvu.rules.expression import Rule, Truth
from openrvu.rules.statement import ONE, choose, law, named

assisting = of.is_any("80", "81", "82", "AS")
_second_surgeon = of.modifier("62")
_team = of.modifier("66")

#: In order; the first that holds keeps the line from being priced.
role_reasons: tuple[tuple[Truth, str], ...] = (
    (
        (assisting & (_second_surgeon | _team)) | (_second_surgeon & _team),
        "roles.contradict",
    ),
    (assisting & of.assistant.is_in("9"), "assistant.not_applicable"),
    (assisting & of.assistant.is_in("1"), "assistant.never"),
    (assisting & of.assistant.is_in("0") & ~of.documented, "assistant.needs_documentation"),
    (_second_surgeon & of.co_surgeon.is_in("9"), "co_surgeon.not_applicable"),
    (_second_surgeon & of.co_surgeon.is_in("0"), "co_surgeon.never"),
    (
        _second_surgeon & of.co_surgeon.is_in("1") & ~of.documented,
        "co_surgeon.needs_documentation",
    ),
    (_team & of.team.is_in("9"), "team.not_applicable"),
    (_team & of.team.is_in("0"), "team.never"),
    (_team, "team.by_report"),
)

role_share = named(
    Rule(
        "roles.share",
        "Share of an assistant or co-surgeon",
        "A physician assisting at surgery (80, 81, 82) is paid 16% of the fee; a PA, NP or CNS "
        "(AS) 85% of that, once, even where 80 stands beside it. Each of two surgeons (62) is "
        "paid 62.5%. A surgical team (66) is paid by report.",
        "MCPM ch. 12 §20.4.3, §40.8, §110; 42 CFR 414.52, 414.56(c)",
        ("assistant 0, 1, 2", "co-surgeon 0, 1, 2", "team 0, 1, 2"),
    ),
    choose(
        (of.modifier("AS"), law("assistant.physician") * law("assistant.nonphysician")),
        (assisting, law("assistant.physician")),
        (_second_surgeon, law("co_surgeon.each")),
        otherwise=ONE,
    ),
)
