"""Says of a no typed into a note, a tag or a value that it bars nobody for good, and where to note the objection."""

from collections.abc import Callable

from kmu_crm.i18n import _
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Note


class UnheardHint(Note):
    """Below a note that was kept; its button opens the form where the objection is noted."""

    def __init__(self, note_it: Callable[[], object]) -> None:
        super().__init__(_("This note alone is no objection: lists only wait until you have looked."), "warn")
        self.button = Button(_("Note the objection …"), small=True, on_click=note_it)
        self.add(self.button)
        self.hide()

    def hear(self, text: str, answers: list[str]) -> None:
        """`answers`: whether the customer may be spoken to on each channel."""
        from kmu_crm.desk import unheard

        self.setVisible(unheard.is_no(text) and any(answer != "no" for answer in answers))


def tell(session: Session, typed: dict[str, str]) -> None:
    """The same of tags and values, `typed` by field, for one customer or many: over the pages, until it is closed."""
    from kmu_crm.desk import unheard

    if session.window is not None and any(unheard.is_no_in(field, text) for field, text in typed.items()):
        text = _(
            "This alone is no objection, lists only wait until you have looked: note it on the customer's page, with “⋯” and “Note a"
            " consent or objection …”."
        )
        session.window.show_banner(text, "warn")
