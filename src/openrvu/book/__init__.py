"""The reference book: every release held, read-only, and how it is built."""
