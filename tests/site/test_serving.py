"""How the site answers requests of any kind: methods, validators, the memory of pages, load."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from openrvu import open_book
from openrvu.site.changes import summary
from openrvu.site.environment import is_loopback
from openrvu.site.middleware import PageCache
from openrvu.site.wsgi import make_application
from visiting import ask

PLACES = (
    "/",
    "/codes/76000/",
    "/codes/76000.json",
    "/changes/",
    "/tally/",
    "/health/",
    "/nowhere/",
)


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(client: Client, path: str, method: str) -> None:
    response = client.generic(method, path, b"x=1")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("path", PLACES)
def test_options_says_what_is_allowed(client: Client, path: str) -> None:
    response = client.options(path)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_scripts_of_other_sites_may_ask_for_json(client: Client) -> None:
    headers = client.options("/codes/76000.json").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.options("/codes/76000/").headers


@pytest.mark.parametrize(
    "path", ["/codes/76000/", "/codes/76000.json", "/tally/", "/search/?q=knee"]
)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', 'W/"a" , W/{}', "*"])
@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_page_that_is_held_already_is_not_sent(
    client: Client, path: str, form: str, encoding: str
) -> None:
    headers = {"accept-encoding": encoding}
    first = client.get(path, headers=headers)
    held = {**headers, "if-none-match": form.format(first.headers["ETag"])}
    again = client.get(path, headers=held)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "no-cache"


def test_another_validator_gets_the_page(client: Client) -> None:
    response = client.get("/codes/76000/", headers={"if-none-match": '"other"'})
    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/codes/76000/", "/codes/76000.json", "/tally/"])
def test_a_compressed_page_is_the_same_page(client: Client, path: str) -> None:
    plain = client.get(path)
    for _ in range(2):  # once rendered, once from memory
        packed = client.get(path, headers={"accept-encoding": "br, gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content)
        assert gzip.decompress(packed.content) == plain.content
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize("encoding", ["gzip;q=0", "gzip; q=0.0, br", "br", "identity"])
def test_who_takes_no_gzip_gets_none(client: Client, encoding: str) -> None:
    response = client.get("/codes/76000/", headers={"accept-encoding": encoding})
    assert "Content-Encoding" not in response.headers


def counting() -> tuple[PageCache, list[str]]:
    rendered: list[str] = []

    def answer(request: HttpRequest) -> HttpResponse:
        rendered.append(request.get_full_path())
        return HttpResponse(b"x" * 1000)

    return PageCache(answer), rendered


def get(path: str) -> HttpRequest:
    return RequestFactory(headers={"host": "127.0.0.1"}).get(path)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/codes/76000/", True),
        ("/codes/76000/?modifier=26&zip=10001", True),
        ("/compare/?codes=76000", True),
        ("/codes/76000/?utm_source=x", False),
        ("/codes/76000/?modifier=26&x=1", False),
        ("/health/", False),
        ("/search/?zip=10001", False),
        ("/search.json", False),
        ("/search/suggestions/", False),
        ("/tally/", False),
        ("/tally.csv", False),
        ("/sitemap.xml", False),
        ("/blog/feed.xml", False),
        ("/resources/gpci/", True),
        ("/learn/quiz/?level=students", False),
    ],
)
def test_which_addresses_are_kept(path: str, kept: bool) -> None:
    cache, rendered = counting()
    for _ in range(2):
        assert cache(get(path)).status_code == 200
    assert len(rendered) == (1 if kept else 2)


def test_one_page_is_kept_whatever_host_it_was_asked_under() -> None:
    cache, rendered = counting()
    for host in ("127.0.0.1", "localhost", "127.0.0.1:8000", "LOCALHOST"):
        cache(RequestFactory(headers={"host": host}).get("/codes/76000/"))
    assert len(rendered) == 1


def test_the_memory_is_bounded_by_count(settings: Settings) -> None:
    settings.PAGE_CACHE_PAGES = 10
    cache, rendered = counting()
    for i in range(50):
        cache(get(f"/codes/76000/?zip={i}"))
    assert len(cache._pages) == 10
    cache(get("/codes/76000/?zip=49"))
    assert len(rendered) == 50
    assert cache._bytes == sum(len(k) + len(p.body) + 2048 for k, p in cache._pages.items())


def test_the_memory_is_bounded_by_bytes_counted_once(settings: Settings) -> None:
    settings.PAGE_CACHE_BYTES = 20_000
    cache, _ = counting()
    for i in range(50):
        cache(get(f"/codes/76000/?zip={i % 7}"))
    assert 0 < cache._bytes <= 20_000
    assert cache._bytes == sum(len(k) + len(p.body) + 2048 for k, p in cache._pages.items())


def test_a_page_replaced_is_not_counted_twice() -> None:
    cache, _ = counting()
    cache(get("/codes/76000/"))
    before = cache._bytes
    for key, page in list(cache._pages.items()):
        cache._keep(key, page)
    assert cache._bytes == before


def test_threads_do_not_share_an_answer() -> None:
    cache, _ = counting()
    cache(get("/codes/76000/"))
    assert cache(get("/codes/76000/")) is not cache(get("/codes/76000/"))


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/codes/76000-26/", "/codes/76000/?modifier=26"),
        ("/codes/76000-tc/?zip=10001", "/codes/76000/?zip=10001&modifier=TC"),
        ("/codes/g0105-53/", "/codes/G0105/?modifier=53"),
        ("/codes/76000-26/?modifier=TC", "/codes/76000/?modifier=26"),
        ("/codes/76000-26.json", "/codes/76000.json?modifier=26"),
    ],
)
def test_a_row_s_label_leads_to_the_row(client: Client, path: str, target: str) -> None:
    response = ask(client, path)
    assert (response.status_code, response.headers["Location"]) == (301, target)
    assert ask(client, target).status_code == 200


def test_a_modifier_without_a_row_is_no_page(client: Client) -> None:
    assert ask(client, "/codes/76000-59/").status_code == 404


def counted_comparisons(monkeypatch: pytest.MonkeyPatch, wait: threading.Event) -> list[str]:
    made: list[str] = []
    real = summary._compare

    def slow(before: str, after: str) -> summary.Comparison:
        made.append(f"{before} {after}")
        assert wait.wait(30)
        return real(before, after)

    monkeypatch.setattr(summary, "_compare", slow)
    monkeypatch.setattr(summary, "_made", type(summary._made)())
    return made


def until(true: Callable[[], bool]) -> None:
    tick = threading.Event()
    for _ in range(1000):
        if true():
            return
        tick.wait(0.01)
    raise AssertionError("it did not come about in 10 s")


def test_the_same_comparison_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    made = counted_comparisons(monkeypatch, go)
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(summary.compare, "RVU24B", "RVU24C") for _ in range(2)]
        until(lambda: summary._places._value == summary.AT_ONCE - 2)
        go.set()
        one, two = (a.result(30) for a in asked)
    assert one is two
    assert made == ["RVU24B RVU24C"]


def test_comparisons_leave_a_thread_free_and_ask_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    counted_comparisons(monkeypatch, go)
    labels = [r.label for r in open_book().releases()]
    with ThreadPoolExecutor(summary.AT_ONCE) as pool:
        pairs = pairwise(labels[: summary.AT_ONCE + 1])
        asked = [pool.submit(summary.compare, *pair) for pair in pairs]
        until(lambda: summary._places._value == 0)
        page = ask(client, "/changes/RVU22A-to-RVU22B/")
        data = ask(client, "/changes/RVU22A-to-RVU22B.json")
        go.set()
        for a in asked:
            a.result(60)
    assert page.status_code == data.status_code == 503
    assert page.headers["Retry-After"] == page.headers["Refresh"] == "3"
    assert "few seconds" in page.content.decode()
    assert ask(client, "/changes/RVU22A-to-RVU22B/").status_code == 200


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.0.0.2", True),
        ("[::1]", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("*", False),
        ("192.168.1.4", False),
        (".localhost.example", False),
        ("rvu.example", False),
    ],
)
def test_which_hosts_are_this_machine_alone(host: str, own: bool) -> None:
    assert is_loopback(host) is own


@pytest.mark.parametrize(("query", "kept"), [("", False), ("v=0123456789", False), ("own", True)])
def test_a_file_named_with_its_hash_may_be_kept_for_ever(query: str, kept: bool) -> None:
    from openrvu.site.templating import static

    path, _, own = static("style.css").partition("?")
    environ = {
        "PATH_INFO": path,
        "QUERY_STRING": own if query == "own" else query,
        "REQUEST_METHOD": "GET",
    }
    sent: dict[str, str] = {}
    body = make_application()(environ, lambda _status, headers: sent.update(headers))
    getattr(body, "close", lambda: None)()
    assert ("immutable" in sent["Cache-Control"]) is kept
