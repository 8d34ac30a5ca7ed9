"""How allauth is told our rules: who may sign up, what mails say, whose address counts."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from openrvu.site.accounts.mails import written
from openrvu.site.accounts.sentences import SENTENCES
from openrvu.site.api.limits import address_of
from openrvu.site.groups.invited import invited_address
from openrvu.site.people.models import User

_LOG = logging.getLogger("openrvu.accounts")
_NOT_SENT = "The mail could not be sent. Try again later, or tell whoever runs this site."
#: Kept where a proxy gives no address that can be read, so that nobody escapes the limits.
_NOWHERE = "0.0.0.0"  # noqa: S104 - not listened on


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # it has no types
    """Our rules."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "There is no account with this address and password.",
        "too_many_login_attempts": (
            "Too many attempts. Wait five minutes, then try again or choose a new password."
        ),
        "rate_limited": "A code was sent just now. Wait a moment before you ask for another.",
        "incorrect_code": "That is not the code. Compare it with the newest mail.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody, or who came by an invitation."""
        return bool(settings.SIGN_UP_OPEN or invited_address(request))

    def clean_email(self, email: str) -> str:
        """The address; where sign-up is by invitation, the invited one.

        Raises:
            ValidationError: it is another.
        """
        from django.core.exceptions import ValidationError

        request = context.request
        signing_up = request is not None and request.path == reverse("account_signup")
        invited = invited_address(request) if signing_up else ""
        if signing_up and not settings.SIGN_UP_OPEN and email.lower() != invited:
            raise ValidationError(f"The invitation is for {invited}; sign up with that address.")
        return email

    def clean_password(self, password: str, user: User | None = None) -> str:
        """The password, if it is not weak; while one signs up, the name is typed beside it."""
        request = context.request
        if user is not None and user.pk is None and request is not None:
            user.name = request.POST.get("name", "")
        return str(super().clean_password(password, user))

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that asks, seen through as many proxies as there are."""
        return str(address_of(request) or _NOWHERE)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to the account's page."""
        return "/account/"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail; where the server does not take it, the next page says so."""
        try:
            self.render_mail(template_prefix, email, context).send()
        except (OSError, SMTPException) as error:
            _LOG.error("mail not sent: %s", type(error).__name__)
            messages.error(self.request, _NOT_SENT)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """A mail of :mod:`openrvu.site.accounts.mails`."""
        subject, body = written(template_prefix, site_address(self.request), context)
        to = [email] if isinstance(email, str) else email
        prefix = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX
        return EmailMessage(prefix + subject, body, self.get_from_email(), to, headers=headers)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: Mapping[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """A sentence on the next page."""
        said = message or SENTENCES[message_template or ""].format(**(message_context or {}))
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)


def site_address(request: HttpRequest) -> str:
    """``https://rvu.clinic.example``: as it is set, else as it was asked for."""
    return str(settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/"))
