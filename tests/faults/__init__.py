"""Kills the server amid concurrent writes and looks at what the log kept."""
