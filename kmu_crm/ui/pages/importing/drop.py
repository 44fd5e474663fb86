"""Where files are dropped."""

from PySide6.QtCore import Qt

from kmu_crm.i18n import _
from kmu_crm.ui import icons, theme
from kmu_crm.ui.widgets import Button, IconLabel, Label, Surface, column, lay_out, row


class DropArea(Surface):
    """Where files are dropped; the whole page takes them too."""

    def __init__(self, choose, sample) -> None:
        super().__init__("drop")
        self._icon = IconLabel("file-input", "accent_text", 36)
        self._title, self._text = Label(_("Drop files here"), "title"), Label(
            _("Exports of DATEV, Shopify, Outlook, newsletters, Excel lists, mail and many more. Folders and ZIP too."), "body2", wrap=True
        )  # fmt: skip
        for words_ in (self._title, self._text):
            words_.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.choose = Button(_("Choose files …"), "primary", "folder-open", on_click=choose)
        self._sample = Button(_("Try the sample business"), icon="flask-conical", on_click=sample)
        icon = row(1, self._icon, 1)
        body = column(
            1,
            icon,
            self._title,
            self._text,
            row(1, self.choose, self._sample, 1, gap=10),
            1,
            gap=10,
            margins=(24, 16, 24, 16),
        )
        lay_out(self, body)
        self.set_small(False)

    def set_small(self, small: bool) -> None:
        """Low once there is something else to see; the result then has the primary button."""
        for widget in (self._icon, self._text, self._sample):
            widget.setVisible(not small)
        theme.mark(self._title, role="section" if small else "title")
        self.choose.set_kind("plain" if small else "primary")
        self.choose.setIcon(icons.icon("folder-open", "text2" if small else "on_accent"))
        self.setFixedHeight(theme.px(108 if small else 270))

    def set_over(self, over: bool) -> None:
        theme.mark(self, over=over)
