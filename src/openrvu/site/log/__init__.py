"""The log of what a person did: entries, what they count for, import and export."""
