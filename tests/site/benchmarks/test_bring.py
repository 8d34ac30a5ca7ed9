"""Bringing a benchmark: nothing is kept before it is confirmed, and nothing that is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from boarding import SAID, SURVEY, open_file
from openrvu.productivity.benchmark.open_file import read, write
from openrvu.productivity.benchmark.survey_data import survey_from_json
from openrvu.site.benchmarks import scope
from openrvu.site.benchmarks.bring import ATTESTATION, MOST_BYTES
from openrvu.site.benchmarks.models import Benchmark, Waiting
from openrvu.site.people.models import User
from visiting import data, html, words_of

pytestmark = pytest.mark.django_db
PATH = "/log/benchmarks/"


def named(name: str, contents: bytes) -> BytesIO:
    file = BytesIO(contents)
    file.name = name
    return file


def bring(client: Client, contents: bytes = SURVEY, said: Mapping[str, str] = SAID) -> HttpResponse:
    form: dict[str, Any] = {**said, "file": named("survey.csv", contents)}
    response = client.post(f"{PATH}bring/", form)
    assert isinstance(response, HttpResponse)
    return response


def keep(client: Client, page: str, form: Mapping[str, Any]) -> str:
    response = client.post(page, form)
    assert response.status_code == 303, response.content[-2000:]
    return str(response.headers["Location"])


def test_without_a_benchmark_the_page_says_how_to_get_one(mine: Client) -> None:
    said = words_of(html(mine, PATH))
    assert "None comes with OpenRVU" in said
    assert "rvu benchmark build" in said
    assert data(mine, "/log/benchmarks.json") == {"benchmarks": []}


def test_a_survey_is_kept_once_its_columns_are_confirmed(mine: Client, owner: User) -> None:
    waits = bring(mine).headers["Location"]
    assert not scope.benchmarks(owner).exists()
    said = words_of(html(mine, waits))
    assert "Rows taken 4" in said
    assert "Specialties 2" in said
    kept = keep(mine, waits, {})
    found = scope.benchmarks(owner).get()
    assert (kept, found.name, found.kind) == (f"{PATH}{found.pk}/", "Example Survey 2025", "survey")
    origin = survey_from_json(found.content).provenance
    assert (origin.vendor, origin.survey_year, origin.data_year) == ("Example Survey", 2025, 2024)
    assert origin.attestation.startswith(ATTESTATION)
    assert origin.file_name == "survey.csv"
    assert not Waiting.objects.of(owner).exists()


def test_a_person_says_what_a_column_and_a_measure_are(mine: Client, owner: User) -> None:
    odd = b"Field,Metric,P50\nSurgery,Productivity,6000\n"
    waits = bring(mine, odd).headers["Location"]
    chosen = {"col_specialty": "0", "raw": "Productivity", "key": "wrvu"}
    page = mine.get(waits, chosen).content.decode()
    assert '<option value="wrvu" selected>' in page
    keep(mine, waits, chosen)
    (row,) = survey_from_json(scope.benchmarks(owner).get().content).rows
    assert (row.specialty, row.measure.key, row.raw_measure) == ("Surgery", "wrvu", "Productivity")


def test_choices_that_do_not_exist_are_left_out(mine: Client, owner: User) -> None:
    waits = bring(mine).headers["Location"]
    wrong = {"col_specialty": "999", "sheet": "none", "metric": "x", "raw": "x", "key": "no such"}
    keep(mine, waits, wrong)
    assert scope.benchmarks(owner).count() == 1


def test_a_file_of_which_nothing_is_understood_is_not_kept(mine: Client, owner: User) -> None:
    waits = bring(mine, b"Name,City\nAnn,Rome\nBob,Oslo\n").headers["Location"]
    response = mine.post(waits)
    assert response.status_code == 422
    assert "columns of percentiles" in response.content.decode()
    assert not scope.benchmarks(owner).exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"attest": ""}, "only where your licence allows"),
        ({"vendor": " "}, "who published"),
        ({"survey_year": "20x5"}, "expected a year"),
        ({"data_year": "1066"}, "expected a year"),
        ({"cut": "x" * 101}, "at most 100"),
    ],
)
def test_without_its_provenance_a_survey_is_not_taken(
    mine: Client, owner: User, said: dict[str, str], words: str
) -> None:
    response = bring(mine, said={**SAID, **said})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Waiting.objects.of(owner).exists()


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"", "empty"),
        (b"<!doctype html><html></html>", "web page"),
        (b"PK\x03\x04 no workbook", "survey.csv"),
        (b"x" * (MOST_BYTES + 1), "longer than 8 MiB"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    mine: Client, owner: User, contents: bytes, words: str
) -> None:
    response = bring(mine, contents)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Waiting.objects.of(owner).exists()


def test_a_file_waits_for_an_hour_and_no_longer(mine: Client, owner: User) -> None:
    waits = bring(mine).headers["Location"]
    held = Waiting.objects.of(owner).get()
    Waiting.objects.of(owner).update(made=held.made - timedelta(minutes=61))
    assert mine.get(waits).status_code == 404
    assert not Waiting.objects.of(owner).exists()


def test_a_file_may_be_dropped(mine: Client, owner: User) -> None:
    waits = bring(mine).headers["Location"]
    assert mine.post(f"{waits}drop/").status_code == 303
    assert not Waiting.objects.of(owner).exists()


def test_an_open_benchmark_is_taken_with_its_label(
    mine: Client, owner: User, tmp_path: Path
) -> None:
    as_json, parquet = tmp_path / "open.json", tmp_path / "open.parquet"
    as_json.write_bytes(open_file())
    write(read(as_json), parquet)
    for path in (as_json, parquet):
        form = {"open": named(path.name, path.read_bytes())}
        kept = keep(mine, f"{PATH}open/", form)
        assert "Medicare fee-for-service, individual NPIs, not FTE-adjusted" in html(mine, kept)
    names = {one.name for one in scope.benchmarks(owner)}
    assert names == {"Medicare fee-for-service 2023"}


@pytest.mark.parametrize(
    "contents",
    [
        b"",
        b"no json",
        b"{}",
        b"{" * 100_000,
        b"PAR1 no parquet PAR1",
        open_file().replace(b'"n": 120', b'"n": 3'),
        open_file().replace(b'"310.5"', b'"x"'),
        json.dumps({"format": "openrvu open benchmark 1"}).encode(),
    ],
    ids=["empty", "text", "nothing", "deep", "parquet", "few", "figure", "lacking"],
)
def test_what_is_no_open_benchmark_is_refused(mine: Client, owner: User, contents: bytes) -> None:
    response = mine.post(f"{PATH}open/", {"open": named("open.json", contents)})
    assert response.status_code == 422
    assert not scope.benchmarks(owner).exists()


def test_only_so_many_are_kept(mine: Client, owner: User) -> None:
    made = [
        Benchmark(owner=owner, kind="survey", name=str(n), year=2025, content="{}")
        for n in range(scope.MOST)
    ]
    Benchmark.objects.of(owner).bulk_create(made)
    assert "delete one" in bring(mine).content.decode()
    assert mine.post(f"{PATH}open/", {"open": named("o", open_file())}).status_code == 422
    assert scope.benchmarks(owner).count() == scope.MOST
