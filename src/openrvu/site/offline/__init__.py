"""The log as an installed app that records without a network."""
