"""Whether some get nothing and some another version, and what can be seen from that later."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.outreach.plan import Plan
from kmu_crm.ui import theme
from kmu_crm.ui.pages.mailing.answers import SHARES, Answers
from kmu_crm.ui.widgets import Label, Note, Picker, SplitBar, Surface, column, lay_out, row

_DRAWN = N_(
    "The control group gets nothing. So you see later what the mailing really brought. "
    "Drawn at random within each value class."
)
_FOR_ALL = N_("A notice goes to all whom it concerns, in one wording: no control group, no second version.")


class Measure(Surface):
    """`picked(control share, versions)`."""

    picked = Signal(float, int)

    def __init__(self) -> None:
        super().__init__("tile")
        self.hold, self.split = (
            QCheckBox(_("Hold back a control group")),
            QCheckBox(_("A/B test: two versions, half each")),
        )
        self.share = Picker(_("Size of the control group"))
        self.share.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.share.setFixedWidth(theme.px(84))
        for share in SHARES:
            self.share.addItem(show.percent(share), share)
        self.share.setCurrentIndex(SHARES.index(0.1))
        self.bar = SplitBar()
        self.why = Label("", "caption2", wrap=True)
        self._warning = Note("", "warn")
        for box in (self.hold, self.split):
            box.clicked.connect(lambda _on: self._tell())
        self.share.activated.connect(lambda _place: self._tell())
        head = row(self.hold, 1, self.share)
        lay_out(self, column(head, self.bar, self.split, self.why, self._warning, gap=8, margins=(12, 8, 12, 10)))
        self._warning.hide()

    def _tell(self) -> None:
        self.picked.emit(self.share.currentData() if self.hold.isChecked() else 0.0, 2 if self.split.isChecked() else 1)

    def show_answers(self, answers: Answers) -> None:
        self.hold.setChecked(answers.control > 0)
        self.split.setChecked(answers.arms > 1)
        self.share.setEnabled(answers.control > 0)
        for_all = answers.purpose == "notice"
        for box in (self.hold, self.split):
            box.setEnabled(not for_all)
        self.why.setText(_(_FOR_ALL if for_all else _DRAWN))

    def show_plan(self, plan: Plan) -> None:
        held = plan.funnel.loss("control").n
        roles = ("series.0", "series.2")
        parts = [(f"{name} · {show.number(n)}" if len(plan.sizes) > 1 else show.number(n), n, roles[place % 2])
                 for place, (name, n) in enumerate(plan.sizes.items())]  # fmt: skip
        self.bar.set_parts([*parts, *([(show.number(held), held, "muted_soft")] if held else [])])
        self.bar.setVisible(bool(held or len(parts) > 1) and plan.written > 0)
        self._warning.set_text(_warning(plan))
        self._warning.setVisible(bool(_warning(plan)))


def _warning(plan: Plan) -> str:
    """How small a difference the control group can show, with a better share; '' where it is large enough."""
    seen = plan.visibility
    if seen is None or seen.better_share is None:
        return ""
    said = _("With {n} people only differences from about {points} percentage points can be seen").format(
        n=show.number(seen.control), points=show.number(seen.difference * 100)
    )
    better = _("with {share} ({n}) from {points}.").format(
        share=show.percent(seen.better_share), n=show.number(seen.better_control),
        points=show.number(seen.better_difference * 100),
    )  # fmt: skip
    return f"{said}, {better}"
