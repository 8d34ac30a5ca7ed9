"""Questions that people ask of the site as a whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer in plain sentences, with a page to go on to."""

    ask: str
    answer: str
    address: str
    link: str


FAQ = (
    Question(
        "Why does my remittance show another amount?",
        "The amounts here are base amounts: RVUs, indices and conversion factor, and nothing "
        "else. What is paid also depends on the multiple-procedure and imaging rules, on "
        "modifiers such as 50, 62 or 80, on who furnished the service, on the deductible, "
        "coinsurance and sequestration, and on the charge where it is lower. First check date of "
        "service, locality, setting and modifier on the code's page.",
        "/method/#amount",
        "How an amount is made",
    ),
    Question(
        "Is this what my employer owes me?",
        "No. Medicare's conversion factor is dollars per total RVU; an employer's rate is dollars "
        "per work RVU and stands in your contract, as does which work RVUs are credited for "
        "modifiers, assistants and shared visits. The work RVUs shown here are Medicare's.",
        "/factors/",
        "Conversion factors",
    ),
    Question(
        "Which RVU counts for me, total or work?",
        "Work RVU measures the physician's own time, skill and effort, and is what most "
        "productivity contracts count. Total RVU adds practice expense and malpractice and is "
        "what Medicare prices.",
        "/factors/#two",
        "The figures told apart",
    ),
    Question(
        "Why is there no amount for a code?",
        "Because Medicare does not price it by RVUs: it may be bundled, priced by the contractor, "
        "paid elsewhere, if at all, not covered, or for reporting only. The code's page names "
        "its status and what it means. A missing amount is never shown as 0.",
        "/method/#status",
        "What each status means",
    ),
    Question(
        "What does NA mean beside a figure?",
        "CMS marks a setting NA where it holds that the service is rarely or never performed "
        "there. The file still prints a figure, often the other setting's, and it is shown with "
        "the mark.",
        "/method/#setting",
        "Settings",
    ),
    Question(
        "Which release do I get for a date of service?",
        "The one in force on that day. Where the book does not hold it, another of the same year "
        "stands in and the page says so at the top; where it holds none of the year, no amount is "
        "given.",
        "/method/#release",
        "How a release is chosen",
    ),
    Question(
        "Why do the descriptions differ from my code book?",
        "CPT descriptions are the American Medical Association's and dental descriptions the "
        "American Dental Association's, so they are not here. Titles and texts are our own words, "
        "for reading; to choose a code for a claim, use the code book.",
        "/method/#text",
        "How the text is checked",
    ),
    Question(
        "Can I add a newer release, or see CMS's short descriptors?",
        "Yes, on your own machine: download CMS's archive and run “rvu release add rvu26d.zip”. "
        "The command uses the new figures at once, this site when you have started it again. The "
        "descriptors in that archive are shown to you only and never leave your machine.",
        "/method/#sources",
        "The archives held",
    ),
)
