"""Patients' identifiers in free text are found, and clinical words are not taken for them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.codes.index import open_index
from openrvu.productivity.log.clinical_words import name_words
from openrvu.productivity.log.identifiers import Kind, cleaned, find
from productivity.log.making import TODAY

#: Without those that are ordinary words, as April and Do are.
_GIVEN = sorted(name_words().given - name_words().notes)
_SURNAMES = sorted(name_words().surnames - name_words().notes)
#: None of these is in any list the module has.
_STRANGE = (
    "Kowalczyk",
    "Oyelaran",
    "Brzezinski",
    "Thorvaldsen",
    "Nakashima",
    "Quisenberry",
    "Łukasiewicz",
)

digits = st.text("0123456789", min_size=1, max_size=1)


def _digits(many: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=many, max_size=many)


ages = st.integers(1, 99)
named = st.tuples(st.sampled_from(_GIVEN), st.sampled_from(_SURNAMES)).map(
    lambda pair: (pair[0].capitalize(), pair[1].capitalize())
)
births = st.dates(date(1920, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize("field", ["title", "also_known_as", "plain", "description"])
def test_no_text_of_ours_on_codes_is_refused(field: str) -> None:
    bodies = [json.loads(body) for (body,) in open_index().db.execute("SELECT body FROM entry")]
    texts = [t for body in bodies for t in _texts(body[field])]
    assert len(texts) >= 8_000
    assert [text for text in texts if find(text, TODAY)] == []


def _texts(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


@pytest.mark.parametrize(
    "text",
    [
        "99214 x3, 45385 45380-59, 93306-26 yesterday",
        "47562 with Dr. Whitfield",
        "Difficult airway, converted to open",
        "Long case. Adhesions lysed for 90 min",
        "pt tolerated well",
        "Patient stable, discharged home",
        "Resident Case, Clinic Thursday",
        "Whipple, robotic; Nissen redo",
        "heparin 100000 units",
        "45385\n45380-59\n99213 x12",
        "2026-03-02: 45385",
        "20260302 45385",
        "denied by payer, appeal sent 3/2/26",
        "Left knee 27447-LT, Austin Moore",
        "MR brain 70553; CT 74177",
        "M17.11, Z79.899, S52.501A",
        "Code 99285 at 0730, OR 4, 120 min",
        "prior auth obtained, level 4, 32 minutes",
        "encounter 45 min; account 12 closed",
        "VIN 3 excised, L4-5 and C5-C6",
        "Sister Mary Joseph nodule, Jackson Pratt drain, Austin Flint murmur",
        "Baby boy circ, twin A vertex, Mother Baby unit",
        "son present, wife driving, mom aware",
        "Pt. A. fib, patient E. coli positive",
        "First: lap chole. Last: hernia",
        "West Austin clinic; Henry Ford; Ward Rose",
        "Ménière disease, 10^6 cells",
    ],
)
def test_working_notes_are_not_refused(text: str) -> None:
    assert find(text, TODAY) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SSN 123-45-6789", Kind.SSN),
        ("99214 J. Smith", Kind.NAME),
        ("12 Oak Hill Dr", Kind.ADDRESS),
        ("call 212-555-0147", Kind.PHONE),
        ("(212) 555-0147", Kind.PHONE),
        ("+44 20 7946 0958", Kind.PHONE),
        ("write jane.doe@example.org", Kind.EMAIL),
        ("MRN: 4432", Kind.RECORD_NUMBER),
        ("mrn#A00123", Kind.RECORD_NUMBER),
        ("acct 998877", Kind.RECORD_NUMBER),
        ("45385 for 00482913", Kind.RECORD_NUMBER),
        ("E1234567", Kind.RECORD_NUMBER),
        ("1EG4-TE5-MK73", Kind.RECORD_NUMBER),
        ("DOB 3/2/1960", Kind.BIRTH),
        ("born 1960", Kind.BIRTH),
        ("3/2/60 45385", Kind.BIRTH),
        ("1960-03-02", Kind.BIRTH),
        ("Mar 2, 1960", Kind.BIRTH),
        ("Mr. Smith back to OR", Kind.NAME),
        ("SMITH, JOHN", Kind.NAME),
        ("smith, john lap chole", Kind.NAME),
        ("Kowalczyk, Zbigniew", Kind.NAME),
        ("Jane Doe colonoscopy", Kind.NAME),
        ("pt Kowalczyk did well", Kind.NAME),
        ("Kowalczyk 67M", Kind.NAME),
        ("67 yo F Oyelaran", Kind.NAME),
        ("patient name: anyone at all", Kind.NAME),
        ("MR# 12345", Kind.RECORD_NUMBER),
        ("account number 7788-99", Kind.RECORD_NUMBER),
        ("Acct: 12A345", Kind.RECORD_NUMBER),
        ("S24-12345", Kind.RECORD_NUMBER),
        ("SP-24-001234 margins", Kind.RECORD_NUMBER),
        ("ssn ending in 6789", Kind.SSN),
        ("J.S. 67M", Kind.NAME),
        ("Mrs. O'Brien knee", Kind.NAME),
        ("john smith lap chole", Kind.NAME),
        ("SMITH JOHN 45385", Kind.NAME),
        ("Martinez Carlos lap chole", Kind.NAME),
        ("nguyen van thanh 55M", Kind.NAME),
        ("María José Pérez", Kind.NAME),
        ("李明 45M", Kind.NAME),
        ("wife Linda present", Kind.NAME),
        ("husband John consented", Kind.NAME),
        ("son Zbigniew called", Kind.NAME),
        ("Baby boy Smith", Kind.NAME),
        ("BB Kowalczyk", Kind.NAME),
        ("twin A Rodriguez", Kind.NAME),
        ("Kowalczyk^Zbigniew", Kind.NAME),
        ("Last: Smith First: John", Kind.NAME),
        ("first name John last name Smith", Kind.NAME),
        ("Pt. J. Smith", Kind.NAME),
        ("Johnson, R 45385", Kind.NAME),
        ("12 Oak Street", Kind.ADDRESS),
        ("from 192.168.1.14", Kind.ADDRESS),
        ("see www.example.org/me", Kind.ADDRESS),
        ("02139-4307", Kind.ADDRESS),
        ("PO Box 112", Kind.ADDRESS),
    ],
)
def test_identifiers_are_found(text: str, kind: Kind) -> None:
    assert kind in {found.kind for found in find(text, TODAY)}


@given(st.tuples(_digits(3), _digits(2), _digits(4)))
def test_every_social_security_number_is_found(parts: tuple[str, str, str]) -> None:
    assert find(f"note {'-'.join(parts)} end", TODAY)


@given(_digits(3), _digits(3), _digits(4), st.sampled_from("-. "))
def test_every_phone_number_is_found(area: str, mid: str, end: str, gap: str) -> None:
    assert find(f"cb {area}{gap}{mid}{gap}{end}", TODAY)
    assert find(f"({area}) {mid}-{end}", TODAY)


@given(st.integers(6, 10).flatmap(_digits), st.sampled_from(("", "MRN ", "for ")))
def test_every_long_number_is_found_but_a_day_of_service(number: str, before: str) -> None:
    is_day = len(number) == 8 and number[:4] in {"2025", "2026", "2027"}
    assert is_day or find(f"45385 {before}{number}", TODAY)


@given(
    births,
    st.sampled_from(("{0.month}/{0.day}/{0.year}", "{0.month:02}-{0.day:02}-{0.year}", "{0}")),
    st.sampled_from(("", "DOB ", "dob: ", "born ")),
)
def test_every_date_of_birth_is_found(day: date, form: str, before: str) -> None:
    assert find(f"45385 {before}{form.format(day)}", TODAY)


@given(
    named,
    ages,
    st.sampled_from(
        (
            "{last}, {first}",
            "{LAST}, {FIRST}",
            "Mr. {last}",
            "Mrs {last}",
            "patient: {first} {last}",
            "{first} {last} {age}M",
            "{last}, {first} {age} yo",
            "name: {first} {last}",
        )
    ),
)
def test_a_common_name_in_the_shape_of_one_is_found(
    name: tuple[str, str], age: int, form: str
) -> None:
    first, last = name
    said = {"first": first, "last": last, "LAST": last.upper(), "FIRST": first.upper()}
    text = form.format(age=age, **said)
    words = name_words()
    if not words.are_together(last, first) and not words.are_together(first, last):
        assert find(f"{text} lap chole", TODAY)


@given(
    st.sampled_from(_STRANGE),
    ages,
    st.sampled_from(("pt {0}", "Mr {0}", "{0} {1}M", "{0}, {1} y/o", "Patient: {0}", "{1}F {0}")),
)
def test_a_name_in_no_list_is_found_beside_a_sign_of_one(name: str, age: int, form: str) -> None:
    assert find(f"{form.format(name, age)} did well", TODAY)


@given(st.text(max_size=80))
def test_what_is_found_lies_in_the_text_in_order_and_apart(text: str) -> None:
    found = find(text, TODAY)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))
    assert all(one.end <= len(text) for one in found)


@given(st.text(max_size=80), named, _digits(8))
def test_the_cleaned_text_has_none_left(text: str, name: tuple[str, str], number: str) -> None:
    dirty = f"{text} {name[1]}, {name[0]} MRN {number} {text}"
    assert find(cleaned(dirty, TODAY), TODAY) == ()


def test_the_cleaned_text_keeps_the_rest() -> None:
    text = "07:30 OR 4 SMITH, JOHN MRN 12345678 lap chole\n45385 x2"
    assert cleaned(text, TODAY) == "07:30 OR 4 lap chole\n45385 x2"


def test_sentences_do_not_repeat_what_was_found() -> None:
    for found in find("Smith, John 212-555-0147", TODAY):
        assert "Smith" not in found.words
        assert "555" not in found.words
