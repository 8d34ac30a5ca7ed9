"""Reads a whole release: every file of one CMS archive, checked against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from openrvu.cms.anes import AnesthesiaFactors, read_anes
from openrvu.cms.cells import Repair
from openrvu.cms.gpci import Gpcis, read_gpci
from openrvu.cms.known import factor_on
from openrvu.cms.locco import Counties, CountyRow, read_locco
from openrvu.cms.package import Package, open_package, sha256_of
from openrvu.cms.pprrvu import RelativeValues, read_pprrvu
from openrvu.cms.qpp import read_qpp_factor
from openrvu.errors import ReadError
from openrvu.schedule.localities import Locality
from openrvu.schedule.releases import Release, in_force_of, normalise_label, start_of
from openrvu.schedule.rows import ServiceRow
from openrvu.schedule.states import STATE_LETTERS

_LABEL_IN_NAME = re.compile(r"rvu[-_ ]?(\d\d[a-d]r?)(?![a-z0-9])", re.IGNORECASE)
#: Files a complete archive holds beside the relative values.
COMPANIONS = ("GPCI", "LOCCO", "ANES", "OPPSCAP")


@dataclass(frozen=True, slots=True)
class ReleaseContents:
    """A release as read, before it enters a book.

    Attributes:
        release: label, dates, factor, source.
        rows: service rows in file order.
        localities: with indices, counties and anesthesia factors where the archive has them.
        descriptions: CMS's short descriptors by code, for the user's own machine only.
        repairs: damage that was mended, to be shown to the person.
    """

    release: Release
    rows: tuple[ServiceRow, ...]
    localities: tuple[Locality, ...]
    descriptions: Mapping[str, str] = field(repr=False)
    repairs: tuple[Repair, ...]


def read_release(path: Path, label: str | None = None) -> ReleaseContents:
    """Read a CMS archive, a folder of its files, or a single relative value file.

    Args:
        path: what the person has.
        label: the release it is; taken from the file's own heading and name by default.

    Raises:
        ReadError: anything that cannot be trusted; nothing is returned then.
    """
    package = open_package(path)
    _refuse_qpp_alone(package)
    values = read_pprrvu(package.need("PPRRVU"))
    known = _label_of(package.name, values, label)
    _check_factor(package, values, known)
    gpcis, counties, anes = _companions(package)
    _check_year(package, "GPCI", gpcis.year if gpcis else None, known)
    _check_year(package, "ANES", anes.year if anes else None, known)
    return ReleaseContents(
        release=Release(
            label=known,
            in_force=in_force_of(known),
            published=values.heading.published,
            conversion_factor=values.conversion_factor,
            qp_conversion_factor=_qp_factor(package, values, known),
            archive=package.name,
            sha256=sha256_of(path),
            lacks=tuple(kind for kind in COMPANIONS if package.find(kind) is None),
        ),
        rows=values.rows,
        localities=_localities(gpcis, counties, anes, package.path.name),
        descriptions=values.descriptions,
        repairs=_repairs(values, gpcis, counties, anes),
    )


def _refuse_qpp_alone(package: Package) -> None:
    if package.find("PPRRVU") is None and (qpp := package.find("QPP")):
        raise ReadError(
            package.name,
            found=f"only the file for qualifying APM participants, {qpp.name}",
            expected="the nonQPP relative value file (it may hold both)",
            remedy="Give CMS's whole archive, or the file with nonQPP in its name",
        )


def _companions(
    package: Package,
) -> tuple[Gpcis | None, Counties | None, AnesthesiaFactors | None]:
    gpci, locco, anes = (package.find(kind) for kind in ("GPCI", "LOCCO", "ANES"))
    return (
        read_gpci(gpci) if gpci else None,
        read_locco(locco) if locco else None,
        read_anes(anes) if anes else None,
    )


def _label_of(name: str, values: RelativeValues, given: str | None) -> str:
    heading = values.heading
    printed = (
        f"RVU{heading.year % 100:02d}{heading.letter}" if heading.year and heading.letter else None
    )
    named = _LABEL_IN_NAME.search(name)
    stated = given or (named[1] if named else printed)
    if stated is None:
        raise ReadError(
            name,
            found="no release in its name or heading",
            expected="a name such as rvu26d.zip",
            remedy="Say which release it is with --label RVU26D",
        )
    label = normalise_label(stated)
    other_year = heading.year and heading.year != start_of(label).year
    if other_year or (printed and not label.startswith(printed)):
        raise ReadError(
            name,
            found=f"the heading of {printed or heading.year}",
            expected=f"that of {label}",
            remedy="The archive holds another release than its name says; check which you mean",
        )
    return label


def _check_factor(package: Package, values: RelativeValues, label: str) -> None:
    member = package.need("PPRRVU")
    expected = factor_on(start_of(label))
    if expected is None or expected == values.conversion_factor:
        return
    qp = factor_on(start_of(label), "qp")
    hint = " (the factor for qualifying APM participants)" if values.conversion_factor == qp else ""
    raise ReadError(
        member.name,
        column="CONV FACTOR",
        found=f"{values.conversion_factor}{hint}",
        expected=f"{expected}, in force from {start_of(label)}",
        remedy="Check which release this is; a correction needs its own label, such as RVU24AR",
    )


def _qp_factor(package: Package, values: RelativeValues, label: str) -> Decimal | None:
    expected = factor_on(start_of(label), "qp")
    member = package.find("QPP")
    if member is None:
        return expected
    factor = read_qpp_factor(member, values)
    if expected not in {None, factor}:
        raise ReadError(
            member.name,
            column="CONV FACTOR",
            found=str(factor),
            expected=f"{expected}, for qualifying APM participants from {start_of(label)}",
            remedy="Check which release this is",
        )
    return factor


def _check_year(package: Package, kind: str, year: int | None, label: str) -> None:
    wanted = start_of(label).year
    if year not in {None, wanted}:
        raise ReadError(
            package.need(kind).name,
            found=f"figures of {year}",
            expected=f"those of {wanted}, as {label} needs",
            remedy=f"Give the {kind} file of the same year",
        )


def _localities(
    gpcis: Gpcis | None, counties: Counties | None, anes: AnesthesiaFactors | None, file: str
) -> tuple[Locality, ...]:
    by_key = {(c.carrier, c.number): c for c in counties.rows} if counties else {}
    factors = anes.factors if anes else {}
    made = []
    for row in gpcis.rows if gpcis else ():
        key = (row.carrier, row.number)
        county = by_key.get(key)
        made.append(
            Locality(
                carrier=row.carrier,
                number=row.number,
                state=row.state or _state_of(row.name, county, file),
                name=row.name,
                work_gpci=row.work,
                pe_gpci=row.pe,
                mp_gpci=row.mp,
                counties=county.counties if county else "",
                anesthesia_factor=factors.get(key),
            )
        )
    return tuple(sorted(made, key=lambda a: (a.state, a.number, a.carrier)))


def _state_of(name: str, county: CountyRow | None, file: str) -> str:
    letters = STATE_LETTERS.get(name) or (county.state if county else "")
    if not letters:
        raise ReadError(
            file,
            found=f"no state for locality {name}",
            expected="a State column, or the LOCCO file beside it",
            remedy="Give CMS's whole archive",
        )
    return letters


def _repairs(
    values: RelativeValues,
    gpcis: Gpcis | None,
    counties: Counties | None,
    anes: AnesthesiaFactors | None,
) -> tuple[Repair, ...]:
    parts = (part.repairs for part in (values, gpcis, counties, anes) if part)
    return tuple(repair for repairs in parts for repair in repairs)
