"""Runs the command: ``python -m openrvu.cli``."""

from openrvu.cli import main

main()
