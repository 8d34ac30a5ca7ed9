"""Hypothesis strategies for what the makers write. Import this module by its own name."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from openrvu.exact import CENT_PLACES, GPCI_PLACES, RVU_PLACES, from_scaled
from openrvu.schedule import indicators as ind
from openrvu.schedule.localities import Locality, ZipArea
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.rows import ROW_MODIFIERS, Policy, ServiceRow
from openrvu.schedule.states import STATE_LETTERS

_CODE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
# The three parts of a global package, as CMS prints them: nothing, or the whole.
_SHARES = st.sampled_from(["0.00 0.00 0.00", "0.10 0.69 0.21", "0.09 0.81 0.10", "0.17 0.60 0.23"])
_FLAG = st.booleans()


def scaled(last: int, places: int, first: int = 0) -> st.SearchStrategy[Decimal]:
    """Decimals from ``first`` to ``last`` units of ``10**-places``."""
    return st.integers(first, last).map(lambda units: from_scaled(units, places))


def codes() -> st.SearchStrategy[str]:
    """Codes of five characters, none with lost zeros, nor as CMS's notes begin (HDR, TRL)."""
    text = st.text(_CODE_CHARACTERS, min_size=5, max_size=5)
    apart = text.filter(lambda code: not code.startswith(("HDR", "TRL")))
    return apart.filter(lambda code: not (code.isdigit() and code.startswith("0")))


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Indicators, each any value CMS documents and still prints; no pricing indicator."""
    shares = draw(_SHARES).split()
    return Policy(
        status=draw(st.sampled_from(sorted(ind.STATUS))),
        not_used=draw(_FLAG),
        na_nonfacility=draw(_FLAG),
        na_facility=draw(_FLAG),
        pctc=draw(st.sampled_from(sorted(ind.PCTC))),
        global_days=draw(st.sampled_from(sorted(ind.GLOBAL_DAYS))),
        pre_op=Decimal(shares[0]),
        intra_op=Decimal(shares[1]),
        post_op=Decimal(shares[2]),
        multiple_procedure=draw(st.sampled_from(sorted(ind.MULTIPLE_PROCEDURE))),
        bilateral=draw(st.sampled_from(sorted(ind.BILATERAL))),
        assistant=draw(st.sampled_from(sorted(ind.ASSISTANT))),
        co_surgeon=draw(st.sampled_from(sorted(ind.CO_SURGEON))),
        team=draw(st.sampled_from(sorted(ind.TEAM))),
        pricing="",
        endoscopic_base=draw(st.sampled_from(["", "Y0002", "31622"])),
        supervision=draw(st.sampled_from(sorted(ind.SUPERVISION))),
        calculation_flag=draw(st.sampled_from(sorted(ind.CALCULATION_FLAG))),
        imaging_family=draw(st.sampled_from(sorted(ind.IMAGING_FAMILY))),
    )


@st.composite
def service_rows(draw: st.DrawFn) -> ServiceRow:
    """One row, with RVUs that fit the columns of the fixed-width file."""
    rvu, small = scaled(44_999, RVU_PLACES), scaled(9_999, RVU_PLACES)
    return ServiceRow(
        code=draw(codes()),
        modifier=draw(st.sampled_from(ROW_MODIFIERS)),
        work=draw(rvu),
        pe_nonfacility=draw(rvu),
        pe_facility=draw(rvu),
        mp=draw(small),
        opps_pe_nonfacility=draw(rvu),
        opps_pe_facility=draw(rvu),
        opps_mp=draw(small),
        policy=draw(policies()),
    )


def schedules() -> st.SearchStrategy[list[ServiceRow]]:
    """Several rows, each code and modifier once."""
    return st.lists(
        service_rows(), min_size=1, max_size=8, unique_by=lambda row: (row.code, row.modifier)
    )


@st.composite
def localities(draw: st.DrawFn) -> Locality:
    """One locality; its county list fits the fixed-width file."""
    index = scaled(3_500, GPCI_PLACES, 200)
    words = st.text("ABCDEFGHIJKLM", min_size=1, max_size=12)
    return Locality(
        carrier=draw(st.from_regex(r"[0-9]{5}", fullmatch=True)),
        number=draw(st.from_regex(r"[0-9]{2}", fullmatch=True)),
        state=draw(st.sampled_from(sorted(set(STATE_LETTERS.values())))),
        name=draw(words),
        work_gpci=draw(index),
        pe_gpci=draw(index),
        mp_gpci=draw(index),
        counties=", ".join(draw(st.lists(words, min_size=1, max_size=3))),
        anesthesia_factor=draw(scaled(99_999, CENT_PLACES, 1)),
    )


def areas() -> st.SearchStrategy[list[Locality]]:
    """Several localities by state, each carrier and number once."""
    listed = st.lists(localities(), min_size=1, max_size=8, unique_by=lambda a: a.key)
    return listed.map(lambda held: sorted(held, key=lambda a: (a.state, a.number, a.carrier)))


@st.composite
def zip_areas(draw: st.DrawFn) -> list[ZipArea]:
    """A ZIP file of one edition, each ZIP once."""
    edition = f"{draw(st.integers(2020, 2030))}{draw(st.integers(1, 4))}"
    one = st.builds(
        ZipArea,
        zip_code=st.from_regex(r"[0-9]{5}", fullmatch=True),
        carrier=st.from_regex(r"[0-9]{5}", fullmatch=True),
        number=st.from_regex(r"[0-9]{2}", fullmatch=True),
        state=st.from_regex(r"[A-Z]{2}", fullmatch=True),
        spans=_FLAG,
        edition=st.just(edition),
    )
    return draw(st.lists(one, min_size=1, max_size=8, unique_by=lambda a: a.zip_code))


@st.composite
def official_amounts(draw: st.DrawFn, *, capped: bool) -> list[OfficialAmount]:
    """Rows of an OPPSCAP or a payment file, each key once; rows are numbered by the test."""
    money = scaled(9_999_999 if capped else 99_999_999, CENT_PLACES)
    extra: st.SearchStrategy[Decimal | None] = st.none() if capped else money
    one = st.builds(
        OfficialAmount,
        row=st.just(0),
        year=st.just(None if capped else 2025),
        carrier=st.from_regex(r"[0-9]{5}", fullmatch=True),
        locality=st.from_regex(r"[0-9]{2}", fullmatch=True),
        code=codes(),
        modifier=st.sampled_from(ROW_MODIFIERS),
        status=st.sampled_from(sorted(ind.STATUS)),
        nonfacility=money,
        facility=money,
        capped=st.just(capped),
        therapy_nonfacility=extra,
        therapy_facility=extra,
        opps_nonfacility=extra,
        opps_facility=extra,
        multiple=st.just("") if capped else st.sampled_from(sorted(ind.MULTIPLE_PROCEDURE)),
    )
    return draw(
        st.lists(
            one,
            min_size=1,
            max_size=8,
            unique_by=lambda a: (a.carrier, a.locality, a.code, a.modifier),
        )
    )


def numbered(amounts: list[OfficialAmount], first: int) -> tuple[OfficialAmount, ...]:
    """The amounts with the row each will have in its file."""
    return tuple(replace(a, row=row) for row, a in enumerate(amounts, first))
