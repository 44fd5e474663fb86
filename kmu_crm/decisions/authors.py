"""Who said something, in words: the store keeps one stable word, people read theirs."""

from kmu_crm.i18n import N_, kept

COMMAND_LINE = "cli"
_TITLES = {COMMAND_LINE: N_("command line")}


def title(name: str) -> str:
    """The author in the language in use; a name stays as it is."""
    return kept(_TITLES.get(name, name))
