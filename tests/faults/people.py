"""Makes people and signs them in, in a process of its own that runs in clinic mode.

``python -m faults.people HOW_MANY`` prints their sessions as JSON.
"""

from __future__ import annotations

import json
import sys

import django


def main(count: int) -> None:
    """Make them, and print a session of each."""
    django.setup(set_prefix=False)
    from django.conf import settings
    from django.test import Client

    from openrvu.site.people.models import User

    sessions = []
    for at in range(count):
        client = Client()
        client.force_login(User.objects.create_user(f"writer{at}@example.org"))
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    sys.stdout.write(json.dumps(sessions))


if __name__ == "__main__":
    main(int(sys.argv[1]))
