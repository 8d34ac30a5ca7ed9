"""Backup and restoring: the solo log as an SQLite file, the clinic's as a portable one."""

from __future__ import annotations

from pathlib import Path

from openrvu.errors import OpenRVUError


def back_up(target: Path, *, replace: bool = False) -> str:
    """Write a whole copy of everything, while the site runs; what was written, in a few words.

    Args:
        target: a file that only its owner will be able to read.
        replace: a file that is there may go, once the copy is whole.

    Raises:
        OpenRVUError: there is nothing to copy, a file is in the way, or it cannot be written.
    """
    if target.exists() and not replace:
        raise OpenRVUError(f"{target} is there already; choose another name, or add --replace")
    if _is_solo():
        from openrvu.site.backup import solo_copy

        return solo_copy.save(target)
    from openrvu.site.backup import portable

    return portable.save(target)


def restore(source: Path) -> str:
    """Put back what a backup holds; what was done, in a few words.

    Raises:
        OpenRVUError: it is no whole backup of this mode, or must not go where it would.
    """
    if _is_solo():
        from openrvu.site.backup import solo_copy

        return solo_copy.restore(source)
    from openrvu.site.backup import portable

    return portable.restore(source)


def _is_solo() -> bool:
    from django.conf import settings

    from openrvu.site.modes import Mode

    if settings.MODE is Mode.PUBLIC:
        raise OpenRVUError(
            "a public site keeps nothing, so there is nothing to back up. Run this with the "
            "environment of the solo or clinic site"
        )
    return settings.MODE is Mode.SOLO
