"""Addresses of groups, and of who can see one's data."""

from __future__ import annotations

from django.urls import URLPattern, path

from openrvu.site.groups import acts, inviting, pages

urlpatterns: list[URLPattern] = [
    path("log/groups/", pages.groups),
    path("log/groups.json", pages.groups_json),
    path("log/groups/new/", acts.create),
    path("log/groups/<int:key>/", pages.group),
    path("log/groups/<int:key>.json", pages.group_json),
    path("log/groups/<int:key>/rename/", acts.rename),
    path("log/groups/<int:key>/delete/", acts.delete),
    path("log/groups/<int:key>/invite/", acts.invite),
    path("log/groups/<int:key>/withdraw/", acts.withdraw),
    path("log/groups/<int:key>/role/", acts.set_role),
    path("log/groups/<int:key>/remove/", acts.remove),
    path("log/groups/<int:key>/leave/", acts.leave),
    path("log/groups/<int:key>/share/", acts.share),
    path("log/groups/invitations/<int:key>/accept/", acts.accept),
    path("log/groups/invitations/<int:key>/decline/", acts.decline),
    path("log/seen-by/", pages.who),
    path("log/seen-by.json", pages.who_json),
    path("account/invitation/", inviting.invitation),
    path("account/invitation.json", inviting.invitation_json),
    path("account/invitation/<str:secret>/", inviting.link),
]
