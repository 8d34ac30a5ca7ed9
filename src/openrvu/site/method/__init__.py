"""Pages: method."""
