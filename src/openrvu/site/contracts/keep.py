"""Keeping and deleting contracts, and what is told of their years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openrvu.errors import ReleaseNotHeld
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.plan_file import UnknownPlan
from openrvu.productivity.plan_table import Problem
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.source import default_source
from openrvu.site.contracts.models import LONGEST_NAME, Version, YearFacts
from openrvu.site.people.models import User

#: A text of this many characters is no contract.
LONGEST_TEXT = 100_000
#: More contracts than one person has.
MOST = 200


def problems_of(
    user: User, told: Contract, *, is_offer: bool, key: UUID | None = None
) -> tuple[Problem, ...]:
    """What keeps a sound contract from being kept for a person.

    Args:
        user: whose.
        told: the contract.
        is_offer: whether it is only compared.
        key: of the version that it takes the place of, if any.
    """
    return tuple(_problems(user, told, is_offer, key))


def keep(
    user: User,
    told: Contract,
    text: str,
    *,
    is_offer: bool,
    key: UUID | None = None,
    series: UUID | None = None,
) -> Version:
    """Keep a contract that has no problems.

    Args:
        user: whose.
        told: the contract.
        text: that says it, as TOML.
        is_offer: whether it is only compared.
        key: of the version that it takes the place of; None for a new one.
        series: of the contract that it is a later version of, for a new one.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        kept = Version.objects.of(user).filter(pk=key).first() if key else None
        version = kept or Version(owner=user, **({"series": series} if series else {}))
        version.name, version.text, version.is_offer = told.name, text, is_offer
        version.starts, version.ends = told.starts, told.ends
        version.changed = timezone.now()
        version.save(force_insert=kept is None)
    return version


def delete(user: User, version: Version) -> None:
    """Delete a version; with the last of its series, what was told of its years."""
    with transaction.atomic():
        rows = Version.objects.of(user)
        rows.filter(pk=version.pk).delete()
        if not rows.filter(series=version.series).exists():
            YearFacts.objects.of(user).filter(series=version.series).delete()


def keep_facts(user: User, version: Version, year: int, told: Mapping[str, Any]) -> None:
    """Keep what the person tells of a year, in place of what was told before."""
    with transaction.atomic():
        rows = YearFacts.objects.of(user).filter(series=version.series, year=year)
        rows.delete()
        if told:
            YearFacts(owner=user, series=version.series, year=year, told=dict(told)).save(
                force_insert=True
            )


def _problems(user: User, told: Contract, is_offer: bool, key: UUID | None) -> Iterator[Problem]:
    if len(told.name) > LONGEST_NAME:
        yield Problem("name", f"{len(told.name)} characters", f"at most {LONGEST_NAME}")
    try:
        pinned = told.credit_plan().pinned
    except UnknownPlan as error:
        yield Problem("credit", repr(told.credit), f"a plan of the package ({error})")
        pinned = None
    try:
        if pinned:
            FeeSchedule.of(pinned)
    except ReleaseNotHeld:
        held = ", ".join(release.label for release in default_source().releases())
        yield Problem("release", repr(pinned), f"a release that is held: {held}")
    others = Version.objects.of(user).exclude(pk=key)
    if key is None and others.count() >= MOST:
        yield Problem("name", f"{MOST} contracts kept already", "fewer; delete one")
    same = others.filter(is_offer=False, starts=told.starts).first()
    if same is not None and not is_offer:
        yield Problem(
            "starts",
            f"{told.starts}, the first day of your contract “{same.name}”",
            "another day, or keep this one as an offer",
        )
