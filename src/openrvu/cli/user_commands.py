"""``rvu user``: the people of a clinic's site, for whoever runs it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")


@click.group()
def user() -> None:
    """People who have an account at a clinic's site."""


def _with_database(command: Callable[P, R]) -> Callable[P, R]:
    @wraps(command)
    def run(*args: P.args, **named: P.kwargs) -> R:
        from openrvu.cli.clinic_setup import begin_clinic

        begin_clinic()
        from openrvu.site.clinic_ready import reached

        with reached():
            return command(*args, **named)

    return run


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@_with_database
def list_people(*, as_json: bool) -> None:
    """List everybody: address, name, second step, groups, whether the account is open."""
    from openrvu.cli.output import print_json, print_table
    from openrvu.site.accounts.managing import people

    found = people()
    if as_json:
        print_json({"people": [person.data for person in found]})
        return
    rows = [
        (
            person.email,
            person.name,
            "second step" if person.second_step else "password alone",
            ", ".join(person.groups) or "no group",
            "open" if person.is_open else "closed",
        )
        for person in found
    ]
    print_table(("Address", "Name", "Signs in by", "Groups", "Account"), rows, texts=5)


@user.command(
    epilog="""
\b
Examples:
  rvu user add ann@clinic.example --name "Ann Able"
  pass show openrvu/ann | rvu user add ann@clinic.example --name "Ann Able"
"""
)
@click.argument("email")
@click.option("--name", required=True, help="The name that others see.")
@click.option("--no-password", is_flag=True, help="They choose one by “Forgot your password?”.")
@_with_database
def add(email: str, name: str, *, no_password: bool) -> None:
    """Make an account whose address counts as confirmed. The password is asked for, or piped."""
    from openrvu.site.accounts.managing import add_person

    password = None if no_password else _password()
    add_person(email, name, password)
    click.echo(f"{email}: the account is made")


@user.command()
@click.argument("email")
@_with_database
def password(email: str) -> None:
    """Set a new password, asked for or piped. The person is signed out everywhere."""
    from openrvu.site.accounts.managing import set_password

    set_password(email, _password())
    click.echo(f"{email}: the password is set, and every browser signed out")


@user.command("reset-second-step")
@click.argument("email")
@_with_database
def reset_second_step(email: str) -> None:
    """Take away passkeys, authenticator app and recovery codes of one who lost them all."""
    from openrvu.site.accounts.managing import forget_second_step

    click.echo(f"{email}: {forget_second_step(email)} second steps are gone, all signed out")


@user.command()
@click.argument("email")
@_with_database
def close(email: str) -> None:
    """Close an account: nobody signs in, everything recorded is kept."""
    from openrvu.site.accounts.managing import set_open

    set_open(email, is_open=False)
    click.echo(f"{email}: the account is closed, and every browser signed out")


@user.command("open")
@click.argument("email")
@_with_database
def open_again(email: str) -> None:
    """Open a closed account again."""
    from openrvu.site.accounts.managing import set_open

    set_open(email, is_open=True)
    click.echo(f"{email}: the account is open")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed
