"""The settings of clinic mode: accounts by django-allauth, sessions, mail."""

from __future__ import annotations

from openrvu.site.accounts.mail_server import mail_settings
from openrvu.site.accounts.sign_up import sign_up_open
from openrvu.site.environment import env, env_flag, env_list, env_whole

HTTPS = env_flag("OPENRVU_HTTPS")

#: Keys that were replaced: what they signed or encrypted is still understood.
SECRET_KEY_FALLBACKS = env_list("OPENRVU_SECRET_KEY_OLD", "")

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/log/"
SESSION_COOKIE_NAME = "openrvu_session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
#: From sign-in, however often the log is used. It ends with the browser unless the person asks to
#: be kept signed in on that device.
SESSION_COOKIE_AGE = env_whole("OPENRVU_SESSION_HOURS", 336) * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

#: Shared by all processes, so that limits and used codes hold for all of them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "openrvu_cache",
    }
}

#: Whether anybody may sign up, or only who is invited by a group.
SIGN_UP_OPEN = sign_up_open()
ACCOUNT_ADAPTER = "openrvu.site.accounts.adapter.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {"login": "openrvu.site.accounts.sign_in_form.SignIn"}
ACCOUNT_SIGNUP_FORM_CLASS = "openrvu.site.accounts.sign_up_form.WithName"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# A code that is typed, not a link: mail filters follow links, and telephones open another browser.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "OpenRVU: "
ACCOUNT_REAUTHENTICATION_REQUIRED = True
#: Wrong passwords: of one address of the network, and against one account from anywhere; and
#: invitations that one person sends.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "10/m/ip",
    "invite": "60/h/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env_whole("OPENRVU_PROXIES", 0)

MFA_ADAPTER = "openrvu.site.accounts.second_step.SecondStep"
MFA_FORMS = {
    "add_webauthn": "openrvu.site.accounts.passkey_form.AddPasskey",
    "authenticate_webauthn": "openrvu.site.accounts.passkey_form.UsePasskey",
    "login_webauthn": "openrvu.site.accounts.passkey_form.SignInByPasskey",
    "reauthenticate_webauthn": "openrvu.site.accounts.passkey_form.PasskeyAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "OpenRVU"
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
# Browsers allow passkeys without HTTPS on this machine alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

_RULES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_RULES}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_RULES}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": f"{_RULES}.CommonPasswordValidator"},
    {"NAME": f"{_RULES}.NumericPasswordValidator"},
]

globals().update(mail_settings(env("OPENRVU_EMAIL_URL"), env("OPENRVU_EMAIL_FROM")))
