"""Checks of the written entries: by themselves, and against CMS's descriptor of each code.

A check stays silent where it cannot be sure: an alarm that a writer cannot answer is worth
nothing. What the checks know of CMS's shorthand and of the body is data, in the TOML files here.
Descriptors are read from the person's own CMS archive, and are neither kept nor shown.
"""
