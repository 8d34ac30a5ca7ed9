"""Performance, measured: medians, each beside a bare reference taken in the same run."""
