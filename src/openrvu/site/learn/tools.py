"""Pages of figures that the guides' page leads to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tool:
    """A page that looks up, counts or explains; some need the server."""

    address: str
    name: str
    what: str
    needs_server: bool = False


TOOLS = (
    Tool("/codes/", "Codes", "Every CPT and HCPCS code by category and family"),
    Tool(
        "/price/",
        "Price a case",
        "Several services of one day by Medicare's rules",
        needs_server=True,
    ),
    Tool("/tally/", "Tally", "Work RVUs of a list of codes", needs_server=True),
    Tool("/compare/", "Compare", "Up to six codes side by side", needs_server=True),
    Tool("/changes/", "Changes", "What moved between any two releases"),
    Tool("/localities/", "Localities", "Indices and amounts by place"),
    Tool("/factors/", "Conversion factors", "Every factor since 1992, with its source"),
    Tool("/rules/", "Rules", "Each payment rule in words, in the order of payment"),
    Tool("/method/", "Data and method", "Sources, checks and limits of every figure"),
    Tool("/api/", "API", "The same answers for programs", needs_server=True),
)
