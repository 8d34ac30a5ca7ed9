"""The templates' environment: figures as people read them, and nothing that computes."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import jinja2
from django.conf import settings

from openrvu.pricing.figures import money, ordinal
from openrvu.schedule.localities import display_name
from openrvu.site.learn.sections import STAGES
from openrvu.site.paths import SERVED
from openrvu.site.settings import HERE

#: The main navigation, in groups.
NAV = (
    ("Career stage", tuple((stage.address, stage.name) for stage in STAGES)),
    (
        "Look up and count",
        (
            ("/codes/", "Codes"),
            ("/price/", "Price"),
            ("/tally/", "Tally"),
            ("/log/", "Log"),
            ("/compare/", "Compare"),
            ("/changes/", "Changes"),
        ),
    ),
    ("Read", (("/resources/", "Resources"), ("/blog/", "Blog"), ("/support/", "Support"))),
)
#: What the foot of every page leads to besides.
FOOT = (
    ("/learn/", "Learn"),
    ("/localities/", "Localities"),
    ("/factors/", "Conversion factors"),
    ("/rules/", "Rules"),
    ("/method/", "Data & method"),
    ("/about/", "About"),
    ("/support/", "Support"),
    ("/api/", "API"),
)


def rvu(value: Decimal | None) -> str:
    """Two digits, as CMS prints them; an em dash where there is none."""
    return "—" if value is None else f"{value:.2f}"


def work(value: Decimal | None) -> str:
    """Work RVUs of a log: ``1,204.50``; further digits where it has them, as credited ones may."""
    if value is None:
        return "—"
    digits = len(f"{value.normalize():f}".partition(".")[2])
    return f"{value:,.{max(digits, 2)}f}"


def index(value: Decimal) -> str:
    """A GPCI: three digits."""
    return f"{value:.3f}"


def exact(value: Decimal) -> str:
    """Every digit, without an exponent."""
    return f"{value:f}"


def statistic(value: Decimal) -> str:
    """An interpolated figure: at least two digits, and every further one it has."""
    text = f"{value.normalize():f}"
    digits = len(text.partition(".")[2])
    return text if digits >= 2 else f"{value:.2f}"


def percent(value: Decimal | None) -> str:
    """``+3.2 %`` with a true minus sign; an em dash where it cannot be said."""
    if value is None:
        return "—"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{abs(value):,}\u00a0%"


def day(value: date | None) -> str:
    """``July 1, 2026``."""
    return "—" if value is None else f"{value:%B} {value.day}, {value.year}"


def thousands(value: int) -> str:
    """``17,096``."""
    return f"{value:,}"


@cache
def static(name: str) -> str:
    """The address of a static file, with its contents' hash so that a browser may keep it."""
    digest = hashlib.sha256((HERE / "static" / "openrvu" / name).read_bytes()).hexdigest()[:10]
    return f"/static/openrvu/{name}?v={digest}"


def environment(**options: Any) -> jinja2.Environment:
    """The environment that Django's Jinja backend asks for."""
    options["undefined"] = jinja2.StrictUndefined
    options["autoescape"] = True
    env = jinja2.Environment(**options)  # noqa: S701 - autoescape is set above
    filters = (
        money,
        rvu,
        work,
        index,
        exact,
        statistic,
        percent,
        ordinal,
        day,
        thousands,
        display_name,
    )
    env.filters.update({f.__name__: f for f in filters})
    env.globals.update(static=static, NAV=NAV, FOOT=FOOT, SERVED=SERVED, settings=settings)
    return env
