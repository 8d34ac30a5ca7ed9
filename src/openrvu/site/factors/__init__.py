"""Pages: factors."""
