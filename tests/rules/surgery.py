"""A few rules of the kind that is priced, and a claim by hand. Import by its own name."""

from __future__ import annotations

from datetime import date

from openrvu.rules.expression import (
    Expression,
    Group,
    NumberField,
    Order,
    Parameter,
    Rule,
    TextField,
    TruthField,
)
from openrvu.rules.sql.data import Data
from openrvu.rules.statement import (
    NOTHING,
    ONE,
    any_line,
    cents,
    choose,
    highest,
    is_first,
    named,
    total,
    up_to_here,
)

FEE = NumberField("fee", 2, 100_000_00)
BOTH_SIDES = Parameter("bilateral.share", 2, 100, 150)
LATER = Parameter("ranking.later", 2, 25, 50)
MOD_50 = TruthField("mod_50")
ROLE = TextField("role")

PROCEDURE = named(
    Rule("bilateral.amount"), cents(choose((MOD_50, FEE * BOTH_SIDES), otherwise=FEE))
)
IS_RANKED = TextField("multiple").is_in("2", "3")
RANKED = Group((ROLE,), IS_RANKED, (Order(PROCEDURE),))
POSITION = named(Rule("ranking.position"), up_to_here(ONE, RANKED))
AMOUNT = named(
    Rule("ranking.amount"),
    cents(choose((POSITION > ONE, PROCEDURE * LATER), otherwise=PROCEDURE)),
)
OUTPUTS: dict[str, Expression] = {
    "amount": AMOUNT,
    "position": POSITION,
    "leads": is_first(RANKED),
    "of_the_day": total(AMOUNT, Group()),
    "highest": highest(PROCEDURE, RANKED),
    "any_unpaid": any_line(AMOUNT.equals(NOTHING), Group((ROLE,))),
}

#: Modifiers are bits of one column; the second share began in the middle of 2021.
COLUMNS = {"mod_50": "(modifiers & 4) <> 0"}
DATA = Data(
    days=(date(2020, 1, 1), date(2026, 12, 31)),
    dated={
        "bilateral.share": [(date(1992, 1, 1), 150)],
        "ranking.later": [(date(1992, 1, 1), 25), (date(2021, 7, 1), 50)],
    },
)
KEEP = ("claim", "line")
#: 80.01 x 150% is 120.015, half a cent up; 100.01 x 50% is 50.005. The first two lines tie.
TABLE = """(SELECT * FROM (VALUES
    (7, DATE '2021-07-01', 1, 10001, 0, '2', 'surgeon'),
    (7, DATE '2021-07-01', 2, 10001, 1, '3', 'surgeon'),
    (7, DATE '2021-07-01', 3, 8001, 5, '2', 'surgeon'),
    (7, DATE '2021-07-01', 4, 3333, 0, '0', 'surgeon'),
    (7, DATE '2021-07-01', 5, 0, 4, '2', 'assistant'),
    (7, DATE '2021-06-30', 6, 10001, 0, '2', 'surgeon'),
    (7, DATE '2021-06-30', 7, 10000, 0, '2', 'surgeon')
) AS given(claim, day, line, fee, modifiers, multiple, role))"""
ANSWER = [
    (7, 1, 5001, 2, False, 25337, 12002, False),
    (7, 2, 5001, 3, False, 25337, 12002, False),
    (7, 3, 12002, 1, True, 25337, 12002, False),
    (7, 4, 3333, 0, False, 25337, 0, False),
    (7, 5, 0, 1, True, 25337, 0, True),
    (7, 6, 10001, 1, True, 12501, 10001, False),
    (7, 7, 2500, 2, False, 12501, 10001, False),
]
