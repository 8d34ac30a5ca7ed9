"""The parts of :mod:`openrvu.rules.as_sql`."""
