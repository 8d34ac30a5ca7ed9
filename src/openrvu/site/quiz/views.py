"""The quiz: which of two codes is worth more? As HTML and as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.cards.decks import Card
from openrvu.site.cards.views import card_data
from openrvu.site.quiz.rounds import LEVELS, QUESTIONS, Level, Question, level_of
from openrvu.site.quiz.state import ADDRESS, BadState, State, new_seed, read_state
from openrvu.site.quiz.why import why

_ABOUT = (
    "Two codes of the real Medicare fee schedule: which has more work RVU? Ten questions at three "
    "levels, each answer with its figures and why."
)


def quiz(request: HttpRequest) -> HttpResponse:
    """The start, a question, its answer, or the result: whatever the address says."""
    level = level_of(request.GET.get("level", ""))
    if not request.GET:
        return _start(request)
    if level and "seed" not in request.GET:
        return _begin(level)
    try:
        state = read_state(request.GET, open_book(), open_index())
    except BadState as error:
        return _start(request, str(error))
    name = "result" if state.is_over else "answer" if state.is_answered else "question"
    context: dict[str, Any] = {"s": state, "QUESTIONS": QUESTIONS, "level": state.level}
    if state.is_over:
        context |= {"given": list(zip(state.questions, state.picks, strict=True))}
    elif state.is_answered:
        context |= {"why": why(state.question), "q": state.question}
    else:
        context |= {"q": state.question}
    return page(request, f"quiz/{name}.html", _head(request), context)


def _start(request: HttpRequest, problem: str = "") -> HttpResponse:
    context = {"levels": LEVELS, "QUESTIONS": QUESTIONS, "problem": problem}
    status = 400 if problem else 200
    return page(request, "quiz/start.html", _head(request), context, status=status)


def _begin(level: Level) -> HttpResponse:
    """On to the first question of a new round."""
    release = open_book().newest().label
    response = HttpResponseRedirect(
        f"{ADDRESS}?level={level.slug}&seed={new_seed()}&release={release}&q=1"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def quiz_json(request: HttpRequest) -> HttpResponse:
    """The levels; or of a round what its page shows."""
    if not request.GET:
        levels = [{"level": x.slug, "about": x.about} for x in LEVELS]
        return as_json({"about": _ABOUT, "questions": QUESTIONS, "levels": levels})
    asked = {"seed": new_seed(), **request.GET.dict()}
    try:
        state = read_state({k: str(v) for k, v in asked.items()}, open_book(), open_index())
    except BadState as error:
        return json_error(400, str(error))
    return as_json(_state_data(state))


def _state_data(state: State) -> dict[str, Any]:
    shown = len(state.picks) if state.is_over else min(state.number, QUESTIONS)
    return {
        "level": state.level.slug,
        "seed": state.seed,
        "release": state.release,
        "answered": len(state.picks),
        "right": state.score,
        "questions": [
            _question_data(question, state.picks[i : i + 1])
            for i, question in enumerate(state.questions[:shown])
        ],
    }


def _question_data(question: Question, pick: str) -> dict[str, Any]:
    """A question; its figures and answer only where it has been answered."""
    sides = {"a": question.one, "b": question.two}
    if not pick:
        return {"number": question.number, **{k: _front(card) for k, card in sides.items()}}
    return {
        "number": question.number,
        **{letter: card_data(card) for letter, card in sides.items()},
        "pick": pick,
        "answer": question.answer,
        "why": why(question),
    }


def _front(card: Card) -> dict[str, str]:
    return {"code": card.code, "title": card.title, "plain": card.plain}


def _head(request: HttpRequest) -> Head:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return Head(
        title="Quiz: which is worth more?",
        description=_ABOUT,
        path=ADDRESS,
        json_path=f"/learn/quiz.json{query}",
    )
