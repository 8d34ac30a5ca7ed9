"""Settings of the site, from the environment where a person may want to choose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openrvu.site.environment import env, env_flag, env_list, env_whole, is_loopback, machine_zone
from openrvu.site.logs import logging_settings
from openrvu.site.modes import Mode, databases, read_mode, secret_key

HERE = Path(__file__).parent

DEBUG = env_flag("OPENRVU_DEBUG")
ALLOWED_HOSTS = env_list("OPENRVU_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")

#: The address under which the site is known to the world, for canonical links and the sitemap.
SITE_ADDRESS = env("OPENRVU_SITE_ADDRESS").rstrip("/")
#: Whether no other machine can ask: the site has no public address, answers to no name but this
#: machine's, and does not listen to the network (`rvu serve --host` says so by OPENRVU_LISTEN).
ALONE = not SITE_ADDRESS and all(
    is_loopback(host) for host in (*ALLOWED_HOSTS, env("OPENRVU_LISTEN", "127.0.0.1"))
)
#: Descriptors of the AMA's and ADA's that the user brought are shown on the user's machine only.
SHOW_DESCRIPTORS = ALONE
#: solo, clinic or public; see :mod:`openrvu.site.modes`.
MODE = read_mode(alone=ALONE)
SECRET_KEY = secret_key(MODE)
DATABASES: dict[str, dict[str, Any]] = databases(MODE)
#: True while pages are written as files: forms that need a server are left out.
STATIC_EXPORT = False
#: Rendered pages kept in memory; the data behind a page does not change while a process runs.
PAGE_CACHE_BYTES = 48 * 1024 * 1024
PAGE_CACHE_PAGES = 2000

#: Calls of the API that one address may make in a minute; 0 for any number.
API_RATE = env_whole("OPENRVU_API_RATE", 600)
#: The origin whose scripts may call the API: `*` for all, empty for none but this site's.
API_ORIGIN = env("OPENRVU_API_ORIGIN", "*")
#: Proxies before the site, each of which adds an address to X-Forwarded-For.
PROXIES = env_whole("OPENRVU_PROXIES", 0)

#: The apps that keep something, in solo and clinic mode alike.
OWN_APPS = [
    "openrvu.site.people",
    "openrvu.site.log",
    "openrvu.site.contracts",
    "openrvu.site.dashboard",
    "openrvu.site.reconcile",
    "openrvu.site.caselog",
    "openrvu.site.benchmarks",
]

ROOT_URLCONF = "openrvu.site.urls"
WSGI_APPLICATION = "openrvu.site.wsgi.application"
# What only accounts want is only there where accounts are: a solo site starts faster without.
_ACCOUNT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
INSTALLED_APPS = {
    Mode.PUBLIC: [],
    Mode.SOLO: OWN_APPS,
    Mode.CLINIC: [*OWN_APPS, "openrvu.site.accounts", *_ACCOUNT_APPS],
}[MODE]
_WHO_ASKS = {
    Mode.PUBLIC: [],
    Mode.SOLO: ["openrvu.site.private.Csrf", "openrvu.site.private.SoloUser"],
    Mode.CLINIC: [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "openrvu.site.private.Csrf",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "allauth.account.middleware.AccountMiddleware",
        "openrvu.site.private.SignedIn",
    ],
}[MODE]
# What keeps state stands behind PageCache: a page that is the same for all pays nothing for it.
MIDDLEWARE = [
    *(["openrvu.site.logs.RequestLog"] if MODE is Mode.CLINIC else []),
    "openrvu.site.middleware.SecurityHeaders",
    "openrvu.site.private.Guard",
    "openrvu.site.middleware.OnlyReading",
    "django.middleware.security.SecurityMiddleware",
    "openrvu.site.middleware.PageCache",
    "django.middleware.common.CommonMiddleware",
    *_WHO_ASKS,
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates", *sorted(HERE.glob("*/templates"))],
        "OPTIONS": {
            "environment": "openrvu.site.templating.environment",
            "trim_blocks": True,
            "lstrip_blocks": True,
            # Pages of accounts are rendered by allauth; ours bring along what they need.
            "context_processors": ["openrvu.site.accounts.context.account_page"]
            if MODE is Mode.CLINIC
            else [],
        },
    },
]
USE_TZ = True
# Where a person names no zone, “today” is that of the machine.
TIME_ZONE = env("OPENRVU_TIME_ZONE") or machine_zone()
USE_I18N = False
LANGUAGE_CODE = "en-us"
APPEND_SLASH = True

STATIC_URL = "/static/"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env_flag("OPENRVU_HTTPS")
# Whoever watches the site asks it on its own machine, without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
# OpenRVU itself speaks HTTP; a proxy before it that speaks HTTPS says so in this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_SSL_REDIRECT else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
X_FRAME_OPTIONS = "DENY"

AUTH_USER_MODEL = "people.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CSRF_COOKIE_NAME = "openrvu_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_FAILURE_VIEW = "openrvu.site.people.refused.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS] if SITE_ADDRESS else []
#: A file that is brought is held in memory alone: nothing of it is written to a disk. Longer
#: bodies are refused before they are read; see :mod:`openrvu.site.private`.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 34 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 4

if MODE is Mode.CLINIC:
    from openrvu.site.clinic_settings import *  # noqa: F403

#: json, one object a line; or text, for a person at a terminal.
LOGGING = logging_settings(env("OPENRVU_LOG") or ("text" if MODE is Mode.SOLO else "json"))
