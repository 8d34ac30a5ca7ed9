"""Our amounts held against those CMS published, as measured; a test measures them again.

Each was computed with :func:`openrvu.pricing.verify.verify` from CMS's file and the release named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of recomputing one of CMS's files of amounts.

    Attributes:
        file: the file, or the archive that holds it.
        kind: ``PAYMENT`` or ``OPPSCAP``.
        what: what its amounts are, in words.
        release: the release whose values were used.
        rows: rows in the file.
        checkable: rows whose amounts could be recomputed.
        matched: rows of which every amount came out to the cent.
        amounts: amounts compared.
        status_c: rows set apart as caps for contractor-priced codes.
        no_index: rows set apart because the release has no index for their locality.
    """

    file: str
    kind: str
    what: str
    release: str
    rows: int
    checkable: int
    matched: int
    amounts: int
    status_c: int = 0
    no_index: int = 0


MEASURED_ON = date(2026, 11, 23)
MEASURED = (
    Measured(
        file="PFREV25C.txt",
        kind="PAYMENT",
        what="payment amounts, non-facility and facility",
        release="RVU25D",
        rows=109,
        checkable=109,
        matched=109,
        amounts=218,
    ),
    Measured(
        file="rvu25d.zip",
        kind="OPPSCAP",
        what="lower of the amount and the OPPS-based amount",
        release="RVU25D",
        rows=16_100,
        checkable=6_322,
        matched=6_322,
        amounts=12_644,
        status_c=9_430,
        no_index=348,
    ),
    Measured(
        file="rvu24a.zip",
        kind="OPPSCAP",
        what="lower of the amount and the OPPS-based amount",
        release="RVU24A",
        rows=17_710,
        checkable=8_066,
        matched=8_066,
        amounts=16_132,
        status_c=9_200,
        no_index=444,
    ),
)
