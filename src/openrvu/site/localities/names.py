"""What localities are called on pages and in charts."""

from __future__ import annotations

from openrvu.schedule.localities import Locality, display_name
from openrvu.schedule.states import STATE_LETTERS


def full_name(area: Locality) -> str:
    """Name and state, such as ``Manhattan, NY``; a whole state is not named twice."""
    name = display_name(area.name)
    return name if STATE_LETTERS.get(area.name) == area.state else f"{name}, {area.state}"


def short_name(area: Locality) -> str:
    """A name for a chart, such as ``San Jose (San Benito County), CA``."""
    head, _, counties = display_name(area.name).partition(" (")
    if not counties:
        return full_name(area)
    count = counties.count("/") + 1
    inner = counties.rstrip(")") if count == 1 else f"{count} counties"
    return f"{head.split('-')[0]} ({inner}), {area.state}"
