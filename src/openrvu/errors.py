"""The errors OpenRVU raises. Each says what was found, what was expected, where, what to do.

Bad lines in a user's table are not exceptions: they are collected as values with their place.
"""

from __future__ import annotations

from functools import partial


class OpenRVUError(Exception):
    """Base of every error raised on purpose; its text is written for the person who reads it."""


class UnknownCode(OpenRVUError, LookupError):
    """No row for this code and modifier in the release asked for."""


class UnknownLocality(OpenRVUError, LookupError):
    """No Medicare payment locality answers to what was given, or more than one does."""


class ReleaseNotHeld(OpenRVUError, LookupError):
    """The release that answers for a date is not in the book, and no other may stand in."""


class ReadError(OpenRVUError, ValueError):
    """A file that cannot be trusted, so nothing of it was taken.

    Attributes:
        file: the file or archive member.
        row: the line or spreadsheet row, counted from 1, or None.
        column: the column's name, or None.
        found: what stands there.
        expected: what should.
        remedy: what the person can do.
    """

    def __init__(
        self,
        file: str,
        *,
        found: str,
        expected: str,
        remedy: str,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        """Put the parts into one sentence."""
        self.file, self.row, self.column = file, row, column
        self.found, self.expected, self.remedy = found, expected, remedy
        place = file
        if row is not None:
            place += f", row {row}"
        if column is not None:
            place += f", column {column}"
        super().__init__(f"{place}: found {found}; expected {expected}. {remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by its parts, so that it survives the way out of a worker process."""
        again = partial(
            ReadError,
            self.file,
            found=self.found,
            expected=self.expected,
            remedy=self.remedy,
            row=self.row,
            column=self.column,
        )
        return again, ()


class ReleaseConflict(OpenRVUError, ValueError):
    """A release already in the book was offered again with other contents."""


class DownloadFailed(OpenRVUError):
    """A download that did not end in the bytes it promised; nothing of it was kept as good."""
