"""A text is evaluated once in a process, and nothing of it before somebody reads."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from openrvu import open_book
from openrvu.book.book import Book
from openrvu.codes.index import open_index
from openrvu.site.learn import rendered as module
from openrvu.site.learn.library import open_library
from openrvu.site.learn.rendered import Rendered, rendered
from openrvu.site.learn.shortcodes import Evaluated, evaluate
from openrvu.site.learn.text import Text
from writing import SOURCES, Write, shown


def test_a_text_is_evaluated_once_in_a_process(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Text] = []

    def counting(text: Text, *args: Any, **named: Any) -> Evaluated:
        made.append(text)
        return evaluate(text, *args, **named)

    monkeypatch.setattr(module, "evaluate", counting)
    text = write('{{ work("99213") }}')

    def read(*, static: bool = False) -> Rendered:
        return rendered(text, open_book(), open_index(), open_library(), static=static)

    assert read() is read()
    assert len(made) == 1
    assert read(static=True) is not read()


def test_a_newer_release_that_lacks_what_a_text_speaks_of_leaves_it_to_the_older(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    front = 'title = "A"\ndescription = "B"\norder = 1\nreviewed = 2026-11-23\nreading = 1\n'
    text = write('{{ anesthesia_factor("IL-16") }}', front=front)
    monkeypatch.setattr(module, "_newest", lambda _book: ["RVU26C", "RVU25D"])
    assert shown(text).release.label == "RVU25D"


def test_a_text_lists_its_sections_only_where_there_are_many(write: Write) -> None:
    short, long = (write("\n\n".join(f"## S{n}\n\nx" for n in range(k))) for k in (3, 4))
    assert shown(short).contents == ()
    assert [heading.words for heading in shown(long).contents] == ["S0", "S1", "S2", "S3"]


def test_sources_cited_come_before_those_that_are_not(write: Write) -> None:
    made = shown(write('{{ cite("manual") }}', more=SOURCES))
    assert [source.key for source in made.sources] == ["manual", "cfr"]
    assert made.cited == 1


def test_the_newest_release_comes_before_the_newest_that_ships() -> None:
    class Held:
        def __init__(self, label: str, *, owned: bool) -> None:
            self.label, self.owned = label, owned

    class Shelf:
        def releases(self) -> tuple[Held, ...]:
            return Held("RVU26C", owned=False), Held("RVU26D", owned=True)

        def newest(self) -> Held:
            return self.releases()[-1]

    book: Book = Shelf()  # type: ignore[assignment]
    assert module._newest(book) == ["RVU26D", "RVU26C"]


def test_no_page_but_a_text_s_reads_markdown_or_evaluates_one() -> None:
    code = (
        "import os, sys\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'openrvu.site.settings'\n"
        "import django; django.setup(set_prefix=False)\n"
        "import openrvu.site.urls\n"
        "heavy = {'markdown_it', 'jinja2.sandbox', 'openrvu.site.learn.shortcodes'}\n"
        "sys.exit(str(heavy & set(sys.modules) or ''))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr.strip() == ""
