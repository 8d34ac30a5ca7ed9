"""Write the kept SQL anew: ``PYTHONPATH=tests .venv/bin/python -m agreement.renew``."""

from __future__ import annotations

import sys

from agreement.snapshot import FILES, FOLDER, compiled, kept


def main() -> None:
    """Write what rules compile to now, remove what they no longer compile to, and tell."""
    before, now = kept(), {name: compiled(name) for name in FILES}
    FOLDER.mkdir(exist_ok=True)
    for name in before.keys() - now.keys():
        (FOLDER / name).unlink()
    for name, sql in now.items():
        (FOLDER / name).write_text(sql, "utf-8")
    changed = sum(before.get(name) != sql for name, sql in now.items())
    sys.stdout.write(f"{changed} of {len(now)} files changed\n")


if __name__ == "__main__":
    main()
