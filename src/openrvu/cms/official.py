"""Reads amounts that CMS itself published, to hold ours against: payment and OPPSCAP files."""

from __future__ import annotations

from collections.abc import Iterator

from openrvu.cms.cells import Checker
from openrvu.cms.official_caps import CapTable, has_cap_heading
from openrvu.cms.official_grid import Grid
from openrvu.cms.official_payment import payment_amounts
from openrvu.cms.package import Member
from openrvu.errors import ReadError
from openrvu.schedule.official import OfficialAmount

#: More services than a file of the size we read can have rows.
_SERVICE_BITS = 32


class OfficialFile:
    """A payment-amount or OPPSCAP file, read row by row: a national one has a million.

    Attributes:
        name: of the file.
        lines: how many lines it has, titles and notes among them.
    """

    def __init__(self, member: Member) -> None:
        """Take the file's text; what kind it is its contents tell.

        Raises:
            ReadError: it is no table at all.
        """
        self.name = member.name
        self._check = Checker(member.name)
        self._grid = Grid(member)
        fixed = self._grid.is_fixed_width()
        self._caps: CapTable | None = None
        if fixed or has_cap_heading(self._grid.head()):
            self._caps = CapTable(member, self._check, fixed=fixed)
        self.lines = self._caps.lines if self._caps else self._grid.lines

    def rows(self) -> Iterator[OfficialAmount]:
        """Every row, from the first on.

        Raises:
            ReadError: the first thing found that cannot be trusted, a row that stands twice, or
                no row at all.
        """
        seen = _Seen()
        number = None
        for amount in self._amounts(1):
            number = amount.row
            if not seen.is_new(amount):
                raise self._twice(amount)
            yield amount
        if number is None:
            found, expected = "no rows", "a CMS payment-amount or OPPSCAP file"
            raise self._check.fail(None, None, found, expected)

    def sample(self, most: int) -> tuple[OfficialAmount, ...]:
        """At most so many rows, spread evenly over the file.

        Raises:
            ReadError: one of them cannot be trusted.
        """
        return tuple(self._amounts(max(1, -(-self.lines // most))))

    def _amounts(self, step: int) -> Iterator[OfficialAmount]:
        """Every so manieth row."""
        if self._caps:
            return self._caps.amounts(step)
        return payment_amounts(self._grid.rows(), self._check, step)

    def _twice(self, amount: OfficialAmount) -> ReadError:
        same = (a.row for a in self._amounts(1) if _key(a) == _key(amount))
        modifier = f" {amount.modifier}" if amount.modifier else ""
        found = f"{amount.code}{modifier} of {amount.carrier}-{amount.locality} again"
        return self._check.fail(
            amount.row, None, f"{found} (first in row {next(same)})", "each row once"
        )


def read_official(member: Member) -> tuple[OfficialAmount, ...]:
    """Read a CMS payment-amount file or an OPPSCAP file, told apart by their contents.

    Raises:
        ReadError: neither, or the first thing found that cannot be trusted.
    """
    return tuple(OfficialFile(member).rows())


def _key(amount: OfficialAmount) -> tuple[object, ...]:
    return amount.year, amount.carrier, amount.locality, amount.code, amount.modifier


class _Seen:
    """The keys seen so far, each packed into one integer."""

    def __init__(self) -> None:
        self._places: dict[tuple[object, ...], int] = {}
        self._services: dict[tuple[object, ...], int] = {}
        self._pairs: set[int] = set()

    def is_new(self, amount: OfficialAmount) -> bool:
        """Whether the key is seen for the first time; it is noted."""
        key = _key(amount)
        place = self._places.setdefault(key[:3], len(self._places))
        service = self._services.setdefault(key[3:], len(self._services))
        before = len(self._pairs)
        self._pairs.add(place << _SERVICE_BITS | service)
        return len(self._pairs) > before
