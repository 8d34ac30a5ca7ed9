"""What the words of a case mean: outcomes, yes and no, settings, practitioners, modifiers, days."""

from __future__ import annotations

import re
from decimal import Decimal

from golden.case import figure
from golden.told import NotApplicable, Told
from openrvu.pricing.claim import LineOutcome, Provider
from openrvu.schedule.rows import Setting

_NO = frozenset(("", "no", "none", "false", "n", "0", "null", "absent", "missing", "insufficient"))
#: Before a word that is otherwise a yes.
_DENIAL = re.compile(r"\b(?:no|not|non|without|lacks?|lacking|never|un\w+ed)\b")

#: The first that is found in a sentence says what becomes of the line.
_OUTCOMES: tuple[tuple[str, LineOutcome], ...] = (
    (
        r"by report|individual(?:ly)? consider|manual(?:ly)? (?:review|priced)|medical review"
        r"|discretion",
        LineOutcome.BY_REPORT,
    ),
    (r"contractor pric|carrier pric|mac pric", LineOutcome.CONTRACTOR_PRICED),
    (
        r"(?:\bno|\bnon|not) (?:be |separately |separate )?"
        r"(?:pa(?:y|id)|valid|permit|appl|allow|cover|reimburs|a professional)"
        r"|invalid|nonpay|noncover|reject|refus|den(?:y|ied|ial)|never|unprocess|exclu|restrict"
        r"|bundled|included|(?:needs|without|requires|only with) doc|facility only",
        LineOutcome.NOT_PAYABLE,
    ),
    (r"\bpa(?:y|id)|priced|allowed|valid|full|covered", LineOutcome.PRICED),
)

_KINDS: dict[Provider, tuple[str, ...]] = {
    Provider.PHYSICIAN: ("physician", "md", "do", "doctor", "surgeon", "dpm", "anesthesiologist"),
    Provider.NP: ("np", "nurse practitioner", "arnp", "crnp", "fnp"),
    Provider.CNS: ("cns", "clinical nurse specialist"),
    Provider.PA: ("pa", "pac", "pa c", "physician assistant", "physician associate"),
    Provider.CNM: ("cnm", "nurse midwife", "certified nurse midwife", "midwife"),
    Provider.RD: (
        *("rd", "rdn", "dietitian", "registered dietitian", "dietician", "nutritionist"),
        *("nutrition professional", "registered dietitian nutritionist", "mnt"),
    ),
    Provider.CP: ("cp", "clinical psychologist", "psychologist", "psyd"),
    Provider.CSW: (
        *("csw", "lcsw", "licsw", "lisw", "clinical social worker", "social worker"),
        "licensed clinical social worker",
    ),
    Provider.MFT: ("mft", "lmft", "marriage and family therapist"),
    Provider.MHC: ("mhc", "lmhc", "lpc", "mental health counselor"),
    Provider.CRNA: ("crna", "nurse anesthetist", "certified registered nurse anesthetist"),
    Provider.AA: ("aa", "anesthesiologist assistant"),
    Provider.THERAPIST: (
        *("therapist", "pt", "ot", "slp", "physical therapist", "occupational therapist"),
        *("speech language pathologist", "speech therapist"),
    ),
}
_PROVIDERS = {word: kind for kind, words in _KINDS.items() for word in words}

_MOST_SHARE = 3
#: Outside every global period.
_LONG_AFTER = 365
_INSTITUTION = re.compile(
    r"inst|hospital|inpatient|outpatient|facility|\bsnf|nursing|corf|\borf|rehab|home health"
)
NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)


def plain(value: object) -> str:
    """Small letters, and single spaces for whatever is neither letter nor digit."""
    return re.sub(r"[^a-z0-9]+", " ", str(value).lower()).strip()


def is_yes(value: object) -> bool:
    """Whether a flag is set, or a sentence says that something is there."""
    if value is None or isinstance(value, bool):
        return bool(value)
    words = plain(value)
    return words not in _NO and not _DENIAL.search(words)


def is_no(value: object) -> bool:
    """Whether something is said, and is no."""
    return value is not None and not is_yes(value)


def outcome_of(words: object) -> LineOutcome | None:
    """What a sentence says becomes of a line; None where it says nothing of it."""
    said = plain(words)
    return next((found for pattern, found in _OUTCOMES if re.search(pattern, said)), None)


def is_word(wanted: object) -> bool:
    """Whether an expectation is a word and no figure."""
    return isinstance(wanted, str) and figure(wanted) is None


def setting_of(words: object) -> Setting:
    """Facility or not.

    Raises:
        NotApplicable: the words say neither.
    """
    said = plain(words)
    if said in {"nf", "office", "freestanding"} or re.match(r"non ?fac|office|home", said):
        return Setting.NONFACILITY
    if said in {"f", "asc"} or _INSTITUTION.search(said):
        return Setting.FACILITY
    raise NotApplicable(f"its setting {words!r} is neither facility nor non-facility")


def is_institution(words: object) -> bool:
    """Whether therapy is billed by an institution, not an office."""
    return bool(_INSTITUTION.search(plain(words or "office")))


def is_hospital_patient(words: object) -> bool:
    """Whether a patient is a hospital inpatient or outpatient."""
    return is_yes(words) and not re.search(r"office|home|clinic|resident|ambulatory", plain(words))


def provider_of(words: object) -> Provider:
    """The kind of practitioner.

    Raises:
        NotApplicable: it is none that is known.
    """
    said = plain(words)
    found = _PROVIDERS.get(said) or _PROVIDERS.get(said.rpartition(" ")[2])
    if found is None:
        raise NotApplicable(f"practitioner {words!r} is none that Medicare pays by a share")
    return found


def is_provider(words: object) -> bool:
    """Whether the words name a kind of practitioner, and no one person."""
    return plain(words) in _PROVIDERS


def modifiers_of(told: Told) -> tuple[str, ...]:
    """The modifiers of a table, however they are given: a list, one, several in a text, none."""
    given = told.first("modifiers", "modifier")
    if given is None:
        return ()
    texts = given if isinstance(given, list) else [given]
    words = (word for text in texts if text for word in re.split(r"[\s,;+]+", str(text)))
    return tuple(word.upper() for word in words if word and word.lower() != "none")


def number_in(words: str) -> int | None:
    """The first whole number of a text, in digits or as a word; None where there is none."""
    for word in plain(words).split():
        digits = re.match(r"\d+", word) or re.search(r"\d+$", word)
        if digits:
            return int(digits[0])
        if word in NUMBERS:
            return NUMBERS.index(word)
    return None


def days_after(when: str) -> int:
    """Days from a procedure to a visit: ``day_before``, ``same_day``, ``day_5_after``.

    Raises:
        NotApplicable: the words name no day.
    """
    said, number = plain(when), number_in(when)
    if number is None and re.search(r"(?:after|outside|beyond).*(?:global|period)|over$", said):
        return _LONG_AFTER
    if re.search(r"before|preop|prior", said):
        return -(1 if number is None else number)
    if re.search(r"same|day of|of surgery|of procedure|^day$|today", said) and "after" not in said:
        return 0
    if re.search(r"after|post|day \d|\d day|within|during|later", said):
        return 1 if number is None else number
    raise NotApplicable(f"em_when {when!r} names no day")


def fraction(value: object) -> Decimal | None:
    """A share as a fraction, ``"50"`` and ``"50%"`` as 0.5; None where it is no number.

    No share is three times the whole: a figure above that is in percent.
    """
    percent = isinstance(value, str) and value.strip().endswith("%")
    found = figure(str(value).strip().rstrip("%")) if percent else figure(value)
    if found is None:
        return None
    return found / 100 if percent or found > _MOST_SHARE else found
