"""The API: the same answers for programs, under ``/api/v1/``, described by an OpenAPI document.

Nothing here is imported before it is needed: :mod:`openrvu.site.api.door` lets a call in, and the
first call loads the rest.
"""

from __future__ import annotations

#: The page that describes the API; every address below it is a call.
ROOT = "/api/"
V1 = "/api/v1"


def is_call(path: str) -> bool:
    """Whether an address is a call of the API, which keeps its own rules for method and memory."""
    return path.startswith(ROOT) and path != ROOT
