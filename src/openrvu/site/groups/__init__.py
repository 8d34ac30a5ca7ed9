"""Groups of clinic mode: invitations, roles, and who can see whose data."""
