"""What a physician's work counts for: work RVUs as CMS lists them and as a plan credits them."""
