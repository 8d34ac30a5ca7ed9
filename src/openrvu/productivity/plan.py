"""An employer's plan of crediting work RVUs, as data.

No rule of Medicare says what work a contract credits. What a plan says is its own; a figure that
plans commonly use is marked customary, which is no more than that. A plan that says nothing but
its name credits CMS's work RVUs whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from openrvu.pricing.claim import Provider
from openrvu.productivity.plan_parts import (
    MULTIPLE_MODIFIER,
    Anesthesia,
    CodeRange,
    Combine,
    ModifierFactor,
    MultipleMode,
    MultipleProcedures,
    PractitionerFactor,
    ReleaseBy,
    WorkOverride,
)
from openrvu.schedule.releases import normalise_label
from openrvu.schedule.rows import ServiceRow


@dataclass(frozen=True, slots=True)
class CreditPlan:
    """What an employer credits for a line.

    Attributes:
        name: of the plan.
        source: where it is written down.
        factors: of modifiers; of several for one modifier the first that is meant counts.
        combine: what becomes of several factors on one line.
        multiple: multiple procedures.
        practitioners: factors by kind of practitioner.
        anesthesia: anesthesia units.
        count_units: whether units multiply the work; if not, a line counts once.
        release: ``date of service``, ``posting date``, or the label of a release.
        zeroed: codes that are credited nothing.
        overrides: the plan's own work RVUs.
        notes: what its reader should know.
    """

    name: str
    source: str = ""
    factors: tuple[ModifierFactor, ...] = ()
    combine: Combine = Combine.PRODUCT
    multiple: MultipleProcedures = MultipleProcedures()  # noqa: RUF009 - it is frozen
    practitioners: tuple[PractitionerFactor, ...] = ()
    anesthesia: Anesthesia = Anesthesia()  # noqa: RUF009 - it is frozen
    count_units: bool = True
    release: str = ReleaseBy.SERVICE
    zeroed: tuple[CodeRange, ...] = ()
    overrides: tuple[WorkOverride, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a release that is none.

        Raises:
            ReleaseNotHeld: ``release`` is neither of the two dates nor a label.
        """
        if self.pinned is not None:
            normalise_label(self.pinned)

    @property
    def pinned(self) -> str | None:
        """The label of the release the contract names, or None where a date finds it."""
        return None if self.release in set(ReleaseBy) else self.release

    def factor_for(self, modifier: str, row: ServiceRow | None) -> ModifierFactor | None:
        """The factor meant for a modifier on a row of CMS's file, or None."""
        meant = (f for f in self.factors if f.modifier == modifier and f.meant_for(row))
        return next(meant, None)

    def practitioner(self, provider: Provider) -> PractitionerFactor | None:
        """The factor of a kind of practitioner, or None."""
        return next((p for p in self.practitioners if p.provider is provider), None)

    def zeroes(self, code: str) -> bool:
        """Whether a code is credited nothing."""
        return any(code in codes for codes in self.zeroed)

    def override(self, code: str) -> WorkOverride | None:
        """The plan's own work RVU of a code, or None."""
        return next((o for o in self.overrides if o.code == code), None)

    def with_factor(self, modifier: str, factor: Decimal) -> CreditPlan:
        """The same plan with one modifier credited so; for 51, on the lines that carry it.

        Raises:
            ValueError: no modifier, or a factor outside 0 to 5.
        """
        if modifier == MULTIPLE_MODIFIER:
            by_51 = replace(self.multiple, mode=MultipleMode.AS_BILLED, modifier_51=factor)
            return replace(self, multiple=by_51)
        others = tuple(f for f in self.factors if f.modifier != modifier)
        return replace(self, factors=(*others, ModifierFactor(modifier, factor)))
