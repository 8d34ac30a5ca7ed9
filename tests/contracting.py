"""Contracts that tests keep for people."""

from __future__ import annotations

from openrvu.productivity.contract.contract_file import contract_from_toml
from openrvu.site.contracts import keep
from openrvu.site.contracts.models import Version
from openrvu.site.people.models import User

#: $50 for each work RVU of CMS, whole, from 2026 on.
STRAIGHT = """
name = "Straight"
starts = "2026-01-01"
payout = "quarterly"
credit = "full-cms"
[[fte]]
since = "2026-01-01"
total = "1"
clinical = "1"
[production]
pays = "above the threshold"
rate = "50"
"""
#: $100,000, and $40 for each work RVU above 1,000 a year.
SALARIED = """
name = "Salaried"
starts = "2026-01-01"
payout = "quarterly"
credit = "full-cms"
[[fte]]
since = "2026-01-01"
total = "1"
clinical = "1"
[[base]]
since = "2026-01-01"
annual = "100000"
[threshold]
kind = "given"
annual = "1000"
by = "clinical FTE"
[production]
pays = "above the threshold"
rate = "40"
"""


def kept(user: User, text: str = STRAIGHT, *, is_offer: bool = False) -> Version:
    """A contract that is kept for a person."""
    found, problems = contract_from_toml(text)
    assert found is not None, problems
    assert keep.problems_of(user, found, is_offer=is_offer) == ()
    return keep.keep(user, found, text, is_offer=is_offer)


def contract_ids(user: User, name: str) -> dict[str, str]:
    """The id of a contract of this name."""
    return {"contract": str(kept(user, STRAIGHT.replace("Straight", name)).pk)}
