"""The second relative value file of 2026: for qualifying APM participants (QPP).

CMS's archives of 2026 hold the relative values twice. The QPP file has another conversion factor
and a pricing indicator of its own, and leaves out codes that Medicare does not pay by RVUs; all
else is the same. So its factor is all we take, once it is known to be that file's twin.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from openrvu.cms.package import Member
from openrvu.cms.pprrvu import RelativeValues, read_pprrvu
from openrvu.errors import ReadError
from openrvu.schedule.rows import Policy, ServiceRow

#: Status codes whose RVUs Medicare pays by; these rows the QPP file must have.
_PAID_BY_RVU = frozenset("ART")


def read_qpp_factor(member: Member, base: RelativeValues) -> Decimal:
    """The conversion factor of a QPP file whose values are those of the nonQPP file beside it.

    Raises:
        ReadError: it cannot be trusted, or its values are not the other file's.
    """
    other = read_pprrvu(member, qpp=True)
    here, there = rows_by_key(other.rows), rows_by_key(base.rows)
    if differing := [key for key in here if there.get(key) != here[key]]:
        raise _refusal(member, f"{_label(differing[0])} with other values than the nonQPP file's")
    missing = [k for k in there.keys() - here.keys() if there[k].policy.status in _PAID_BY_RVU]
    if missing:
        raise _refusal(member, f"no {_label(min(missing))}, which the nonQPP file has")
    if other.conversion_factor <= base.conversion_factor:
        found = f"a factor of {other.conversion_factor}, and {base.conversion_factor} without QPP"
        raise ReadError(
            member.name,
            column="CONV FACTOR",
            found=found,
            expected="the higher of the two here, as 42 USC 1395w-4(d)(20) has it",
            remedy="The names of the two files may have been exchanged; give CMS's whole archive",
        )
    return other.conversion_factor


def rows_by_key(rows: Iterable[ServiceRow]) -> dict[tuple[str, str], ServiceRow]:
    """Rows by code and modifier, without the pricing indicator.

    It marks the file (blank before 2026, then 9, or 1 for QPP) and says nothing of the service.
    """
    bare: dict[Policy, Policy] = {}
    made = {}
    for row in rows:
        policy = bare.get(row.policy)
        if policy is None:
            policy = bare[row.policy] = replace(row.policy, pricing="")
        made[row.code, row.modifier] = replace(row, policy=policy)
    return made


def _label(key: tuple[str, str]) -> str:
    return "-".join(part for part in key if part)


def _refusal(member: Member, found: str) -> ReadError:
    return ReadError(
        member.name,
        found=found,
        expected="the same values with another conversion factor",
        remedy="Download the archive again from CMS; the two files are of different releases",
    )
