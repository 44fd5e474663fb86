"""Says of what may be a no, in a file or typed, that it bars nobody for good, and where to note the objection."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kmu_crm.i18n import _
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Note, column, lay_out


class UnheardHint(Note):
    """What may be a no, or that a note which was kept is one; its buttons open the form where the objection is noted, or say
    that it is none."""

    def __init__(self, note_it: Callable[[], object], none: Callable[[], object]) -> None:
        super().__init__("", "warn")
        self.button = Button(_("Note the objection …"), small=True, on_click=note_it)
        self.waits = False  # of a file, until somebody has looked
        self.none = Button(_("No objection"), small=True, on_click=none)
        ways = QWidget()
        lay_out(ways, column(self.button, self.none, gap=6))
        self.add(ways)
        self.hide()

    def show_words(self, words: Sequence[str]) -> None:
        """Those of a customer, which no list writes to because of them."""
        from kmu_crm.desk import unheard

        self.set_text(unheard.waiting(words))
        self.waits = True
        self.none.show()
        self.show()

    def hear(self, text: str, answers: list[str]) -> None:
        """`answers`: whether the customer may be spoken to on each channel."""
        from kmu_crm.desk import unheard

        if unheard.is_no(text) and any(answer != "no" for answer in answers):
            self.set_text(_("This note alone is no objection: lists only wait until you have looked."))
            self.waits = False
            self.none.hide()
            self.show()


def tell(session: Session, typed: dict[str, str]) -> None:
    """The same of tags and values, `typed` by field, for one customer or many: over the pages, until it is closed."""
    from kmu_crm.desk import unheard

    if session.window is not None and any(unheard.is_no_in(field, text) for field, text in typed.items()):
        text = _(
            "This alone is no objection, lists only wait until you have looked: note it on the customer's page, with “⋯” and “Note a"
            " consent or objection …”."
        )
        session.window.show_banner(text, "warn")
