"""The check as a writer runs it: problems with their lines, and what a text measures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from writing import FRONT, SOURCES, written

PLAIN = "We see a man. He has a cough. You look at his chest. Then you note it. " * 10


def check(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, "-m", "openrvu.site.learn.check", *map(str, arguments)],
        env=env,
        text=True,
        capture_output=True,
        check=False,
    )


def test_a_good_text_is_measured_and_shown(tmp_path: Path) -> None:
    path = written(tmp_path, f'{PLAIN}See {{{{ guide("gpci") }}}}.\n')
    ran = check(path, "--html", tmp_path / "out")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("guides/a-text.md: 174 words, grade -")
    assert ran.stdout.endswith("figures of RVU26C, no problems\n")
    page = (tmp_path / "out" / "guides-a-text.html").read_text("utf-8")
    assert '<a href="/resources/gpci/">GPCIs and localities</a>' in page


def test_each_problem_has_its_line_and_ends_the_check_with_1(tmp_path: Path) -> None:
    path = written(tmp_path, f"{PLAIN}\n\nIt pays $95. [x](/nowhere/)\n")
    ran = check(path)
    assert ran.returncode == 1
    lines = ran.stdout.splitlines()
    assert [line.partition(": ")[0] for line in lines[:2]] == ["guides/a-text.md, line 11"] * 2
    assert "a typed amount: '$95'" in lines[0]
    assert "link '/nowhere/': there is no such page" in lines[1]
    assert lines[2].endswith("2 problems")


def test_a_file_that_cannot_be_read_is_told_beside_the_others(tmp_path: Path) -> None:
    bad = written(tmp_path, "x", front="title = 1\n", section="blog")
    good = written(tmp_path, f"{PLAIN}{{{{ cite('cfr', 'manual') }}}}", front=FRONT + SOURCES)
    ran = check(bad, good)
    assert ran.returncode == 1
    assert "blog/a-text.md, line 2: title is missing or empty" in ran.stdout
    assert ran.stdout.endswith("no problems\n")
