"""The log of a physician's work, as plain values: lines, quick entry, worth, import and export."""
