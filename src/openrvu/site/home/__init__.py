"""The home page, what machines ask of a site, and the pages for what is missing."""
