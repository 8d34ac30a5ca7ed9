"""What an expression of the rules is called within a sentence.

Another rule and a dated figure are called by their titles; their pieces carry their names, so that
a page can make links of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch

from openrvu.exact import from_scaled
from openrvu.rules import expression as ex
from openrvu.rules.fields import LABELS
from openrvu.rules.parameters import DatedParameter, DatedValue, parameter

_MODIFIER = "modifier "
_NAMES = ("Medicare", "January", "July")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line.

    Attributes:
        text: the words.
        rule: name of the rule they stand for; empty where they are plain words.
        parameter: name of the dated figure they stand for; else empty.
    """

    text: str
    rule: str = ""
    parameter: str = ""


Phrase = tuple[Piece, ...]
#: Parts of a rule that it looks at more than once, by the letter that stands for each.
Letters = Mapping[ex.Expression | ex.Group, str]


def figure_in_words(held: DatedParameter, value: DatedValue) -> str:
    """A dated figure as people read it: ``62.5 %``, ``$14.25``, ``yes``."""
    if held.unit == "percent":
        return f"{value.value:f}\u00a0%"
    if held.unit == "dollars":
        return f"${value.value:,f}"
    if held.unit == "flag":
        return "yes" if value.value else "no"
    return f"{value.value:f}"


def flat(told: ex.Expression, letters: Letters) -> Iterator[ex.Expression]:
    """The parts, those of a part of the same kind in its place: a + b + c is one sum."""
    alike = isinstance(told, ex.Sum | ex.Product | ex.Both | ex.Either)
    for part in told.parts():
        if alike and type(part) is type(told) and part not in letters:
            yield from flat(part, letters)
        else:
            yield part


def joined(*parts: str | Phrase) -> Phrase:
    """Words and phrases put together, plain words that meet made one piece."""
    pieces: list[Piece] = []
    for part in parts:
        for piece in (Piece(part),) if isinstance(part, str) else part:
            plain = not (piece.rule or piece.parameter)
            if pieces and plain and not (pieces[-1].rule or pieces[-1].parameter):
                pieces[-1] = Piece(pieces[-1].text + piece.text)
            elif piece.text:
                pieces.append(piece)
    return tuple(pieces)


def _listed(phrases: Sequence[Phrase], between: str, last: str) -> Phrase:
    """``a, b or c``."""
    made: list[str | Phrase] = []
    for at, each in enumerate(phrases):
        if at:
            made.append(last if at == len(phrases) - 1 else between)
        made.append(each)
    return joined(*made)


def length(phrase: Phrase) -> int:
    """How many characters it has."""
    return sum(len(piece.text) for piece in phrase)


#: Kinds that would be misread beside a sign.
_LOOSE = (ex.NumberChoice, ex.Extreme, ex.Rounded, ex.Apportioned)
PLACES = ("whole numbers", "one decimal", "two decimals", "three decimals", "four decimals")


def small(title: str) -> str:
    """A title within a sentence: ``Share of …`` is small, ``PA assisting`` stays."""
    stays = title[1:2].isupper() or title.startswith(_NAMES)
    return title if stays else title[:1].lower() + title[1:]


def phrase_of(told: ex.Expression, letters: Letters) -> Phrase:
    """An expression as a phrase of one line; its letter where it has one."""
    return (Piece(letters[told]),) if told in letters else _phrase(told, letters)


@singledispatch
def _phrase(told: ex.Expression, _: Letters) -> Phrase:
    raise TypeError(f"no words for {type(told).__name__}")


@_phrase.register(ex.NamedNumber | ex.NamedTruth)
def _of_named(told: ex.NamedNumber | ex.NamedTruth, _: Letters) -> Phrase:
    return (Piece(small(told.rule.title or _last(told.rule)), rule=told.rule.name),)


@_phrase.register
def _of_named_text(told: ex.NamedText, _: Letters) -> Phrase:
    return (Piece(_last(told.rule), rule=told.rule.name),)


def _last(rule: ex.Rule) -> str:
    """``role`` of ``line.role``: what can be one of some words is called by its name."""
    return rule.name.rpartition(".")[2].replace("_", " ")


@_phrase.register(ex.TextField | ex.NumberField | ex.TruthField)
def _of_field(told: ex.TextField | ex.NumberField | ex.TruthField, _: Letters) -> Phrase:
    return (Piece(_label(told.name)),)


def _label(name: str) -> str:
    """What a field is called in a sentence."""
    return LABELS.get(name) or name.replace("_", " ")


@_phrase.register
def _of_parameter(told: ex.Parameter, _: Letters) -> Phrase:
    held = parameter(told.name)
    now = "now " if held.changes else ""
    figure = figure_in_words(held, held.values[-1])
    return (Piece(f"{small(held.title)} ({now}{figure})", parameter=told.name),)


@_phrase.register
def _of_text_literal(told: ex.TextLiteral, _: Letters) -> Phrase:
    return (Piece(told.value or "nothing"),)


@_phrase.register
def _of_truth_literal(told: ex.TruthLiteral, _: Letters) -> Phrase:
    return (Piece("always" if told.value else "never"),)


@_phrase.register
def _of_number_literal(told: ex.NumberLiteral, _: Letters) -> Phrase:
    return (Piece(f"{from_scaled(told.value, told.digits):f}"),)


@_phrase.register
def _of_text_is(told: ex.TextIs, letters: Letters) -> Phrase:
    values = [(Piece(value or "blank"),) for value in told.values]
    return joined(phrase_of(told.text, letters), " is ", _listed(values, ", ", " or "))


@_phrase.register
def _of_texts_agree(told: ex.TextsAgree, letters: Letters) -> Phrase:
    return joined(phrase_of(told.left, letters), " is the same as ", phrase_of(told.right, letters))


SIGNS = {
    "<": "is less than",
    "<=": "is at most",
    "=": "equals",
    ">=": "is at least",
    ">": "is more than",
}


@_phrase.register
def _of_compare(told: ex.Compare, letters: Letters) -> Phrase:
    if isinstance(told.left, ex.Parameter) and parameter(told.left.name).unit == "flag":
        return phrase_of(told.left, letters)  # yes or no says it
    left, right = phrase_of(told.left, letters), phrase_of(told.right, letters)
    return joined(left, f" {SIGNS[told.sign]} ", right)


@_phrase.register
def _of_not(told: ex.Not, letters: Letters) -> Phrase:
    inner = told.truth
    if isinstance(inner, ex.TextIs) and inner not in letters:
        values = [(Piece(value or "blank"),) for value in inner.values]
        return joined(phrase_of(inner.text, letters), " is not ", _listed(values, ", ", " or "))
    if modifiers := _modifiers(inner):
        return joined("no ", modifiers)
    return joined("not ", _bracketed(inner, letters, ex.Truth))


@_phrase.register(ex.Both | ex.Either)
def _of_several(told: ex.Both | ex.Either, letters: Letters) -> Phrase:
    if modifiers := _modifiers(told):
        return modifiers
    word = " and " if isinstance(told, ex.Both) else " or "
    phrases = [_joined_with(told, part, letters) for part in flat(told, letters)]
    return _listed(phrases, word, word)


def _joined_with(whole: ex.Both | ex.Either, part: ex.Expression, letters: Letters) -> Phrase:
    """One of the truths of a phrase, in brackets where its own ``or`` would be misread."""
    if isinstance(whole, ex.Either):
        return _bracketed(part, letters, ex.Both)
    several = isinstance(part, ex.TextIs) and len(part.values) > 1
    return _bracketed(part, letters, ex.Either, *((ex.TextIs,) if several else ()))


def _modifiers(told: ex.Expression) -> Phrase:
    """``modifier 80, 81 or 82`` where that is all that is asked; else nothing."""
    asked = list(flat(told, {})) if isinstance(told, ex.Either) else [told]
    labels = [_label(each.name) for each in asked if isinstance(each, ex.TruthField)]
    codes = [label.removeprefix(_MODIFIER) for label in labels if label.startswith(_MODIFIER)]
    if len(codes) < len(asked):
        return ()
    return joined(_MODIFIER, _listed([(Piece(code),) for code in codes], ", ", " or "))


def _bracketed(told: ex.Expression, letters: Letters, *kinds: type[ex.Expression]) -> Phrase:
    """A phrase in brackets where it is of a kind that would be misread without."""
    phrase = phrase_of(told, letters)
    needed = isinstance(told, kinds) and told not in letters
    return joined("(", phrase, ")") if needed else phrase


@_phrase.register
def _of_sum(told: ex.Sum, letters: Letters) -> Phrase:
    parts = flat(told, letters)
    return _listed([_bracketed(part, letters, *_LOOSE) for part in parts], " + ", " + ")


@_phrase.register
def _of_difference(told: ex.Difference, letters: Letters) -> Phrase:
    left = _bracketed(told.left, letters, *_LOOSE)
    right = _bracketed(told.right, letters, ex.Sum, ex.Difference, *_LOOSE)
    return joined(left, " − ", right)


@_phrase.register
def _of_product(told: ex.Product, letters: Letters) -> Phrase:
    kinds = (ex.Sum, ex.Difference, *_LOOSE)
    parts = flat(told, letters)
    return _listed([_bracketed(part, letters, *kinds) for part in parts], " × ", " × ")


@_phrase.register
def _of_rounded(told: ex.Rounded, letters: Letters) -> Phrase:
    figure = _bracketed(told.figure, letters, ex.NumberChoice, ex.Extreme)
    return joined(figure, f", rounded to {PLACES[told.digits]}")


@_phrase.register
def _of_apportioned(told: ex.Apportioned, letters: Letters) -> Phrase:
    kinds = (ex.Sum, ex.Difference, *_LOOSE)
    figure, part, whole = (_bracketed(each, letters, *kinds) for each in told.parts())
    return joined(figure, " × ", part, " / ", whole, f", rounded to {PLACES[told.places]}")


@_phrase.register
def _of_extreme(told: ex.Extreme, letters: Letters) -> Phrase:
    left, right = phrase_of(told.left, letters), phrase_of(told.right, letters)
    if isinstance(told.right, ex.NumberLiteral) and not told.lower:
        return joined(left, ", but at least ", right)
    return joined(f"the {'lower' if told.lower else 'higher'} of ", left, " and ", right)


@_phrase.register(ex.NumberChoice | ex.TextChoice)
def _of_choice(told: ex.NumberChoice | ex.TextChoice, letters: Letters) -> Phrase:
    parts: list[str | Phrase] = []
    for truth, value in told.cases:
        parts += [phrase_of(value, letters), " if ", phrase_of(truth, letters), ", "]
    return joined(*parts, "else ", phrase_of(told.otherwise, letters))


# Lines among lines ----------------------------------------------------------------------------


def in_common(told: ex.Group, letters: Letters) -> Phrase:
    """The texts in which the lines of a group agree; nothing where there are none."""
    if not told.within:
        return ()
    within = [_bracketed(text, letters, ex.TextChoice) for text in told.within]
    return joined("with the same ", _listed(within, ", ", " and "))


def conditions(told: ex.Group) -> Iterator[tuple[str, ex.Expression]]:
    """Which lines count in a group, and what they are ordered by, each after its words."""
    if not (isinstance(told.among, ex.TruthLiteral) and told.among.value):
        yield "for which ", told.among
    for at, order in enumerate(told.order):
        way = "highest" if order.descending else "lowest"
        yield f"{'then ' if at else ''}by the {way} ", order.key


def _lines_of(told: ex.Group, letters: Letters) -> Phrase:
    """``the lines of the day with the same code, for which …, by the highest fee``."""
    if told in letters:
        return (Piece(f"the lines {letters[told]}"),)
    said = [joined(words, phrase_of(part, letters)) for words, part in conditions(told)]
    if common := in_common(told, letters):
        said.insert(0, common)
    return joined("the lines of the day", " " if said else "", _listed(said, ", ", ", "))


GATHERED = {
    ex.Gather.SUM: "the sum",
    ex.Gather.RUNNING: "the sum up to this line",
    ex.Gather.MOST: "the highest",
}


@_phrase.register
def _of_gathered(told: ex.Gathered, letters: Letters) -> Phrase:
    figure = _bracketed(told.figure, letters, *_LOOSE)
    return joined(f"{GATHERED[told.gather]} of ", figure, " over ", _lines_of(told.group, letters))


@_phrase.register
def _of_first(told: ex.IsFirst, letters: Letters) -> Phrase:
    return joined("this line is the first of ", _lines_of(told.group, letters))


@_phrase.register
def _of_any(told: ex.AnyOf, letters: Letters) -> Phrase:
    among, condition = _lines_of(told.group, letters), phrase_of(told.condition, letters)
    return joined("for one of ", among, " it holds that ", condition)
