"""The answer about one code as plain data: what the command prints and a page's JSON holds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from openrvu.book.book import Book
from openrvu.codes.comparison import rank_in_category
from openrvu.codes.index import open_index
from openrvu.errors import UnknownCode
from openrvu.exact import plain, plain_or_none
from openrvu.schedule.amount import BaseAmount, Step
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.indicator_values import STATUS
from openrvu.schedule.localities import NATIONAL, Locality, ZipArea
from openrvu.schedule.place_data import locality_data
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.schedule.statistics import Rank
from openrvu.schedule.zip_notices import zip_notices

if TYPE_CHECKING:
    from openrvu.codes.answer_shape import (
        Answer,
        OwnWords,
        RankData,
        RowData,
        SourceData,
        StepData,
    )

_BORROWED = " The practice expense is the one CMS prints for the other setting."


def split_code(text: str) -> tuple[str, str]:
    """Code and modifier of ``76000-26`` or ``76000``.

    Raises:
        UnknownCode: the text has not the shape of either.
    """
    code, hyphen, modifier = text.strip().upper().partition("-")
    plain = code.isascii() and code.isalnum() and len(code) == 5
    if not plain or (hyphen and not (modifier.isascii() and modifier.isalnum())):
        raise UnknownCode(
            f"{text!r} is not a code; expected five characters such as 99213 or G0105, "
            "or a code and modifier such as 76000-26"
        )
    return code, modifier


def place_asked(
    schedule: FeeSchedule, locality: str | None, zip_code: str | None
) -> tuple[Locality, ZipArea | None]:
    """The locality that answers to a key, name or ZIP code; the nation where none is given.

    Raises:
        UnknownLocality: nothing answers, or several do.
    """
    if zip_code is not None:
        return schedule.locality_for_zip(zip_code), schedule.zip_area(zip_code)
    return (schedule.locality(locality) if locality is not None else NATIONAL), None


def answer(
    book: Book,
    schedule: FeeSchedule,
    code: str,
    modifier: str = "",
    *,
    setting: Setting = Setting.NONFACILITY,
    place: tuple[Locality, ZipArea | None] = (NATIONAL, None),
    qp: bool = False,
) -> Answer:
    """Everything about one row of a code.

    Args:
        book: what the schedule was read from; ranks come from it.
        schedule: the release that answers, and the date of service.
        code: five characters.
        modifier: empty, 26, TC or 53.
        setting: facility or non-facility.
        place: the locality, with the ZIP code it was found by; see :func:`place_asked`.
        qp: use the conversion factor for qualifying APM participants.

    Raises:
        UnknownCode: the release has no such row.
        ReleaseNotHeld: ``qp`` in a year without that factor.
    """
    row = schedule.row(code, modifier)
    locality, area = place
    priced = [schedule.price_row(r, setting, locality, qp=qp) for r in schedule.rows(code)]
    own = next(p for p in priced if p.row == row)
    release = schedule.release
    rank = rank_in_category(book, release.label, row.code)
    return {
        "code": row.code,
        "modifier": row.modifier,
        "title": open_index().title(row.code),
        **_own_words(book, row.code),
        "release": release.label,
        "date": schedule.day.isoformat(),
        "qp": qp,
        **row_data(own),
        "locality_detail": locality_data(locality, area),
        "notices": notices(schedule, own, area),
        "components": [row_data(p) for p in priced],
        "rank": rank_data(rank) if rank else None,
        "source": _source(release, row),
    }


def _own_words(book: Book, code: str) -> OwnWords:
    descriptor = book.descriptor(code)
    return {"descriptor": descriptor} if descriptor else {}


def row_data(priced: BaseAmount) -> RowData:
    """The figures of one row."""
    row, setting = priced.row, priced.setting
    status = row.policy.status
    return {
        "code": row.code,
        "modifier": row.modifier,
        "status": status,
        "status_meaning": STATUS[status].short,
        "setting": setting.value,
        "locality": priced.locality.key,
        "conversion_factor": plain(priced.conversion_factor),
        "work_rvu": plain(row.work),
        "pe_rvu": plain(row.pe(setting)),
        "mp_rvu": plain(row.mp),
        "total_rvu": plain(row.total(setting)),
        "amount": plain_or_none(priced.amount),
        "outcome": priced.outcome.value,
        "reason": priced.reason,
        "na": priced.is_na,
        "opps_cap": plain_or_none(priced.opps_cap),
        "steps": [_step(step) for step in priced.steps],
    }


def notices(schedule: FeeSchedule, priced: BaseAmount, area: ZipArea | None) -> list[str]:
    """What a reader must know before using the figures, in sentences."""
    row, label = priced.row, priced.setting.label.lower()
    said = list(schedule.notices)
    if priced.is_na:
        said.append(
            f"CMS marks {row.label} NA in the {label} setting: it sets no figure of its own there."
            + (_BORROWED if row.pe_facility == row.pe_nonfacility else "")
        )
    if row.policy.not_used:
        said.append("CMS prints these RVUs but does not use them for Medicare payment.")
    if priced.is_capped:
        said.append(
            f"The OPPS-based amount, ${priced.opps_cap:,}, is lower, and limits what Medicare "
            "pays (Deficit Reduction Act of 2005, section 5102(b)). The amount shown is before "
            "that limit."
        )
    if area:
        said += zip_notices(area, schedule)
    return said


def rank_data(rank: Rank) -> RankData:
    """A rank as plain data."""
    spread = rank.spread
    return {
        "percentile": str(rank.percentile),
        "n": str(spread.n),
        "below": str(rank.below),
        "equal": str(rank.equal),
        "lowest": plain(spread.lowest),
        "lower_quartile": _shortest(spread.lower_quartile),
        "median": _shortest(spread.median),
        "upper_quartile": _shortest(spread.upper_quartile),
        "highest": plain(spread.highest),
        "to_median": plain_or_none(rank.to_median),
        "population": rank.population,
    }


def _shortest(value: Decimal) -> str:
    """A quartile between two figures has up to four digits; zeros beyond the second say nothing."""
    whole, _, digits = plain(value).partition(".")
    return f"{whole}.{digits.rstrip('0').ljust(2, '0')}"


def _step(step: Step) -> StepData:
    return {
        "name": step.name,
        "left": plain(step.left),
        "operation": step.operation,
        "right": plain_or_none(step.right),
        "result": plain(step.result),
    }


def _source(release: Release, row: ServiceRow) -> SourceData:
    return {
        "release": release.label,
        "archive": release.archive,
        "sha256": release.sha256,
        "row": row.label,
        "code": row.code,
        "modifier": row.modifier,
        "published": release.published.isoformat() if release.published else None,
    }
