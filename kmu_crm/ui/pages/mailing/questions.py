"""The left side: Who, what for, which way, which program, measuring success."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QMenu, QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.outreach.plan import Plan
from kmu_crm.outreach.sheets import Target
from kmu_crm.ui import theme
from kmu_crm.ui.pages.mailing.answers import SHARES, Answers
from kmu_crm.ui.widgets import (
    Button,
    ElidedLabel,
    IconLabel,
    Label,
    Note,
    NumberedStep,
    Picker,
    SplitBar,
    Surface,
    ToggleTile,
    clear,
    column,
    row,
)  # fmt: skip

_SEPARATORS = {";": "„;“", ",": "„,“", "\t": "Tab"}


class Tiles(QWidget):
    """Tiles side by side, `across` a line; `picked` gives the chosen name."""

    picked = Signal(str)

    def __init__(self, across: int) -> None:
        super().__init__()
        self._across, self.tiles = across, {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)

    def fill(self, choices: Sequence[tuple[str, str, str, str]], chosen: str) -> None:
        """(name, title, note, icon)."""
        clear(self._grid)
        self.tiles = {}
        for place, (name, title, note, icon) in enumerate(choices):
            tile = self.tiles[name] = ToggleTile(title, note, icon, checked=name == chosen)
            tile.chosen.connect(lambda name=name: self.picked.emit(name))
            self._grid.addWidget(tile, place // self._across, place % self._across)

    def choose(self, name: str) -> None:
        for known, tile in self.tiles.items():
            tile.set_checked(known == name)


class Who(Surface):
    """`wanted(segment)` when another one is chosen; `edit_wanted` leads to the page of segments."""

    wanted = Signal(str)
    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("tile")
        self._name, self._count = ElidedLabel("", "strong"), ElidedLabel("", "micro")
        self.change = Button(_("Change"), "link")
        self.change.clicked.connect(
            lambda _on=False: self.menu.popup(self.change.mapToGlobal(self.change.rect().bottomLeft()))
        )
        self.menu = QMenu(self)
        self.setLayout(
            row(
                IconLabel("funnel"), column(self._name, self._count, gap=0), self.change, gap=10, margins=(12, 8, 12, 8)
            )
        )
        self.layout().setStretch(1, 1)

    def offer(self, own: Sequence[str], ready: Sequence[str]) -> None:
        self.menu.clear()
        for names in (own, ready):
            for name in names:
                self.menu.addAction(name, lambda name=name: self.wanted.emit(name))
            if names:
                self.menu.addSeparator()
        self.menu.addAction(_("Edit segments …"), self.edit_wanted.emit)

    def show_segment(self, name: str, total: int, size: int | None) -> None:
        self._name.setText(name or _("Choose a segment"))
        whole = ngettext("{n} customer altogether", "{n} customers altogether", total).format(n=show.number(total))
        inside = "" if size is None else " · " + _("{n} in the segment").format(n=show.number(size))
        self._count.setText(whole + inside)


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
        self.share.setFixedWidth(theme.px(84))
        for share in SHARES:
            self.share.addItem(show.percent(share), share)
        self.share.setCurrentIndex(SHARES.index(0.1))
        self.bar = SplitBar()
        self._why = Label(
            _("The control group gets nothing. So you see later what the mailing really brought. Drawn at random within each value class."),
            "caption2", wrap=True,
        )  # fmt: skip
        self._warning = Note("", "warn")
        for box in (self.hold, self.split):
            box.clicked.connect(lambda _on: self._tell())
        self.share.activated.connect(lambda _place: self._tell())
        head = row(self.hold, 1, self.share)
        self.setLayout(column(head, self.bar, self.split, self._why, self._warning, gap=8, margins=(12, 8, 12, 10)))
        self._warning.hide()

    def _tell(self) -> None:
        self.picked.emit(self.share.currentData() if self.hold.isChecked() else 0.0, 2 if self.split.isChecked() else 1)

    def show_answers(self, answers: Answers) -> None:
        self.hold.setChecked(answers.control > 0)
        self.split.setChecked(answers.arms > 1)
        self.share.setEnabled(answers.control > 0)

    def show_plan(self, plan: Plan) -> None:
        held = plan.funnel.loss("control").n
        roles = ("series.0", "series.1")
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


class Questions(QWidget):
    """`answered(Answers)` after every answer; `segment_wanted` leads to the page of segments."""

    answered = Signal(object)
    segment_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answers, self._known = Answers(), {}
        self.who, self.purpose, self.channel, self.program = Who(), Tiles(3), Tiles(4), Tiles(2)
        self.measure = Measure()
        self._purpose_note = Note("", "info")
        titles = (_("Who?"), _("What for?"), _("Which way?"), _("For which program?"), _("Measure success"))
        sms = Label(_("SMS: lists for it cannot be written yet."), "micro")
        bodies = (
            (self.who,),
            (self.purpose, self._purpose_note),
            (self.channel, sms),
            (self.program,),
            (self.measure,),
        )
        steps = []
        for number, (title, pieces) in enumerate(zip(titles, bodies, strict=True), start=1):
            step = NumberedStep(number, title)
            for piece in pieces:
                step.body.addWidget(piece)
            steps.append(step)
        self.setLayout(column(*steps, 1, gap=13, margins=(18, 14, 16, 16)))
        self._fill()
        self._connect()

    def _fill(self) -> None:
        self.purpose.fill(
            (
                ("advertising", _("Advertising"), _("with consent"), ""),
                ("existing-customers", _("Existing customers"), _("§ 7 (3) UWG"), ""),
                ("notice", _("Notice"), _("e.g. a warning"), ""),
            ),
            "advertising",
        )
        ways = (("email", _("E-mail"), "mail"), ("post", _("Letter"), "mailbox"), ("phone", _("Telephone"), "phone"))
        sms = ("sms", _("SMS"), "", "message-square")
        self.channel.fill([*((name, title, "", icon) for name, title, icon in ways), sms], "email")
        self.channel.tiles["sms"].setEnabled(False)
        self.channel.tiles["sms"].setToolTip(_("SMS: lists for it cannot be written yet."))

    def _connect(self) -> None:
        self.who.wanted.connect(lambda name: self._put(replace(self.answers, segment=name, seed=None)))
        self.who.edit_wanted.connect(self.segment_wanted.emit)
        self.purpose.picked.connect(lambda name: self._put(self.answers.with_purpose(name, self._known)))
        self.channel.picked.connect(lambda name: self._put(self.answers.with_channel(name, self._known)))
        self.program.picked.connect(lambda name: self._put(replace(self.answers, preset=name, columns=None)))
        self.measure.picked.connect(lambda share, arms: self._put(replace(self.answers, control=share, arms=arms)))

    def know(self, targets: dict[str, Target]) -> None:
        self._known = targets

    def set_answers(self, answers: Answers) -> None:
        """From outside: shows them and says so."""
        self._put(answers)

    def keep_seed(self, seed: int | None) -> None:
        self.answers = replace(self.answers, seed=seed)

    def _put(self, answers: Answers) -> None:
        self.answers = answers
        self.purpose.choose(answers.purpose)
        self.channel.choose(answers.channel)
        for name, tile in self.channel.tiles.items():
            tile.setEnabled(name != "sms" and (answers.purpose != "existing-customers" or name == "email"))
        fitting = [(name, one) for name, one in self._known.items() if answers.channel in one.channels]
        self.program.fill([(name, one.label, _file(one), _icon(one)) for name, one in fitting], answers.preset)
        self.measure.show_answers(answers)
        self._purpose_note.set_text(_explained(answers.purpose))
        self._purpose_note.setVisible(bool(_explained(answers.purpose)))
        self.answered.emit(answers)


def _explained(purpose: str) -> str:
    if purpose == "existing-customers":
        return _(
            "Without consent only if all four hold: the address came with a purchase, you advertise similar goods of your own, "
            "there is no objection, and the right to object was pointed out when the address was taken and is in every e-mail. "
            "Only customers for whom this is on record stay in the list. E-mail only."
        )
    return (
        _("Only what customers must know, such as a recall. Nothing in it may advertise.")
        if purpose == "notice"
        else ""
    )


def _file(target: Target) -> str:
    if target.kind == "xlsx":
        return _("Excel file")
    return f"CSV, {target.encoding.upper()}, {_SEPARATORS.get(target.separator, target.separator)}"


def _icon(target: Target) -> str:
    if target.kind == "xlsx":
        return "file-spreadsheet"
    return "send"
