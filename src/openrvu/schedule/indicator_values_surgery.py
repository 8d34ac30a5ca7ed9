"""What each value of CMS's columns on surgery and repeated services means, in our own words.

The facts are CMS's, from the record layout RVU25D.pdf (October 2025).
:mod:`openrvu.schedule.indicators` binds these tables to the columns; use that module.
"""

from __future__ import annotations

from openrvu.schedule import policy_rates as rates
from openrvu.schedule.indicator_values import NOT_APPLICABLE, Meaning, tabulate

GLOBAL_DAYS = tabulate(
    Meaning(
        "000",
        "Day of the procedure only",
        "Endoscopy or minor procedure: the payment includes the related care of that day, so a "
        "visit on the same day is generally not payable.",
    ),
    Meaning(
        "010",
        "Day of the procedure and 10 after",
        "Minor procedure: the payment includes the related care of that day and of the 10 days "
        "after it, when visits are generally not payable.",
    ),
    Meaning(
        "090",
        "Day before, day of surgery, 90 after",
        "Major surgery: the payment includes the related care of the day before, of the day "
        "itself and of the 90 days after it.",
    ),
    Meaning(
        "MMM",
        "Maternity: usual global period not used",
        "A maternity code, to which the usual global period does not apply.",
    ),
    Meaning("XXX", NOT_APPLICABLE, "The code has no global period."),
    Meaning(
        "YYY",
        "Contractor decides on a global period",
        "When pricing the code, the Medicare contractor decides whether there is a global period "
        "and how long it lasts after the operation.",
    ),
    Meaning(
        "ZZZ",
        "Add-on, inside another service's global period",
        "The code goes with another service and always falls inside that service's global period.",
    ),
)

MULTIPLE_PROCEDURE = tabulate(
    Meaning(
        "0",
        "No reduction",
        "No rule for multiple procedures applies: the payment is the lower of the charge and the "
        "full fee, whatever else is done that day.",
    ),
    Meaning(
        "1",
        "Ranked by the rules before 1995",
        "Ranked by fee with the day's other procedures of indicator 1, 2 or 3: the highest in "
        f"full, the second at {rates.MULTIPLE_OLD_SECOND}, the third to fifth at "
        f"{rates.MULTIPLE_OLD_LATER} and the rest by report. CMS used it for deleted codes.",
    ),
    Meaning(
        "2",
        f"Ranked by fee, later ones {rates.MULTIPLE_LATER}",
        "Ranked by fee with the day's other procedures of indicator 1, 2 or 3: the highest in "
        f"full, the second to fifth at {rates.MULTIPLE_LATER} each and the rest by report.",
    ),
    Meaning(
        "3",
        "Endoscopy: family rules, then ranked",
        "With another endoscopy of the same base code, the highest is paid in full and each other "
        "for what exceeds the base; the base itself is not paid beside a member. The family then "
        "ranks as one with the day's other procedures.",
    ),
    Meaning(
        "4",
        "Imaging: both parts reduced after the highest",
        f"After the highest of a session, the technical part is paid at {rates.IMAGING_TECHNICAL} "
        f"(since {rates.IMAGING_TECHNICAL.start}) and the professional part at "
        f"{rates.IMAGING_PROFESSIONAL} (since {rates.IMAGING_PROFESSIONAL.start}).",
    ),
    Meaning(
        "5",
        "Therapy: practice expense reduced",
        "A therapy service: practice expense is paid in full for the day's highest unit and at "
        f"{rates.THERAPY_PRACTICE_EXPENSE} for every other.",
    ),
    Meaning(
        "6",
        "Cardiovascular tests: technical part reduced",
        "A cardiovascular test: after the day's highest, the technical part is paid at "
        f"{rates.CARDIOVASCULAR_TECHNICAL} (since {rates.CARDIOVASCULAR_TECHNICAL.start}).",
    ),
    Meaning(
        "7",
        "Eye tests: technical part reduced",
        "An ophthalmology test: after the day's highest, the technical part is paid at "
        f"{rates.OPHTHALMOLOGY_TECHNICAL} (since {rates.OPHTHALMOLOGY_TECHNICAL.start}).",
    ),
    Meaning("9", NOT_APPLICABLE, "The idea of multiple procedures does not apply to the code."),
)

BILATERAL = tabulate(
    Meaning(
        "0",
        "Both sides: one full fee",
        f"The {rates.BILATERAL} rule does not apply, because of anatomy or because another code "
        "covers both sides. Both sides together are paid at most one full fee.",
    ),
    Meaning(
        "1",
        f"Both sides: {rates.BILATERAL} of the fee",
        f"Both sides together are paid the lower of the charges and {rates.BILATERAL} of the fee "
        "for one, settled before any ranking with other procedures.",
    ),
    Meaning(
        "2",
        "RVUs already cover both sides",
        "The RVUs already stand for both sides, which together are paid at most one full fee.",
    ),
    Meaning(
        "3",
        "Each side: one full fee",
        "Each side is paid the lower of its charge and the full fee, settled before any ranking "
        "with other procedures. Mostly radiology and other diagnostic tests.",
    ),
    Meaning("9", NOT_APPLICABLE, "The idea of two sides does not apply to the code."),
)

ASSISTANT = tabulate(
    Meaning(
        "0",
        "Assistant only with documented need",
        "An assistant at surgery is not paid unless documents establish the medical necessity.",
    ),
    Meaning("1", "Assistant never paid", "By statute an assistant at surgery is not paid."),
    Meaning("2", "Assistant may be paid", "An assistant at surgery may be paid."),
    Meaning("9", NOT_APPLICABLE, "The idea of an assistant at surgery does not apply to the code."),
)

CO_SURGEON = tabulate(
    Meaning("0", "Two surgeons not permitted", "Two surgeons are not paid as co-surgeons."),
    Meaning(
        "1",
        "Two surgeons with documented need",
        "Two surgeons may be paid as co-surgeons when documents establish the medical necessity "
        "of both.",
    ),
    Meaning(
        "2",
        "Two surgeons of different specialties permitted",
        "Two surgeons of different specialties may be paid as co-surgeons without further "
        "documents.",
    ),
    Meaning("9", NOT_APPLICABLE, "The idea of co-surgeons does not apply to the code."),
)

TEAM = tabulate(
    Meaning("0", "Surgical team not permitted", "A team of surgeons is not paid."),
    Meaning(
        "1",
        "Surgical team with documented need",
        "A team of surgeons may be paid, by report, when documents establish the medical "
        "necessity of a team.",
    ),
    Meaning(
        "2", "Surgical team permitted, by report", "A team of surgeons may be paid, by report."
    ),
    Meaning("9", NOT_APPLICABLE, "The idea of a surgical team does not apply to the code."),
)
