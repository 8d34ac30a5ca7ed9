"""Users, groups, and a person's place in a group."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes users."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user; without a password, one who cannot sign in by one."""
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The user of an e-mail address, however it is capitalised."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who keeps a log. The e-mail address is the name under which they sign in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        """The name that others see."""
        return self.name or self.email

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the address in small letters, so that one address is one person."""
        self.email = self.email.lower()
        super().save(*args, **options)


class Role(models.TextChoices):
    """What a person may do in a group."""

    OWNER = "owner", "Owner"
    MANAGER = "manager", "Manager"
    MEMBER = "member", "Member"
    READER = "reader", "Reader"

    @property
    def sees(self) -> bool:
        """Whether members' totals are shown to this role."""
        return self is not Role.MEMBER

    @property
    def manages(self) -> bool:
        """Whether this role may invite and remove people."""
        return self in {Role.OWNER, Role.MANAGER}


#: The roles to which members' totals are shown.
SEEING = [role.value for role in Role if role.sees]


class Group(models.Model):
    """People who work together: a practice, a department, a residency."""

    name = models.CharField(max_length=120)
    created = models.DateTimeField(default=timezone.now)
    members: models.ManyToManyField[User, Membership] = models.ManyToManyField(
        User, through="Membership", related_name="work_groups"
    )

    def __str__(self) -> str:
        """Its name."""
        return self.name


class Membership(models.Model):
    """A person's place in a group, taken up by that person.

    Owners, managers and readers of the group see a member's totals; single entries only where the
    member has said so (``shares_entries``).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role, default=Role.MEMBER)
    shares_entries = models.BooleanField(default=False)
    joined = models.DateTimeField(default=timezone.now)

    class Meta:
        """One place for each person in each group."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "group"], name="one_place_in_a_group"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="known_role"),
        ]

    def __str__(self) -> str:
        """The person, the role and the group."""
        return f"{self.user}, {self.role} of {self.group}"


#: How long a person may think about an invitation.
INVITATION_HOLDS = timedelta(days=14)


def invitation_end() -> datetime:
    """When an invitation ends that is made now."""
    return timezone.now() + INVITATION_HOLDS


class Invitation(models.Model):
    """That an address may take a place in a group. It goes when it is answered.

    Attributes:
        email: in small letters.
        digest: of the secret in the mail's link; the secret itself is not kept.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=8, choices=Role, default=Role.MEMBER)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(default=invitation_end)

    class Meta:
        """One for each address in each group."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["group", "email"], name="invited_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invited_role"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["email"], name="invitation_by_email")
        ]

    def __str__(self) -> str:
        """Who is invited to what."""
        return f"{self.email} to {self.group}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return timezone.now() < self.until
