"""Which terms are columns, and in which of the nested SELECTs each is worked out.

The innermost SELECT, which reads the table, is layer 1. A window is always a column, because none
may stand inside another. A term that is used twice is a column, so that it is worked out once. And
so is one that is at hand before a look at the other lines and used after it: to sort lines costs
by the columns they carry, and one result is lighter than all that it is made of. All else is
written where it is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlglot import exp

from openrvu.rules.expression import AnyOf, Apportioned, Expression, Gathered, IsFirst, Not, Rounded
from openrvu.rules.sql.engine import MOST_NARROW
from openrvu.rules.sql.terms import Term, Terms

#: The SQL that reads each field and parameter.
Leaves = Mapping[Expression, exp.Expr]


class Layers:
    """Where each term is worked out.

    Attributes:
        terms: all of them.
        leaves: what reads each field and parameter.
        columns: the terms that are columns, with the names of these.
        last: the layer of the outermost SELECT.
    """

    def __init__(
        self, terms: Terms, outputs: Sequence[Term], leaves: Leaves, taken: Iterable[str]
    ) -> None:
        """Lay out the terms of some outputs.

        Args:
            terms: every term of the outputs.
            outputs: what the outermost SELECT gives.
            leaves: what reads each field and parameter.
            taken: columns of the table that every SELECT may hand on.
        """
        self.terms = terms
        self.leaves = leaves
        self._levels = _levels(terms)
        chosen = self._chosen(outputs)
        names = _Names([*taken, *self._handed_on(chosen)])
        self.columns = {term: names.new(term) for term in terms if term in chosen}
        self._ready: dict[Term, int] = {}
        self._place()
        wanted = Counter(outputs)
        again = {term for term in chosen if wanted[term] > 1}
        self.last = max((self._ready[term] + (term in again) for term in wanted), default=1)

    def is_column(self, term: Term, layer: int) -> bool:
        """Whether a SELECT finds the term as a column of the one inside it."""
        return term in self.columns and self._ready[term] < layer

    def worked_out(self, layer: int) -> dict[str, Term]:
        """The columns of a layer, in order, with the names of these."""
        return {name: term for term, name in self.columns.items() if self._ready[term] == layer}

    def _chosen(self, outputs: Sequence[Term]) -> set[Term]:
        """The terms that become columns."""
        uses = _uses(self.terms, outputs)
        often = {term for term in self.terms if uses[term] > 1}
        early = {
            part
            for term in self.terms
            for part in term.parts
            if self._levels[part] < self._levels[term] - _is_window(term)
        }
        last = max((self._levels[term] for term in outputs), default=0)
        early |= {term for term in outputs if self._levels[term] < last}
        windows = {term for term in self.terms if _is_window(term)}
        return windows | {term for term in often | early if not self._is_cheap(term)}

    def _place(self) -> None:
        """Say in which layer each term can be worked out: by levels, windows before all else."""
        top = 0
        for level in range(max(self._levels.values(), default=0) + 1):
            terms = [term for term in self.terms if self._levels[term] == level]
            windows = [term for term in terms if _is_window(term)]
            rest = [term for term in terms if not _is_window(term)]
            self._ready |= dict.fromkeys(windows, top + 1)
            top += bool(windows)
            for term in rest:
                needed = (self._ready[part] + (part in self.columns) for part in term.parts)
                self._ready[term] = max(needed, default=1)
            top = max([top, *(self._ready[term] for term in rest if term in self.columns)])

    def _is_cheap(self, term: Term) -> bool:
        if isinstance(term.node, Not):
            return self._is_cheap(term.parts[0])
        leaf = self.leaves.get(term.node)
        return not term.parts and (leaf is None or isinstance(leaf, exp.Column))

    def _handed_on(self, chosen: Iterable[Term]) -> Iterator[str]:
        """Columns of the table that layers above the first may read."""
        for node in self.leaves.keys() - {term.node for term in chosen}:
            for column in self.leaves[node].find_all(exp.Column):
                yield column.name


def _uses(terms: Terms, outputs: Sequence[Term]) -> Counter[Term]:
    """How often each term would stand in the SQL if none were a column."""
    uses = Counter(outputs)
    for term in terms:
        uses.update(term.parts)
        if isinstance(term.node, Apportioned):
            uses[terms.behind(term.node.whole)] += 1
        if isinstance(term.node, Rounded) and term.node.figure.bounds[1] > MOST_NARROW:
            uses[terms.behind(term.node.figure)] += 2
        if isinstance(term.node, Gathered | IsFirst | AnyOf):
            uses[terms.behind(term.node.group.among)] += 1
    return uses


def _levels(terms: Terms) -> dict[Term, int]:
    """How many looks at the other lines each term takes, one after the other."""
    levels: dict[Term, int] = {}
    for term in terms:
        highest = max((levels[part] for part in term.parts), default=0)
        levels[term] = highest + _is_window(term)
    return levels


def _is_window(term: Term) -> bool:
    return isinstance(term.node, Gathered | IsFirst | AnyOf)


class _Names:
    """Names of columns, each given once."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.lower() for name in taken}
        self._count = 0

    def new(self, term: Term) -> str:
        """A name for a term: that of its statement where it has one."""
        name = column_name(term.name or getattr(term.node, "name", ""))
        if not name:
            self._count += 1
            name = f"part_{self._count}"
        while name.lower() in self._taken:
            name += "_"
        self._taken.add(name.lower())
        return name


def column_name(name: str) -> str:
    """What a field, a parameter or a statement is called as a column."""
    return name.replace(".", "__")
