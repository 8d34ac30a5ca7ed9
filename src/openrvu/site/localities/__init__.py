"""Pages: localities."""
