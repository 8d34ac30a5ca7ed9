"""The quiz: fair pairs, a round that its address holds, and answers that say why."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from openrvu import FeeSchedule, open_book
from openrvu.codes.index import open_index
from openrvu.site.quiz.rounds import LEVELS, QUESTIONS, Level, Question, level_of, round_of
from openrvu.site.quiz.why import why
from visiting import ask, data, html, links_of, main_of, words_of

BOOK, INDEX = open_book(), open_index()
NEWEST = BOOK.newest().label
ROUND = f"/learn/quiz/?level=students&seed=k7f2p&release={NEWEST}"


def a_round(slug: str, seed: str = "k7f2p", release: str = NEWEST) -> tuple[Question, ...]:
    level = level_of(slug)
    assert level
    return round_of(level, seed, release, BOOK, INDEX)


def answers(questions: tuple[Question, ...]) -> str:
    return "".join(question.answer for question in questions)


class TestPairs:
    @pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.slug)
    def test_both_are_described_and_their_work_differs_by_a_tenth(self, level: Level) -> None:
        schedule = FeeSchedule.of(NEWEST)
        for seed in ("a", "b", "c", "d", "e"):
            for question in a_round(level.slug, seed):
                less, more = sorted(
                    schedule.row(card.code).work for card in (question.one, question.two)
                )
                assert more >= Decimal("1.1") * less > 0
                assert all(INDEX.entry(card.code) for card in (question.one, question.two))

    def test_no_code_comes_twice_in_a_round(self) -> None:
        for level in LEVELS:
            codes = [card.code for q in a_round(level.slug) for card in (q.one, q.two)]
            assert len(set(codes)) == 2 * QUESTIONS

    def test_students_compare_fields_residents_one_and_attendings_close_calls(self) -> None:
        assert all(q.one.deck != q.two.deck for q in a_round("students"))
        assert all(q.one.deck == q.two.deck for q in a_round("residents"))
        assert all(q.more.work <= Decimal("1.35") * q.less.work for q in a_round("attendings"))

    @pytest.mark.parametrize("level", LEVELS, ids=lambda level: level.slug)
    def test_left_and_right_win_about_as_often(self, level: Level) -> None:
        given = "".join(answers(a_round(level.slug, f"s{n}")) for n in range(40))
        assert 140 <= given.count("a") <= 260

    def test_a_seed_makes_the_same_round_for_everybody(self) -> None:
        # Pinned, so that an address that was shared keeps its questions.
        codes = [(q.one.code, q.two.code) for q in a_round("students")[:2]]
        assert codes == [("G0402", "12002"), ("32551", "72148")]

    @pytest.mark.parametrize("release", [r.label for r in BOOK.releases()])
    def test_every_release_held_makes_a_round(self, release: str) -> None:
        assert len(a_round("residents", "x", release)) == QUESTIONS


class TestWhy:
    QUESTIONS = tuple(
        q for level in LEVELS for n in range(20) for q in a_round(level.slug, f"w{n}")
    )

    def test_the_difference_comes_first_with_both_figures(self) -> None:
        for q in self.QUESTIONS:
            said = why(q)
            assert f"{q.more.code} has {q.more.work} work RVU against {q.less.work} of" in said[0]
            assert 2 <= len(said) <= 5

    def test_times_and_percents_are_true(self) -> None:
        for q in self.QUESTIONS:
            said = why(q)[0]
            times = re.search(r"(more than )?([0-9]+) times as much\.$", said)
            if times:
                whole = int(times[2])
                assert whole * q.less.work <= q.more.work < (whole + 1) * q.less.work
                assert bool(times[1]) == (whole * q.less.work != q.more.work)
            else:
                percent = Decimal(said.split(": ")[1].partition("\u00a0")[0])
                real = 100 * (q.more.work - q.less.work) / q.less.work
                assert abs(percent - real) <= Decimal("0.05")

    def test_a_package_is_told_with_its_days_and_the_share_of_the_operation(self) -> None:
        for q in self.QUESTIONS:
            words = " ".join(why(q))
            for card in (q.more, q.less):
                policy = card.row.policy
                if policy.global_days == "090":
                    assert "visits of the 90 days after" in words
                    if policy.intra_op:
                        assert f"{(100 * policy.intra_op).normalize():f}\u00a0%" in words

    def test_kinds_of_service_are_told_where_they_explain_something(self) -> None:
        words = " ".join(sentence for q in self.QUESTIONS for sentence in why(q))
        for said in (
            "is an add-on",
            "is a procedure of one day",
            "only the physician's reading is work",
            "has no global period",
            "Both are packages",
            "is a maternity code",
            "CMS prices",
        ):
            assert said in words

    def test_a_total_that_turns_the_order_round_is_told(self) -> None:
        for q in self.QUESTIONS:
            turns = any("In total RVU the order turns" in said for said in why(q))
            assert turns == (q.less.total > q.more.total)


class TestPages:
    def test_the_start_offers_three_levels(self, client: Client) -> None:
        links = links_of(html(client, "/learn/quiz/"))
        assert {f"/learn/quiz/?level={level.slug}" for level in LEVELS} <= links

    def test_a_level_begins_a_round_of_its_own(self, client: Client) -> None:
        first, second = (ask(client, "/learn/quiz/?level=residents") for _ in range(2))
        assert first.status_code == 302
        assert first.headers["Cache-Control"] == "no-store"
        asked = parse_qs(urlsplit(first.headers["Location"]).query)
        assert asked["release"] == [NEWEST]
        assert first.headers["Location"] != second.headers["Location"]
        assert ask(client, first.headers["Location"]).status_code == 200

    def test_a_question_shows_both_services_and_no_figure(self, client: Client) -> None:
        page = html(client, f"{ROUND}&q=1")
        one = a_round("students")[0]
        words = words_of(page)
        for card in (one.one, one.two):
            assert card.title in words
            assert card.code in words
            assert f"{card.work}" not in words
        assert {f"{ROUND}&picks={letter}&q=1" for letter in "ab"} <= links_of(page)

    def test_an_answer_shows_both_codes_their_figures_and_why(self, client: Client) -> None:
        one = a_round("students")[0]
        page = html(client, f"{ROUND}&picks={one.answer}&q=1")
        words = words_of(page).replace("&#39;", "'")
        assert f"Right. {one.more.code} has more work" in words
        for card in (one.one, one.two):
            assert f'href="/codes/{card.code}/"' in page
            for figure in (card.work, card.total, card.row.mp, card.amount.amount):
                assert f"{figure:,}" in words
        assert all(said.replace("\u00a0", " ") in words.replace("\u00a0", " ") for said in why(one))
        assert f"{ROUND}&picks={one.answer}&q=2" in links_of(page)

    def test_a_wrong_answer_is_said_kindly_and_counts_nothing(self, client: Client) -> None:
        wrong = "b" if a_round("students")[0].answer == "a" else "a"
        words = words_of(html(client, f"{ROUND}&picks={wrong}&q=1"))
        assert "Not this time" in words
        assert "0 right so far" in words

    def test_the_result_counts_and_lists_all_ten(self, client: Client) -> None:
        questions = a_round("students")
        right = answers(questions)
        picks = right[:7] + right[7:].translate(str.maketrans("ab", "ba"))
        page = html(client, f"{ROUND}&picks={picks}&q=11")
        assert "7 of 10 right" in words_of(page)
        listed = main_of(page)
        assert (listed.count(">right<"), listed.count(">wrong<")) == (7, 3)
        assert f"{ROUND}&q=1" in links_of(page)

    def test_a_whole_round_is_played_by_links_alone(self, client: Client) -> None:
        path = f"{ROUND}&q=1"
        for question in a_round("students"):
            path = next(link for link in links_of(html(client, path)) if "&picks=" in link)
            assert f"q={question.number}" in path
            path = next(
                link for link in links_of(html(client, path)) if f"&q={question.number + 1}" in link
            )
        assert "of 10 right" in words_of(html(client, path))

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("level=professors", "no such level"),
            ("seed=k7f2p", "no such level"),
            ("level=students&seed=K!", "A seed is 1 to 12 small letters and digits"),
            ("level=students&seed=a&picks=aba&q=5", "Question 5 is not open yet: 3 are answered"),
            ("level=students&seed=a&q=0", "not open yet"),
            ("level=students&seed=a&q=x", "not open yet"),
            ("level=students&seed=a&picks=abx", "Picks are up to 10 letters a or b"),
            ("level=students&seed=a&picks=aaaaaaaaaaa", "Picks are up to 10 letters a or b"),
            ("level=students&seed=a&release=RVU19A", "RVU19A"),
        ],
    )
    def test_an_address_that_is_no_place_in_a_round_offers_a_new_one(
        self, client: Client, query: str, said: str
    ) -> None:
        words = words_of(html(client, f"/learn/quiz/?{query}", status=400))
        assert said in words
        assert "Begin a new round below" in words
        answer = data(client, f"/learn/quiz.json?{query}", status=400)
        assert said in answer["error"]["message"]

    def test_what_a_reader_sends_is_shown_as_text(self, client: Client) -> None:
        page = html(client, "/learn/quiz/?level=students&seed=a&q=<b>1</b>", status=400)
        assert "<b>1" not in page


class TestJson:
    def test_the_levels(self, client: Client) -> None:
        levels = data(client, "/learn/quiz.json")["levels"]
        assert [level["level"] for level in levels] == [level.slug for level in LEVELS]

    def test_a_question_holds_back_its_figures_until_it_is_answered(self, client: Client) -> None:
        open_one = data(client, f"{ROUND.replace('quiz/', 'quiz.json')}&q=1")["questions"][0]
        assert set(open_one["a"]) == {"code", "title", "plain"}
        answered = data(client, f"{ROUND.replace('quiz/', 'quiz.json')}&picks=a&q=1")
        first = answered["questions"][0]
        assert first["answer"] == a_round("students")[0].answer
        assert first["a"]["work_rvu"] == f"{a_round('students')[0].one.work}"
        assert first["why"]

    def test_a_round_without_a_seed_is_given_one(self, client: Client) -> None:
        answer = data(client, "/learn/quiz.json?level=attendings")
        assert re.fullmatch("[a-z0-9]{5}", answer["seed"])
        assert len(answer["questions"]) == 1
