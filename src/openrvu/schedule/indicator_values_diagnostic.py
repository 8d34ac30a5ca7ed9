"""What each value of CMS's columns on diagnostic tests and imaging means, in our own words.

The facts are CMS's, from the record layout RVU25D.pdf (October 2025); the three levels of
supervision are defined in 42 CFR 410.32(b)(3).
:mod:`openrvu.schedule.indicators` binds these tables to the columns; use that module.
"""

from __future__ import annotations

from openrvu.schedule.indicator_values import NOT_APPLICABLE, Meaning, tabulate

SUPERVISION = tabulate(
    Meaning(
        "01",
        "General supervision",
        "A physician directs the test and answers for it but need not be present while it is "
        "performed (general supervision).",
    ),
    Meaning(
        "02",
        "Direct supervision",
        "A physician must be immediately available to help throughout the test but need not be "
        "in the room (direct supervision).",
    ),
    Meaning(
        "03",
        "Personal supervision",
        "A physician must be in the room while the test is performed (personal supervision). A "
        "certified radiology assistant whom state law allows may perform imaging under direct "
        "supervision.",
    ),
    Meaning(
        "04",
        "General, unless a psychologist performs it",
        "No supervision is asked of a qualified independent psychologist or clinical psychologist; "
        "anyone else needs a physician's general supervision.",
    ),
    Meaning(
        "05",
        "General, unless an audiologist performs it",
        "No supervision is asked of a qualified audiologist; anyone else needs a physician's "
        "general supervision.",
    ),
    Meaning(
        "06",
        "Physician or certified electrophysiologic therapist",
        "A physician performs the test, or a physical therapist whom the American Board of "
        "Physical Therapy Specialties certifies in clinical electrophysiology and state law "
        "permits.",
    ),
    Meaning(
        "21",
        "General for certified technicians, else direct",
        "A certified technician needs a physician's general supervision; anyone else needs direct "
        "supervision.",
    ),
    Meaning(
        "22",
        "Technician online with a physician",
        "A technician may perform the test while in real-time online contact with a physician.",
    ),
    Meaning(
        "66",
        "Physician, or therapist certified in this",
        "A physician performs the test, or a physical therapist certified by the American Board "
        "of Physical Therapy Specialties and in this very procedure.",
    ),
    Meaning(
        "6A",
        "As 66; certified therapist may supervise",
        "A physician performs the test, or a physical therapist certified by the American Board "
        "of Physical Therapy Specialties and in this very procedure. That therapist may also "
        "supervise another, but only the certified one may bill.",
    ),
    Meaning(
        "77",
        "Certified therapist, or others under supervision",
        "A board-certified physical therapist performs the test, or another physical therapist "
        "under a physician's direct supervision, or a certified technician under general "
        "supervision.",
    ),
    Meaning(
        "7A",
        "As 77; certified therapist may supervise",
        "A board-certified physical therapist performs the test, or another physical therapist "
        "under a physician's direct supervision, or a certified technician under general "
        "supervision. The certified therapist may also supervise another, but alone may bill.",
    ),
    Meaning("09", NOT_APPLICABLE, "CMS sets no supervision level for the row."),
)


def _family(value: str, name: str) -> Meaning:
    """An imaging family that CMS used until the end of 2010."""
    text = f"Until December 31, 2010 the imaging reduction applied within this family: {name}."
    return Meaning(value, name, text)


IMAGING_FAMILY = tabulate(
    _family("01", "Ultrasound of chest, abdomen, pelvis, non-obstetrical"),
    _family("02", "CT and CTA of chest, abdomen, pelvis"),
    _family("03", "CT and CTA of head and neck"),
    _family("04", "MRI and MRA of chest, abdomen, pelvis"),
    _family("05", "MRI and MRA of head and neck"),
    _family("06", "MRI and MRA of the spine"),
    _family("07", "CT of the spine"),
    _family("08", "MRI and MRA of the lower extremities"),
    _family("09", "CT and CTA of the lower extremities"),
    _family("10", "MRI of upper extremities and joints"),
    _family("11", "CT and CTA of the upper extremities"),
    Meaning(
        "88",
        "Imaging reduction applies, one common family",
        "The imaging reduction applies, across all kinds of imaging: to the technical part since "
        "January 1, 2011 and to the professional part since January 1, 2012.",
    ),
    Meaning("99", NOT_APPLICABLE, "The code belongs to no family of diagnostic imaging."),
)
