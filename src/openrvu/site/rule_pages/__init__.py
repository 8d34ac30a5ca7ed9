"""Pages: the payment rules."""
