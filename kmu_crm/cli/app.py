"""The group of all commands and the options that stand before them."""

from pathlib import Path

import click

from kmu_crm import __version__
from kmu_crm.cli import calling, data, entering, importing, leads, loops, people, segments, speaking, trust, value
from kmu_crm.cli.base import Program, Session
from kmu_crm.i18n import N_
from kmu_crm.store.place import default_store


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("KMU CRM: customer data of a small business in one place. Without a command the window opens."),
)
@click.option(
    "--store",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("Customer file (default: in the user's data folder)."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("One JSON document on standard output, nothing else."))
@click.option("--quiet", is_flag=True, help=N_("No progress on standard error."))
@click.version_option(__version__, prog_name="kmu-crm", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, file: Path | None, as_json: bool, quiet: bool) -> None:
    context.obj = Session(file or default_store(), as_json, quiet, window=context.obj)
    if context.invoked_subcommand is None:
        context.exit(context.obj.open_window())


@main.command(help=N_("Open the window."))
@click.pass_obj
def gui(session: Session) -> None:
    raise click.exceptions.Exit(session.open_window())


for module in (data, importing, entering, loops, people, value, segments, leads, speaking, calling, trust):
    for command in module.COMMANDS:
        main.add_command(command)
