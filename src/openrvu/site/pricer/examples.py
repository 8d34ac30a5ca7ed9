"""Cases worth a look, for the empty page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from openrvu.pricing.written import parse_list


@dataclass(frozen=True, slots=True)
class Example:
    """One case.

    Attributes:
        title: what it is.
        teaches: what there is to see.
        text: its lines as they may be typed.
        choices: what is chosen beside them.
    """

    title: str
    teaches: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """The case, priced."""
        pairs = [("line", line.written) for line in parse_list(self.text).lines]
        return f"/price/?{urlencode([*pairs, *self.choices], safe='$,')}"


EXAMPLES = (
    Example(
        "Colonoscopy with polypectomy and biopsy, then an upper endoscopy",
        "Two endoscopies of one family, and one of another: the family is priced first, then "
        "ranked as one.",
        "45385 45380-59 43239",
        (("setting", "facility"),),
    ),
    Example(
        "Both knees injected, and the visit that decided it",
        "Both sides are paid 150 %; the visit needs modifier 25.",
        "20610-50 99213-25",
    ),
    Example(
        "CT of the abdomen and pelvis, and of the chest",
        "Two images of one session: of the lower one the technical and the professional part are "
        "reduced, each by its own share.",
        "74177 71260",
    ),
    Example(
        "Anesthesia for a colonoscopy, directed",
        "Base units, time in tenths of a unit and the locality's factor; half for the one who "
        "directs.",
        "00811-QK 45min 4base",
        (("locality", "01112-05"), ("date", "2025-10-01")),
    ),
)
