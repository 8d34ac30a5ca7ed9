"""How often a client may call."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from calling import answered, read, refused
from openrvu.site.api import door, limits
from openrvu.site.api.limits import Buckets, client_of
from openrvu.site.environment import env_whole


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def few(settings: Settings) -> Iterator[None]:
    """Three calls a minute, in buckets of this test's own."""
    settings.API_RATE = 3
    door.buckets.cache_clear()
    yield
    door.buckets.cache_clear()


def test_a_full_bucket_is_emptied_and_fills_evenly() -> None:
    clock = Clock()
    buckets = Buckets(clock)
    found = [buckets.take("a", 3) for _ in range(4)]
    assert [one.remaining for one in found] == [2, 1, 0, 0]
    assert [one.wait for one in found] == [0, 0, 0, 20]
    assert [one.full_in for one in found] == [20, 40, 60, 60]
    clock.now += 19
    assert buckets.take("a", 3).wait == 1
    clock.now += 1
    assert buckets.take("a", 3).wait == 0
    clock.now += 600
    assert buckets.take("a", 3).remaining == 2


def test_each_client_has_a_bucket_of_its_own() -> None:
    buckets = Buckets(Clock())
    assert [buckets.take(client, 1).wait for client in "aabb"] == [0, 60, 0, 60]


def test_the_buckets_kept_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST", 10)
    buckets = Buckets(Clock())
    for client in range(50):
        buckets.take(str(client), 5)
    assert len(buckets._full_at) == 10


def test_without_a_limit_every_call_is_answered() -> None:
    buckets = Buckets(Clock())
    found = [buckets.take("a", 0) for _ in range(100)]
    assert not any(one.wait or one.headers() for one in found)


@given(
    limit=st.integers(1, 40),
    pauses=st.lists(st.floats(0, 20, allow_nan=False), min_size=1, max_size=200),
)
def test_no_more_calls_are_granted_than_a_bucket_holds_and_gains(
    limit: int, pauses: list[float]
) -> None:
    clock = Clock()
    buckets = Buckets(clock)
    granted = 0
    for pause in pauses:
        clock.now += pause
        taken = buckets.take("a", limit)
        granted += not taken.wait
        assert 0 <= taken.remaining <= limit
        assert 0 <= taken.full_in <= 61
    passed = clock.now - 1000.0
    assert granted <= limit + limit * passed / 60 + 1e-6 + 1


@given(limit=st.integers(1, 40))
def test_who_waits_as_long_as_told_is_answered(limit: int) -> None:
    clock = Clock()
    buckets = Buckets(clock)
    for _ in range(3 * limit):
        wait = buckets.take("a", limit).wait
        clock.now += wait
        if wait:
            assert buckets.take("a", limit).wait == 0


@pytest.mark.usefixtures("few")
def test_the_answer_beyond_the_limit_says_when_to_come_again(client: Client) -> None:
    found = [answered(client, "/releases?limit=1") for _ in range(4)]
    assert [one.status_code for one in found] == [200, 200, 200, 429]
    assert [one.headers["RateLimit-Remaining"] for one in found] == ["2", "1", "0", "0"]
    assert {one.headers["RateLimit-Limit"] for one in found} == {"3"}
    assert refused(read(found[3], 429)) == ("too_many_requests", None)
    assert int(found[3].headers["Retry-After"]) in range(15, 21)
    assert "Retry-After" not in found[0].headers


@pytest.mark.usefixtures("few")
def test_pages_are_not_counted(client: Client) -> None:
    for _ in range(5):
        assert client.get("/codes/76000.json").status_code == 200
    assert answered(client, "/releases").headers["RateLimit-Remaining"] == "2"


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "client"),
    [
        ("10.0.0.1", "", 0, "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9", 0, "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9", 1, "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.9", 1, "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        ("2001:db8:1:2:3::4", "", 0, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:9::9", "", 0, "2001:db8:1:2::/64"),
        ("", "", 0, "unknown"),
        ("10.0.0.1", "rubbish", 1, "unknown"),
    ],
)
def test_whose_call_it_is(
    settings: Settings, remote: str, forwarded: str, proxies: int, client: str
) -> None:
    settings.PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert client_of(RequestFactory(headers=headers).get("/", REMOTE_ADDR=remote)) == client


@pytest.mark.parametrize(("text", "value"), [("", 600), ("0", 0), ("25", 25)])
def test_the_limit_is_set_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, text: str, value: int
) -> None:
    monkeypatch.setenv("OPENRVU_API_RATE", text)
    assert env_whole("OPENRVU_API_RATE", 600) == value


@pytest.mark.parametrize("text", ["-1", "many", "6e2", "1.5"])
def test_a_limit_that_is_no_whole_number_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("OPENRVU_API_RATE", text)
    with pytest.raises(ImproperlyConfigured, match=r"OPENRVU_API_RATE=.*whole number such as 600"):
        env_whole("OPENRVU_API_RATE", 600)
