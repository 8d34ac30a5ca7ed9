"""What a person reads after something was done, by the name that allauth gives it."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "account/messages/cannot_delete_primary_email.txt": (
        "{email} is the address you sign in with; it cannot be removed."
    ),
    "account/messages/logged_out.txt": "You are signed out.",
    "account/messages/email_deleted.txt": "{email} was removed.",
    "account/messages/unverified_primary_email.txt": "The address must be confirmed first.",
    "account/messages/email_confirmation_sent.txt": "A code was sent to {email}.",
    "account/messages/email_confirmed.txt": "{email} is confirmed.",
    "account/messages/email_confirmation_failed.txt": (
        "{email} belongs to another account, so it cannot be confirmed for this one."
    ),
    "account/messages/password_set.txt": "Your password is set.",
    "account/messages/password_changed.txt": "Your password is changed.",
    "account/messages/primary_email_set.txt": "The address you sign in with is changed.",
    "mfa/messages/webauthn_added.txt": "The passkey was added.",
    "mfa/messages/webauthn_removed.txt": "The passkey was removed.",
    "mfa/messages/recovery_codes_generated.txt": (
        "New recovery codes were made. Those you had before no longer work."
    ),
    "mfa/messages/totp_activated.txt": "The authenticator app was added.",
    "mfa/messages/totp_deactivated.txt": "The authenticator app was removed.",
    "usersessions/messages/sessions_logged_out.txt": "You are signed out everywhere else.",
    # The page that follows says it by itself.
    "account/messages/logged_in.txt": "",
}
