"""Every private address, and what is sent to it; the walk over owner, mate, stranger reads this.

``{entry}``, ``{saved}`` and so on stand for ids of the owner's. ``owner`` is what the owner
gets; ``other`` what anybody else who is signed in gets.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings


@dataclass(frozen=True)
class Address:
    path: str
    owner: int = 200
    #: 200 of a page about the asker's own things, which everybody has; 404 of one of the owner's.
    other: int = 200
    post: dict[str, str] = field(default_factory=dict)
    method: str = "GET"
    #: It opens without an account, and holds nothing of anybody's.
    is_open: bool = False
    #: The only mode that has it: ``clinic`` or ``solo``; empty for both.
    mode: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


ADDRESSES = (
    Address("/log/"),
    Address("/log.json"),
    Address("/log/", 303, 303, {"text": "99213"}, "POST"),
    Address("/log/preview/", post={"text": "99213"}, method="POST"),
    Address("/log/preview.json", post={"text": "99213"}, method="POST"),
    Address("/log/suggestions/", post={"text": "colon"}, method="POST"),
    Address("/log/suggestions.json", post={"text": "colon"}, method="POST"),
    Address("/log/undo/", 303, 303, {"undo": "x"}, "POST"),
    Address("/log/entries/{entry}/", 200, 404),
    Address("/log/entries/{entry}.json", 200, 404),
    Address(
        "/log/entries/{entry}/",
        303,
        404,
        {"date": "2026-03-09", "code": "99214", "version": "1"},
        "POST",
    ),
    Address("/log/entries/{entry}/delete/", 303, 404, {}, "POST"),
    Address("/log/days/"),
    Address("/log/days.json"),
    Address("/log/saved/"),
    Address("/log/saved.json"),
    Address("/log/saved/", 303, 303, {"kind": "favourite", "text": "99215"}, "POST"),
    Address("/log/saved/{saved}/use/", 303, 404, {}, "POST"),
    Address("/log/saved/{saved}/remove/", 303, 404, {}, "POST"),
    Address("/log/repeat/", 303, 303, {"from": "2026-03-09", "on": "2026-03-10"}, "POST"),
    Address("/log/settings/"),
    Address("/log/settings.json"),
    Address(
        "/log/settings/",
        303,
        303,
        {"role": "primary", "plan": "customary", "year_start": "1"},
        "POST",
    ),
    Address("/log/trail/"),
    Address("/log/trail.json"),
    Address("/log/seen-by/", mode="clinic"),
    Address("/log/seen-by.json", mode="clinic"),
    Address("/log/groups/", mode="clinic"),
    Address("/log/groups.json", mode="clinic"),
    Address("/log/groups/new/", 303, 303, {"name": "North"}, "POST", mode="clinic"),
    Address("/log/groups/{own_group}/", 200, 404, mode="clinic"),
    Address("/log/groups/{own_group}.json", 200, 404, mode="clinic"),
    Address("/log/groups/{own_group}/rename/", 303, 404, {"name": "North"}, "POST", mode="clinic"),
    Address("/log/groups/{own_group}/delete/", 303, 404, {"sure": "yes"}, "POST", mode="clinic"),
    Address(
        "/log/groups/{own_group}/invite/",
        303,
        404,
        {"email": "new@example.org", "role": "member"},
        "POST",
        mode="clinic",
    ),
    Address("/log/groups/{own_group}/withdraw/", 303, 404, {"place": "1"}, "POST", mode="clinic"),
    Address(
        "/log/groups/{own_group}/role/",
        400,
        404,
        {"place": "0", "role": "member"},
        "POST",
        mode="clinic",
    ),
    Address("/log/groups/{own_group}/remove/", 400, 404, {"place": "0"}, "POST", mode="clinic"),
    Address("/log/groups/{own_group}/leave/", 303, 404, {}, "POST", mode="clinic"),
    Address("/log/groups/{own_group}/share/", 303, 404, {"agreed": "yes"}, "POST", mode="clinic"),
    Address("/log/groups/invitations/{invitation}/accept/", 303, 404, {}, "POST", mode="clinic"),
    Address("/log/groups/invitations/{invitation}/decline/", 303, 404, {}, "POST", mode="clinic"),
    Address("/log/erase/"),
    Address("/log/erase/", 422, 422, {"word": "no"}, "POST"),
    Address("/log/sync.json", 400, 400, {}, "POST"),
    Address("/log/session.json"),
    Address("/log/offline.json"),
    Address("/log/offline/", is_open=True),
    Address("/log/worker.js", is_open=True),
    Address("/log/manifest.webmanifest", is_open=True),
    Address("/log/import/"),
    Address("/log/import/", 422, 422, {}, "POST"),
    Address("/log/import/{pending}/", 200, 404),
    Address("/log/import/{pending}/", 303, 404, {}, "POST"),
    Address("/log/import.json"),
    Address("/log/reconcile/"),
    Address("/log/reconcile.json"),
    Address("/log/reconcile/", 303, 303, {"text": "DOS,CPT\n3/2/2026,99214\n"}, "POST"),
    Address("/log/reconcile/{reconciliation}/", 200, 404),
    Address("/log/reconcile/{reconciliation}.json", 200, 404),
    Address("/log/reconcile/{reconciliation}/setup/", 200, 404),
    Address("/log/reconcile/{reconciliation}/setup/", 422, 404, {"tolerance": "x"}, "POST"),
    Address(
        "/log/reconcile/{reconciliation}/mark/", 303, 404, {"number": "0", "mark": "fixed"}, "POST"
    ),
    Address("/log/reconcile/{reconciliation}/again/", 303, 404, {}, "POST"),
    Address("/log/reconcile/{reconciliation}/letter/", 200, 404),
    Address("/log/reconcile/{reconciliation}/letter/", 200, 404, {"do": "pdf"}, "POST"),
    Address("/log/reconcile/{reconciliation}/worksheet.csv", 200, 404),
    Address("/log/reconcile/{reconciliation}/worksheet.xlsx", 200, 404),
    Address("/log/reconcile/{reconciliation}/delete/", 303, 404, {}, "POST"),
    Address("/log/caselog/"),
    Address("/log/caselog.json"),
    Address("/log/caselog.csv"),
    Address("/log/caselog.xlsx"),
    Address("/log/caselog/", 422, 422, {"name": ""}, "POST"),
    Address("/log/caselog/rotations/{rotation}/remove/", 303, 404, {}, "POST"),
    Address("/log/caselog/minimums/{minimum}/remove/", 303, 404, {}, "POST"),
    Address("/log/dashboard/"),
    Address("/log/dashboard.json"),
    Address("/log/dashboard/days-off/"),
    Address("/log/dashboard/days-off.json"),
    Address("/log/dashboard/days-off/", 303, 303, {"first": "2026-07-03"}, "POST"),
    Address("/log/dashboard/days-off/holidays/", 303, 303, {"year": "2026"}, "POST"),
    Address("/log/dashboard/days-off/{day_off}/remove/", 303, 404, {}, "POST"),
    # Who sees a group's totals is walked in tests/site/dashboard/test_group.py.
    Address("/log/dashboard/groups/{group}/", 404, 404),
    Address("/log/dashboard/groups/{group}.json", 404, 404),
    Address("/log/benchmarks/"),
    Address("/log/benchmarks.json"),
    Address("/log/benchmarks/bring/", 422, 422, {}, "POST"),
    Address("/log/benchmarks/open/", 422, 422, {}, "POST"),
    Address("/log/benchmarks/waiting/{waiting}/", 200, 404),
    Address("/log/benchmarks/waiting/{waiting}/", 303, 404, {}, "POST"),
    Address("/log/benchmarks/waiting/{waiting}/drop/", 303, 404, {}, "POST"),
    Address("/log/benchmarks/{benchmark}/", 200, 404),
    Address("/log/benchmarks/{benchmark}.json", 200, 404),
    Address("/log/benchmarks/{benchmark}/specialty/", 303, 404, {"specialty": "Surgery"}, "POST"),
    Address("/log/benchmarks/{benchmark}/standing/", 303, 404, {"clinical_fte": "0.8"}, "POST"),
    Address("/log/benchmarks/{benchmark}/delete/", 303, 404, {}, "POST"),
    Address("/log/contracts/"),
    Address("/log/contracts.json"),
    Address("/log/contracts/credit/", 303, 303, {}, "POST"),
    Address("/log/contracts/new/"),
    Address("/log/contracts/new.json"),
    Address("/log/contracts/new/", 422, 422, {"c.name": ""}, "POST"),
    Address("/log/contracts/text/"),
    Address("/log/contracts/text.json"),
    Address("/log/contracts/text/", 422, 422, {"text": "name ="}, "POST"),
    Address("/log/contracts/new/?after={contract}", 200, 404),
    Address("/log/contracts/new.json?after={contract}", 200, 404),
    Address("/log/contracts/new/?after={contract}", 422, 404, {"c.name": ""}, "POST"),
    Address("/log/contracts/text/?after={contract}", 200, 404),
    Address("/log/contracts/text.json?after={contract}", 200, 404),
    Address("/log/contracts/text/?after={contract}", 422, 404, {"text": ""}, "POST"),
    Address("/log/contracts/compare/"),
    Address("/log/contracts/compare.json"),
    Address("/log/contracts/compare/?left={contract}", 200, 404),
    Address("/log/contracts/compare.json?right={contract}", 200, 404),
    Address("/log/contracts/releases/"),
    Address("/log/contracts/releases.json"),
    Address("/log/contracts/releases/?contract={contract}", 200, 404),
    Address("/log/contracts/releases.json?contract={contract}", 200, 404),
    Address("/log/contracts/{contract}/", 200, 404),
    Address("/log/contracts/{contract}.json", 200, 404),
    Address("/log/contracts/{contract}/facts/", 303, 404, {"year": "2026"}, "POST"),
    Address("/log/contracts/{contract}/delete/", 303, 404, {}, "POST"),
    Address("/log/contracts/{contract}/edit/", 200, 404),
    Address("/log/contracts/{contract}/edit.json", 200, 404),
    Address("/log/contracts/{contract}/edit/", 422, 404, {"c.name": ""}, "POST"),
    Address("/log/contracts/{contract}/text/", 200, 404),
    Address("/log/contracts/{contract}/text.json", 200, 404),
    Address("/log/contracts/{contract}/text/", 422, 404, {"text": ""}, "POST"),
    Address("/log/contracts/{contract}/contract.toml", 200, 404),
    Address("/log/contracts/{contract}/contract.json", 200, 404),
    Address("/log/contracts/{contract}/statement.pdf", 200, 404),
    Address("/log/contracts/{contract}/statement.xlsx", 200, 404),
    Address("/log/contracts/{contract}/statement.csv", 200, 404),
    Address("/log/export.pdf"),
    Address("/log/export/", 302, 302),
    Address("/log/export.csv"),
    Address("/log/export.xlsx"),
    Address("/log/export.json"),
)


def addresses() -> list[Address]:
    """Those of the mode that the tests run in."""
    return [one for one in ADDRESSES if one.mode in {"", settings.MODE}]
