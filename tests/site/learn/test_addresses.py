"""Links of a text: each leads to a page of the site and to a place on it, or is told."""

from __future__ import annotations

import pytest

from openrvu.site.learn.addresses import asker, check_links
from writing import Write, shown


def faults(write: Write, body: str) -> list[str]:
    return [str(problem) for problem in check_links(shown(write(body)), asker())]


@pytest.mark.parametrize(
    "link",
    [
        "/codes/99213/",
        "/codes/76000-26/",
        "/method/#rank",
        "/resources/gpci/",
        "/price/?line=99213",
        "/blog/feed.xml",
        "#here",
        "https://www.cms.gov/medicare",
    ],
)
def test_a_link_that_leads_somewhere_is_left_alone(write: Write, link: str) -> None:
    assert faults(write, f"## Here\n\n[x]({link})") == []


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ("/codes/99999/", "there is no such page"),
        ("/nowhere/", "there is no such page"),
        ("/resources/gpcis/", "there is no such page"),
        ("/method/#nothing", "the page has no place 'nothing'"),
        ("#there", "no heading of the text has this anchor"),
        ("gpci", "expected an address that begins with /"),
        ("http://www.cms.gov/", "expected https"),
        ("mailto:a@b.example", "expected https"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(write: Write, link: str, what: str) -> None:
    assert faults(write, f"## Here\n\n[x]({link})") == [
        f"guides/a-text.md, line 11: link {link!r}: {what}"
        + (", or a shortcode such as guide(…)" if "begins with /" in what else "")
    ]


def test_a_link_is_told_with_the_line_it_stands_on(write: Write) -> None:
    assert "line 12: link '/nowhere/'" in faults(write, "Words.\n\nMore.\n[x](/nowhere/)")[0]


def test_one_link_is_told_once(write: Write) -> None:
    assert len(faults(write, "[x](/nowhere/) [y](/nowhere/)")) == 1
