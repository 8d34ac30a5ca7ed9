"""Texts to learn from: sections by stage of career, guides, blog, support."""
