"""Words of quick entry: which codes they mean, and what of them is a number, a side or a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from openrvu.codes.search.hits import Found, Hit
from openrvu.productivity.log.clinical_words import name_words
from openrvu.productivity.log.known import KnownCodes
from openrvu.productivity.log.quick_cases import Draft
from openrvu.productivity.log.quick_tokens import Token, TokenKind, without_fillers
from openrvu.productivity.log.quick_types import Alternative, Choice, Confidence, Ignored
from openrvu.productivity.log.quick_words import LONE_PLACES, NUMBERS, SIDES

#: Finds codes in words, at most so many: :func:`openrvu.codes.search.search` is one.
SearchFor = Callable[[str, int], Found]

#: No name of a procedure is as long, in characters.
LONGEST_WORDS = 120
ALTERNATIVES = 5
#: The best of several is likely meant where it is so much better than the next.
_CLEARLY = 1.25
_MOST_PARTS = 4
_LONGEST_SIDE = 4
#: A side in one letter says nothing to a search.
_LETTER = re.compile(r"[LR] ")
#: Places that no procedure is named by.
_NO_NAMES = frozenset(("asc", "hopd", "surgicenter"))
_LEVELS = re.compile(r"(?<![\w.])(\d)['’]?s(?!\w)")


class Phrases:
    """Finds what words mean.

    Attributes:
        ignored: what was told and left aside.
    """

    def __init__(self, search: SearchFor | None, known: KnownCodes) -> None:
        """Look words up by a search, all codes by default."""
        self._search, self._known = search, known
        self._looked_up: dict[str, tuple[Hit, ...]] = {}
        self.ignored: list[Ignored] = []

    def told_apart(self, drafts: Sequence[Draft], day: date) -> list[Draft]:
        """The drafts of a case: words that are several names in several, and none for words that
        only name a code of the case or tell its side."""
        coded = {draft.code: draft for draft in drafts if draft.code}
        found: list[Draft] = []
        for draft in drafts:
            if draft.code or not draft.words:
                found.append(draft)
                continue
            before = found[-1] if found and found[-1].code else None
            found += [
                part
                for part in self._parts(draft, day)
                if not self._is_beside(part, before, coded, day)
            ]
        return found

    def _is_beside(
        self, draft: Draft, before: Draft | None, coded: Mapping[str, Draft], day: date
    ) -> bool:
        """Whether words only name a code of their case, or the side of the one before them."""
        codes = [hit.code for hit in self.found(draft.said, day) if hit.code in coded]
        if before is not None and (before.code in codes or not codes):
            if before.code in codes:
                return self._join(draft, before, "the name of")
            return self._is_side(draft, before.code, day) and self._join(
                draft, before, "the side of"
            )
        return bool(codes) and self._join(draft, coded[codes[0]], "the name of")

    def _join(self, draft: Draft, owner: Draft, words: str) -> bool:
        """Give a code the units and the note of words beside it, unless it has its own."""
        if (draft.units and owner.units) or (draft.note and owner.note):
            return False
        owner.units, owner.note = owner.units or draft.units, owner.note or draft.note
        owner.said = f"{owner.said} {draft.said}".strip()
        self.ignored.append(Ignored(draft.start, draft.end, f"{words} {owner.code}"))
        return True

    def found(self, said: str, day: date) -> Sequence[Hit]:
        """Codes for words: as said, or without the side where the rest is a very name."""
        without = _without_side(said)
        hits = self._look_up(without if _LETTER.match(said) else said)
        if without in ("", said) or (hits and _is_name(hits[0])):
            return hits
        other = self._look_up(without)
        if other and _is_name(other[0]) and self._known.has_sides(other[0].code, day):
            return other
        return hits or other

    def choice(self, said: str, hits: Sequence[Hit], day: date) -> Choice:
        """The best of the codes found, with the others."""
        best, *others = hits
        kept = tuple(Alternative(hit.code, hit.title, hit.why) for hit in others[:ALTERNATIVES])
        return Choice(said, best.title, self._confidence(said, hits, day), kept)

    def _confidence(self, said: str, hits: Sequence[Hit], day: date) -> Confidence:
        """Sure of the very name of one code; likely where nothing comes near the best."""
        best, *others = hits
        if _is_name(best) and not any(_is_name(hit) for hit in others):
            # Cryo is a blood product too, and DC no D&C: a person who logs work may mean another.
            is_meant = "&" not in best.why or "&" in said or " and " in said.lower()
            is_work = not others or self._known.has_work(best.code, day)
            return Confidence.SURE if is_meant and is_work else Confidence.LIKELY
        if not others or best.score >= _CLEARLY * others[0].score:
            return Confidence.LIKELY
        return Confidence.UNSURE

    def _look_up(self, said: str) -> tuple[Hit, ...]:
        if self._search is None:
            from openrvu.codes.search import search

            self._search = search
        if said not in self._looked_up:
            fits = len(said) <= LONGEST_WORDS
            self._looked_up[said] = tuple(self._search(said, ALTERNATIVES + 1)) if fits else ()
        return self._looked_up[said]

    def _is_named(self, said: str, day: date) -> bool:
        hits = self.found(said, day)
        return bool(hits) and _is_name(hits[0])

    def _is_side(self, draft: Draft, code: str, day: date) -> bool:
        """Whether words beside a code say no more than a side: ``20610 right knee``."""
        if len(draft.words) > _LONGEST_SIDE:
            return False
        has_side = _without_side(draft.said) != draft.said
        return has_side and self._known.has_sides(code, day) and not self._is_named(draft.said, day)

    def _parts(self, draft: Draft, day: date) -> Sequence[Draft]:
        """One draft for each of the names that words string together, else the draft itself."""
        draft = self._placed(draft, day)
        strung = _strung(draft.words)
        is_one = draft.units is not None or draft.note or self._is_named(draft.said, day)
        if is_one or not 1 < len(strung) <= _MOST_PARTS:
            return (self._trimmed(draft, day),)
        told = len(self.ignored)
        parts = [
            self._trimmed(_drafted(words, Draft(0, 0, pos=draft.pos)), day) for words in strung
        ]
        if all(self._is_named(part.said, day) or part.units for part in parts):
            return parts
        if not self._look_up(draft.said) and all(self._look_up(part.said) for part in parts):
            return parts
        del self.ignored[told:]
        return (self._trimmed(draft, day),)

    def _placed(self, draft: Draft, day: date) -> Draft:
        """``colonoscopy asc``: the last word is where it was, unless the name ends with it."""
        place = draft.words[-1].text.lower()
        rest, _ = without_fillers(draft.words[:-1])
        if place not in LONE_PLACES or not rest or self._is_named(draft.said, day):
            return draft
        parts = [_said(words) for words in _strung(rest)]
        is_found = place in _NO_NAMES and all(self._look_up(part) for part in parts)
        if not is_found and not all(self._is_named(part, day) for part in parts):
            return draft
        return replace(draft, said=_said(rest), words=tuple(rest), pos=LONE_PLACES[place])

    def _trimmed(self, draft: Draft, day: date) -> Draft:
        """A draft without a number of units before its words, and without a person's name."""
        draft = self._counted(self._unnamed(draft, day), day)
        said = _LEVELS.sub(r"\1", draft.said)
        return draft if said == draft.said else replace(draft, said=said)

    def _counted(self, draft: Draft, day: date) -> Draft:
        """``10 lap choles`` are ten; in ``12 lead EKG`` the number belongs to the name."""
        many = _number(draft.words[0])
        rest, small = without_fillers(draft.words[1:])
        if many is None or draft.units is not None or not rest:
            return draft
        said = _said(rest)
        are_levels = _LEVELS.search(said) and self._look_up(_LEVELS.sub(r"\1", said))
        is_name = self._is_named(said, day) and not self._is_named(draft.said, day)
        if is_name or are_levels or (not self._look_up(draft.said) and self._look_up(said)):
            self.ignored += [Ignored(w.start, w.end, "a small word") for w in small]
            return replace(draft, said=said, words=tuple(rest), units=many)
        return draft

    def _unnamed(self, draft: Draft, day: date) -> Draft:
        """In ``lap chole Smith`` the surgeon, or whoever it is, is left out."""
        if len(draft.words) < 2 or self._is_named(draft.said, day):
            return draft
        for name, rest in ((draft.words[-1], draft.words[:-1]), (draft.words[0], draft.words[1:])):
            is_surname = name.text[:1].isupper() and name_words().is_surname(name.text)
            if is_surname and self._is_named(_said(rest), day):
                self.ignored.append(Ignored(name.start, name.end, "a name"))
                return _drafted(rest, draft)
        return draft


def side_in(said: str) -> str:
    """The first words that say a side, as they were written; empty without any."""
    found = [match for pattern, _ in SIDES if (match := pattern.search(said))]
    return min(found, key=lambda match: match.start())[0] if found else ""


def _is_name(hit: Hit) -> bool:
    return hit.why == "its title" or hit.why.startswith("called ")


def _without_side(said: str) -> str:
    for pattern, _ in SIDES:
        said = pattern.sub(" ", said)
    return re.sub(r"\s+", " ", said).strip()


def _said(words: Sequence[Token]) -> str:
    return " ".join(word.text for word in words)


def _drafted(words: Sequence[Token], like: Draft) -> Draft:
    """A draft like another, of these words alone."""
    start, end = words[0].start, words[-1].end
    return replace(like, start=start, end=end, said=_said(words), words=tuple(words))


def _number(word: Token) -> int | None:
    if word.kind is TokenKind.FIGURE and word.text.isdecimal() and len(word.text) <= 3:
        return int(word.text) or None
    return NUMBERS.get(word.text.lower())


def _strung(words: Sequence[Token]) -> list[list[Token]]:
    """Words between ``and`` and between strokes, as they stand."""
    found: list[list[Token]] = [[]]
    for word in words:
        if word.text.lower() == "and":
            found.append([])
            continue
        at = 0
        for number, part in enumerate(word.text.split("/")):
            if number:
                found.append([])
            if part:
                kind = TokenKind.FIGURE if part[0].isdigit() else TokenKind.WORD
                begin = word.start + at
                found[-1].append(Token(kind, begin, begin + len(part), part))
            at += len(part) + 1
    return [part for part in found if part]
