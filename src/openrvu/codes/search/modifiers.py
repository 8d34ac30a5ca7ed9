"""Modifiers said in words: which row of a code is meant by ``TC only`` or ``read only``."""

from __future__ import annotations

import re

_READ = (
    r"\b(?:interpretation|read|reading|interp)(?: and report)? only\b"
    r"|\bonly (?:the )?read(?:ing)?\b"
)
_SAID = (
    ("TC", r"\btc\b|\btechnical (?:component|part|only)\b|\bfacility part\b"),
    (
        "26",
        r"\b(?:modifier |mod |-)26\b|\bprof(?:essional)?\.? (?:component|part|only|fee)\b|" + _READ,
    ),
    ("53", r"\b53\b|\bdiscontinued\b|\baborted\b|\bincomplete\b|\bnot completed\b"),
)
_PATTERNS = tuple((modifier, re.compile(pattern, re.IGNORECASE)) for modifier, pattern in _SAID)
_ANY = re.compile(r"\b(?:modifier|mod)[ -][0-9A-Z]{2}\b", re.IGNORECASE)


def modifier_said(text: str) -> tuple[str, str]:
    """The modifier of a row said in words, or empty; and the text without it.

    >>> modifier_said("tc only for dexa")
    ('TC', 'only for dexa')
    """
    for modifier, pattern in _PATTERNS:
        if pattern.search(text):
            return modifier, " ".join(pattern.sub(" ", text).split())
    return "", " ".join(_ANY.sub(" ", text).split())
