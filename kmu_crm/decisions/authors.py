"""Who said something, in words: the store keeps one stable word, people read theirs."""

from kmu_crm.i18n import N_, _, kept

COMMAND_LINE = "cli"
_TITLES = {COMMAND_LINE: N_("command line")}
_OURS = ("You", "Sie")  # what the window writes down as the author, in either language


def title(name: str) -> str:
    """The author in the language in use; a name stays as it is."""
    return kept(_TITLES.get(name, name))


def is_ours(name: str | None) -> bool:
    """Whether it was said in the window, by the one who sits before it."""
    return name in _OURS


def person(name: str) -> str:
    """As `title`; whoever sits before the window is one, in whatever language it was written down."""
    return _("You") if is_ours(name) else title(name)


def by(name: str) -> str:
    """Behind what was done: “by you”, “on the command line”."""
    if name == COMMAND_LINE:
        return _("on the command line")
    return _("by you") if is_ours(name) else _("by {name}").format(name=name)
