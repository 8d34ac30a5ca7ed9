"""Pages: a whole case, priced."""
