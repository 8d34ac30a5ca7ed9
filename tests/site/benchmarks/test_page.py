"""Where a person stands: the shape of the survey and every figure of it are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from boarding import logged, open_file, survey
from openrvu.site.benchmarks import scope
from openrvu.site.benchmarks.models import Benchmark
from openrvu.site.log.models import Entry, Profile
from openrvu.site.people.models import User
from visiting import data, html, words_of

pytestmark = pytest.mark.django_db
YEAR = "from=2025-01&to=2025-12"


@pytest.fixture
def year(owner: User) -> None:
    """5,200 work RVUs in 2025: 4,000 office visits of 1.30."""
    logged(owner, [(date(2025, month, 10), "99213", 400) for month in range(1, 11)])


def path_of(one: Benchmark) -> str:
    return f"/log/benchmarks/{one.pk}"


def measures(client: Client, one: Benchmark, asked: str = YEAR) -> dict[str, dict[str, Any]]:
    found = data(client, f"{path_of(one)}.json?{asked}")
    return {measure["measure"]: measure for measure in found["measures"]}


def stand(client: Client, one: Benchmark, **said: str) -> None:
    response = client.post(f"{path_of(one)}/standing/", said)
    assert response.headers["Location"].endswith("saved=1")


def test_the_specialty_is_confirmed_by_the_person(mine: Client, owner: User, year: None) -> None:
    Profile(owner=owner, specialty="gastro enterology").save(force_insert=True)
    one = survey(owner)
    said = words_of(html(mine, f"{path_of(one)}/"))
    assert "Which specialty is yours?" in said
    assert "P50" not in said
    form = {"specialty": "Gastroenterology"}
    assert mine.post(f"{path_of(one)}/specialty/", form).status_code == 303
    assert scope.benchmark(owner, one.pk).specialty == "Gastroenterology"
    mine.post(f"{path_of(one)}/specialty/", {"specialty": "Made up"})
    assert scope.benchmark(owner, one.pk).specialty == "Gastroenterology"


def test_work_is_ranked_between_published_points(mine: Client, owner: User, year: None) -> None:
    one = survey(owner, "Gastroenterology")
    assert measures(mine, one)["wrvu"]["lacking"] == "Give your clinical FTE, and it is ranked."
    stand(mine, one, clinical_fte="1.0")
    found = measures(mine, one)["wrvu"]
    # 5,200 is a fifth of the way from P50 at 5,000 to P75 at 6,000.
    assert (found["percentile"], found["standing"]) == ("55.0000", "P55")


def test_beyond_the_last_point_nothing_is_guessed(mine: Client, owner: User, year: None) -> None:
    one = survey(owner, "Gastroenterology")
    stand(mine, one, clinical_fte="0.694")
    found = measures(mine, one)["wrvu"]
    # 5,200 ÷ 0.694 = 7,492.7954, which is 107.0 % of 7,000.
    assert (found["percentile"], found["normalised"]) == (None, "7492.7954")
    assert found["standing"] == "above P90, 107 % of P90"
    assert found["steps"] == ["For 1.0 clinical FTE: over 0.694."]
    said = words_of(html(mine, f"{path_of(one)}/?{YEAR}"))
    assert "above P90, 107 % of P90" in said
    assert "For 1.0 clinical FTE: over 0.694." in said


def test_part_of_a_year_is_made_whole_and_said_to_be(mine: Client, owner: User, year: None) -> None:
    one = survey(owner, "Gastroenterology")
    stand(mine, one, clinical_fte="1")
    found = measures(mine, one, "from=2025-01&to=2025-03")["wrvu"]
    # 1,560 in 3 months are 6,240 a year: 75 + 15 × 240 ÷ 1,000 = 78.6.
    assert (Decimal(found["own"]), Decimal(found["normalised"])) == (Decimal(1560), Decimal(6240))
    assert found["percentile"] == "78.6000"
    assert "3 months are made a year: times 12, over 3." in found["steps"]


def test_pay_is_divided_by_total_fte_and_its_ratio_by_work(
    mine: Client, owner: User, year: None
) -> None:
    one = survey(owner, "Gastroenterology")
    stand(mine, one, clinical_fte="0.5", total_fte="0.8", pay="$440,000")
    found = measures(mine, one)
    # 440,000 ÷ 0.8 = 550,000; 440,000 ÷ 5,200 = 84.62, half up.
    assert Decimal(found["tcc"]["normalised"]) == 550_000
    assert found["tcc"]["percentile"] == "62.5000"
    assert found["comp_per_wrvu"]["own"] == "84.62"
    # 25 + 25 × 4.62 ÷ 10 = 36.55
    assert found["comp_per_wrvu"]["percentile"] == "36.5500"


def test_a_survey_of_another_year_is_said_not_to_match(
    mine: Client, owner: User, year: None
) -> None:
    one = survey(owner, "Gastroenterology")
    said = words_of(html(mine, f"{path_of(one)}/?{YEAR}"))
    assert "figures are of 2024; your work RVUs are those of 2025" in said.replace("&#39;", "'")
    Entry.objects.of(owner).update(release="RVU24A")
    assert data(mine, f"{path_of(one)}.json?{YEAR}")["mismatch"] is None


def test_where_the_survey_comes_from_is_told(mine: Client, owner: User, year: None) -> None:
    said = words_of(html(mine, f"{path_of(survey(owner, 'Gastroenterology'))}/?{YEAR}"))
    assert "Publisher Example Survey" in said
    assert "Survey of 2025; its figures are of 2024" in said
    assert "Licence It may be used." in said
    assert "200 people of 20 organisations" in said


def test_withheld_points_are_not_filled_in(mine: Client, owner: User, year: None) -> None:
    one = survey(owner, "Family Medicine: Without OB")
    stand(mine, one, clinical_fte="1")
    found = measures(mine, one)["wrvu"]
    assert found["points"] == {"p50": "4400", "p75": "5300"}


def test_an_open_benchmark_is_held_against_unadjusted_work(
    mine: Client, owner: User, year: None
) -> None:
    form = {"open": _named(open_file())}
    path = mine.post("/log/benchmarks/open/", form).headers["Location"]
    mine.post(f"{path}specialty/", {"specialty": "Gastroenterology", "cut": "all"})
    (one,) = scope.benchmarks(owner)
    found = measures(mine, one)["wrvu"]
    assert found["standing"] == "above P90, 126.8 % of P90"
    assert found["steps"] == []
    assert "not FTE-adjusted" in html(mine, f"{path}?{YEAR}")
    mine.post(f"{path}specialty/", {"specialty": "Dermatology"})
    assert "fewer than 11 providers are withheld" in html(mine, f"{path}?{YEAR}")


def test_months_that_cannot_be_ranked_are_said(mine: Client, owner: User, year: None) -> None:
    path = path_of(survey(owner, "Gastroenterology"))
    for asked, words in (
        ("from=2025-01&to=2026-06", "18 months"),
        ("from=2025-05&to=2025-01", "expected 1 to 12"),
        ("from=2025-5", "2026-01"),
        ("from=2025-01&to=2199-12", "months"),
    ):
        assert words in data(mine, f"{path}.json?{asked}", 400)["error"]["message"]
        assert words in words_of(html(mine, f"{path}/?{asked}", 400))


def test_before_a_whole_month_was_logged_nothing_is_ranked(mine: Client, owner: User) -> None:
    said = words_of(html(mine, f"{path_of(survey(owner, 'Gastroenterology'))}/"))
    assert "no whole month yet" in said


@pytest.mark.parametrize("fte", ["0", "-1", "x", "0.12345", "11"])
def test_a_share_that_is_none_is_not_kept(mine: Client, owner: User, fte: str) -> None:
    one = survey(owner)
    response = mine.post(f"{path_of(one)}/standing/", {"clinical_fte": fte})
    assert response.headers["Location"].endswith("saved=0")
    assert scope.standing(owner).pk is None


def test_deleting_a_benchmark_deletes_all_it_says(mine: Client, owner: User) -> None:
    one = survey(owner)
    assert mine.post(f"{path_of(one)}/delete/").status_code == 303
    assert not scope.benchmarks(owner).exists()


def test_the_list_and_the_export_tell_nothing_of_what_it_says(
    mine: Client, owner: User, year: None
) -> None:
    survey(owner, "Gastroenterology")
    for path in ("/log/benchmarks.json", "/log/export.json", "/log/offline.json"):
        found = mine.get(path).content.decode()
        assert "Example Survey" not in found or path.startswith("/log/benchmarks")
        assert "600000" not in found


@pytest.mark.clinic
def test_nobody_of_the_group_sees_it(
    as_user: Callable[[User], Client], owner: User, mate: User
) -> None:
    one = survey(owner, "Gastroenterology")
    for address in (f"{path_of(one)}/", f"{path_of(one)}.json"):
        assert as_user(mate).get(address).status_code == 404
    assert data(as_user(mate), "/log/benchmarks.json") == {"benchmarks": []}


def _named(contents: bytes) -> BytesIO:
    file = BytesIO(contents)
    file.name = "open.json"
    return file
