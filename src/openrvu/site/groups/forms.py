"""What people type about groups, checked."""

from __future__ import annotations

from django import forms

from openrvu.site.people.models import Role

_LONGEST_NAME = 120


class GroupName(forms.Form):
    """A group's name."""

    name = forms.CharField(max_length=_LONGEST_NAME, label="Name of the group")

    def clean_name(self) -> str:
        """The name with single spaces."""
        return " ".join(str(self.cleaned_data["name"]).split())


class Invite(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label="Their email address", widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    role = forms.TypedChoiceField(choices=Role.choices, coerce=Role, label="Role")


class Chosen(forms.Form):
    """A person of the group, and perhaps a role."""

    place = forms.IntegerField(min_value=1)
    role = forms.TypedChoiceField(choices=Role.choices, coerce=Role, required=False)


def problem_of(form: forms.Form) -> str:
    """The first thing that is wrong with a form, in a sentence."""
    for name, errors in form.errors.items():
        label = form.fields[name].label or name if name in form.fields else "The form"
        return f"{label}: {errors[0]}"
    return ""
