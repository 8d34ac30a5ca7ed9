"""The mode that the environment chooses, with an error that a person reads in one line."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from openrvu.errors import OpenRVUError
from openrvu.site.modes import Mode


def chosen_mode() -> Mode:
    """The mode; to ask is to read the settings.

    Raises:
        OpenRVUError: the environment contradicts itself.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openrvu.site.settings")
    try:
        return Mode(settings.MODE)
    except ImproperlyConfigured as error:
        raise OpenRVUError(str(error)) from error
