"""Finds the file of amounts in what a person has: by its name, else by its contents."""

from __future__ import annotations

from openrvu.cms.official import OfficialFile
from openrvu.cms.package import Member, Package
from openrvu.errors import ReadError


def official_member(package: Package) -> Member:
    """The file of amounts in a zip or folder, or the one file given.

    A payment file comes before an OPPSCAP file. Where CMS's names do not tell, as of two files of
    one kind or of ``ohio_2020.csv``, the one that can be read as amounts is taken.

    Raises:
        ReadError: there is none, or it cannot be told which.
    """
    if len(package.members) == 1:
        return package.members[0]
    for kind in ("PAYMENT", "OPPSCAP"):
        if member := _of_kind(package, kind):
            return member
    fitting = _with_amounts(package, "").members
    if len(fitting) == 1:
        return fitting[0]
    names = " and ".join(member.name for member in fitting)
    raise ReadError(
        package.path.name,
        found=f"more than one file of amounts, {names}" if fitting else "no file of amounts",
        expected="a payment file (PFREV25C.txt and the like) or an OPPSCAP file",
        remedy="Give that file, or the zip that holds it (a zip in a zip must be unpacked first)",
    )


def _of_kind(package: Package, kind: str) -> Member | None:
    try:
        return package.find(kind)
    except ReadError:
        return _with_amounts(package, kind).find(kind)


def _with_amounts(package: Package, kind: str) -> Package:
    """The members of a kind whose first row can be read as amounts."""
    of_kind = (member for member in package.members if member.kind == kind)
    return Package(package.path, tuple(member for member in of_kind if _has_amounts(member)))


def _has_amounts(member: Member) -> bool:
    try:
        return next(OfficialFile(member).rows(), None) is not None
    except ReadError:
        return False
