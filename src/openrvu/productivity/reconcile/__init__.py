"""A log held against an employer's report, line by line, without patient identifiers."""
