"""Charts of a text: what it calls ``chart.…``. Each has its title, its words, and its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup, escape

from openrvu.exact import multiply, ratio
from openrvu.site import charts
from openrvu.site.learn.figures import NoFigure
from openrvu.site.learn.formats import format_of
from openrvu.site.learn.pictures import MOST_LINES, Line, Part, balanced, lines, parts
from openrvu.site.learn.series_rows import CodeRow


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    value: Decimal
    address: str = ""
    since: date | None = None
    until: date | None = None


class Chart:
    """Draws rows that have a name and a value, or pairs of both."""

    def bars(
        self, rows: object, title: str, unit: str = "number", *, note: str = "", mark: str = ""
    ) -> Markup:
        """A bar a row, in the order given; from a common zero where some are below it."""
        items, form = _items(rows), format_of(unit)
        shown = [
            charts.Ranked(i.name, i.value, form(i.value), i.address, marked=i.name == mark)
            for i in items
        ]
        both = any(i.value < 0 for i in items) and any(i.value > 0 for i in items)
        draw = balanced if both else charts.ranked
        return _figure(draw(shown, title, note or f"{len(items)} bars"), title, note)

    def line(self, rows: object, title: str, unit: str = "number", *, note: str = "") -> Markup:
        """One figure over time, level while it holds; rows have ``since`` and ``until``."""
        items, form = _items(rows), format_of(unit)
        if any(item.since is None or item.until is None for item in items):
            raise NoFigure("chart.line draws rows with days, such as data.factor_by_year(…)")
        points = [
            charts.Point(i.since, i.until, i.value, f"{i.name}: {form(i.value)}")
            for i in items
            if i.since and i.until
        ]
        sign = "$" if unit in ("money", "dollars", "factor") else ""
        told = f"From {form(items[0].value)} to {form(items[-1].value)}"
        drawn = charts.steps(points, title, told, unit=sign)
        table = _table(("", title), [(i.name, form(i.value)) for i in items])
        return _figure(drawn + table, title, note)

    def lines(
        self,
        series: object,
        title: str,
        unit: str = "number",
        *,
        note: str = "",
        indexed: bool = False,
    ) -> Markup:
        """Several figures over the same years, by name; ``indexed`` sets the first year to 100."""
        if not isinstance(series, Mapping) or not 1 <= len(series) <= MOST_LINES:
            raise NoFigure(f"chart.lines draws 1 to {MOST_LINES} series, as {{'name': rows}}")
        held = {str(name): _items(rows) for name, rows in series.items()}
        years = list(dict.fromkeys(item.name for items in held.values() for item in items))
        if any([item.name for item in items] != years for items in held.values()):
            raise NoFigure("the series of chart.lines must name the same years")
        if indexed:
            held = {name: _indexed(items) for name, items in held.items()}
        form = format_of("number" if indexed else unit)
        drawn = [
            Line(name, tuple(item.value for item in items), form(items[-1].value))
            for name, items in held.items()
        ]
        rows = [
            (year, *(form(items[at].value) for items in held.values()))
            for at, year in enumerate(years)
        ]
        picture = lines(drawn, years, title, form)
        return _figure(picture + _table(("Year", *held), rows), title, note)

    def parts(self, rows: object, title: str, *, note: str = "", share: bool = False) -> Markup:
        """Codes by work, practice expense and malpractice RVU, one beside another."""
        form = format_of("rvu")
        listed = list(_listed(rows))
        codes = [row for row in listed if isinstance(row, CodeRow)]
        if not codes or len(codes) < len(listed):
            raise NoFigure("chart.parts draws rows of data.codes(…)")
        shown = [
            Part(c.name, (c.work, c.pe, c.mp), c.total, form(c.total), c.address) for c in codes
        ]
        table = _table(
            ("", "Work", "Practice expense", "Malpractice", "Total RVU"),
            [(c.name, form(c.work), form(c.pe), form(c.mp), form(c.total)) for c in codes],
        )
        return _figure(parts(shown, title, share=share) + table, title, note)


def _listed(rows: object) -> Iterable[object]:
    if not isinstance(rows, Iterable) or isinstance(rows, str | Mapping):
        raise NoFigure("a chart draws a list of rows")
    return rows


def _items(rows: object) -> list[_Item]:
    pairs = rows.items() if isinstance(rows, Mapping) else _listed(rows)
    items = [_item(row) for row in pairs]
    if not items:
        raise NoFigure("a chart needs at least one row")
    return items


def _item(row: object) -> _Item:
    if isinstance(row, Sequence) and not isinstance(row, str) and len(row) == 2:
        name, value = row
        return _Item(str(name), _decimal(value))
    name, value = getattr(row, "name", None), getattr(row, "value", None)
    if name is None:
        raise NoFigure(f"a chart's row has a name and a value; found {row!r}")
    days = (getattr(row, each, None) for each in ("since", "until"))
    return _Item(str(name), _decimal(value), getattr(row, "address", ""), *days)


def _decimal(value: object) -> Decimal:
    if isinstance(value, int):
        return Decimal(value)
    if not isinstance(value, Decimal):
        raise NoFigure(f"a chart draws figures; found {value!r}")
    return value


def _indexed(items: list[_Item]) -> list[_Item]:
    first = items[0].value
    if not first:
        raise NoFigure("a series that begins at 0 cannot be indexed")
    return [_Item(item.name, ratio(multiply(Decimal(100), item.value), first, 1)) for item in items]


def _figure(picture: Markup, title: str, note: str) -> Markup:
    said = Markup("<small>{}</small>").format(note) if note else Markup("")
    return Markup("<figure><figcaption><b>{}</b>{}</figcaption>{}</figure>").format(
        title, Markup(" ") + said if note else said, picture
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Markup:
    def cell(text: str, at: int) -> Markup:
        if not at:
            return Markup('<th scope="row">{}</th>').format(text)
        return Markup('<td class="n">{}</td>').format(text)

    top = Markup("").join(
        Markup('<th scope="col"{}>{}</th>').format(Markup(' class="n"') if i else "", head)
        if head
        else Markup("<td></td>")
        for i, head in enumerate(heads)
    )
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(cell(t, i) for i, t in enumerate(row)))
        for row in rows
    )
    return Markup(
        '<details><summary>The figures as a table</summary><div class="scroll" tabindex="0" '
        'role="region" aria-label="{}"><table class="data narrow"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div></details>"
    ).format(escape(f"Figures: {heads[1]}"), top, body)
