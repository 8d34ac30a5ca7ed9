"""Settings of the site, from the environment where a person may want to choose."""

from __future__ import annotations

import ipaddress
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

HERE = Path(__file__).parent


def env(name: str, default: str = "") -> str:
    """A text setting."""
    return os.environ.get(name, default)


def env_list(name: str, default: str) -> list[str]:
    """A comma-separated setting."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_whole(name: str, default: int) -> int:
    """A whole number that is not negative.

    Raises:
        ImproperlyConfigured: it is something else.
    """
    text = env(name) or str(default)
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise ImproperlyConfigured(f"{name}={text}: expected a whole number such as {default}")


def env_flag(name: str) -> bool:
    """A yes-or-no setting; 1, true, yes and on mean yes."""
    return env(name).lower() in {"1", "true", "yes", "on"}


def is_loopback(host: str) -> bool:
    """Whether only this machine can be meant by a host name or address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


DEBUG = env_flag("OPENRVU_DEBUG")
# Public pages keep no session; a key of this process alone is enough until accounts exist.
SECRET_KEY = env("OPENRVU_SECRET_KEY") or secrets.token_urlsafe(48)
ALLOWED_HOSTS = env_list("OPENRVU_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")

#: The address under which the site is known to the world, for canonical links and the sitemap.
SITE_ADDRESS = env("OPENRVU_SITE_ADDRESS").rstrip("/")
#: Descriptors of the AMA's and ADA's that the user brought are shown on the user's machine only:
#: where the site has no public address, answers to no name but this machine's, and does not listen
#: to the network (`rvu serve --host` says so through OPENRVU_LISTEN).
SHOW_DESCRIPTORS = not SITE_ADDRESS and all(
    is_loopback(host) for host in (*ALLOWED_HOSTS, env("OPENRVU_LISTEN", "127.0.0.1"))
)
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

ROOT_URLCONF = "openrvu.site.urls"
WSGI_APPLICATION = "openrvu.site.wsgi.application"
INSTALLED_APPS: list[str] = []
MIDDLEWARE = [
    "openrvu.site.middleware.SecurityHeaders",
    "openrvu.site.middleware.OnlyReading",
    "django.middleware.security.SecurityMiddleware",
    "openrvu.site.middleware.PageCache",
    "django.middleware.common.CommonMiddleware",
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
        },
    }
]
DATABASES: dict[str, dict[str, str]] = {}
USE_TZ = True
USE_I18N = False
LANGUAGE_CODE = "en-us"
APPEND_SLASH = True

STATIC_URL = "/static/"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env_flag("OPENRVU_HTTPS")
# OpenRVU itself speaks HTTP; a proxy before it that speaks HTTPS says so in this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_SSL_REDIRECT else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
