"""Audits the locked dependencies of the site: `make lint` runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from audit.report import judged

_LOCKED = Path(__file__).parents[2] / "requirements" / "runtime.txt"


def main() -> int:
    """Run pip-audit over the lock and say what it found."""
    tool = Path(sys.executable).with_name("pip-audit")
    asked = [str(tool), "-r", str(_LOCKED), "--disable-pip", "--require-hashes", "-f", "json"]
    found = subprocess.run(
        [*asked, "--progress-spinner", "off", "--timeout", "10"],
        capture_output=True,
        text=True,
        check=False,
    )
    audit = judged(found.stdout, found.stderr)
    sys.stdout.write("\n".join(audit.words) + "\n")
    return audit.code


if __name__ == "__main__":
    sys.exit(main())
