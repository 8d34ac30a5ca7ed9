"""``python -m faults [kills]``: that many kills on each database, ending with the counts."""

from __future__ import annotations

import sys

from faults.places import clinic, solo
from faults.runner import run

KILLS = 100


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """0 where nothing was lost, doubled or half written."""
    kills = int(arguments[0]) if arguments else KILLS
    kept = True
    for place in (solo, clinic):
        with place() as made:
            outcome = run(made, kills, say=_say)
        _say(str(outcome))
        kept = kept and outcome.is_kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
