"""Makes people with long logs, in a process of its own that runs in the mode of its database.

``python -m bench.load_people PEOPLE ENTRIES`` prints a session of each person as JSON. Figures are
those that recording would have made: whole cases are valued by the site's own code. A few thousand
different cases are valued, and each person has some of them.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import django

if TYPE_CHECKING:
    from openrvu.site.log.models import Entry
    from openrvu.site.people.models import User

_SEED = 5
_CASES = 6000
#: People who have the same work logged, each in rows of their own.
_ALIKE = 10
_FIRST = date(2022, 1, 1)
#: Lines of one encounter: visits, procedures together, reading, add-on codes.
_MIX = (
    ("99213",),
    ("99214",),
    ("99214",),
    ("99215",),
    ("99203",),
    ("99204",),
    ("99223",),
    ("99232",),
    ("99291", "99292"),
    ("93000",),
    ("93306-26",),
    ("99213-25", "20610"),
    ("99214-25", "11102", "11103"),
    ("45378",),
    ("45385", "45380-59"),
    ("43239", "45385-59"),
    ("66984-RT",),
    ("27447-LT",),
    ("47562",),
    ("29881-RT",),
    ("17000", "17003"),
    ("76830-26",),
    ("71046-26",),
    ("36415",),
)
_TAGS = ("clinic", "call", "inpatient", "endoscopy")
_FAVOURITES = ("99214", "99213", "45385 45380-59", "93306-26", "99291", "20610", "99214 x3")
_BATCH = 5000


def main(people: int, entries: int) -> None:
    """Make them, and print how their browsers are known."""
    django.setup(set_prefix=False)
    chance = random.Random(_SEED)  # noqa: S311 - the same logs each time
    users = _users(people)
    cases = _valued_cases(users[0], chance)
    some = users[: max(1, people // _ALIKE)]
    for user in some:
        _write(user, cases, entries, chance)
    if len(some) < people:
        _give_others(some, users[len(some) :])
    sys.stdout.write(json.dumps([_session(user) for user in users]))


def _users(count: int) -> list[User]:
    from django.conf import settings

    from openrvu.site.log.models import Profile, Saved
    from openrvu.site.modes import Mode
    from openrvu.site.people.models import User
    from openrvu.site.people.solo import solo_user

    if settings.MODE is Mode.SOLO:
        users = [solo_user()]
    else:
        users = [User.objects.create_user(f"load{at}@example.org") for at in range(count)]
    for user in users:
        Profile(owner=user, target=5000, timezone="UTC").save(force_insert=True)
        Saved.objects.of(user).bulk_create([Saved(owner=user, text=text) for text in _FAVOURITES])
    return users


def _valued_cases(user: User, chance: random.Random) -> list[list[Entry]]:
    """Cases on days from 2022 until today, valued, of nobody yet."""
    from openrvu.site.log import scope
    from openrvu.site.log.models import Entry
    from openrvu.site.log.valuing import put_values

    days = (date.today() - _FIRST).days  # noqa: DTZ011 - the last day need not be exact
    cases, rows = [], []
    for _ in range(_CASES):
        day, case = _FIRST + timedelta(days=chance.randint(0, days)), uuid4()
        lines = [
            Entry(owner=user, case=case, position=at, date=day, code=code, modifiers=modifier)
            for at, (code, _, modifier) in enumerate(
                label.partition("-") for label in chance.choice(_MIX)
            )
        ]
        cases.append(lines)
        rows += lines
    put_values(rows, scope.profile(user))
    return cases


def _write(user: User, cases: Sequence[list[Entry]], entries: int, chance: random.Random) -> None:
    from openrvu.site.log.models import Entry, EntryTag

    rows = list(_drawn(user, cases, entries, chance))
    Entry.objects.of(user).bulk_create(rows, batch_size=_BATCH)
    tags = [
        EntryTag(owner=user, entry=row, tag=chance.choice(_TAGS))
        for row in rows
        if chance.random() < 0.2
    ]
    EntryTag.objects.of(user).bulk_create(tags, batch_size=_BATCH)


def _drawn(
    user: User, cases: Sequence[list[Entry]], entries: int, chance: random.Random
) -> Iterator[Entry]:
    """So many entries, in whole cases but for the last, in the order of their days."""
    from openrvu.site.log.models import Entry

    names = [field.attname for field in Entry._meta.concrete_fields]  # noqa: SLF001 - Django's way
    drawn: list[Entry] = []
    while len(drawn) < entries:
        key = UUID(int=chance.getrandbits(128), version=4)
        for line in chance.choice(cases):
            said = {name: getattr(line, name) for name in names}
            own = {"id": UUID(int=chance.getrandbits(128), version=4), "case": key}
            drawn.append(Entry(**{**said, **own, "owner_id": user.pk}))
    yield from sorted(drawn[:entries], key=lambda entry: entry.date)


def _give_others(some: Sequence[User], others: Sequence[User]) -> None:
    """The same work for others, by PostgreSQL itself.

    Rows are in the order of days, so that those of one person are spread among those of all, as
    they are where people record day by day.
    """
    from django.db import connection

    from openrvu.site.log.models import Entry, EntryTag

    pairs = [[some[at % len(some)].pk for at in range(len(others))], [one.pk for one in others]]
    own = {"id": _made_of("id"), "case": _made_of('"case"'), "owner_id": "target"}
    tagged = {"entry_id": _made_of("entry_id"), "owner_id": "target"}
    with connection.cursor() as cursor:
        cursor.execute(_copy(Entry._meta, own, "ORDER BY date, target"), pairs)  # noqa: SLF001
        cursor.execute(_copy(EntryTag._meta, tagged), pairs)  # noqa: SLF001
        # Within minutes it would do this by itself.
        cursor.execute("VACUUM ANALYZE")


def _made_of(column: str) -> str:
    """A new id that is the same for the same row and person."""
    return f"md5(rows.{column}::text || target)::uuid"


def _copy(table: Any, instead: Mapping[str, str], order: str = "") -> str:
    names = [field.column for field in table.concrete_fields if field.column != "id"]
    names += ["id"] if "id" in instead else []
    read = ", ".join(instead.get(name, f'rows."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    return (
        f"INSERT INTO {table.db_table} ({columns}) SELECT {read} FROM {table.db_table} AS rows "  # noqa: S608
        "JOIN unnest(%s::bigint[], %s::bigint[]) AS pairs(source, target) "
        f"ON rows.owner_id = source {order}"
    )


def _session(user: User) -> str:
    """The key of a new session; empty in solo mode, where nobody signs in."""
    from django.conf import settings
    from django.test import Client

    from openrvu.site.modes import Mode

    if settings.MODE is Mode.SOLO:
        return ""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
