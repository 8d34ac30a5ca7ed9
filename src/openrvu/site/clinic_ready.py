"""The clinic's database: reached, of this version, and brought up to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from openrvu.errors import OpenRVUError
from openrvu.site import migrating


def look() -> list[str]:
    """What is not as it should be, though the site can run, in a sentence each.

    Sessions that ended are swept out; that is done at every start.

    Raises:
        OpenRVUError: the database cannot be reached, or its tables are of another version.
    """
    with reached():
        _not_newer()
        if steps := migrating.pending():
            raise OpenRVUError(
                f"the database is not up to date ({len(steps)} steps, the first {steps[0]}). "
                "Make a backup, then run “rvu migrate”"
            )
        call_command("clearsessions")
    return warnings()


def warnings() -> list[str]:
    """Settings that are right for trying out alone."""
    found = []
    if not settings.SECURE_SSL_REDIRECT:
        found.append(
            "OPENRVU_HTTPS is not set: passwords and entries travel readable. Put a proxy that "
            "speaks HTTPS before the site and set OPENRVU_HTTPS=1"
        )
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        found.append(
            "OPENRVU_EMAIL_URL is not set: mails are printed here and reach nobody, so nobody "
            "else can confirm an address or choose a new password"
        )
    return found


def bring_up_to_date() -> list[str]:
    """Make every step that is still to be made; which were.

    Raises:
        OpenRVUError: the database cannot be reached, or is of a newer version.
    """
    with reached():
        _not_newer()
        steps = migrating.pending()
        migrating.migrate()
        call_command("createcachetable", verbosity=0)
    return steps


@contextmanager
def reached() -> Iterator[None]:
    """Django made ready, and one connection, closed at the end.

    Not one of a pool, whose threads would outlive this, and which tries for long what is refused.

    Raises:
        OpenRVUError: the database does not answer or refuses.
    """
    django.setup(set_prefix=False)
    options = connection.settings_dict["OPTIONS"]
    pool = options.pop("pool", None)
    try:
        yield
    except DatabaseError as error:
        raise OpenRVUError(
            f"the database of DATABASE_URL cannot be used: {_first_line(error)}. See that the "
            "server runs, and that name, password and address are right"
        ) from error
    finally:
        connection.close()
        if pool is not None:
            options["pool"] = pool


def _not_newer() -> None:
    if steps := migrating.newer():
        raise OpenRVUError(
            f"the database was brought up to a newer OpenRVU ({', '.join(steps)}). Install that "
            "version, or restore a backup of this one"
        )


def _first_line(error: DatabaseError) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__).rstrip(".")
