"""Pages: flash cards."""
