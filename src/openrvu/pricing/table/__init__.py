"""Claims as tables: priced by a database, by the same rules as one claim."""
