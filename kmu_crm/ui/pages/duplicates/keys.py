"""The page's commands: a letter for each decision, a digit for each field that differs."""

from functools import partial
from typing import TYPE_CHECKING

from kmu_crm.i18n import _
from kmu_crm.ui.actions import Command, Commands
from kmu_crm.ui.widgets.labels import spoken_keys

if TYPE_CHECKING:
    from kmu_crm.ui.pages.duplicates.page import DuplicatesPage

FIELDS = range(1, 10)


def register(page: "DuplicatesPage", commands: Commands) -> None:
    topic = _("Duplicates")
    for name, text, run, key in (
        ("merge", _("Merge"), page.merge, _("Z")),
        ("apart", _("Keep apart"), page.keep_apart, _("G")),
        ("later", _("Later"), page.later, _("S")),
        ("together", _("Decide pairs together …"), page.look_together, ""),
        ("undo", _("Take the last decision back"), page.take_back_last, ""),  # Ctrl+Z asks the page in front
    ):
        commands.add(Command(f"duplicates.{name}", text, run, shortcut=key, topic=topic, scope=page))
    for place in FIELDS:
        title = _("Choose field {n}").format(n=place)
        toggle = partial(page.fields.toggle, place)
        commands.add(Command(f"duplicates.field{place}", title, toggle, shortcut=str(place), scope=page))
    for place in FIELDS:
        title = _("Customer {n} belongs to it, or not").format(n=place)
        toggle = partial(page.fields.toggle_side, place)
        commands.add(Command(f"duplicates.side{place}", title, toggle, shortcut=f"Alt+{place}", scope=page))
    commands.explain(topic, _("Take the last decision back"), spoken_keys("Ctrl+Z"))
    commands.explain(topic, _("Choose fields"), "1–9")
    commands.explain(topic, _("Leave a customer out, of more than two"), spoken_keys("Alt+1") + "–9")
