"""The table of commands, and how errors made on purpose are shown."""

from __future__ import annotations

import errno
import sys
from importlib import import_module

import click

from openrvu.errors import OpenRVUError

#: Command: module and attribute, and its line in the help.
COMMANDS = {
    "code": ("code_command:code", "RVUs, amount, rank and source of one code."),
    "search": ("search_command:find", "Find codes in anyone's words."),
    "price": ("price_command:price", "Price a whole case by Medicare's rules."),
    "reprice": ("reprice_command:reprice_table", "Price a table of claims, a file to a file."),
    "locality": ("locality_command:locality", "Payment localities and their indices (GPCIs)."),
    "changes": ("changes_command:compare", "What changed between two releases."),
    "verify": ("verify_command:verify_file", "Recompute a CMS file of payment amounts."),
    "rules": (
        "rules_command:list_rules",
        "The payment rules, in order and in words.",
    ),
    "plan": ("plan_commands:plan", "Plans by which employers credit work RVUs."),
    "reconcile": ("reconcile_command:reconcile_log", "Hold a log against the employer's report."),
    "benchmark": ("benchmark_command:benchmark", "Work RVUs by specialty, from CMS's file."),
    "release": ("release_commands:release", "List, add, fetch or remove releases."),
    "book": ("book_commands:book", "The reference book: what it holds, and building it."),
    "content": ("content_command:content", "Check and count the texts about codes."),
    "serve": ("serve_command:serve", "Serve the site on this machine."),
    "site": ("site_commands:site", "Write the public pages as static files."),
    "backup": ("backup_commands:backup", "Copy the log, or everybody's, while the site runs."),
    "restore": ("backup_commands:restore", "Put back what a backup holds."),
    "migrate": ("backup_commands:migrate", "Bring the database up to this version."),
    "user": ("user_commands:user", "People of a clinic's site."),
}

INTERRUPTED = 130


class Refused(click.ClickException):
    """An error made on purpose, shown in one line without a traceback."""

    exit_code = 1

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        """Print it to stderr as ``rvu: message``."""
        click.echo(f"rvu: {self.message}", err=True)


class LazyGroup(click.Group):
    """Finds commands by :data:`COMMANDS`, so that help needs none of their imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return the command."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(f"openrvu.cli.{module}"), attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - our own table
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List names and lines without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; errors made on purpose become one line and exit code 1."""
        try:
            return super().invoke(ctx)
        except OpenRVUError as error:
            raise Refused(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            raise Refused(f"{error.filename or 'system'}: {error.strerror or error}") from error
        except KeyboardInterrupt:
            click.echo(err=True)
            ctx.exit(INTERRUPTED)
        finally:
            _say_skipped()


def _say_skipped() -> None:
    """Name files of the person's own that the book, where one was opened, had to leave out."""
    module = sys.modules.get("openrvu.book.book")
    if module is None or not module.open_book.cache_info().currsize:
        return
    for problem in module.open_book().skipped:
        click.echo(f"rvu: {problem}", err=True)


def _show_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked:
        from openrvu import __version__

        click.echo(f"rvu {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""
\b
Examples:
  rvu code 76000
  rvu code 99214 --zip 10001 --setting facility
  rvu code 76000-26 --date 2024-03-09 --json
  rvu verify PFREV25C.txt

\b
Exit codes:
  0    done
  1    a mismatch, an unknown code or locality, or data that was refused
  2    the command was not understood
  130  interrupted
""",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def rvu() -> None:
    """The Medicare Physician Fee Schedule, exact to the cent, on your own machine."""
