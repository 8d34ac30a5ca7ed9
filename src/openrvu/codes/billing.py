"""Billing notes: what a code's own indicators mean for a claim, and nothing they do not say.

Every note is derived from the rows of the code in one release. Rows that agree on a topic are
spoken of together, rows that differ are told apart, and a value that says "does not apply"
yields no note. Where Medicare does not pay a row under the fee schedule, its other columns are
passed over, because a payment rule for what is not paid would only mislead.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Sequence

from openrvu.codes import billing_diagnostic, billing_multiple, billing_status, billing_surgery
from openrvu.codes.billing_note import Note, Subject, Topic
from openrvu.schedule.rows import ServiceRow

__all__ = ["TOPICS", "Note", "billing_notes"]

#: Every kind of note, in the order they are shown; a row has at most one of each.
TOPICS: tuple[Topic, ...] = (
    *billing_status.TOPICS,
    *billing_diagnostic.TOPICS,
    *billing_surgery.GLOBAL_TOPICS,
    *billing_multiple.TOPICS,
    *billing_surgery.SURGEON_TOPICS,
)


def billing_notes(
    rows: Sequence[ServiceRow], release_label: str, *, endoscopic_bases: Container[str] = ()
) -> tuple[Note, ...]:
    """What to know when billing a code, by the indicators of its rows.

    Args:
        rows: every row of one code in one release: global first, then 26, TC, 53.
        release_label: the release they stand in, such as ``RVU26C``.
        endoscopic_bases: the codes that the release names as base of an endoscopic family; a
            base code's own row does not tell that it is one.

    Raises:
        ValueError: the rows belong to more than one code.
    """
    codes = sorted({row.code for row in rows})
    if len(codes) > 1:
        raise ValueError(f"billing notes are for one code at a time, not for {', '.join(codes)}")
    is_base = bool(codes) and codes[0] in endoscopic_bases
    return tuple(
        topic_note
        for topic in TOPICS
        for group in _groups(topic, rows)
        if (topic_note := _note(topic, Subject(group, tuple(rows), release_label, is_base)))
    )


def _groups(topic: Topic, rows: Sequence[ServiceRow]) -> list[tuple[ServiceRow, ...]]:
    """The rows the topic concerns, together where they agree, in the order of the file."""
    groups: dict[Hashable, list[ServiceRow]] = {}
    for row in rows:
        if topic.applies(row):
            groups.setdefault(topic.key(row), []).append(row)
    return [tuple(group) for group in groups.values()]


def _note(topic: Topic, subject: Subject) -> Note | None:
    draft = topic.write(subject)
    return subject.note(topic.title, draft) if draft else None
