"""The exported site: files a CDN can serve, with nothing that needs a server."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from openrvu.errors import OpenRVUError
from openrvu.site.export import export_site
from openrvu.site.paths import json_path

PATHS = (
    "/",
    "/codes/",
    "/codes/76000/",
    "/codes/45385/",
    "/codes/36415/",
    "/browse/radiology/",
    "/browse/radiology/head-xray/",
    "/localities/",
    "/localities/13102-00/",
    "/factors/",
    "/changes/",
    "/method/",
    "/about/",
    "/support/",
    "/learn/",
    "/learn/residents/",
    "/learn/cards/skin/",
    "/resources/",
    "/resources/conversion-factor/",
    "/blog/",
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "site"
    seen: list[tuple[int, int]] = []
    wrote = export_site(folder, lambda done, total: seen.append((done, total)), only=PATHS)
    assert wrote.pages == len(PATHS)
    assert seen[-1] == (len(PATHS), len(PATHS))
    return folder


def test_every_page_stands_at_its_own_address_beside_its_json(exported: Path) -> None:
    for path in PATHS:
        assert (exported / path.strip("/") / "index.html").is_file()
        assert json.loads((exported / json_path(path).strip("/")).read_text("utf-8"))


def test_an_exported_code_page_holds_the_figures_and_no_form(exported: Path) -> None:
    text = (exported / "codes/76000/index.html").read_text("utf-8")
    assert "$44.09" in text
    assert "<form" not in text


def test_the_style_sheet_that_pages_name_is_among_the_files(exported: Path) -> None:
    assert (exported / "static/openrvu/style.css").is_file()


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(OpenRVUError, match="not empty"):
        export_site(tmp_path, only=("/",))
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_no_page_asks_a_question_of_a_server_of_files(exported: Path) -> None:
    asking = {
        (path.relative_to(exported).as_posix(), link)
        for path in exported.rglob("*.html")
        for link in re.findall(r'(?:href|action)="([^"]*)"', path.read_text("utf-8"))
        if "?" in link and not link.startswith(("http:", "https:", "/static/"))
    }
    assert asking == set()


def test_a_guide_is_exported_with_its_figures_and_its_sources(exported: Path) -> None:
    text = (exported / "resources/conversion-factor/index.html").read_text("utf-8")
    assert "$33.5675" in text
    assert 'id="source-1"' in text
    assert "/learn/quiz/" not in (exported / "learn/index.html").read_text("utf-8")


def test_the_feed_is_written_where_the_site_s_address_is_known(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not (exported / "blog/feed.xml").exists()
    monkeypatch.setattr(settings, "SITE_ADDRESS", "https://rvu.example")
    export_site(tmp_path, only=("/blog/",))
    assert "https://rvu.example/blog/" in (tmp_path / "blog/feed.xml").read_text("utf-8")


def test_there_is_a_page_for_what_is_not_there(exported: Path) -> None:
    assert "There is no page at this address." in (exported / "404.html").read_text("utf-8")


def test_the_process_that_exports_is_left_as_it_was(exported: Path) -> None:
    assert exported.is_dir()
    assert settings.STATIC_EXPORT is False


def test_a_second_export_leaves_no_page_of_the_first_and_keeps_what_is_others(
    tmp_path: Path,
) -> None:
    export_site(tmp_path, only=("/about/", "/codes/76000/"))
    (tmp_path / "CNAME").write_text("rvu.example")
    export_site(tmp_path, only=("/about/",))
    assert not (tmp_path / "codes").exists()
    assert (tmp_path / "about/index.html").is_file()
    assert (tmp_path / "CNAME").is_file()
    assert not list(tmp_path.glob(".openrvu-exporting-*"))


def test_an_export_that_fails_leaves_the_earlier_one_whole(tmp_path: Path) -> None:
    export_site(tmp_path, only=("/about/",))
    with pytest.raises(OpenRVUError, match="404"):
        export_site(tmp_path, only=("/support/", "/codes/99999/"))
    assert (tmp_path / "about/index.html").is_file()
    assert not (tmp_path / "support").exists()
    assert not list(tmp_path.glob(".openrvu-exporting-*"))
