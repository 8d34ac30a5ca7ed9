"""Whether the database answers."""

from __future__ import annotations

import logging

from django.db import Error, connection


def answers() -> bool:
    """Ask it the least there is to ask. Why it does not answer is for the logs alone."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except Error as error:
        logging.getLogger("openrvu").warning("database: %s", type(error).__name__)
        return False
