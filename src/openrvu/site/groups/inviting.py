"""The mail of an invitation, and the page that its link opens."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.site.answers import Head, as_json
from openrvu.site.groups import as_data
from openrvu.site.groups.invited import come_by, invitation_of
from openrvu.site.groups.rules import MEANS, SEEN
from openrvu.site.people.models import Invitation, Role
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other

_PAGE = "/account/invitation/"


def send(request: HttpRequest, invitation: Invitation, secret: str) -> bool:
    """Send the mail; False where the mail server did not take it."""
    from openrvu.site.accounts.adapter import site_address

    role = Role(invitation.role)
    context = {
        "inviter": str(invitation.by),
        "group": invitation.group.name,
        "role": role.label.lower(),
        "meaning": f"a {role.label.lower()} {MEANS[role]} {SEEN}",
        "link": f"{site_address(request)}{_PAGE}{secret}/",
        "email": invitation.email,
        "until": f"{invitation.until:%B} {invitation.until.day}, {invitation.until.year}",
    }
    try:
        get_adapter().render_mail("groups/invitation", invitation.email, context).send()
    except (OSError, SMTPException) as error:
        logging.getLogger("openrvu").warning("mail not sent: %s", type(error).__name__)
        return False
    return True


@require_safe
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of the mail: kept in the session, so that the secret leaves the address."""
    found = come_by(request, secret)
    if found is not None and not request.user.is_authenticated:
        # Whoever has the link had the mail, so the address need not be shown to be theirs again.
        get_adapter().stash_verified_email(request, found.email)
    return see_other(_PAGE)


@require_safe
def invitation(request: HttpRequest) -> HttpResponse:
    """What one is invited to, and what that means; to accept one signs in."""
    found = invitation_of(request)
    head = Head("Invitation", "An invitation to a group.", _PAGE, "/account/invitation.json")
    content = {
        "invitation": found,
        "mine": found is not None and _is_for(request, found),
        "MEANS": MEANS,
        "SEEN": SEEN,
    }
    status = 200 if found else 404
    return private_page(request, "groups/invitation.html", head, content, status=status)


@require_safe
def invitation_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    found = invitation_of(request)
    if found is None:
        return as_json({"invitation": None}, status=404)
    return private_json({"invitation": as_data.invitation_data(found)})


def _is_for(request: HttpRequest, found: Invitation) -> bool:
    return request.user.is_authenticated and person(request).email == found.email
