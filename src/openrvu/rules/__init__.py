"""The payment rules, each stated once, and their dated parameters."""
