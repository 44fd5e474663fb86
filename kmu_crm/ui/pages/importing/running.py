"""Files being taken over: one line each, with its own way out."""

import time
from functools import partial

from PySide6.QtCore import Signal

from kmu_crm.desk.delivering import Delivered, Part, deliver
from kmu_crm.fields import show
from kmu_crm.i18n import _, ngettext
from kmu_crm.sources.reading.raw import name_of
from kmu_crm.ui.pages.importing import words
from kmu_crm.ui.session import Session
from kmu_crm.ui.tables import Tagged
from kmu_crm.ui.widgets import (
    Button,
    Card,
    Chip,
    ConfidenceBar,
    ElidedLabel,
    IconLabel,
    Label,
    Surface,
    column,
    lay_out,
    row,
)
from kmu_crm.ui.work import Work


class FileRun(Surface):
    """One file on its way in. `progress` hears its import from the other thread; `left` says that it shall stay out."""

    began, moved = Signal(), Signal()

    def __init__(self, part: Part, program: str) -> None:
        super().__init__("tile")
        self.part, self.progress, self.state = part, Work(lambda _progress: None), "waiting"
        self._began = self.share = 0.0
        self._facts, self._chip = Label(words.rows(part.rows), "caption2", tabular=True), Chip()
        self.out = Button(_("Leave out"), "link", on_click=self.leave)
        self._bar = ConfidenceBar(0.0, "accent", name_of(part.path), height=7)
        name = Label(name_of(part.path), "strong")
        note = ElidedLabel(program, "caption2")
        head = row(
            IconLabel(words.file_icon(part.path.name), "accent_text"),
            name,
            note,
            self._facts,
            self._chip,
            self.out,
            gap=9,
        )
        head.setStretch(2, 1)
        lay_out(self, column(head, self._bar, gap=5, margins=(14, 5, 14, 9)))
        self.setMinimumHeight(56)
        self.progress.staged.connect(self.begin)
        self.progress.progressed.connect(self._move)
        self.set_state("waiting")

    def begin(self, _stage: str) -> None:
        if self.state == "waiting":
            self._began = time.monotonic()
            self.set_state("running")
            self.began.emit()

    def leave(self) -> None:
        self.progress.cancel()
        if self.state == "waiting":
            self.set_state("left")

    def set_state(self, state: str) -> None:
        self.state = state
        chips = {
            "waiting": Tagged(_("waits")), "running": Tagged(_("runs"), "info"), "done": Tagged(_("done"), "ok"),
            "left": Tagged(_("left out"), "warn"), "refused": Tagged(_("not taken over"), "danger"),
        }  # fmt: skip
        self._chip.show_as(chips[state].text, chips[state].kind)
        self.out.setVisible(state in ("waiting", "running"))
        self.out.setText(_("Leave out") if state == "waiting" else _("Cancel"))
        if state not in ("waiting", "running"):
            self.share = 1.0
            self.moved.emit()
        if state == "done":
            self._bar.set_share(1.0)
            total = show.number(self.part.rows)
            self._facts.setText(_("{done} of {total} rows").format(done=total, total=total))
        elif state in ("left", "refused"):
            self._bar.set_share(0.0)
            self._facts.setText(words.rows(self.part.rows))

    def _move(self, done: int, total: int) -> None:
        if self.state != "running":
            return
        if not total:
            self._facts.setText(_("{n} rows read").format(n=show.number(done)))
            return
        self.share = done / total
        self._bar.set_share(self.share)
        self.moved.emit()
        text = _("{done} of {total} rows").format(done=show.number(done), total=show.number(total))
        spent = time.monotonic() - self._began
        if spent > 1.5 and done:
            text += " · " + words.seconds_left(spent * (total - done) / done)
        self._facts.setText(text)


class RunningCard(Card):
    """The delivery under way; `finished` gives what came of it."""

    finished = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Import under way"), gap=7)
        self._session, self.work, self.runs = session, None, []
        self.had_focus = False  # when it was over, or nothing had
        self.stop = Button(_("Cancel all"), icon="x", small=True, on_click=self.cancel_all)
        self.header.add(self.stop)
        self._list = column(gap=7)
        self._said = Label("", "caption2", wrap=True)
        self.add(self._list, self._said)
        self.hide()

    def start(self, parts: list[Part], programs: list[str], guarded: bool = True) -> None:
        """`guarded`: not without a backup where one is due."""
        for run in self.runs:
            run.deleteLater()
        self.runs = [FileRun(part, program) for part, program in zip(parts, programs, strict=True)]
        for run in self.runs:
            self._list.addWidget(run)
            run.began.connect(partial(self._began, run))
            run.moved.connect(self._tell)
        self.header.title.setText(_("Import under way"))
        self._say_way_out()
        self.stop.setVisible(True)
        each = [run.progress for run in self.runs]
        self.work = self._session.run(self._session.apart(deliver, parts, each, guarded), self._done, self._failed)
        self.work.hear_stages(self._derives)
        self._tell()
        self.show()

    def is_running(self) -> bool:
        return self.work is not None

    def cancel_all(self) -> None:
        for run in self.runs:
            run.leave()
        if self.work:
            self.work.cancel()

    def _tell(self) -> None:
        """By rows, for those who look at another page meanwhile."""
        if self.is_running():
            rows = sum(run.part.rows for run in self.runs)
            self._session.importing.emit(sum(run.part.rows * run.share for run in self.runs) / (rows or 1))

    def _over(self) -> None:
        self.work = None
        self._session.importing.emit(None)
        self.had_focus = self._has_focus()
        self.hide()

    def _has_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is None or focused is self or self.isAncestorOf(focused)

    def _say_way_out(self) -> None:
        self._said.setText(
            _("You can go on working. Cancelling keeps the state before that file – nothing is taken over by halves.")
        )

    def _began(self, run: FileRun) -> None:
        """A file begins, so those before it are through."""
        self._say_way_out()
        for other in self.runs[: self.runs.index(run)]:
            if other.out.hasFocus():
                self.stop.setFocus()
            if other.state in ("waiting", "running"):
                other.set_state("left" if other.progress.heeded else "done")

    def _derives(self, title: str) -> None:
        """What is done for all files: the backup before the first, and what follows from them."""
        self._said.setText(_("{stage} …").format(stage=title))
        if not any(run.state in ("running", "done") for run in self.runs):
            return
        if self._has_focus():
            self.setFocus()  # a button that goes would hand it on to anywhere
        for run in self.runs:
            if run.state in ("waiting", "running"):
                run.set_state("left" if run.progress.heeded else "done")
        self.stop.setVisible(False)

    def _done(self, delivered: Delivered) -> None:
        self._over()
        self.finished.emit(delivered)

    def _failed(self, error: Exception) -> None:
        self._over()
        self.finished.emit(error)


def left_words(delivered: Delivered) -> list[str]:
    """One sentence for each file that did not come in, and for what could not follow those that did."""
    found = [str(delivered.behind)] if delivered.behind else []
    found += [_("{file} was left out.").format(file=name_of(part.path)) for part in delivered.left]
    return found + [str(error) for _part, error in delivered.refused]


def count_words(n: int) -> str:
    return ngettext("{n} file taken over", "{n} files taken over", n).format(n=show.number(n))
