"""Browsing: categories, families of codes, and the codes of a family."""
