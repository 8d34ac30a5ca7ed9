"""`make bench`: prints every figure with its promise, and ends with how many were kept."""

from __future__ import annotations

import platform
import sys

from bench import archives, cold, evaluating, serving, table
from bench.figures import Figure


def main() -> int:
    """Measure everything, one after the other."""
    sys.stdout.write(f"Python {platform.python_version()}, {platform.system()}\n")
    figures: list[Figure] = []
    for part in (cold, evaluating, table, archives, serving):
        for figure in part.measure():
            sys.stdout.write(f"{figure}\n")
            sys.stdout.flush()
            figures.append(figure)
    kept = sum(figure.kept for figure in figures)
    sys.stdout.write(f"{kept} of {len(figures)} promises kept\n")
    return 0 if kept == len(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
