"""For the installed app: carrying out what it kept while it had no network."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST, require_safe

from openrvu.site.answers import json_error
from openrvu.site.log import scope
from openrvu.site.log.operation import Malformed
from openrvu.site.log.sync import sync
from openrvu.site.log.today import remember_zone, today_of
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json


@require_POST
def sync_json(request: HttpRequest) -> HttpResponse:
    """``{"operations": [...]}`` in, ``{"results": [...]}`` out, in the same order.

    ``who`` is the person for whom the device kept them: another's session does not take them.
    ``zone`` is the device's time zone.
    """
    try:
        body = json.loads(request.body, parse_float=str)
    except (ValueError, RecursionError):
        body = None
    operations = body.get("operations") if isinstance(body, dict) else None
    if not isinstance(operations, list):
        return json_error(400, 'expected JSON such as {"operations": [...]}')
    user = person(request)
    if body.get("who", str(user.pk)) != str(user.pk):
        return json_error(409, "These entries were made by somebody else; nothing was recorded")
    zone = body.get("zone")
    if isinstance(zone, str):
        remember_zone(user, scope.profile(user), zone)
    try:
        return private_json({"results": sync(user, operations)})
    except Malformed as error:
        return json_error(400, str(error))


@require_safe
def session_json(request: HttpRequest) -> HttpResponse:
    """Who is signed in, what day it is there, and the token that forms carry."""
    user = person(request)
    today = today_of(scope.profile(user))
    return private_json(
        {"who": str(user.pk), "user": str(user), "today": today, "csrf": get_token(request)}
    )
