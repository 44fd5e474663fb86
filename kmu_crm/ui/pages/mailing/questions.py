"""The left side: Who, what for, which way, which program, measuring success."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kmu_crm.i18n import _
from kmu_crm.outreach.sheets import Target
from kmu_crm.ui.pages.mailing.answers import Answers
from kmu_crm.ui.pages.mailing.measure import Measure
from kmu_crm.ui.pages.mailing.tiles import Tiles
from kmu_crm.ui.pages.mailing.who import Who
from kmu_crm.ui.widgets import FormRow, Note, NumberedStep, column, lay_out

OWN, LETTER = "", "letter"
FIRST = ("cleverreach", "brevo", "mailchimp", "rapidmail")


class Questions(QWidget):
    """`answered(Answers)` after every answer, but for the words of a reason, which change nobody's place: `reason_given`.
    `segment_wanted` leads to the page of segments; `template_wanted`: a template of
    one's own is to be made for this channel."""

    answered = Signal(object)
    segment_wanted = Signal()
    template_wanted = Signal(str)
    reason_given = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answers, self._known = Answers(), {}
        self.who, self.purpose, self.channel, self.program = Who(), Tiles(3), Tiles(3), Tiles(2)
        self.measure = Measure()
        self._purpose_note = Note("", "info")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("such as: recall of batch 12"))
        self._reason_row = FormRow(
            _("Reason of the notice"), self.reason, stacked=True, help_text=_("Needed, and kept in the export log.")
        )
        titles = (_("Who?"), _("What for?"), _("Which way?"), _("For which program?"), _("Measure success"))
        bodies = (
            (self.who,),
            (self.purpose, self._purpose_note, self._reason_row),
            (self.channel,),
            (self.program,),
            (self.measure,),
        )
        steps = []
        for number, (title, pieces) in enumerate(zip(titles, bodies, strict=True), start=1):
            step = NumberedStep(number, title)
            for piece in pieces:
                step.body.addWidget(piece)
            steps.append(step)
        lay_out(self, column(*steps, 1, gap=13, margins=(18, 14, 16, 16)))
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
        ways = (
            ("email", _("E-mail"), "", "mail"),
            ("post", _("Letter"), "", "mailbox"),
            ("phone", _("Phone"), "", "phone"),
        )
        self.channel.fill(ways, "email")

    def _connect(self) -> None:
        self.who.remembered_wanted.connect(self._put)
        self.who.wanted.connect(lambda name: self._put(replace(self.answers, segment=name, seed=None)))
        self.who.edit_wanted.connect(self.segment_wanted.emit)
        self.purpose.picked.connect(lambda name: self._put(self.answers.with_purpose(name, self._known)))
        self.reason.textEdited.connect(self._take_reason)
        self.channel.picked.connect(lambda name: self._put(self.answers.with_channel(name, self._known)))
        self.program.picked.connect(self._pick_program)
        self.measure.picked.connect(lambda share, arms: self._put(replace(self.answers, control=share, arms=arms)))

    def _fitting(self, answers: Answers) -> list[tuple[str, Target]]:
        """The programs of the channel, those most in use first; beside those for mails the letter, which changes the channel."""
        found = [(name, one) for name, one in self._known.items() if answers.channel in one.channels]
        found.sort(key=lambda pair: FIRST.index(pair[0]) if pair[0] in FIRST else len(FIRST))
        letter = self._known.get(LETTER)
        if answers.channel == "email" and answers.purpose != "existing-customers" and letter:
            found.append((LETTER, letter))
        return found

    def _pick_program(self, name: str) -> None:
        if name == OWN:
            self.program.choose(self.answers.preset)
            self.template_wanted.emit(self.answers.channel)
            return
        answers = replace(self.answers, preset=name, columns=None)
        if self.answers.channel not in self._known[name].channels:
            answers = replace(answers, channel=self._known[name].channels[0])
        self._put(answers)

    def _take_reason(self, text: str) -> None:
        self.answers = replace(self.answers, reason=text)
        self.reason_given.emit()

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
            tile.setEnabled(answers.purpose != "existing-customers" or name == "email")
        tiles = [(name, one.label, _file(one), _icon(one)) for name, one in self._fitting(answers)]
        self.program.fill(
            [*tiles, (OWN, _("Own template …").replace(" …", "\u00a0…"), _("choose columns"), "sliders-horizontal")],
            answers.preset,
        )
        self.measure.show_answers(answers)
        self._purpose_note.set_text(_explained(answers.purpose))
        self._purpose_note.setVisible(bool(_explained(answers.purpose)))
        self._reason_row.setVisible(answers.purpose == "notice")
        if self.reason.text() != answers.reason:
            self.reason.setText(answers.reason)
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
    sign = _("tab") if target.separator == "\t" else _("“{sign}”").format(sign=target.separator)
    return f"CSV, {target.encoding.upper()}, {sign}"


def _icon(target: Target) -> str:
    if target.name == LETTER:
        return "file-text"
    return "file-spreadsheet" if target.kind == "xlsx" else "send"
