"""A resident's case log: rotations, procedures by family and role, and minimums to reach."""
