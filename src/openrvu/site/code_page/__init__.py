"""The page of one code."""
