"""What an audit of dependencies found, in words and as an exit code."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

#: What pip-audit writes where no advisory service answers.
_UNREACHED = re.compile(r"connection|max retries|timed? ?out|resolve|unreachable", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Audit:
    """What came of an audit.

    Attributes:
        words: lines to print.
        code: 0 where nothing known is wrong, 1 where something is or the audit itself failed.
    """

    words: tuple[str, ...]
    code: int


def judged(stdout: str, stderr: str) -> Audit:
    """Judge what pip-audit printed: a vulnerability fails; a service out of reach is said."""
    try:
        dependencies = json.loads(stdout)["dependencies"]
    except (ValueError, KeyError):
        last = stderr.strip().rpartition("\n")[2]
        if _UNREACHED.search(stderr):
            return Audit((f"audit: no advisory service answers; nothing was checked. {last}",), 0)
        return Audit((f"audit: pip-audit gave no report. {last}",), 1)
    checked = [one for one in dependencies if "skip_reason" not in one]
    bad = [
        f"audit: {one['name']} {one['version']}: {found['id']}, mended in "
        f"{', '.join(found['fix_versions']) or 'no version yet'}"
        for one in checked
        for found in one["vulns"]
    ]
    said = f"audit: {len(checked)} of {len(dependencies)} dependencies checked"
    if not checked:
        said += "; the advisory service knows none of them, or cannot be reached from here"
    return Audit((*bad, said), int(bool(bad)))
