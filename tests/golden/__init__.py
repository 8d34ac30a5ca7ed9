"""Worked cases with sources, run against the rules: ``make golden``."""
