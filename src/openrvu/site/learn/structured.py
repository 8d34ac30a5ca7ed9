"""What the page of a text tells search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from openrvu.site.learn.sections import BLOG

if TYPE_CHECKING:
    from openrvu.site.learn.rendered import Rendered


def article(made: Rendered) -> dict[str, Any]:
    """An article of schema.org, with the sources it cites."""
    text = made.text
    return {
        "@context": "https://schema.org",
        "@type": "BlogPosting" if text.section.slug == BLOG else "Article",
        "headline": text.title,
        "description": text.description,
        "url": f"{settings.SITE_ADDRESS}{text.address}",
        "datePublished": text.published.isoformat(),
        "dateModified": text.reviewed.isoformat(),
        "inLanguage": "en-US",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "author": {"@type": "Organization", "name": "OpenRVU"},
        "citation": [source.text for source in made.sources],
    }
