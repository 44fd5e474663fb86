"""Long work with a banner of its own: what it is at, how far it has come, and a way to stop it."""

from typing import TYPE_CHECKING

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui.widgets import Banner, Button
from kmu_crm.ui.work import Work

if TYPE_CHECKING:
    from kmu_crm.ui.window import MainWindow


def banner(window: "MainWindow", text: str, work: Work) -> Banner:
    """Whoever started the work calls `close_up` at its end."""
    made = window.show_banner(text, closable=False)
    made.add(Button(_("Cancel"), "link", on_click=work.cancel))
    said = [text]

    def stage(title: str) -> None:
        said[0] = title
        made.text.setText(title)

    def progress(done: int, total: int) -> None:
        if total > 0:
            made.text.setText(f"{said[0]} {show.percent(done / total)}")

    work.staged.connect(stage)
    work.progressed.connect(progress)
    return made
