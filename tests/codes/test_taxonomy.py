"""Where every code belongs."""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from openrvu.codes import taxonomy as module
from openrvu.codes.taxonomy import (
    Category,
    Family,
    Place,
    Range,
    Section,
    Taxonomy,
    UnknownSlug,
    UnplacedCode,
    shape,
    taxonomy,
)


@pytest.fixture(scope="module")
def archives(cms_dir: Path) -> list[Path]:
    """CMS's own archives, the newest last."""
    return sorted(cms_dir.glob("rvu*.zip"))


class TestPlaces:
    @pytest.mark.parametrize(
        ("code", "category", "section", "family"),
        [
            ("00100", "anesthesia", "head-trunk", "head"),
            ("01967", "anesthesia", "other", "burns-births-other"),
            ("11042", "surgery", "skin-breast", "debridement"),
            ("20610", "surgery", "musculoskeletal", "joint-injections"),
            ("27447", "surgery", "musculoskeletal", "knee-replacement"),
            ("31500", "surgery", "airway-chest", "laryngoscopy"),
            ("31622", "surgery", "airway-chest", "bronchoscopy"),
            ("33533", "surgery", "heart-vessels-blood", "coronary-bypass"),
            ("36556", "surgery", "heart-vessels-blood", "central-lines"),
            ("43239", "surgery", "digestive", "upper-endoscopy"),
            ("45378", "surgery", "digestive", "colonoscopy"),
            ("47562", "surgery", "digestive", "gallbladder"),
            ("52000", "surgery", "urinary", "cystoscopy"),
            ("55250", "surgery", "male", "scrotum-vas"),
            ("59400", "surgery", "female", "delivery"),
            ("62323", "surgery", "nerves", "spinal-needles"),
            ("66984", "surgery", "eyes", "cataract"),
            ("69436", "surgery", "ears", "ear-tubes"),
            ("70551", "radiology", "diagnostic-imaging", "head-mri"),
            ("71046", "radiology", "diagnostic-imaging", "chest-xray"),
            ("76000", "radiology", "diagnostic-imaging", "fluoroscopy"),
            ("76805", "radiology", "ultrasound", "pregnancy-ultrasound"),
            ("77002", "radiology", "guidance", "xray-guidance"),
            ("77067", "radiology", "breast-bone", "breast-imaging"),
            ("77080", "radiology", "breast-bone", "bone-imaging"),
            ("77427", "radiology", "radiation-oncology", "radiation-management"),
            ("78815", "radiology", "nuclear-medicine", "nuclear-tumor"),
            ("80053", "pathology-and-laboratory", "panels-drugs", "panels"),
            ("83036", "pathology-and-laboratory", "chemistry", "chemistry-h"),
            ("85025", "pathology-and-laboratory", "blood", "blood-counts"),
            ("87880", "pathology-and-laboratory", "microbiology", "germ-rapid"),
            ("88305", "pathology-and-laboratory", "anatomic", "tissue-exam"),
            ("0001U", "pathology-and-laboratory", "molecular", "proprietary-tests"),
            ("0002M", "pathology-and-laboratory", "molecular", "scored-tests"),
            ("90471", "medicine", "vaccines", "vaccine-giving"),
            ("90686", "medicine", "vaccines", "flu-vaccines"),
            ("0031A", "medicine", "vaccines", "covid-giving"),
            ("90837", "medicine", "psychiatry", "psychotherapy"),
            ("90960", "medicine", "dialysis", "monthly-dialysis"),
            ("92014", "medicine", "eye", "eye-exams"),
            ("92557", "medicine", "ear-speech", "hearing-tests"),
            ("92928", "medicine", "heart", "coronary-stents"),
            ("93000", "medicine", "heart", "ecg"),
            ("93306", "medicine", "heart", "echo"),
            ("93656", "medicine", "heart", "electrophysiology"),
            ("94010", "medicine", "lungs", "breathing-tests"),
            ("95810", "medicine", "nervous-system", "sleep"),
            ("95886", "medicine", "nervous-system", "emg"),
            ("96365", "medicine", "infusion", "infusions"),
            ("96413", "medicine", "infusion", "chemotherapy"),
            ("97110", "medicine", "therapy", "exercise"),
            ("98941", "medicine", "therapy", "acupuncture-manipulation"),
            ("98960", "medicine", "therapy", "nutrition-education"),
            ("99152", "medicine", "services", "sedation"),
            ("98006", "evaluation-and-management", "office", "telemedicine"),
            ("99203", "evaluation-and-management", "office", "office-new"),
            ("99214", "evaluation-and-management", "office", "office-established"),
            ("99285", "evaluation-and-management", "places", "emergency"),
            ("99291", "evaluation-and-management", "places", "critical-care"),
            ("99490", "evaluation-and-management", "between-visits", "care-management"),
            ("3044F", "category-ii", "results", "results-heart-lung"),
            ("0075T", "category-iii", "heart-lungs", "vessels-new"),
            ("A0427", "hcpcs-a", "transport", "ambulance"),
            ("D0120", "hcpcs-d", "examination", "dental-exams"),
            ("G0121", "hcpcs-g", "g-services", "g-cancer-screening"),
            ("G0439", "hcpcs-g", "g-services", "g-preventive-visits"),
            ("G2211", "hcpcs-g", "g-services", "g-visit-addons"),
            ("H0020", "hcpcs-h", "addiction-mental-health", "addiction"),
            ("J0897", "hcpcs-j", "j-injected", "j-c-d"),
            ("J9271", "hcpcs-j", "j-cancer", "cancer-m-p"),
            ("M1003", "hcpcs-m", "quality", "m-arthritis-headache"),
            ("P9016", "hcpcs-p", "laboratory-blood", "blood-products"),
            ("Q5101", "hcpcs-q", "q-drugs", "biosimilars"),
            ("S0201", "hcpcs-s", "drugs-visits", "s-visits"),
            ("T1015", "hcpcs-t", "care", "t-nursing"),
            ("V2632", "hcpcs-v", "vision", "eye-prostheses"),
        ],
    )
    def test_a_code_stands_in_the_family_a_clinician_looks_in(
        self, code: str, category: str, section: str, family: str
    ) -> None:
        place = taxonomy().place(code)
        assert place.section is not None
        assert place.family is not None
        assert (place.category.slug, place.section.slug, place.family.slug) == (
            category,
            section,
            family,
        )

    @pytest.mark.parametrize(
        ("codes", "category"),
        [
            (("00100", "01999"), "anesthesia"),
            (("10004", "69990"), "surgery"),
            (("70010", "79999"), "radiology"),
            (("80047", "89398"), "pathology-and-laboratory"),
            (("90281", "97999", "98017", "99199", "99500", "99607"), "medicine"),
            (("98000", "98016", "99201", "99202", "99499"), "evaluation-and-management"),
            (("0001F", "9999F"), "category-ii"),
            (("0001T", "9999T"), "category-iii"),
        ],
    )
    def test_both_ends_of_a_range_belong_to_it(self, codes: tuple[str, ...], category: str) -> None:
        assert {taxonomy().place(code).category.slug for code in codes} == {category}

    def test_radiology_is_70010_to_79999_and_nothing_else(self) -> None:
        assert taxonomy().category("radiology").ranges == (("70010", "79999"),)

    @pytest.mark.parametrize(
        "code", ["B4034", "C1713", "E0601", "K0001", "L1833", "R0070", "U0003"]
    )
    def test_a_category_left_whole_places_its_codes_without_section_or_family(
        self, code: str
    ) -> None:
        whole = taxonomy().category(f"hcpcs-{code[0].lower()}")
        assert taxonomy().place(code) == Place(whole, None, None)

    def test_codes_numbered_far_from_their_kind_stand_with_their_kind(self) -> None:
        slugs = {taxonomy().place(code).family for code in ("43210", "43235", "43270", "43291")}
        assert slugs == {taxonomy().family("surgery", "upper-endoscopy")}

    def test_a_placeholder_of_cms_has_a_place(self) -> None:
        assert taxonomy().place("GXXX1").category.slug == "hcpcs-g"

    def test_a_code_made_tomorrow_has_a_place_today(self) -> None:
        assert taxonomy().place("1999T").family == taxonomy().family("category-iii", "newest")

    def test_shapes_never_mix(self) -> None:
        placed = {
            code: taxonomy().place(code).category.slug for code in ("0001F", "0001T", "0001U")
        }
        assert len(set(placed.values())) == 3


class TestUnplacedCodes:
    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("10003", "a code within 00100 to 01999, 10004 to 69990, 70010 to 79999"),
            ("W000A", "one of the shapes 00000, 0000A"),
            ("0001Z", "where 0 stands for any digit"),
            ("", "five digits and letters, such as 99213, 0075T or G0101"),
            ("9921", "five digits and letters, such as"),
            ("992130", "five digits and letters, such as"),
            ("99213 ", "five digits and letters, such as"),
            ("9921³", "five digits and letters, such as"),
            ("g0101", "capital letters, as in G0101"),
            ("100", "where a spreadsheet dropped leading zeros, give 00100"),
        ],
    )
    def test_the_message_names_the_code_and_what_was_expected(
        self, code: str, expected: str
    ) -> None:
        with pytest.raises(UnplacedCode, match="no category holds the code") as caught:
            taxonomy().place(code)
        assert repr(code) in str(caught.value)
        assert expected in str(caught.value)
        assert caught.value.code == code

    def test_it_can_be_caught_as_any_failed_lookup(self) -> None:
        assert issubclass(UnplacedCode, LookupError)

    @pytest.mark.parametrize("code", ["69991", "80046", "89399", "90280", "99200", "99608"])
    def test_what_lies_between_categories_has_no_place(self, code: str) -> None:
        with pytest.raises(UnplacedCode):
            taxonomy().place(code)


class TestSlugs:
    def test_a_category_and_a_family_are_found_by_slug(self) -> None:
        assert taxonomy().category("radiology").name == "Radiology"
        assert taxonomy().family("radiology", "fluoroscopy").name == "Fluoroscopy and special x-ray"

    def test_an_unknown_category_is_answered_with_those_there_are(self) -> None:
        with pytest.raises(UnknownSlug, match=r"no category 'x': expected one of anesthesia, surg"):
            taxonomy().category("x")

    def test_a_family_is_looked_for_in_its_own_category_only(self) -> None:
        with pytest.raises(UnknownSlug, match=r"no family 'fluoroscopy' in surgery"):
            taxonomy().family("surgery", "fluoroscopy")

    def test_the_book_begins_with_anesthesia_and_keeps_its_order(self) -> None:
        slugs = [category.slug for category in taxonomy()]
        assert slugs[:4] == ["anesthesia", "surgery", "radiology", "pathology-and-laboratory"]
        assert slugs == list(dict.fromkeys(place.category.slug for place in taxonomy().places()))

    def test_every_slug_is_fit_for_an_address(self) -> None:
        kebab = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
        assert [slug for slug in _slugs() if not kebab.match(slug)] == []


class TestTheTable:
    @pytest.mark.parametrize("category", taxonomy().categories, ids=lambda held: held.slug)
    def test_families_fill_their_category_without_gap_or_overlap(self, category: Category) -> None:
        if not category.sections:
            return
        filled = [held for family in category.families for held in family.ranges]
        assert _merged(filled) == _merged(list(category.ranges))
        assert sum(map(_size, filled)) == sum(map(_size, category.ranges))

    def test_no_two_categories_share_a_code(self) -> None:
        held = [held for category in taxonomy() for held in category.ranges]
        assert sum(map(_size, _merged(held))) == sum(map(_size, held))

    def test_a_section_holds_what_its_families_hold(self) -> None:
        for category in taxonomy():
            for section in category.sections:
                held = [held for family in section.families for held in family.ranges]
                assert list(section.ranges) == _merged(held)

    def test_there_are_families_enough_to_browse(self) -> None:
        assert sum(len(category.families) for category in taxonomy()) >= 220

    def test_every_category_and_section_is_described_in_one_sentence(self) -> None:
        abouts = [category.about for category in taxonomy()]
        abouts += [section.about for category in taxonomy() for section in category.sections]
        abouts += [f.about for category in taxonomy() for f in category.families if f.about]
        assert [about for about in abouts if not about.endswith(".") or ". " in about] == []

    def test_no_two_families_of_a_section_share_a_name(self) -> None:
        for category in taxonomy():
            for section in category.sections:
                names = [family.name for family in section.families]
                assert len(set(names)) == len(names)

    def test_every_key_of_the_file_is_one_that_is_read(self) -> None:
        tables = tomllib.loads((Path(module.__file__).with_suffix(".toml")).read_text("utf-8"))
        sections = [s for category in tables["category"] for s in category.get("section", ())]
        families = [family for section in sections for family in section["family"]]
        assert set(tables) == {"category"}
        assert _keys(tables["category"]) == {"slug", "name", "about", "ranges", "section"}
        assert _keys(sections) == {"slug", "name", "about", "family"}
        assert _keys(families) == {"slug", "name", "about", "ranges"}


class TestMalformedTables:
    def test_two_families_that_hold_one_code_are_refused_by_name(self) -> None:
        families = (_family("a", ("10000", "10009")), _family("b", ("10009", "10020")))
        with pytest.raises(ValueError, match="c/a and c/b both hold 10009"):
            Taxonomy([_category("c", families)])

    def test_two_families_of_one_category_may_not_share_a_slug(self) -> None:
        families = (_family("a", ("10000", "10009")), _family("a", ("10010", "10020")))
        with pytest.raises(ValueError, match="the slug c/a is taken twice"):
            Taxonomy([_category("c", families)])

    def test_families_of_two_categories_may_share_a_slug(self) -> None:
        first = _category("c", (_family("a", ("10000", "10009")),))
        second = _category("d", (_family("a", ("10010", "10020")),))
        assert Taxonomy([first, second]).place("10010").category == second

    @pytest.mark.parametrize(
        "ends", [("10009", "10000"), ("0001T", "0002F"), ("1000", "2000"), ("G0001", "10000")]
    )
    def test_a_range_needs_two_codes_of_one_shape_in_order(self, ends: Range) -> None:
        with pytest.raises(ValueError, match=f"{ends[0]} to {ends[1]} is no range"):
            Taxonomy([_category("c", (_family("a", ends),))])


def test_only_the_call_reads_the_file() -> None:
    """Importing the module brings in neither the parser nor the table."""
    code = (
        "import sys; from openrvu.codes import taxonomy as t; "
        "sys.exit('tomllib' in sys.modules or t.taxonomy.cache_info().currsize)"
    )
    found = [str(Path(__file__).parents[2] / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(found)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_the_table_is_read_once() -> None:
    assert taxonomy() is taxonomy()


@pytest.mark.cms
class TestCMSReleases:
    def test_every_code_of_every_release_has_a_family_where_its_category_has_any(
        self, archives: list[Path]
    ) -> None:
        assert len(archives) >= 22
        codes = {code for archive in archives for code in _rows(archive)}
        lost = []
        for code in codes:
            place = taxonomy().place(code)
            if bool(place.category.sections) != (place.family is not None):
                lost.append(code)
        assert lost == []

    def test_every_code_is_held_by_one_family_alone(self, archives: list[Path]) -> None:
        codes = {code for archive in archives for code in _rows(archive)}
        by_shape: dict[str, list[Range]] = {}
        for category in taxonomy():
            leaves = [held for family in category.families for held in family.ranges]
            for held in leaves or category.ranges:
                by_shape.setdefault(shape(held[0]), []).append(held)
        holders = {
            code: sum(first <= code <= last for first, last in by_shape[shape(code)])
            for code in codes
        }
        assert {code: n for code, n in holders.items() if n != 1} == {}

    def test_no_name_repeats_five_words_of_a_descriptor(self, archives: list[Path]) -> None:
        theirs = {run for text in _rows(archives[-1]).values() for run in _runs(text)}
        copied = [text for text in _texts() if not theirs.isdisjoint(_runs(text))]
        assert copied == []


def _family(slug: str, *ranges: Range) -> Family:
    return Family(slug, slug, ranges)


def _category(slug: str, families: tuple[Family, ...]) -> Category:
    held = tuple(held for family in families for held in family.ranges)
    return Category(slug, slug, "About.", held, (Section("s", "s", "About.", families),))


def _slugs() -> Iterator[str]:
    for category in taxonomy():
        yield category.slug
        yield from (section.slug for section in category.sections)
        yield from (family.slug for family in category.families)


def _texts() -> Iterator[str]:
    for category in taxonomy():
        yield from (category.name, category.about)
        for section in category.sections:
            yield from (section.name, section.about)
        for family in category.families:
            yield from (family.name, family.about or "")


def _keys(tables: list[dict[str, object]]) -> set[str]:
    return set(itertools.chain.from_iterable(tables))


def _number(code: str) -> int:
    return int("".join(filter(str.isdigit, code)))


def _size(held: Range) -> int:
    return _number(held[1]) - _number(held[0]) + 1


def _merged(ranges: list[Range]) -> list[Range]:
    """The union of ranges, by shape and code."""
    union: list[Range] = []
    for first, last in sorted(ranges, key=lambda held: (shape(held[0]), held)):
        before = union[-1] if union and shape(union[-1][0]) == shape(first) else None
        if before and _number(first) <= _number(before[1]) + 1:
            union[-1] = before[0], max(before[1], last)
        else:
            union.append((first, last))
    return union


@cache
def _rows(archive: Path) -> dict[str, str]:
    """Every code of an archive's relative value file with its descriptor.

    RVU20D has been through a spreadsheet that dropped leading zeros: they are put back.
    """
    with zipfile.ZipFile(archive) as held:
        name = next(n for n in held.namelist() if re.match(r"(?i)PPRRVU.*\.csv\Z", n))
        rows = csv.reader(io.StringIO(held.read(name).decode("latin-1")))
    body = itertools.dropwhile(lambda row: row[:2] != ["HCPCS", "MOD"], rows)
    next(body)
    return {row[0].strip().zfill(5): row[2] for row in body if row and row[0].strip()}


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
