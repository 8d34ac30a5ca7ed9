"""Draws the app's icons of the site's own mark: ``PYTHONPATH=tests python -m e2e.draw_icons``."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from e2e.browser import FLAGS, find_chromium

STATIC = Path(__file__).parents[2] / "src" / "openrvu" / "site" / "static" / "openrvu"
#: Name, side in pixels, and the part of the side that the mark fills. A maskable icon is cut to any
#: shape within the middle four fifths, so its ground goes to the edge and the mark is smaller.
ICONS = (
    ("icon-192", 192, 1.0),
    ("icon-512", 512, 1.0),
    ("maskable-192", 192, 0.72),
    ("maskable-512", 512, 0.72),
    ("touch-180", 180, 0.8),
)


def drawing(side: int, part: float) -> str:
    """A page that shows the mark and nothing else."""
    mark = (STATIC / "icon.svg").read_text("utf-8")
    ground = "transparent" if part == 1.0 else "#0b6e69"
    return (
        f"<style>body{{margin:0;width:{side}px;height:{side}px;background:{ground};"
        f"display:grid;place-items:center}}svg{{width:{side * part}px}}</style>{mark}"
    )


def main() -> None:
    """Write every icon."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for name, side, part in ICONS:
            page = browser.new_page(viewport={"width": side, "height": side})
            page.set_content(drawing(side, part))
            page.screenshot(path=STATIC / "icons" / f"{name}.png", omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
