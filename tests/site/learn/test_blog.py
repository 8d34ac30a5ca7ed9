"""The blog: posts newest first, and a feed that readers follow."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

from django.test import Client
from pytest_django import Settings

from openrvu.site.learn.feed import feed_xml
from openrvu.site.learn.library import open_library
from visiting import ask, data, html, links_of
from writing import FRONT, Write

ATOM = "{http://www.w3.org/2005/Atom}"
POSTS = open_library().texts("blog")


def feed(client: Client) -> ET.Element:
    response = ask(client, "/blog/feed.xml")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own


def text_in(element: ET.Element, name: str) -> str:
    found = element.findtext(f"{ATOM}{name}")
    assert found is not None
    return found


def test_posts_are_listed_newest_first_with_their_days(client: Client) -> None:
    answer = data(client, "/blog.json")
    assert [post["page"] for post in answer["texts"]] == [post.address for post in POSTS]
    days = [post["published"] for post in answer["texts"]]
    assert days == sorted(days, reverse=True)
    page = html(client, "/blog/")
    assert all(f'<time datetime="{post.published}">' in page for post in POSTS)


def test_a_post_shows_the_day_it_was_published(client: Client) -> None:
    page = html(client, POSTS[0].address)
    assert f'<time datetime="{POSTS[0].published}">' in page
    assert '"@type": "BlogPosting"' in page


def test_every_post_draws_a_chart_of_our_own_data(client: Client) -> None:
    for post in POSTS:
        assert "<figure><figcaption>" in html(client, post.address), post.file


def test_the_feed_has_every_post_with_a_lasting_address(client: Client) -> None:
    entries = feed(client).findall(f"{ATOM}entry")
    assert [text_in(entry, "title") for entry in entries] == [post.title for post in POSTS]
    ids = [text_in(entry, "id") for entry in entries]
    assert ids == [f"http://127.0.0.1{post.address}" for post in POSTS]


def test_the_feed_has_what_atom_requires(client: Client) -> None:
    found = feed(client)
    assert text_in(found, "id") == "http://127.0.0.1/blog/"
    assert text_in(found, "updated") == max(
        f"{max(post.published, post.reviewed)}T00:00:00Z" for post in POSTS
    )
    assert found.find(f"{ATOM}author") is not None
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links == {
        "self": "http://127.0.0.1/blog/feed.xml",
        "alternate": "http://127.0.0.1/blog/",
    }


def test_the_feed_names_the_public_address_where_there_is_one(
    client: Client, settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://rvu.example"
    assert text_in(feed(client), "id") == "https://rvu.example/blog/"


def test_signs_of_xml_in_a_title_are_shown_as_they_are(write: Write) -> None:
    front = FRONT.replace("A text", "E/M & <more>") + "published = 2026-01-05\n"
    post = write("x", front=front, section="blog")
    entry = ET.fromstring(feed_xml("https://a.example", (post,))).find(f"{ATOM}entry")  # noqa: S314
    assert entry is not None
    assert text_in(entry, "title") == "E/M & <more>"
    assert text_in(entry, "published") == "2026-01-05T00:00:00Z"
    assert text_in(entry, "updated") == "2026-11-23T00:00:00Z"


def test_a_blog_without_posts_has_a_feed_all_the_same() -> None:
    found = ET.fromstring(feed_xml("https://a.example", ()))  # noqa: S314
    assert text_in(found, "updated") == f"{date(2026, 1, 1)}T00:00:00Z"


def test_blog_and_posts_lead_to_the_feed(client: Client) -> None:
    assert "/blog/feed.xml" in links_of(html(client, "/blog/"))
    for path in ("/blog/", POSTS[0].address):
        assert 'type="application/atom+xml"' in html(client, path)


def test_an_export_of_no_known_address_has_no_feed(client: Client, settings: Settings) -> None:
    settings.STATIC_EXPORT = True
    assert "feed.xml" not in html(client, "/blog/")


def test_an_export_of_a_known_address_has_its_feed(client: Client, settings: Settings) -> None:
    settings.STATIC_EXPORT = True
    settings.SITE_ADDRESS = "https://rvu.example"
    assert "feed.xml" in html(client, "/blog/")
