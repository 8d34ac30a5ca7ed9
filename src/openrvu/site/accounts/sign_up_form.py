"""What the sign-up form asks for besides address and password."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest

from openrvu.site.people.models import User

LONGEST_NAME = 120


class NameField(forms.CharField):
    """A person's name, on one line."""

    def __init__(self, *, required: bool = True) -> None:
        """A field with the browser's own completion."""
        super().__init__(
            label="Your name",
            max_length=LONGEST_NAME,
            required=required,
            help_text="Shown to people of a group that you join.",
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )

    def clean(self, value: str | None) -> str:
        """The name with single spaces."""
        return " ".join(str(super().clean(value)).split())


class WithName(forms.Form):
    """The base of allauth's sign-up form."""

    name = NameField()
    field_order = ("name", "email", "password1", "password2")

    def signup(self, _request: HttpRequest, user: User) -> None:
        """Keep the name of the account that was just made."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
