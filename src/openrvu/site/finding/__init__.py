"""Finding codes: the search page, suggestions as one types, and what lies near a wrong code."""
