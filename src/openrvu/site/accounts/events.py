"""Signing in and out, for the logs: who by number, from where, and never by what."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.signals import password_changed, password_reset, user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest

from openrvu.site.api.limits import address_of

_LOG = logging.getLogger("openrvu.accounts")
_EVENTS = {
    user_logged_in: "signed in",
    user_logged_out: "signed out",
    password_changed: "password changed",
    password_reset: "password reset",
    authenticator_added: "second step added",
    authenticator_removed: "second step removed",
}


def connect() -> None:
    """Write the lines from now on."""
    for signal in _EVENTS:
        signal.connect(_write, dispatch_uid="openrvu.accounts.events")
    user_login_failed.connect(_write_failed, dispatch_uid="openrvu.accounts.events")


def _write(signal: Any, request: HttpRequest | None = None, user: Any = None, **_: Any) -> None:
    _say(_EVENTS[signal], request, user=getattr(user, "pk", None))


def _write_failed(request: HttpRequest | None = None, **_: Any) -> None:
    # A watcher of the logs can count these by address.
    _say("sign-in failed", request)


def _say(event: str, request: HttpRequest | None, **more: Any) -> None:
    address = None if request is None else address_of(request)
    _LOG.info(event, extra={"ip": str(address or ""), **more})
