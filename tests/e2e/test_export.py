"""The exported site: files a CDN can serve, with nothing that needs a server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openrvu.errors import OpenRVUError
from openrvu.site.export import export_site
from openrvu.site.paths import json_path

PATHS = ("/", "/codes/", "/codes/76000/", "/codes/45385/", "/browse/radiology/", "/localities/")


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
