"""Measures search on queries with known answers: ``python -m searching``."""
