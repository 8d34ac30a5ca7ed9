"""The site: Django pages over the same calls as the library and the command."""
