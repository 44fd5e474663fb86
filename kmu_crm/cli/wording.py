"""The command line in the user's language: what its commands say of themselves, and what click says for them."""

import gettext
import os

import click

from kmu_crm import i18n
from kmu_crm.i18n import N_, _

# What stands for a value in the line of usage, by the name of an argument or the type of an option.
_VALUES = {
    "a": N_("FIRST"),
    "action": N_("ACTION"),
    "address": N_("ADDRESS"),
    "b": N_("SECOND"),
    "channel": N_("CHANNEL"),
    "decision": N_("NUMBER"),
    "entry": N_("NUMBER"),
    "fact": N_("NUMBER"),
    "field": N_("FIELD"),
    "file": N_("FILE"),
    "files": N_("FILE"),
    "float": N_("SHARE"),
    "import_id": N_("IMPORT"),
    "integer": N_("NUMBER"),
    "key": N_("SETTING"),
    "kind": N_("KIND"),
    "name": N_("NAME"),
    "out": N_("FILE"),
    "path": N_("FILE"),
    "profile": N_("CUSTOMER"),
    "purpose": N_("PURPOSE"),
    "record": N_("ROW"),
    "step": N_("NUMBER"),
    "rule": N_("RULE"),
    "segment_": N_("SEGMENT"),
    "state": N_("STATE"),
    "tag": N_("TAG"),
    "text": N_("TEXT"),
    "value": N_("VALUE"),
}


def speak(command: click.Command, language: str) -> None:
    """Puts all texts of a command and of its subcommands into a language, from here on.

    click looks its own texts up in gettext's current domain, which reads the language from the environment.
    """
    i18n.use(language)
    os.environ["LANGUAGE"] = i18n.language()
    gettext.bindtextdomain(i18n.DOMAIN, str(i18n.catalogues()))
    gettext.textdomain(i18n.DOMAIN)
    _word(command)


def _word(command: click.Command) -> None:
    command.help = command.help and _(command.help)
    command.short_help = command.short_help and _(command.short_help)
    command.options_metavar = _("[OPTIONS]")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = parameter.help and _(parameter.help)
        parameter.metavar = _(parameter.metavar) if parameter.metavar else _value(parameter)
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [ARGUMENTS] ..")
        for subcommand in command.commands.values():
            _word(subcommand)


def _value(parameter: click.Parameter) -> str | None:
    """None where click's own way tells more: a switch needs no value, a choice names its values."""
    if isinstance(parameter, click.Option):
        silent = parameter.is_flag or isinstance(parameter.type, click.Choice)
        return None if silent else _(_VALUES[parameter.type.name])
    value = _(_VALUES[str(parameter.name)])
    shown = value if parameter.required else f"[{value}]"
    return shown if parameter.nargs == 1 else f"{shown} .."
