"""The dashboard's widgets, in the order of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from openrvu.codes.index import open_index
from openrvu.exact import subtract
from openrvu.site.charts import Ranked, ranked
from openrvu.site.dashboard.board import Board
from openrvu.site.dashboard.drawing import MOST_BARS, Bar, bars, legend
from openrvu.site.dashboard.levels import levels_widget
from openrvu.site.dashboard.pay import pay_widget
from openrvu.site.dashboard.spans import Against, Span, buckets, named, ticked
from openrvu.site.dashboard.sums import Sums, change, share, total
from openrvu.site.dashboard.widget import (
    CHANGE,
    CREDITED,
    LINES,
    NOTHING,
    SHARE,
    SUMS,
    UNITS,
    Column,
    Row,
    Widget,
    figures_of,
    signed,
)
from openrvu.site.dashboard.year import year_widget
from openrvu.site.learn.pictures import balanced
from openrvu.site.templating import work

#: Rows that a drawing shows; the table beside it has the rest.
DRAWN = 10
#: Codes that rose most, and as many that fell most, are drawn.
_MOVERS = 5
_CODE = Column("code", "Code", str, is_figure=False)
_TITLE = Column("title", "What it is", str, is_figure=False)
_MOVED = (
    _CODE,
    _TITLE,
    CREDITED,
    Column("credited_before", "Before", work),
    Column("by", "By", signed),
    CHANGE,
    LINES,
    Column("lines_before", "Lines before", "{:,}".format),
)


def widgets(board: Board) -> list[Widget]:
    """Every widget that has something to show."""
    made = [time_widget(board)]
    if not board.asked.filters:
        made.insert(0, year_widget(board))
    if board.pay is not None:
        made.append(pay_widget(board.pay))
    made += [category_widget(board), code_widget(board), movers_widget(board)]
    levels = levels_widget(board)
    return [*made, levels] if levels.rows else made


def time_widget(board: Board) -> Widget:
    """Work by day, week, month or year, each beside the same days of the span held against."""
    asked, rows = board.asked, _in_time(board)
    drawn = [
        Bar(ticked(span, asked.by), now.credited, now.full, before.credited)
        for span, now, before in rows[-MOST_BARS:]
    ]
    title = f"By {asked.by}"
    then = "A year before" if asked.against is Against.YEAR else "Before"
    columns = (
        Column("span", asked.by.capitalize(), str, is_figure=False),
        *SUMS,
        Column("credited_before", then, work),
    )
    cut = f"The last {MOST_BARS} are drawn. " if len(rows) > MOST_BARS else ""
    return Widget(
        slug="time",
        title=title,
        columns=columns,
        rows=tuple(
            (named(span, asked.by), *figures_of(now), before.credited)
            for span, now, before in reversed(rows)
        ),
        chart=_time_keys(board) + bars(drawn, title, f"Credited work RVUs by {asked.by}"),
        basis=f"{cut}The mark on each bar is {asked.against.words}.",
    )


def _in_time(board: Board) -> list[tuple[Span, Sums, Sums]]:
    """Each span of the time asked for, its work and that of the span held against it."""
    asked = board.asked
    shift = asked.span.first - asked.before.first
    rows = []
    for span in buckets(asked.span, asked.by, asked.year_start):
        other = Span(span.first - shift, span.last - shift)
        if asked.against is Against.YEAR:
            other = span.against(Against.YEAR)
        rows.append((span, board.days.within(span), board.days.within(other)))
    return rows


def _time_keys(board: Board) -> Markup:
    keys = [("made", "Credited wRVU")]
    if board.now.full != board.now.credited:
        keys.append(("full", "CMS work RVU"))
    return legend([*keys, ("then", board.asked.against.words.capitalize())])


def category_widget(board: Board) -> Widget:
    """The mix by category: credited work RVUs and their share."""
    found = _by_category(board.codes)
    whole = board.now.credited
    rows = sorted(found.items(), key=lambda item: (-item[1].credited, item[0]))
    drawn = [
        Ranked(name, sums.credited, f"{work(sums.credited)}{_portion(sums.credited, whole)}")
        for name, sums in rows[:DRAWN]
    ]
    title = "By category"
    return Widget(
        slug="categories",
        title=title,
        columns=(Column("category", "Category", str, is_figure=False), *SUMS, SHARE),
        rows=tuple((name, *figures_of(s), share(s.credited, whole)) for name, s in rows),
        chart=ranked(drawn, title, "Credited work RVUs and their share"),
    )


def code_widget(board: Board) -> Widget:
    """The codes that were logged, those with the most work RVUs first."""
    index, whole = open_index(), board.now.credited
    rows = sorted(board.codes.items(), key=lambda item: (-item[1].credited, item[0]))
    drawn = [
        Ranked(
            code,
            sums.credited,
            f"{work(sums.credited)}{_portion(sums.credited, whole)}",
            f"/codes/{code}/",
        )
        for code, sums in rows[:DRAWN]
    ]
    title = "By code"
    return Widget(
        slug="codes",
        title=title,
        columns=(_CODE, _TITLE, UNITS, *SUMS, SHARE),
        rows=tuple(
            (code, index.title(code), s.units, *figures_of(s), share(s.credited, whole))
            for code, s in rows
        ),
        chart=ranked(drawn, title, "Credited work RVUs and their share"),
        basis=f"The first {DRAWN} of {len(rows)} are drawn." if len(rows) > DRAWN else "",
        address="/codes/{}/",
    )


@dataclass(frozen=True, slots=True)
class _Mover:
    code: str
    now: Sums
    before: Sums

    @property
    def by(self) -> Decimal:
        return subtract(self.now.credited, self.before.credited)


def movers_widget(board: Board) -> Widget:
    """The codes whose work RVUs changed most, up and down."""
    moved = sorted(_moved(board), key=lambda m: (-m.by, m.code))
    up = [mover for mover in moved if mover.by > 0]
    down = [mover for mover in moved if mover.by < 0]
    drawn = [
        Ranked(m.code, m.by, signed(m.by), f"/codes/{m.code}/")
        for m in (*up[:_MOVERS], *down[-_MOVERS:])
    ]
    title = "What changed most"
    return Widget(
        slug="movers",
        title=title,
        columns=_MOVED,
        rows=tuple(map(_moved_row, (*up, *down))),
        chart=balanced(drawn, title, "Change of credited work RVUs") if drawn else NOTHING,
        basis=f"Credited work RVUs against {board.asked.against.words}.",
        address="/codes/{}/",
    )


def _moved_row(told: _Mover) -> Row:
    now, before = told.now, told.before
    return (
        told.code,
        open_index().title(told.code),
        now.credited,
        before.credited,
        told.by,
        change(now.credited, before.credited),
        now.lines,
        before.lines,
    )


def _moved(board: Board) -> Iterator[_Mover]:
    nothing = Sums()
    for code in {**board.codes, **board.codes_before}:
        yield _Mover(code, board.codes.get(code, nothing), board.codes_before.get(code, nothing))


def _by_category(codes: Mapping[str, Sums]) -> dict[str, Sums]:
    index = open_index()
    found: dict[str, list[Sums]] = defaultdict(list)
    for code, sums in codes.items():
        found[index.place(code).category.name].append(sums)
    return {name: total(parts) for name, parts in found.items()}


def _portion(part: Decimal, whole: Decimal) -> str:
    percent = share(part, whole)
    return "" if percent is None else f", {percent}\u00a0%"
