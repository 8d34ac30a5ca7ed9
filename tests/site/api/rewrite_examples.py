"""Makes every example call and keeps what is answered: after a new release, or a changed answer.

Run by hand, then read what has changed: `python tests/site/api/rewrite_examples.py`.
"""

from __future__ import annotations

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openrvu.site.settings")


def main() -> None:
    django.setup(set_prefix=False)
    from django.test import Client

    from openrvu.site.api.examples import FOLDER, examples

    client = Client(headers={"host": "127.0.0.1"})
    for example in examples():
        path = FOLDER / f"{example.name}.json"
        held = json.loads(path.read_text("utf-8"))
        if example.body is None:
            answered = client.get(example.address)
        else:
            answered = client.post(example.address, example.body, content_type="application/json")
        held |= {"status": answered.status_code, "response": answered.json()}
        path.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", "utf-8")
        print(example.name, answered.status_code)  # noqa: T201 - it is for the person who runs it


if __name__ == "__main__":
    main()
