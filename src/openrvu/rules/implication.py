"""What one yes or no says of another.

There is no search here: only what truths force on each other within a few steps. It is enough to
see that a line alone is no pair, and that a code with indicator 2 is no endoscopy.
"""

from __future__ import annotations

from collections.abc import Iterable

from openrvu.rules.expression import (
    AnyOf,
    Both,
    Either,
    IsFirst,
    NamedText,
    NamedTruth,
    Not,
    Text,
    TextIs,
    Truth,
    TruthLiteral,
)

_Claim = tuple[Truth, bool]

#: How deep into a truth its answer is looked for, and how many truths are followed at most.
_FAR = 6
_MANY = 200


class Supposed:
    """What is known if some truths are supposed to hold, and others not to.

    Attributes:
        is_impossible: whether what is supposed contradicts itself. No contradiction found is no
            proof that there is none.
    """

    def __init__(self, *claims: _Claim) -> None:
        """Suppose some truths from the start."""
        self.is_impossible = False
        self._known: dict[Truth, bool] = {}
        self._open: list[Both | Either] = []
        self._only: dict[Text, frozenset[str]] = {}
        self._never: dict[Text, frozenset[str]] = {}
        for claim in claims:
            self.suppose(*claim)

    def suppose(self, truth: Truth, holds: bool) -> None:
        """Suppose one more, and all that follows."""
        waiting: list[_Claim] = [(truth, holds)]
        while waiting and len(self._known) < _MANY:
            node, value = waiting.pop()
            if node not in self._known:
                self.is_impossible |= self.decides(node) is (not value)
                self._known[node] = value
                waiting += self._parts_of(node, holds=value)
            elif self._known[node] is not value:
                self.is_impossible = True
            waiting = waiting or list(self._forced())

    def decides(self, truth: Truth, far: int = _FAR) -> bool | None:
        """Whether a truth then holds; None where that is open, or not seen."""
        if truth in self._known:
            return self._known[truth]
        if isinstance(truth, TextIs):
            return self._decides_text(_bare(truth.text), frozenset(truth.values))
        return self._decides_whole(truth, far - 1) if far else None

    def _decides_whole(self, truth: Truth, far: int) -> bool | None:
        """Whether a truth made of others then holds."""
        match truth:
            case TruthLiteral(value):
                return value
            case NamedTruth(value=inner):
                return self.decides(inner, far)
            case Not(inner):
                return _contrary(self.decides(inner, far))
            case Both(left, right) | Either(left, right):
                sides = (self.decides(left, far), self.decides(right, far))
                settles = isinstance(truth, Either)
                return settles if settles in sides else None if None in sides else not settles
        return None

    def _parts_of(self, node: Truth, *, holds: bool) -> Iterable[_Claim]:
        """What a truth that holds, or does not, says of its parts."""
        match node:
            case NamedTruth(value=inner):
                return [(inner, holds)]
            case Not(inner):
                return [(inner, not holds)]
            case Both(left, right) | Either(left, right):
                if holds is isinstance(node, Both):
                    return [(left, holds), (right, holds)]
                self._open.append(node)
            case IsFirst(group) | AnyOf(group=group) if holds:
                return [(group.among, True)]
            case TextIs(text, values):
                self._restrict(_bare(text), frozenset(values), holds=holds)
        return []

    def _forced(self) -> Iterable[_Claim]:
        """Where one side of an open truth is settled, what the other must be."""
        for node in self._open:
            holds = self._known[node]
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if other not in self._known and self.decides(one) is (not holds):
                    yield other, holds

    def _restrict(self, text: Text, values: frozenset[str], *, holds: bool) -> None:
        if holds:
            self._only[text] = self._only.get(text, values) & values
        else:
            self._never[text] = self._never.get(text, frozenset()) | values

    def _decides_text(self, text: Text, values: frozenset[str]) -> bool | None:
        never = self._never.get(text, frozenset())
        if values <= never:
            return False
        if text not in self._only:
            return None
        left = self._only[text] - never
        return True if left <= values else False if left.isdisjoint(values) else None


def _bare(text: Text) -> Text:
    """The text without its names."""
    while isinstance(text, NamedText):
        text = text.value
    return text


def _contrary(answer: bool | None) -> bool | None:
    return None if answer is None else not answer
