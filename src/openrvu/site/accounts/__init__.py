"""Accounts of clinic mode, by django-allauth: our pages, mails and rules. Other modes have none."""
