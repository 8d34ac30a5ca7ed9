"""The rules in the order of payment, and a page for each."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client

from openrvu import FeeSchedule, Setting
from openrvu.rules.coverage import coverage, coverage_of
from openrvu.rules.order import BESIDE, ORDER, rules
from openrvu.rules.parameters import parameter
from openrvu.rules.reasons import reasons
from openrvu.site.rule_pages.examples import examples
from openrvu.site.rule_pages.rule_page import touched
from visiting import ask, data, html, links_of, words_of

NAMES = tuple(rules())
#: They are asked for by themselves, hold for years before the releases of the book, or look at
#: services of another day.
WITHOUT_EXAMPLE = {each.rule.name for each in BESIDE} | {"quality.amount", "global_period.visit"}
IN_ORDER = [each.rule.name for place in ORDER for each in place.rules]
LISTED = [*IN_ORDER, *(each.rule.name for each in BESIDE)]


def test_every_rule_is_listed_in_the_order_of_payment(client: Client) -> None:
    page = html(client, "/rules/")
    listed = re.findall(r'href="/rules/([^"#]+)/"', page[page.index("<main") :])
    assert listed == LISTED
    assert set(LISTED) == set(NAMES)
    words = words_of(page)
    places = [words.index(f"{place.number} {place.title} ") for place in ORDER]
    assert places == sorted(places)


def test_the_list_says_what_stands_in_its_place_by_convention_alone(client: Client) -> None:
    words = words_of(html(client, "/rules/"))
    by_convention = sum(place.standing == "convention" for place in ORDER)
    assert words.count("By convention:") == by_convention


def test_the_list_is_there_as_json(client: Client) -> None:
    content = data(client, "/rules.json")
    listed = [rule["name"] for place in content["order"] for rule in place["rules"]]
    assert [*listed, *(rule["name"] for rule in content["beside"])] == LISTED


def test_what_is_not_modelled_is_listed(client: Client) -> None:
    aside = [each for each in coverage() if not each.modelled]
    page = html(client, "/rules/")
    words = words_of(page).replace("&#39;", "'")
    assert aside
    assert all(f"{each.title} {each.words}" in words for each in aside)
    listed = data(client, "/rules.json")["not_modelled"]
    assert [each["name"] for each in listed] == [each.rule for each in aside]


def test_a_rule_says_since_when_it_is_verified_and_what_it_leaves_aside(client: Client) -> None:
    held = coverage_of("imaging.technical_share")
    assert held.verified_since
    words = words_of(html(client, "/rules/imaging.technical_share/"))
    assert f"Verified for dates of service since {held.verified_since:%B}" in words
    limited = next(each for each in coverage() if each.limits)
    page = words_of(html(client, f"/rules/{limited.rule}/")).replace("&#39;", "'")
    assert f"{limited.limits[0].title} {limited.limits[0].says}" in page
    content = data(client, f"/rules/{limited.rule}.json")
    assert content["limits"][0]["name"] == limited.limits[0].name


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_has_a_page_and_the_same_as_json(client: Client, name: str) -> None:
    rule = rules()[name].rule
    page = html(client, f"/rules/{name}/")
    content = data(client, f"/rules/{name}.json")
    assert (content["name"], content["title"], content["cites"]) == (name, rule.title, rule.cites)
    assert content["words"]
    assert f"<h1>{rule.title}" in page.replace("&#39;", "'")
    assert {f"/rules/{other}/" for other in content["looks_at"]} <= links_of(page)


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_a_rule_leads_to_a_rule(client: Client, name: str) -> None:
    links = links_of(html(client, f"/rules/{name}/"))
    others = {link.split("/")[2] for link in links if re.match(r"/rules/[^#/]+/\Z", link)}
    assert others <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_indicator_values_of_a_rule_are_ones_that_cms_documents(name: str) -> None:
    rule = rules()[name].rule
    assert len(list(touched(rule))) == len(rule.touches)


def test_a_figure_of_the_law_is_shown_by_date_with_its_sources(client: Client) -> None:
    held = parameter("imaging.technical")
    words = words_of(html(client, "/rules/imaging.technical_share/"))
    for value in held.values:
        assert f"{value.first} {value.value}" in words
        assert value.source in words
    (shown,) = (
        each
        for each in data(client, "/rules/imaging.technical_share.json")["parameters"]
        if each["name"] == held.name
    )
    assert [value["value"] for value in shown["values"]] == [str(v.value) for v in held.values]


def test_the_words_link_the_figures_below_them(client: Client) -> None:
    page = html(client, "/rules/imaging.technical_share/")
    for name in ("imaging.technical", "cardiovascular.technical", "ophthalmology.technical"):
        assert f'href="#{name}"' in page
        assert f'id="{name}"' in page


def test_the_meaning_of_an_indicator_value_stands_on_the_page(client: Client) -> None:
    content = data(client, "/rules/bilateral.fee.json")
    (bilateral,) = content["indicators"]
    assert [value["value"] for value in bilateral["values"]] == ["0", "1", "2", "3", "9"]
    words = words_of(html(client, "/rules/bilateral.fee/"))
    assert "Bilateral surgery (modifier 50)" in words


def test_a_rule_that_gives_reasons_lists_them_with_their_sentences(client: Client) -> None:
    never = next(each for each in reasons() if each.id == "assistant.never")
    words = words_of(html(client, "/rules/line.checks/"))
    assert f"{never.id} {never.outcome} {never.says}" in words.replace("&#39;", "'")
    assert data(client, "/rules/base.fee.json")["reasons"] == []


def test_every_rule_of_the_order_has_an_example_and_no_example_is_without_a_rule() -> None:
    assert set(NAMES) - set(examples()) == WITHOUT_EXAMPLE
    assert set(examples()) <= set(NAMES)


@pytest.mark.parametrize("name", sorted(set(NAMES) - WITHOUT_EXAMPLE))
def test_an_example_is_understood_and_holds_by_a_release_in_force(
    client: Client, name: str
) -> None:
    example = data(client, f"/rules/{name}.json")["example"]
    lines = example["case"]["lines"]
    assert all(line["outcome"] != "not understood" for line in lines)
    assert all(line.get("reason_id") != "row.unknown" for line in lines)
    assert example["case"]["notices"] == []
    assert 1 <= example["line"] <= len(lines)


@pytest.mark.parametrize(
    "name", sorted(n for n in set(NAMES) - WITHOUT_EXAMPLE if rules()[n].rule.is_step)
)
def test_the_example_of_a_rule_that_changes_amounts_shows_it_at_work(
    client: Client, name: str
) -> None:
    example = data(client, f"/rules/{name}.json")["example"]
    line = example["case"]["lines"][example["line"] - 1]
    assert name in [step["rule"] for step in line["steps"]]
    assert "At work on" in words_of(html(client, f"/rules/{name}/"))


def test_an_example_is_priced_when_it_is_shown_and_leads_to_the_pricer(client: Client) -> None:
    schedule = FeeSchedule.newest()
    fees = {
        code: schedule.amount(code, setting=Setting.FACILITY).amount for code in ("45380", "45378")
    }
    assert fees["45380"]
    assert fees["45378"]
    words = words_of(html(client, "/rules/endoscopy.amount/"))
    assert f"${fees['45380'] - fees['45378']}" in words
    page = html(client, "/rules/endoscopy.amount/")
    assert any(link.startswith("/price/?line=45385&line=45380-59") for link in links_of(page))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("multiple_surgery.past_fifth", "multiple_surgery.sixth"),
        ("endoscopy.base_included", "endoscopy.base_included"),
        ("global_period.same_day", "global.same_day"),
        ("anesthesia.leads", "anesthesia.with_highest"),
        ("line.outcome", "status.X"),
        ("line.competes", "unusual.22"),
    ],
)
def test_an_example_of_a_rule_that_keeps_a_line_from_being_priced_shows_that(
    client: Client, name: str, shown: str
) -> None:
    lines = data(client, f"/rules/{name}.json")["example"]["case"]["lines"]
    assert shown in [line["reason_id"] for line in lines]


def test_a_rule_about_the_patients_share_shows_who_pays(client: Client) -> None:
    example = data(client, "/rules/patient.deductible.json")["example"]
    share = example["case"]["lines"][0]["share"]
    assert Decimal(share["deductible"]) > 0
    words = words_of(html(client, "/rules/patient.deductible/"))
    assert f"Deductible ${share['deductible']} Coinsurance ${share['coinsurance']}" in words


def test_the_rules_can_be_read_one_after_another(client: Client) -> None:
    second = html(client, f"/rules/{NAMES[1]}/")
    assert f'rel="prev" href="/rules/{NAMES[0]}/"' in second
    assert f'rel="next" href="/rules/{NAMES[2]}/"' in second
    assert 'rel="prev"' not in html(client, f"/rules/{NAMES[0]}/")
    assert 'rel="next"' not in html(client, f"/rules/{NAMES[-1]}/")


def test_a_rule_that_does_not_exist_is_said(client: Client) -> None:
    assert "There is no rule" in html(client, "/rules/no.such/", status=404)
    assert data(client, "/rules/no.such.json", status=404)["error"]["status"] == 404
    assert ask(client, "/rules/base.fee").status_code == 301


def test_every_rule_is_in_the_sitemap(client: Client) -> None:
    listed = ask(client, "/sitemap.xml").content.decode()
    assert "/rules/</loc>" in listed
    assert "/price/</loc>" in listed
    assert all(f"/rules/{name}/</loc>" in listed for name in NAMES)
