"""Where a person's work stands: surveys that the person licenses, and open benchmarks."""
