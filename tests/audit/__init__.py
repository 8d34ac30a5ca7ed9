"""The audit of what the site depends on, against published advisories."""
