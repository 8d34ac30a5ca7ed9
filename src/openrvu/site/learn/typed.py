"""Figures that somebody typed where one of the book belongs, each with its line.

Looked for in a text's words outside shortcodes, in the words inside them, and in the numbers that
a shortcode dresses as money or RVUs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import jinja2
from jinja2 import nodes

from openrvu.site.learn.shortcodes import environment, problem_at
from openrvu.site.learn.text import Problem, Text

_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
#: What may not be typed, and why.
_TYPED = (
    (re.compile(rf"\$\s?{_NUMBER}"), "a typed amount"),
    (re.compile(rf"\b{_NUMBER}\s*(?:dollars?|cents?|USD)\b", re.IGNORECASE), "a typed amount"),
    (
        re.compile(rf"\b{_NUMBER}\s*(?:(?:total|work|PE|MP|w)[\s-]*)?RVUs?\b", re.IGNORECASE),
        "a typed RVU",
    ),
    (re.compile(rf"\bRVUs?\s+(?:of|is|was|at|to|=)\s+{_NUMBER}", re.IGNORECASE), "a typed RVU"),
    (re.compile(r"\b[0-9]{1,3}(?:,[0-9]{3})+\b"), "a typed count or amount"),
    (re.compile(r"(?<![0-9.])[0-9]+\.[0-9]+(?![0-9.]*[0-9])"), "a typed figure"),
)
#: A number with a point that is no figure: a section of the law, a licence, a share, a measure.
_CITED = re.compile(
    r"(?:CFR|USC|CC BY|§+|sections?|chapters?|ch\.|part|Pub\.|parts|L\.)\s*[0-9.()a-z-]*\Z",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\s?(?:%|percent|per cent|FTE|minutes?|hours?|cm|mm|mg|mL)", re.IGNORECASE)
_PERCENT = re.compile(r"\b[0-9]+(?:\.[0-9]+)?\s?(?:%|percent\b)")
_HEAD = re.compile(r"##? ")
_SHORTCODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ADDRESS = re.compile(r"\]\([^)]*\)|<https?:[^>]*>")
_MONEY = frozenset(("money", "dollars", "rvu", "factor"))
_INSTEAD = "Take it from the book with a shortcode, or put an invented one under [given]"


def typed_figures(text: Text) -> Iterator[Problem]:
    """Every figure of a text that somebody typed, and every share without a source."""
    for name in ("title", "description"):
        for found, what in _found(getattr(text, name)):
            yield Problem(text.file, 1, f"{what} in the {name}: {found!r}")
    for number, line in enumerate(_bare(text.body).split("\n"), 1):
        for found, what in _found(line):
            yield problem_at(text, number, f"{what}: {found!r}. {_INSTEAD}")
    yield from _percents(text)
    yield from _in_shortcodes(text)


def _found(line: str) -> Iterator[tuple[str, str]]:
    """Figures in a line of words, and what each looks like."""
    seen: list[range] = []
    for pattern, what in _TYPED:
        for found in pattern.finditer(line):
            if any(found.start() in one for one in seen) or _is_no_figure(line, found):
                continue
            seen.append(range(*found.span()))
            yield found[0], what


def _is_no_figure(line: str, found: re.Match[str]) -> bool:
    """Whether a number with a point is a section of the law, a share or a measure."""
    if not found[0][0].isdigit() or not found[0][-1].isdigit():
        return False
    before, after = line[: found.start()], line[found.end() :]
    return bool(_CITED.search(before) or _MEASURED.match(after))


def _bare(body: str) -> str:
    """A body without shortcodes and addresses, its lines as they were."""

    def blank(found: re.Match[str]) -> str:
        return " \u00b7 " + "\n" * found[0].count("\n")

    return _ADDRESS.sub(lambda m: "]" + blank(m), _SHORTCODE.sub(blank, body))


def _percents(text: Text) -> Iterator[Problem]:
    """Shares typed in a section that cites nothing."""
    lines = text.body.split("\n")
    heads = [i for i, line in enumerate(lines) if _HEAD.match(line)]
    bare = _bare(text.body).split("\n")
    for begun, end in pairwise((0, *heads, len(lines))):
        if "cite(" in "\n".join(lines[begun:end]):
            continue
        for at, line in enumerate(bare[begun:end], begun + 1):
            if not line.startswith("#") and (found := _PERCENT.search(line)):
                yield problem_at(
                    text,
                    at,
                    f"{found[0]!r} in a section that cites nothing: add cite(…), or take it from "
                    "a shortcode (law, given, data)",
                )


def _in_shortcodes(text: Text) -> Iterator[Problem]:
    """Floats, figures in the words of a shortcode, and typed numbers dressed as figures."""
    try:
        tree = environment().parse(text.body)
    except jinja2.TemplateSyntaxError:
        return  # said when it is evaluated
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, float):
            what = f'{constant.value} is a float: a typed number is written dec("{constant.value}")'
            yield problem_at(text, constant.lineno, what)
        if isinstance(constant.value, str) and " " in constant.value:
            for found, what in _found(constant.value):
                yield problem_at(text, constant.lineno, f"{what}: {found!r}. {_INSTEAD}")
    yield from _dressed(text, tree)


def _dressed(text: Text, tree: nodes.Template) -> Iterator[Problem]:
    typed, decimals = _typed_names(tree)
    for used in tree.find_all(nodes.Filter):
        if used.name in _MONEY and used.node and _names_of(used.node) <= typed:
            yield problem_at(
                text,
                used.lineno,
                f"a typed number is shown as a figure by |{used.name}: dec(…) is for arithmetic; "
                "an invented figure goes under [given]",
            )
    for shown in tree.find_all(nodes.Output):
        for part in shown.nodes:
            names = _names_of(part)
            if names & decimals and names <= typed:
                what = "dec(…) is for arithmetic and is not shown; an invented figure goes under"
                yield problem_at(text, part.lineno, f"{what} [given]")


def _typed_names(tree: nodes.Template) -> tuple[frozenset[str], frozenset[str]]:
    """Names whose value is all typed, and those of them that hold a decimal number."""
    typed, decimals = frozenset(("dec", "range")), frozenset(("dec",))
    setting: Iterator[nodes.Assign | nodes.For] = tree.find_all((nodes.Assign, nodes.For))
    for node in setting:
        names = _names_of(node.iter if isinstance(node, nodes.For) else node.node)
        if names <= typed:
            typed |= _names_of(node.target)
            decimals |= _names_of(node.target) if names & decimals else frozenset()
    return typed, decimals


def _names_of(node: nodes.Node) -> frozenset[str]:
    """Every name that an expression says."""
    own = [node] if isinstance(node, nodes.Name) else []
    return frozenset(name.name for name in (*own, *node.find_all(nodes.Name)))
