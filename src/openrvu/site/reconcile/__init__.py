"""The employer's report held against the log: what differs, what it is worth, and the letter."""
