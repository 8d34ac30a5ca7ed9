"""A case in a text: lines priced together by Medicare's rules and credited by a plan."""

from __future__ import annotations

from decimal import Decimal

from django.http import QueryDict

from openrvu.codes.index import CodeIndex
from openrvu.site.learn.figures import Figures, NoFigure
from openrvu.site.pricer.answer import Answer, answer
from openrvu.site.pricer.case import NAMES, Case, read_case


class PricedCase:
    """What a text may say of a case; a figure that there is not is an error.

    Attributes:
        lines: in order; each has ``label``, ``title``, ``amount``, ``fee``, ``work``,
            ``credited`` and ``reason``.
        address: of the case pricer with this case.
    """

    def __init__(self, case: Case, answered: Answer) -> None:
        """Keep an answer."""
        self._answer = answered
        self.address = case.address()
        self.lines = tuple(PricedCaseLine(answered, i) for i in range(len(answered.lines)))

    @property
    def amount(self) -> Decimal:
        """What Medicare allows for all lines."""
        if self._answer.unpriced:
            raise NoFigure(f"{self._answer.unpriced} of the case's lines have no amount")
        return self._answer.amount

    @property
    def work(self) -> Decimal:
        """CMS's work RVUs of all lines."""
        return self._answer.credited.full

    @property
    def credited(self) -> Decimal:
        """Work RVUs that the plan credits for all lines."""
        return self._answer.credited.credited


class PricedCaseLine:
    """One line of a case."""

    def __init__(self, answered: Answer, at: int) -> None:
        """A line by its place, from 0."""
        self._line = answered.lines[at]
        self.label = self._line.asked.label
        self.title = self._line.title
        self.reason = self._line.reason

    @property
    def amount(self) -> Decimal:
        """What Medicare allows for the line."""
        return self._need("amount", self._line.priced.amount if self._line.priced else None)

    @property
    def fee(self) -> Decimal:
        """The fee of one unit before any other rule."""
        return self._need("fee", self._line.priced.fee if self._line.priced else None)

    @property
    def work(self) -> Decimal:
        """CMS's work RVUs times units."""
        return self._need("work RVU", self._line.priced.work_rvu if self._line.priced else None)

    @property
    def credited(self) -> Decimal:
        """What the plan credits."""
        credited = self._line.credited
        return self._need("credit", credited.credited if credited else None)

    def _need(self, what: str, value: Decimal | None) -> Decimal:
        if value is None:
            raise NoFigure(f"{self.label} has no {what}: {self.reason or 'CMS lists none'}")
        return value


def priced_case(
    figures: Figures, index: CodeIndex, lines: tuple[str, ...], options: dict[str, str]
) -> PricedCase:
    """Price lines as the case pricer writes them: ``45385``, ``99214-25x2``.

    Args:
        figures: of the release to price by.
        index: for titles.
        lines: at least one.
        options: what an address of the pricer may state: setting, locality, zip, plan, provider.

    Raises:
        NoFigure: a line or an option could not be understood.
    """
    asked = QueryDict(mutable=True)
    asked.setlist("line", list(lines))
    asked.update({"setting": "nonfacility", "release": figures.label, **options})
    case = read_case(asked, figures.book)
    wrong = [line.problem for line in case.lines if line.problem]
    wrong += [f"{name}: {what}" for name, what in case.problems.items()]
    wrong += [
        f"{name} is no option of a case; expected one of {', '.join(NAMES)}"
        for name in sorted(set(options) - set(NAMES))
    ]
    if not lines or wrong:
        raise NoFigure("; ".join(wrong) or "a case needs lines such as '45385'")
    answered = answer(case, index)
    unknown = [line for line in answered.lines if line.priced and line.priced.row is None]
    if unknown:
        raise NoFigure("; ".join(f"{line.asked.label}: {line.reason}" for line in unknown))
    return PricedCase(case, answered)
