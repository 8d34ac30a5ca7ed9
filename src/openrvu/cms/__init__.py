"""One reader for each file CMS publishes with a release, and the means to fetch an archive."""
