"""People who use the log: they look at the dashboard, type, and save."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

import httpx

from bench.load import Connection, Load, Refused, request

#: What is measured, with the milliseconds that 95 of 100 must stay within.
PROMISED = {"dashboard": 150.0, "save": 60.0, "suggestion": 80.0}
#: What one visit asks for, in order; the words are typed letter by letter.
_VISIT = ("log", "suggestion", "suggestion", "suggestion", "preview", "save", "log", "dashboard")
_TYPED = ("992", "45385", "knee inj", "echo", "colonosc", "9921", "subsequent hosp", "cataract")
_SAVED = ("99214", "45385 45380-59", "99213 x3", "93306-26 yesterday", "99291, 99232", "20610-RT")
#: Seconds between two requests of a person who reads and types.
PAUSES = (0.5, 2.5)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in, as a browser holds it."""

    cookie: str
    csrf: str


@dataclass
class Kept:
    """What came of visits.

    Attributes:
        taken: milliseconds of each request, by kind.
        errors: answers that were not those expected, in words.
        seconds: how long it went on.
    """

    taken: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def load(self, kind: str) -> Load:
        """The durations of a kind."""
        taken = sorted(self.taken.get(kind, ()))
        return Load(tuple(taken), len(taken) / self.seconds if self.seconds else 0.0)

    @property
    def rate(self) -> float:
        """Requests of all kinds a second."""
        return sum(map(len, self.taken.values())) / self.seconds


def sign_in(port: int, sessions: Sequence[str], cookie: str) -> list[Person]:
    """People whose sessions exist, with the token that their forms carry."""
    found = []
    for session in sessions:
        cookies = {cookie: session} if session else {}
        with httpx.Client(cookies=cookies, trust_env=False) as browser:
            told = browser.get(f"http://127.0.0.1:{port}/log/session.json").raise_for_status()
            held = "; ".join(f"{one.name}={one.value}" for one in browser.cookies.jar)
            found.append(Person(held, told.json()["csrf"]))
    return found


def one_by_one(port: int, people: Sequence[Person], kinds: Sequence[str], times: int) -> Kept:
    """Each kind so many times, every time by the next person, one request at a time."""
    return asyncio.run(_one_by_one(port, people, kinds, times))


def together(
    port: int, people: Sequence[Person], seconds: float, pauses: tuple[float, float]
) -> Kept:
    """All people at once, visit after visit, for so long.

    Args:
        port: of the server.
        people: each with a connection of their own.
        seconds: after which nobody begins another request.
        pauses: the shortest and longest time that a person waits before the next request.
    """
    return asyncio.run(_together(port, people, seconds, pauses))


async def _one_by_one(
    port: int, people: Sequence[Person], kinds: Sequence[str], times: int
) -> Kept:
    kept, chance = Kept(), random.Random(1)  # noqa: S311 - nothing is kept secret by it
    connection = Connection(port)
    start = time.perf_counter()
    for at in range(times):
        for kind in kinds:
            await _ask(kept, connection, port, people[at % len(people)], kind, chance)
    kept.seconds = time.perf_counter() - start
    await connection.close()
    return kept


async def _together(
    port: int, people: Sequence[Person], seconds: float, pauses: tuple[float, float]
) -> Kept:
    kept = Kept()
    start = time.perf_counter()
    end = start + seconds
    visits = (_visits(kept, port, person, at, end, pauses) for at, person in enumerate(people))
    await asyncio.gather(*visits)
    kept.seconds = time.perf_counter() - start
    return kept


async def _visits(
    kept: Kept, port: int, person: Person, seed: int, end: float, pauses: tuple[float, float]
) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    connection = Connection(port)
    # Nobody opens the page at the same instant as everybody else.
    async for kind in _kinds(chance, end, pauses):
        await _ask(kept, connection, port, person, kind, chance)
    await connection.close()


async def _kinds(
    chance: random.Random, end: float, pauses: tuple[float, float]
) -> AsyncIterator[str]:
    await asyncio.sleep(chance.uniform(0, pauses[1]))
    for kind in _again(_VISIT):
        if time.perf_counter() >= end:
            return
        yield kind
        await asyncio.sleep(chance.uniform(*pauses))


def _again(kinds: Sequence[str]) -> Iterator[str]:
    while True:
        yield from kinds


async def _ask(
    kept: Kept, connection: Connection, port: int, person: Person, kind: str, chance: random.Random
) -> None:
    asked, status = _request(port, person, kind, chance)
    try:
        taken = await connection.ask(asked, status)
    except (Refused, OSError, EOFError, TimeoutError) as error:
        kept.errors[f"{kind}: {type(error).__name__} {error}"] += 1
        await connection.close()
    else:
        kept.taken.setdefault(kind, []).append(taken)


def _request(port: int, person: Person, kind: str, chance: random.Random) -> tuple[bytes, int]:
    """A request of a kind, and the status of its answer."""
    if kind == "dashboard":
        return request(port, "GET", "/log/dashboard/", {"Cookie": person.cookie}), 200
    if kind == "log":
        return request(port, "GET", "/log/", {"Cookie": person.cookie}), 200
    if kind == "suggestion":
        return _post(port, person, "/log/suggestions/", {"text": chance.choice(_TYPED)}), 200
    if kind == "preview":
        return _post(port, person, "/log/preview/", {"text": chance.choice(_SAVED)}), 200
    said = {"text": chance.choice(_SAVED), "key": str(uuid4()), "do": "save"}
    return _post(port, person, "/log/", said), 303


def _post(port: int, person: Person, path: str, said: dict[str, str]) -> bytes:
    headers = {
        "Cookie": person.cookie,
        "X-CSRFToken": person.csrf,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return request(port, "POST", path, headers, urlencode(said).encode())


def described(told: Kept) -> str:
    """The errors of a load in words, the most frequent first."""
    return json.dumps(dict(told.errors.most_common(5)), ensure_ascii=False)
