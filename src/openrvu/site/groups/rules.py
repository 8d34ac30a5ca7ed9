"""What each role may do in a group, and what it means for the people in it."""

from __future__ import annotations

from collections.abc import Mapping

from openrvu.site.people.models import Role

#: The roles that a role may give, take away and invite to.
GRANTS: Mapping[Role, frozenset[Role]] = {
    Role.OWNER: frozenset(Role),
    Role.MANAGER: frozenset({Role.MEMBER, Role.READER}),
    Role.MEMBER: frozenset(),
    Role.READER: frozenset(),
}

#: To read before one invites or accepts.
MEANS: Mapping[Role, str] = {
    Role.OWNER: (
        "sees the totals of everybody in the group, invites and removes people, gives roles, and "
        "may rename or delete the group."
    ),
    Role.MANAGER: (
        "sees the totals of everybody in the group, and invites and removes members and readers."
    ),
    Role.MEMBER: "keeps a log, and sees nobody else's totals.",
    Role.READER: "sees the totals of everybody in the group, and can change nothing in it.",
}

#: True of every role.
SEEN = (
    "Owners, managers and readers see the totals of everybody in the group: how much, by code and "
    "month. They see single entries only of those who switch that on for the group. The log itself "
    "stays each person's own: whoever leaves takes it along, and the group keeps nothing of it."
)


def may_grant(mine: Role, *roles: Role) -> bool:
    """Whether a person of one role may give, take away or invite to all these."""
    return GRANTS[mine].issuperset(roles)
