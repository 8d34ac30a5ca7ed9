"""Codes: where each belongs, what we wrote of it, how it compares, and how it is found."""
