"""The sections of texts, and the address of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of texts and the page that lists them.

    Attributes:
        slug: name of its folder under ``content/learn``.
        name: as the navigation calls it.
        address: of the page that lists its texts.
        heading: of that page.
        about: one sentence: what a reader finds there.
    """

    slug: str
    name: str
    address: str
    heading: str
    about: str

    def text_address(self, slug: str) -> str:
        """The address of a text; those of support stand together on one page."""
        return f"{self.address}#{slug}" if self.slug == SUPPORT else f"{self.address}{slug}/"


STUDENTS, GUIDES, BLOG, SUPPORT = "students", "guides", "blog", "support"

#: By stage of a career, in order.
STAGES = (
    Section(
        STUDENTS,
        "Students",
        "/learn/students/",
        "Medical students",
        "What an RVU is, how a note becomes a code and a code becomes a dollar, and what each "
        "specialty's work is made of.",
    ),
    Section(
        "residents",
        "Residents",
        "/learn/residents/",
        "Residents",
        "What your cases will be worth, how teaching rules and case logs meet codes, and how to "
        "read a first contract.",
    ),
    Section(
        "attendings",
        "Attendings",
        "/learn/attendings/",
        "Attendings",
        "Know your number: what credit each modifier leaves, what this year changed, and how to "
        "check the report you are paid by.",
    ),
)
#: Every section of texts.
SECTIONS = (
    *STAGES,
    Section(
        GUIDES,
        "Resources",
        "/resources/",
        "Guides and resources",
        "Guides to the Medicare fee schedule, one idea each, every figure taken live from CMS's "
        "own files.",
    ),
    Section(
        BLOG,
        "Blog",
        "/blog/",
        "Blog",
        "What the numbers show: changes, trends and oddities of the fee schedule, with charts "
        "from our own data.",
    ),
    Section(
        SUPPORT,
        "Support",
        "/support/",
        "Support",
        "Questions about OpenRVU's figures, how to report an error, the errors found so far, and "
        "how to cite.",
    ),
)
_BY_SLUG = {section.slug: section for section in SECTIONS}


def section_of(slug: str) -> Section | None:
    """The section of a slug, or None."""
    return _BY_SLUG.get(slug)
