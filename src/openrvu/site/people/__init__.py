"""Who uses the log: users, groups, and who may see whose data."""
