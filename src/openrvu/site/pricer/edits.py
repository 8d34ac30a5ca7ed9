"""Edits that an address asks of its own case: lines added, and figures of lines typed anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from openrvu.pricing.written import (
    FIGURES,
    MAX_TEXT,
    BadFigure,
    CaseLine,
    parse_list,
    read_dollars,
    with_figure,
    with_modifiers,
)
from openrvu.site.pricer.case import MAX_LINES

_FIELD = re.compile(r"(modifiers|charge|units|min|base|days)\.([0-9]{1,2})\Z")
_BETWEEN = re.compile(r"[\s,;-]+")


@dataclass(frozen=True, slots=True)
class Edited:
    """The lines after an edit.

    Attributes:
        lines: as they now are; a line keeps what an edit of it could not change.
        faults: why something was not done as asked, by the field that asked it.
        words: what was typed to be added that is no code: words to search for.
        unused: words among codes that were added.
        typed: what was to be added and was not, so that it can be mended.
    """

    lines: tuple[CaseLine, ...]
    faults: dict[str, str]
    words: str = ""
    unused: tuple[str, ...] = ()
    typed: str = ""

    @property
    def whole(self) -> bool:
        """Whether all was done as asked, so that there is nothing to say."""
        return not (self.faults or self.words or self.unused)


def is_edit(parameters: QueryDict) -> bool:
    """Whether an address asks for an edit."""
    return "add" in parameters or any(_FIELD.match(name) for name in parameters)


def edited(lines: Sequence[CaseLine], parameters: QueryDict) -> Edited:
    """The lines after what the address asks of them."""
    made, faults = list(lines), {}
    for name, text in parameters.items():
        match = _FIELD.match(name)
        at = int(match[2]) - 1 if match else -1
        if match is None or not 0 <= at < len(made) or made[at].problem:
            continue
        try:
            made[at] = _set(made[at], match[1], str(text).strip())
        except BadFigure as error:
            faults[name] = str(error)
    return _added(tuple(made), faults, parameters.get("add", "").strip())


def _set(line: CaseLine, what: str, text: str) -> CaseLine:
    """The line with one of its fields as typed; an empty one holds nothing."""
    if what == "modifiers":
        return with_modifiers(line, [word for word in _BETWEEN.split(text) if word])
    if what == "charge":
        charge = read_dollars(text, f"the charge of {line.code}") if text else None
        return replace(line, charge=charge)
    if text or what == "units":
        return with_figure(line, what, text)
    nothing: dict[str, None] = {FIGURES[what][1]: None}
    return replace(line, **nothing)  # type: ignore[arg-type]


def _added(lines: tuple[CaseLine, ...], faults: dict[str, str], text: str) -> Edited:
    try:
        more = parse_list(text)
    except BadFigure as error:
        fault = f"Nothing was added. {error}"
        return Edited(lines, {**faults, "add": fault}, typed=text[:MAX_TEXT])
    if not more.lines:
        return Edited(lines, faults, words=text, typed=text)
    if len(lines) + len(more.lines) > MAX_LINES:
        said = (
            f"Nothing was added. A case holds {MAX_LINES} lines; there are {len(lines)}, and "
            f"{len(more.lines)} more were asked for. For more, use rvu reprice."
        )
        return Edited(lines, {**faults, "add": said}, typed=text)
    return Edited((*lines, *more.lines), faults, unused=more.unused)
