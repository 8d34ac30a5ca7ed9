"""A contract as its whole text: pasted, brought as a file, or changed, as TOML or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from openrvu.productivity.contract.contract_file import (
    EXAMPLES,
    Read,
    contract_from_json,
    contract_from_toml,
    example_text,
)
from openrvu.productivity.contract.text import contract_to_json, contract_to_toml
from openrvu.productivity.plan_table import Problem
from openrvu.site.answers import Head
from openrvu.site.contracts import scope
from openrvu.site.contracts.crediting import contract_of
from openrvu.site.contracts.edit_page import Asked, asked_new, kept
from openrvu.site.contracts.keep import LONGEST_TEXT, keep, problems_of
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page

TOML, JSON = "application/toml", "application/json"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The text of a new contract."""
    return _answer(request, asked_new(request))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The text of a contract that is kept."""
    return _answer(request, Asked(scope.version(person(request), key)))


@require_safe
def new_json(request: HttpRequest) -> HttpResponse:
    """The text that a new contract begins from."""
    return private_json({"text": _begun(asked_new(request))})


@require_safe
def edit_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """The text of a contract."""
    return private_json({"text": scope.version(person(request), key).text})


@require_safe
def as_toml(request: HttpRequest, key: UUID) -> HttpResponse:
    """A contract as a file of its own."""
    version = scope.version(person(request), key)
    return _file(version.text, TOML, f"contract-{version.starts}.toml")


@require_safe
def as_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same as JSON."""
    version = scope.version(person(request), key)
    text = contract_to_json(contract_of(version))
    return _file(text, JSON, f"contract-{version.starts}.contract.json")


def read_text(text: str) -> tuple[Read, str]:
    """The contract of a text in either form, or what is wrong; and the text as TOML."""
    if text.lstrip().startswith("{"):
        found, problems = contract_from_json(text)
        return (found, problems), contract_to_toml(found) if found else text
    return contract_from_toml(text), text


def _answer(request: HttpRequest, asked: Asked) -> HttpResponse:
    user = person(request)
    begun = asked.begun
    if request.method != "POST":
        is_offer = begun.is_offer if begun else False
        return _page(request, asked, _begun(asked), is_offer=is_offer)
    text, problems = _sent(request)
    is_offer = request.POST.get("is_offer") == "1"
    if problems:
        return _page(request, asked, text, problems, is_offer=is_offer)
    (found, problems), toml = read_text(text)
    key = asked.version.pk if asked.version else None
    if found is not None:
        problems = problems_of(user, found, is_offer=is_offer, key=key)
    if found is None or problems:
        return _page(request, asked, text, problems, is_offer=is_offer)
    series = asked.after.series if asked.after else None
    return kept(user, keep(user, found, toml, is_offer=is_offer, key=key, series=series))


def _sent(request: HttpRequest) -> tuple[str, tuple[Problem, ...]]:
    """The text that was sent: that of the file, if one was chosen."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        try:
            text = file.read(LONGEST_TEXT + 1).decode("utf-8-sig")
        except UnicodeDecodeError:
            found = "bytes that are no text"
            return text, (Problem("the file", found, "TOML or JSON in UTF-8"),)
    if len(text) > LONGEST_TEXT:
        found = f"more than {LONGEST_TEXT:,} characters"
        return "", (Problem("the text", found, "a contract, which is shorter"),)
    return text, ()


def _begun(asked: Asked) -> str:
    if asked.begun is not None:
        return asked.begun.text
    return example_text(asked.example or EXAMPLES[0])


def _page(
    request: HttpRequest,
    asked: Asked,
    text: str,
    problems: Sequence[Problem] = (),
    *,
    is_offer: bool,
) -> HttpResponse:
    path = asked.address.replace("/edit/", "/text/").replace("/new/", "/text/")
    name = asked.begun.name if asked.begun else ""
    title = f"The whole text of {name}" if name else "A contract as text"
    context: dict[str, Any] = {
        "asked": asked,
        "title": title,
        "address": path,
        "text": text,
        "lines": min(max(text.count("\n") + 3, 12), 40),
        "problems": problems,
        "is_offer": is_offer,
        "EXAMPLES": EXAMPLES,
    }
    head = Head(title, "A contract as TOML or JSON.", path, path.rstrip("/") + ".json")
    status = 422 if problems else 200
    return private_page(request, "contracts/text.html", head, context, status=status)


def _file(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
