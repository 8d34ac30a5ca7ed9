"""Where a medical student, a resident and an attending each may begin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Door:
    """A page worth opening; some need the server and are left out of an export."""

    address: str
    name: str
    why: str
    needs_server: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a career, the question it brings, and pages that answer it."""

    slug: str
    name: str
    question: str
    doors: tuple[Door, ...]


STAGES = (
    Stage(
        "students",
        "Medical students",
        "What is an RVU, and what is a doctor's hour worth in one specialty or another?",
        (
            Door("/codes/99213/", "An office visit, taken apart", "work, practice and malpractice"),
            Door(
                "/learn/quiz/",
                "Which is worth more?",
                "a quiz made from the real schedule",
                needs_server=True,
            ),
            Door(
                "/codes/", "The shape of every specialty's work", "counts and medians by category"
            ),
        ),
    ),
    Stage(
        "residents",
        "Residents",
        "What will the work I do now count for, and how is it reported?",
        (
            Door(
                "/compare/?codes=99281,99282,99283,99284,99285",
                "Five emergency visits, side by side",
                "what one level more is worth",
                needs_server=True,
            ),
            Door("/codes/76000/", "Global, 26 and TC", "who is paid which part of an image"),
            Door("/browse/surgery/", "Operations by body system", "work RVUs from least to most"),
        ),
    ),
    Stage(
        "attendings",
        "Attendings",
        "Is my count right, and what moved under me this year?",
        (
            Door(
                "/tally/",
                "Add up a list of codes",
                "work RVUs and amounts, line by line",
                needs_server=True,
            ),
            Door("/changes/", "What changed", "gains and losses by code and category"),
            Door("/localities/", "What my locality does", "its indices beside everyone's"),
        ),
    ),
)
