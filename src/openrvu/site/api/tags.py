"""The validator of an answer, known before it is made: it depends on nothing but the address."""

from __future__ import annotations

import hashlib
from functools import cache

from django.http import HttpRequest
from django.utils.http import parse_etags

from openrvu import __version__
from openrvu.book.book import open_book
from openrvu.codes.index import open_index


@cache
def edition() -> str:
    """What every answer rests on: this program, its text, and the releases it holds."""
    book = open_book()
    told = [__version__, hashlib.sha256(open_index().path.read_bytes()).hexdigest()]
    told += [f"{release.label} {release.sha256}" for release in book.releases()]
    told.append(book.zip_edition)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def tag_of(request: HttpRequest, *, gzip: bool) -> str:
    """The strong ETag of the answer to an address; a compressed one has its own."""
    asked = f"{edition()} {request.get_full_path()}"
    digest = hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()[:20]
    return f'"{digest}-gzip"' if gzip else f'"{digest}"'


def is_held(request: HttpRequest, tag: str, *, exists: bool = False) -> bool:
    """Whether the caller says that it holds the answer already.

    Args:
        request: the call.
        tag: of the answer.
        exists: the answer has been made, so that ``*`` means it too.
    """
    named = parse_etags(request.headers.get("If-None-Match", ""))
    if named == ["*"]:
        return exists
    return tag in {one.removeprefix("W/") for one in named}
