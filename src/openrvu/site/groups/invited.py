"""The invitation by whose link a browser came, until it is answered or the session ends."""

from __future__ import annotations

from django.http import HttpRequest

from openrvu.site.groups.link_secret import digest_of
from openrvu.site.groups.scope import open_invitation
from openrvu.site.people.models import Invitation

_KEY = "openrvu_invitation"


def come_by(request: HttpRequest, secret: str) -> Invitation | None:
    """Remember the link's invitation; None where there is none, or it has ended."""
    digest = digest_of(secret)
    found = open_invitation(digest)
    if found is not None:
        request.session[_KEY] = digest
    return found


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The invitation by which this browser came, if it still holds."""
    digest = request.session.get(_KEY, "")
    return open_invitation(digest) if digest else None


def invited_address(request: HttpRequest | None) -> str:
    """The address that was invited, empty where there is none.

    Whoever has the link had the mail, so the address is shown to be theirs.
    """
    found = None if request is None else invitation_of(request)
    return found.email if found else ""


def forget(request: HttpRequest) -> None:
    """The invitation was answered."""
    request.session.pop(_KEY, None)
