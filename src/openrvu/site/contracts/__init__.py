"""Contracts: what an employer owes for the work in the log."""
