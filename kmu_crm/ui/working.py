"""Long work with a banner of its own: what it is at, how far it has come, and a way to stop it."""

from typing import TYPE_CHECKING

from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui.widgets import Banner, Button
from kmu_crm.ui.work import Work

if TYPE_CHECKING:
    from kmu_crm.ui.window import MainWindow


class WorkBanner(Banner):
    """Whoever started the work calls `close_up` at its end."""

    def __init__(self, window: "MainWindow", text: str, work: Work) -> None:
        super().__init__(text, closable=False)
        self._stage = text
        self.add(Button(_("Cancel"), "link", on_click=work.cancel))
        work.hear_stages(self._say_stage)
        work.progressed.connect(self._say_progress)
        window.add_banner(self)

    def _say_stage(self, title: str) -> None:
        self._stage = title
        self.text.setText(title)

    def _say_progress(self, done: int, total: int) -> None:
        if total > 0:
            self.text.setText(f"{self._stage} {show.percent(done / total)}")
