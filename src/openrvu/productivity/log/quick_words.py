"""Words of quick entry: places, roles, and what stands in an operating room's list beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from openrvu.productivity.log.role import Role

#: What people call a place of service.
PLACES: Mapping[str, str] = {
    "office": "11",
    "clinic": "11",
    "home": "12",
    "telehealth": "02",
    "video": "02",
    "telehome": "10",
    "assisted": "13",
    "urgent": "20",
    "inpatient": "21",
    "inpt": "21",
    "ip": "21",
    "hospital": "21",
    "hosp": "21",
    "ward": "21",
    "floor": "21",
    "icu": "21",
    "micu": "21",
    "sicu": "21",
    "ccu": "21",
    "picu": "21",
    "nicu": "21",
    "outpatient": "22",
    "outpt": "22",
    "op": "22",
    "hopd": "22",
    "facility": "22",
    "offcampus": "19",
    "er": "23",
    "ed": "23",
    "emergency": "23",
    "asc": "24",
    "surgicenter": "24",
    "snf": "31",
    "nursing": "32",
    "hospice": "34",
    "psych": "51",
    "dialysis": "65",
}
#: A word without @ that is a place; none is an ordinary part of a procedure's name.
BARE_PLACES: Mapping[str, str] = {"facility": "22", "nonfacility": "11", "non-facility": "11"}
#: Words that are a place where nothing else stands beside them, as in ``99214 clinic``.
_LONE = """office clinic home telehealth video inpatient inpt ip hospital hosp ward floor icu micu
    sicu ccu picu nicu outpatient outpt hopd er ed emergency asc surgicenter snf"""
LONE_PLACES: Mapping[str, str] = {
    **{word: PLACES[word] for word in _LONE.split()},
    "emergency room": "23",
    "emergency department": "23",
    "emergency dept": "23",
    "surgery center": "24",
    "surgical center": "24",
    "ambulatory surgery center": "24",
    "hospital outpatient": "22",
    "outpatient hospital": "22",
    "hospital inpatient": "21",
    "inpatient hospital": "21",
    "skilled nursing": "31",
    "skilled nursing facility": "31",
    "nursing home": "32",
    "urgent care": "20",
}
#: Each of these says more than one place could mean, so that the person is told what was taken.
LOOSE_PLACES = frozenset(
    ("facility", "nonfacility", "non-facility", "hospital", "hosp", "telehealth", "video")
)

ROLES: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(rf"(?:as (?:an? |the )?)?(?:{words})(?![\w-])", re.IGNORECASE), role)
    for words, role in (
        (r"(?:1st |first )?(?:assist(?:ing|ant)?|asst)(?: surgeon)?", Role.ASSISTANT),
        (r"co-?surgeon|co surgeon", Role.CO_SURGEON),
        (r"team surgeon", Role.TEAM),
        (r"teaching(?: physician)?", Role.TEACHING),
        (
            r"(?:with|w/|supervis(?:ed|ing)) ?(?:(?:a|the|my|our) )?(?:residents?|fellow)"
            r"|(?:resident|fellow) supervis(?:ed|ion)",
            Role.TEACHING,
        ),
        (r"resident", Role.RESIDENT),
        (r"primary surgeon", Role.PRIMARY),
    )
)

_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m?\.?)?"
#: Of a list of cases: read, told, and no part of a line.
LIST_MARKS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![\w/])(?:{pattern})(?![\w])", re.IGNORECASE), words)
    for pattern, words in (
        (rf"{_CLOCK}(?: ?(?:-|–|to) ?{_CLOCK})?", "a time"),
        (
            r"(?:or|rm|room|theater|theatre|suite|bay|endo|ep lab|cath lab) ?#?\d{1,3}[a-z]?",
            "a room",
        ),
    )
)
#: Who else was there, wherever it stands.
CLINICIAN = re.compile(r"(?:dr|doctor)\.? [a-z][a-z'’-]+", re.IGNORECASE)
#: Further such marks, looked for only in a line that has one of the first or a tab.
MORE_MARKS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?![\w])", re.IGNORECASE), words)
    for pattern, words in (
        (r"(?:[01]\d|2[0-3])[0-5]\d(?:h| ?hrs?)?", "a time"),
        (
            r"\d{1,3} ?(?:min(?:ute)?s?|m)|\d{1,2} ?h(?:(?:ou)?rs?)?(?: ?\d{1,2} ?m(?:in)?)?",
            "a duration",
        ),
        (r"asa ?(?:class )?(?:[1-6]|iv|v?i{1,3}|v)e?", "an ASA class"),
        (r"\d{1,3} ?(?:yo|y/o|y|m|f|mo) ?[mf]?", "an age"),
        (r"[a-z'-]+,? (?:md|do|crna|pa-c|np|rn)", "a clinician's name"),
        (r"general(?: anesthesia)?|geta|mac|spinal anesthesia|regional|local", "anesthesia"),
        (r"moderate sedation|sedation", "anesthesia"),
        (r"inpt|outpt|inpatient|outpatient|same ?day|sda|elective|urgent|add-?on", "a remark"),
        (r"(?:possible|poss\.?|possibly)(?: [^\s,;]+)*", "a possibility"),
        (r"tbd|confirmed|scheduled|status|latex|isolation|npo|pacu|consent(?:ed)?", "a remark"),
    )
)
#: Alone, these mean no procedure.
FILLERS = frozenset(
    """a am an and at by did done for from had i in my of on one our pm pt pts patient patients plus
    saw the then this to w w/ was were with""".split()  # noqa: SIM905 - words read best as words
)

SIDES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![\w-])(?:{words})(?![\w-])"), modifier)
    for words, modifier in (
        (r"(?i:bilateral(?:ly)?|bilat\.?|both sides?|\(b\)|b/l)", "50"),
        # An L spine is no left one.
        (r"(?i:left|lt\.?|\(l\))|L(?= [A-Za-z])(?! ?-?spine)", "LT"),
        (r"(?i:right|rt\.?|\(r\))|R(?= [A-Za-z])", "RT"),
    )
)
#: Numbers that people write out.
NUMBERS: Mapping[str, int] = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        1,
    )
}
#: Headings of a list of cases, by what their column holds: a person, the work, or something else.
HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "person",
            r"(?:patient|pt)(?:['’]?s)?(?: ?(?:name|id|mrn|dob|age|no\.?|#))?"
            r"|(?:last|first|full)? ?name|mrn|dob|birth ?date|date of birth|age|sex|gender|phone"
            r"|address|account(?: no\.?| #)?|csn|fin|ssn",
        ),
        (
            "code",
            r"(?:cpt|hcpcs)(?:[ /]*(?:cpt|hcpcs))?(?: ?\(?codes?\)?)?|codes?"
            r"|(?:procedure|proc|service|billing|charge) codes?",
        ),
        ("modifiers", r"mod(?:ifier)?\.?(?:s|\(s\))?(?: ?(?:codes?|\d))?"),
        ("units", r"(?:billed |total )?units?|qty\.?|quantity|count|volume"),
        ("pos", r"pos|place of service"),
        ("date", r"date|dos|(?:service|procedure) date|date of (?:service|procedure)|day"),
        (
            "words",
            r"procedures?(?: ?\(s\))?(?: description| name)?|operation|description|service",
        ),
        ("side", r"side|laterality"),
        (
            "other",
            r"(?:(?:start|end|case|or)? ?time|start|end|case|room|or|location|surgeon|attending"
            r"|physician|provider|anesthesia|anes|duration|length|status|class|notes?|comments?"
            r"|diagnosis|dx|icd(?:-?10)?(?: codes?)?|service line|#|no\.?|order|department|dept"
            r"|payer|insurance|(?:(?:total|work|credited|earned) ?)?w?rvus?|total|charges?|amount"
            r"|fee|payment|price|value)(?: ?\(?\$\)?)?",
        ),
    )
)
#: Begins a line that adds up the others.
TOTALS = re.compile(r"\s*(?:grand |sub-?)?(?:total|sum)s?\b", re.IGNORECASE)
