"""Pages: tally."""
