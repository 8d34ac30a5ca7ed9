"""The mails of accounts and groups: plain text, short, and nothing of anybody's log in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail; ``{names}`` are filled in.

    Attributes:
        subject: one line.
        body: paragraphs.
        notice: it tells of a change to the account, so it says where the change came from.
    """

    subject: str
    body: str
    notice: bool = False


_NOT_ME = "If this was not you, nothing needs to be done: without the code nothing happens."
_ORIGIN = (
    "It came from the network address {ip}, at {timestamp:%Y-%m-%d %H:%M} UTC, with the browser "
    "{user_agent}.\n\nIf this was not you, reset your password at {site}/account/password/reset/ "
    "now, and tell whoever runs this site."
)
_CONFIRM = Mail(
    "your code is {code}",
    f"The code that shows that this address is yours:\n\n    {{code}}\n\n"
    f"Type it on the page that is open. It holds for 15 minutes.\n\n{_NOT_ME}",
)


def _notice(subject: str, body: str) -> Mail:
    return Mail(subject, body, notice=True)


#: By the name that allauth gives a mail; those of groups are our own.
MAILS: Mapping[str, Mail] = {
    "account/email/email_confirmation": _CONFIRM,
    "account/email/email_confirmation_signup": _CONFIRM,
    "account/email/password_reset_code": Mail(
        "your code is {code}",
        "The code with which you may choose a new password:\n\n    {code}\n\n"
        f"Type it on the page that is open. It holds for 15 minutes.\n\n{_NOT_ME}",
    ),
    "account/email/account_already_exists": Mail(
        "you have an account already",
        "Somebody, perhaps you, tried to make an account with this address. There is one already."
        "\n\nSign in at {site}/account/login/. If you forgot the password, choose a new one at "
        "{site}/account/password/reset/.",
    ),
    "account/email/unknown_account": Mail(
        "there is no account with this address",
        "Somebody, perhaps you, asked for a new password for this address. There is no account "
        "with it at {site}. If it was you, try the address with which you signed up.",
    ),
    "account/email/email_changed": _notice(
        "your address was changed",
        "The address of your account was changed from {from_email} to {to_email}.",
    ),
    "account/email/email_confirm": _notice(
        "your address was confirmed", "The address of your account was confirmed."
    ),
    "account/email/email_deleted": _notice(
        "an address was removed", "{deleted_email} was removed from your account."
    ),
    "account/email/password_changed": _notice(
        "your password was changed", "The password of your account was changed."
    ),
    "account/email/password_reset": _notice(
        "your password was reset", "The password of your account was reset by a code sent to you."
    ),
    "account/email/password_set": _notice("a password was set", "Your account now has a password."),
    "mfa/email/totp_activated": _notice(
        "authenticator app added", "Signing in now asks for a code of your authenticator app."
    ),
    "mfa/email/totp_deactivated": _notice(
        "authenticator app removed", "Signing in no longer asks for a code of an authenticator app."
    ),
    "mfa/email/webauthn_added": _notice(
        "passkey added", "A passkey or security key was added to your account."
    ),
    "mfa/email/webauthn_removed": _notice(
        "passkey removed", "A passkey or security key was removed from your account."
    ),
    "mfa/email/recovery_codes_generated": _notice(
        "new recovery codes", "New recovery codes were made. Those you had before no longer work."
    ),
    "groups/invitation": Mail(
        "{inviter} invites you to {group}",
        "{inviter} invites you to the group {group}, as {role}.\n\n"
        "What that means: {meaning}\n\n"
        "To read more, and to accept or decline, open\n\n    {link}\n\n"
        "It is your choice, and you can leave the group at any time. The invitation is for this "
        "address, {email}, and ends on {until}.",
    ),
}


def written(name: str, site: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """The subject and body of a mail.

    Args:
        name: one of :data:`MAILS`.
        site: the site's address, without a slash at the end.
        context: what the mail's names stand for.
    """
    mail = MAILS[name]
    body = f"{mail.body}\n\n{_ORIGIN}" if mail.notice else mail.body
    filled = {"site": site, **context}
    subject = " ".join(mail.subject.format(**filled).split())
    return subject, f"{body.format(**filled)}\n\nOpenRVU, {site}/\n"
