"""Pages: the quiz."""
