"""Somebody who records without pause, and remembers what the server acknowledged."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

import httpx

from faults.stored import Row

DAY = "2026-03-09"
#: Two of one patient; recorded by the form they are a case of three lines.
TEXT = "99214 45385 45380-59"
CODES = ("99214", "45385", "45380")
_PATIENCE = 60.0
Answer = dict[str, Any]


class Unexpected(AssertionError):
    """The server answered something that no kill explains."""


@dataclass(frozen=True, slots=True)
class Write:
    """One write, which is done whole or not at all.

    Attributes:
        kind: ``form``, ``text``, ``case``, ``change`` or ``delete``.
        address: to which it is posted.
        body: what is posted; sent again, it is the same with the same ids.
        after: what each entry is once it is done; None for one that is gone.
        operations: ids by which the server remembers it.
        trail: what it adds to the audit trail.
    """

    kind: str
    address: str
    body: Answer
    after: Mapping[UUID, Row | None]
    operations: tuple[UUID, ...]
    trail: Mapping[str, int]


class Writer:
    """One browser or device of a person.

    Attributes:
        expected: what the log must hold of this writer: each entry ever acknowledged, None for one
            whose deletion was.
        done: the writes that were acknowledged.
        cut: the write that was under way when the server died.
    """

    def __init__(self, address: str, cookies: Mapping[str, str], seed: int) -> None:
        """Begin with nothing."""
        self._address, self._cookies = address, dict(cookies)
        self._random = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
        self._who = ""
        self.expected: dict[UUID, Row | None] = {}
        self.done: list[Write] = []
        self.cut: Write | None = None

    def write(self, most: int | None = None) -> None:
        """First what was cut, with the same ids; then new writes, until the server is gone.

        Args:
            most: new writes, where not until then.
        """
        try:
            with self._browser() as browser:
                if self.cut is not None:
                    self._send(browser, self.cut)
                while most is None or most > 0:
                    self._send(browser, self._next())
                    most = None if most is None else most - 1
        except httpx.TransportError:
            return

    def repeat(self, count: int) -> None:
        """Send the last writes once more, as a device does that never saw their answers."""
        with self._browser() as browser:
            for write in self.done[-count:]:
                _acknowledged(write, browser.post(write.address, **write.body))

    @contextmanager
    def _browser(self) -> Iterator[httpx.Client]:
        with httpx.Client(
            base_url=self._address, cookies=self._cookies, timeout=_PATIENCE, trust_env=False
        ) as browser:
            told = browser.get("/log/session.json").raise_for_status().json()
            browser.headers["X-CSRFToken"] = told["csrf"]
            self._who = told["who"]
            yield browser

    def _send(self, browser: httpx.Client, write: Write) -> None:
        self.cut = write
        _acknowledged(write, browser.post(write.address, **write.body))
        self.expected |= write.after
        self.done.append(write)
        self.cut = None

    def _next(self) -> Write:
        """A write of any kind; a change or a deletion is of an entry that stands."""
        kinds: list[Callable[[], Write]] = [self._form, self._text, self._case]
        own = [key for key, row in self.expected.items() if row is not None]
        if own:
            kinds += [lambda: self._change(own), lambda: self._delete(own)]
        return self._random.choice(kinds)()

    def _form(self) -> Write:
        """The box of the page."""
        key = uuid4()
        fields = {"text": TEXT, "key": str(key), "on": DAY, "do": "save"}
        after = _of_text(key, self._who)
        return Write("form", "/log/", {"data": fields}, after, (), {"added": len(CODES)})

    def _text(self) -> Write:
        """The box of the installed app, without a network when it was typed."""
        key = uuid4()
        sent = {"operation": str(key), "do": "text", "text": TEXT, "on": DAY}
        body, after = {"json": {"operations": [sent]}}, _of_text(key, self._who)
        return Write("text", "/log/sync.json", body, after, (key,), {"added": len(CODES)})

    def _case(self) -> Write:
        """New lines of one case, one operation each, some with tags."""
        case = uuid4()
        after = {}
        for at in range(self._random.randint(1, 4)):
            tags = ("clinic", "late")[: self._random.randint(0, 2)]
            after[uuid4()] = Row(case, at, self._random.choice(CODES), 1, 1, tags)
        sent = [_put(key, row, 0) for key, row in after.items()]
        return _sync("case", sent, after, {"added": len(after)})

    def _change(self, own: list[UUID]) -> Write:
        key = self._random.choice(own)
        row = self.expected[key]
        assert row is not None
        units = row.units % 9 + 1
        new = Row(row.case, row.position, row.code, units, row.version + 1, ("changed",))
        return _sync("change", [_put(key, new, row.version)], {key: new}, {"changed": 1})

    def _delete(self, own: list[UUID]) -> Write:
        key = self._random.choice(own)
        row = self.expected[key]
        assert row is not None
        sent = {"do": "delete", "version": row.version, "entry": {"id": str(key)}}
        return _sync("delete", [sent], {key: None}, {"deleted": 1})


def _of_text(key: UUID, who: str) -> dict[UUID, Row | None]:
    """The entries of :data:`TEXT`. Their ids are made of the write's: that is what is promised."""
    case = uuid5(key, f"case 1 on {DAY} of {who}")
    return {
        uuid5(key, f"line {at} of {who}"): Row(case, at, code, 1, 1, ())
        for at, code in enumerate(CODES)
    }


def _put(key: UUID, row: Row, version: int) -> Answer:
    entry = {
        "id": str(key),
        "case": str(row.case),
        "position": row.position,
        "date": DAY,
        "code": row.code,
        "units": row.units,
        "tags": list(row.tags),
    }
    return {"do": "put", "version": version, "entry": entry}


def _sync(
    kind: str, sent: list[Answer], after: Mapping[UUID, Row | None], trail: Mapping[str, int]
) -> Write:
    keys = tuple(uuid4() for _ in sent)
    named = [{**one, "operation": str(key)} for one, key in zip(sent, keys, strict=True)]
    return Write(kind, "/log/sync.json", {"json": {"operations": named}}, after, keys, trail)


def _acknowledged(write: Write, answer: httpx.Response) -> None:
    """See that the server says the write is done.

    Raises:
        Unexpected: it says anything else.
    """
    if write.kind == "form":
        done = answer.status_code == 303
    else:
        results = answer.json().get("results", []) if answer.status_code == 200 else []
        said = [one["result"] for one in results]
        done = len(said) == len(write.operations) and set(said) <= {"saved", "same", "deleted"}
    if not done:
        raise Unexpected(f"{write.kind}: {answer.status_code} {answer.text[:500]}")
