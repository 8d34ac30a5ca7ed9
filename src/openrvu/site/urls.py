"""Every address of the site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from openrvu.site.api import door
from openrvu.site.api import reference as api
from openrvu.site.browse import views as browse
from openrvu.site.cards import views as cards
from openrvu.site.changes import views as changes
from openrvu.site.code_page import redirects
from openrvu.site.code_page import views as code_page
from openrvu.site.compare import views as compare
from openrvu.site.factors import views as factors
from openrvu.site.finding import views as finding
from openrvu.site.home import views as home
from openrvu.site.learn import feed, support
from openrvu.site.learn import views as learn
from openrvu.site.learn.sections import BLOG, GUIDES
from openrvu.site.localities import views as localities
from openrvu.site.method import views as method
from openrvu.site.pricer import views as pricer
from openrvu.site.quiz import views as quiz
from openrvu.site.rule_pages import views as rule_pages
from openrvu.site.tally import views as tally

_ROW = r"^codes/(?P<code>[0-9A-Za-z]{5})-(?P<modifier>26|53|[Tt][Cc])"

_LEARN: list[URLPattern] = [
    path("learn/", learn.learn),
    path("learn.json", learn.learn_json),
    path("learn/quiz/", quiz.quiz),
    path("learn/quiz.json", quiz.quiz_json),
    path("learn/cards/", cards.decks),
    path("learn/cards.json", cards.decks_json),
    path("learn/cards/<slug:deck>/", cards.deck),
    path("learn/cards/<slug:deck>.json", cards.deck_json),
    path("learn/<slug:name>/", learn.stage),
    path("learn/<slug:name>.json", learn.stage_json),
    path("learn/<slug:name>/<slug:slug>/", learn.lesson),
    path("learn/<slug:name>/<slug:slug>.json", learn.lesson_json),
    path("resources/", learn.section, {"name": GUIDES}),
    path("resources.json", learn.section_json, {"name": GUIDES}),
    path("resources/<slug:slug>/", learn.text, {"name": GUIDES}),
    path("resources/<slug:slug>.json", learn.text_json, {"name": GUIDES}),
    path("blog/", learn.section, {"name": BLOG}),
    path("blog.json", learn.section_json, {"name": BLOG}),
    path("blog/feed.xml", feed.feed),
    path("blog/<slug:slug>/", learn.text, {"name": BLOG}),
    path("blog/<slug:slug>.json", learn.text_json, {"name": BLOG}),
    path("support/", support.support),
    path("support.json", support.support_json),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home),
    path("index.json", home.home_json),
    path("search/", finding.search),
    path("search.json", finding.search_json),
    path("search/suggestions/", finding.suggestions),
    path("codes/", browse.categories),
    path("codes.json", browse.categories_json),
    re_path(rf"{_ROW}/$", redirects.row),
    re_path(rf"{_ROW}\.json$", redirects.row_json),
    path("codes/<slug:code>/", code_page.code),
    path("codes/<slug:code>.json", code_page.code_json),
    path("browse/<slug:category>/", browse.category),
    path("browse/<slug:category>.json", browse.category_json),
    path("browse/<slug:category>/<slug:family>/", browse.family),
    path("browse/<slug:category>/<slug:family>.json", browse.family_json),
    path("compare/", compare.compare),
    path("compare.json", compare.compare_json),
    path("changes/", changes.newest),
    path("changes.json", changes.newest_json),
    path("changes/<slug:before>-to-<slug:after>/", changes.between),
    path("changes/<slug:before>-to-<slug:after>.json", changes.between_json),
    path("localities/", localities.localities),
    path("localities.json", localities.localities_json),
    path("localities/<slug:key>/", localities.locality),
    path("localities/<slug:key>.json", localities.locality_json),
    path("factors/", factors.factors),
    path("factors.json", factors.factors_json),
    path("price/", pricer.price),
    path("price.json", pricer.price_json),
    path("price.csv", pricer.price_csv),
    path("rules/", rule_pages.rules),
    path("rules.json", rule_pages.rules_json),
    path("rules/<str:name>/", rule_pages.rule),
    path("rules/<str:name>.json", rule_pages.rule_json),
    path("tally/", tally.tally),
    path("tally.json", tally.tally_json),
    path("tally.csv", tally.tally_csv),
    path("method/", method.method),
    path("method.json", method.method_json),
    path("about/", method.about),
    path("about.json", method.about_json),
    path("api/", api.reference),
    re_path("^api/.", door.door),
    *_LEARN,
    path("", include("openrvu.site.log.urls")),
    path("", include("openrvu.site.people.urls")),
    path("sitemap.xml", home.sitemap),
    path("robots.txt", home.robots),
    path("health/", home.health),
]

handler400 = "openrvu.site.api.door.bad_request"
handler404 = "openrvu.site.home.views.not_found"
#: Asked for by allauth, so in clinic mode alone.
handler429 = "openrvu.site.accounts.refused.too_many"
handler500 = "openrvu.site.home.views.server_error"
