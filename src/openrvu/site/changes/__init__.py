"""Pages: changes."""
