"""The lines of a case as people write them: ``45385``, ``99214-25x2``, ``00812-AA 75min 5base``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from openrvu.exact import CENT_PLACES, parse_decimal
from openrvu.pricing.claim import ClaimLine, Provider
from openrvu.schedule.rows import Setting

MAX_UNITS = 999
MAX_MINUTES = 2880
MAX_DAYS = 90
MAX_BASE = 99
#: No line of a claim and no deductible is as much, in dollars.
MAX_DOLLARS = Decimal("9999999.99")
#: More than any list of that many lines needs; white space counts once.
MAX_TEXT = 8_000
#: A line of a claim form has room for four.
MAX_MODIFIERS = 4
LONGEST_ECHO = 40
#: What may follow a code without a figure: medical necessity of a second pair of hands is
#: documented; the physician who directs more than four anesthetics was there at induction.
FLAGS = ("documented", "induction")

_CODE = re.compile(r"([0-9A-Z][0-9]{3}[0-9A-Z])((?:-[0-9A-Z]{2})*)(?:X([0-9]+))?\Z")
_MODIFIER = re.compile(r"([0-9A-Z]{2})(?:[xX]([0-9]+))?\Z")
_TWO = re.compile(r"[0-9A-Z]{2}\Z")
_UNITS = re.compile(r"[xX]([0-9]+)\Z")
_CHARGE = re.compile(r"\$([0-9]+(?:\.[0-9]*)?)\Z")
_FIGURE = re.compile(r"([0-9]+)(min|days|base)\Z")
_COUNT = re.compile(r"[0-9]{1,4}\Z")
_BETWEEN = re.compile(r"[ ,;]+")
# Of text whose white space is single spaces: more of it would make these quadratic.
_TIDIED = (
    (re.compile(r" ?[x*×] ?(?=[0-9]+\b)", re.IGNORECASE), "x"),
    (re.compile(r"\$ (?=[0-9])"), "$"),
    (re.compile(r"(?<=[0-9]),(?=[0-9]{3}\.)"), ""),
    (re.compile(r"(?<=[0-9]) ?(min|day|base)(?:ute)?s?(?: units)?\b", re.IGNORECASE), r"\1"),
    (re.compile(r"(?<=[0-9])DAY\b", re.IGNORECASE), "days"),
)
_EXPECTED = (
    "expected a code such as 45385, with its modifiers such as 45380-59, and after it what is "
    "known of the line: x2, $410.00, 75min, 5base, 30days"
)


class BadFigure(ValueError):
    """A figure that a line cannot have; the message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a case.

    Attributes:
        code: five characters; empty where the text could not be understood.
        modifiers: two characters each.
        units: how often.
        charge: asked for the whole line, in dollars; None where it is not known.
        minutes: anesthesia time.
        base_units: anesthesia base units.
        days: days of care after the operation (modifier 55).
        flags: some of :data:`FLAGS`.
        problem: what is wrong with ``text``, in a sentence; empty where nothing is.
        text: as it was written, where it could not be understood.
    """

    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    charge: Decimal | None = None
    minutes: int | None = None
    base_units: int | None = None
    days: int | None = None
    flags: tuple[str, ...] = ()
    problem: str = ""
    text: str = ""

    @property
    def label(self) -> str:
        """``45380-59``; the text where it could not be understood."""
        return self.text if self.problem else "-".join((self.code, *self.modifiers))

    @property
    def written(self) -> str:
        """As it stands in an address: ``99214-25x2 $410.00``."""
        if self.problem:
            return self.text
        times = f"x{self.units}" if self.units > 1 else ""
        return " ".join((f"{self.label}{times}", *self._told()))

    def _told(self) -> Iterator[str]:
        figures = ((self.minutes, "min"), (self.base_units, "base"), (self.days, "days"))
        yield from (f"{figure}{unit}" for figure, unit in figures if figure is not None)
        if self.charge is not None:
            yield f"${self.charge:f}"
        yield from self.flags


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as understood.

    Attributes:
        lines: those found, in order.
        unused: words that are no part of a line, as typed.
    """

    lines: tuple[CaseLine, ...] = ()
    unused: tuple[str, ...] = ()


def parse_line(text: str) -> CaseLine:
    """Understand one line of an address; what cannot be understood is a line with a problem."""
    tidy = " ".join(text.split())
    shown = tidy[:LONGEST_ECHO]
    try:
        found = parse_list(tidy)
    except BadFigure as error:
        return CaseLine("", problem=str(error), text=shown)
    if len(found.lines) == 1 and not found.unused:
        return found.lines[0]
    return CaseLine("", problem=f"This is not one line of a case; {_EXPECTED}.", text=shown)


def parse_list(text: str) -> Listing:
    """Understand a typed or pasted list: codes, and after each what is known of its line.

    Words among them are set apart, so that a list can be pasted with its titles.

    Raises:
        BadFigure: units, a charge or a time that no line can have; or the list is too long.
    """
    text = " ".join(text.split())
    if len(text) > MAX_TEXT:
        raise BadFigure(
            f"A list of {len(text):,} characters was not read; the most is {MAX_TEXT:,}."
        )
    for pattern, put in _TIDIED:
        text = pattern.sub(put, text)
    lines: list[CaseLine] = []
    unused: list[str] = []
    for word in filter(None, _BETWEEN.split(text)):
        begun = _begun(word)
        more = _continued(lines[-1], word) if lines and begun is None else None
        if begun:
            lines.append(begun)
        elif more:
            lines[-1] = more
        else:
            unused.append(word[:LONGEST_ECHO])
    return Listing(tuple(lines), tuple(unused))


def _begun(word: str) -> CaseLine | None:
    """The line that a word begins, or None."""
    match = _CODE.match(word.upper())
    if match is None:
        return None
    line = with_modifiers(CaseLine(match[1]), match[2].split("-")[1:])
    return with_figure(line, "units", match[3]) if match[3] else line


def _continued(line: CaseLine, word: str) -> CaseLine | None:
    """The line with what a word after it says, or None where the word is no part of it."""
    if match := _MODIFIER.match(word):
        line = with_modifiers(line, (*line.modifiers, match[1]))
        return with_figure(line, "units", match[2]) if match[2] else line
    if word.lower() in FLAGS:
        return replace(line, flags=tuple(f for f in FLAGS if f in {*line.flags, word.lower()}))
    if match := _UNITS.match(word):
        return with_figure(line, "units", match[1])
    if match := _CHARGE.match(word):
        return replace(line, charge=read_dollars(match[1], f"the charge of {line.code}"))
    if match := _FIGURE.match(word.lower()):
        return with_figure(line, match[2], match[1])
    return None


#: What a figure of a line is called, the field that holds it, and the least and most it can be.
FIGURES = {
    "units": ("units", "units", 1, MAX_UNITS),
    "min": ("minutes of anesthesia", "minutes", 0, MAX_MINUTES),
    "base": ("base units", "base_units", 0, MAX_BASE),
    "days": ("days of care", "days", 0, MAX_DAYS),
}


def with_figure(line: CaseLine, unit: str, text: str) -> CaseLine:
    """The line with one of its :data:`FIGURES`, as typed.

    Raises:
        BadFigure: the text is no such figure.
    """
    called, name, least, most = FIGURES[unit]
    figure = int(text) if _COUNT.match(text) else -1
    if not least <= figure <= most:
        raise BadFigure(
            f"“{text[:LONGEST_ECHO]}” is not a number of {called} of {line.code}; "
            f"expected {least} to {most}."
        )
    changes: dict[str, int] = {name: figure}
    return replace(line, **changes)  # type: ignore[arg-type]


def with_modifiers(line: CaseLine, modifiers: Sequence[str]) -> CaseLine:
    """The line with these modifiers, each once.

    Raises:
        BadFigure: there are more than a line holds, or one is not two letters or digits.
    """
    each = tuple(dict.fromkeys(modifier.upper() for modifier in modifiers))
    wrong = next((text for text in each if not _TWO.match(text)), None)
    if wrong is not None:
        raise BadFigure(
            f"“{wrong[:LONGEST_ECHO]}” is not a modifier of {line.code}; expected two letters or "
            "digits, such as 59 or LT."
        )
    if len(each) > MAX_MODIFIERS:
        raise BadFigure(
            f"{line.code} has {len(each)} modifiers; a line of a claim holds {MAX_MODIFIERS}."
        )
    return replace(line, modifiers=each)


def read_dollars(text: str, called: str) -> Decimal:
    """An amount as typed: ``410``, ``$1,410.50``.

    Raises:
        BadFigure: the text is no amount, is finer than a cent, or is too large.
    """
    try:
        amount = parse_decimal(text.strip().removeprefix("$").replace(",", ""), CENT_PLACES)
    except ValueError:
        amount = Decimal(-1)
    if not 0 <= amount <= MAX_DOLLARS:
        raise BadFigure(
            f"“{text[:LONGEST_ECHO]}” is not an amount for {called}; expected dollars and cents, "
            "such as 410.00."
        )
    return amount


def claim_line(
    line: CaseLine,
    *,
    place_of_service: str | None = None,
    setting: Setting | None = None,
    provider: Provider = Provider.PHYSICIAN,
    documented: bool = False,
) -> ClaimLine:
    """The line as a claim has it, furnished in a place by someone.

    Args:
        line: one without a problem.
        place_of_service: two digits; where it is given it decides the setting.
        setting: facility or nonfacility, where no place of service is given.
        provider: who furnished it.
        documented: what ``documented`` among :data:`FLAGS` says, said of every line.
    """
    return ClaimLine(
        code=line.code,
        modifiers=line.modifiers,
        units=line.units,
        charge=line.charge,
        place_of_service=place_of_service,
        setting=None if place_of_service else setting,
        provider=provider,
        minutes=line.minutes,
        base_units=None if line.base_units is None else Decimal(line.base_units),
        postop_days=line.days,
        documented=documented or "documented" in line.flags,
        present_at_induction="induction" in line.flags,
    )
