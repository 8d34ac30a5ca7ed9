"""Runs every test that touches the database again, in clinic mode on a PostgreSQL server.

``python -m on_postgresql [pytest's arguments]``. Clinic mode is chosen when a process starts, so
these tests have a process of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from databases import postgresql

PLACES = ("tests/site",)


def main(arguments: list[str]) -> int:
    """Pytest's exit code."""
    with postgresql() as address:
        env = {
            **os.environ,
            "OPENRVU_MODE": "clinic",
            "OPENRVU_SECRET_KEY": "for the tests alone, and the same in every one of them",
            "DATABASE_URL": address,
        }
        places = () if any(Path(one).exists() for one in arguments) else PLACES
        command = [sys.executable, "-m", "pytest", "-m", "django_db", *arguments, *places]
        return subprocess.run(command, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
