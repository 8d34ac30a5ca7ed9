"""What several calls ask for in their address: the release, the day, the place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, Field

from openrvu.book.book import Book
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.site.api import kinds
from openrvu.site.api.problems import Problem, problem
from openrvu.site.choice import Choice, read_choice

#: What each parameter that cannot be answered is called among problems.
_CODE_OF = {
    "date": "release_not_held",
    "release": "release_not_held",
    "qp": "release_not_held",
    "zip": "unknown_locality",
    "locality": "unknown_locality",
}


class When(BaseModel):
    """Which release answers."""

    release: Annotated[str | None, kinds.RELEASE] = Field(
        None,
        description="The release that answers, by its label. Without it, the one in force on "
        "`date` answers; without that, the newest.",
    )
    date: Annotated[str | None, kinds.DAY_TEXT] = Field(
        None, description="The date of service. Where `release` is given it only decides notices."
    )


class Where(When):
    """Which release answers, for which row, setting and place."""

    modifier: Annotated[str | None, kinds.MODIFIER] = Field(
        None, description="The row asked for: 26, TC or 53. Without it, the whole service."
    )
    setting: Annotated[str | None, kinds.SETTING] = Field(
        None, description="Where the service is furnished; nonfacility where not given."
    )
    zip: Annotated[str | None, kinds.ZIP] = Field(
        None,
        description="The ZIP code of the place of service. It decides, where `locality` is "
        "given as well.",
    )
    locality: Annotated[str | None, kinds.LOCALITY] = Field(
        None,
        description="A payment locality: its key (`01112-05`), state and number (`CA-05`), name "
        "or county. Without place, all indices are 1: the national amount.",
    )
    qp: Annotated[bool, kinds.FLAG] = Field(
        default=False,
        description="Use the conversion factor of qualifying APM participants (from 2026).",
    )


def schedule_of(asked: When, book: Book) -> FeeSchedule:
    """The fee schedule that was asked for; the newest where none was.

    Raises:
        Problem: the release is not held.
    """
    return _choice({"release": asked.release, "date": asked.date}, book).schedule


def choice_of(asked: Where, book: Book) -> Choice:
    """Release, row, setting and place that were asked for.

    Raises:
        Problem: the release is not held, or no locality answers.
    """
    return _choice({**dict(asked), "qp": "1" if asked.qp else None}, book)


def _choice(asked: Mapping[str, str | None], book: Book) -> Choice:
    choice = read_choice({name: value for name, value in asked.items() if value}, book)
    for name, message in choice.problems.items():
        raise not_held(name, message)
    return choice


def not_held(name: str, message: str) -> Problem:
    """The problem of a parameter that was understood and cannot be answered."""
    return problem(_CODE_OF[name], message, f"query.{name}")
