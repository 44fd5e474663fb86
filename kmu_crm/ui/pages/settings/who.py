"""Who is who: the two thresholds, and what others would change, before anything is changed."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from kmu_crm import settings
from kmu_crm.desk import foreseen, foreseen_words
from kmu_crm.desk.foreseen import WhoIsOne
from kmu_crm.desk.settling import ASK, ONE
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.ui.latest import Latest
from kmu_crm.ui.pages.settings.keeping import keep
from kmu_crm.ui.pages.settings.scale import Percent, Scale
from kmu_crm.ui.session import Session
from kmu_crm.ui.widgets import Button, Card, Label, Note, Tile, clear, column, lay_out, row, scrolled

_WAIT_MS = 250
_KEYS = {"ask": ASK, "one": ONE}


class WhoIsWho(QWidget):
    """Nothing changes until `take`; what it would change is worked out off the window's thread."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._now, self.foreseen = session, dict[str, int](), None
        self._latest = Latest(session, self, _WAIT_MS)
        self._latest.answered.connect(self._show)
        self._latest.failed.connect(session.show_error)
        self.scale, self.fields = Scale(), dict[str, Percent]()
        self.scale.moved.connect(lambda which, percent: self.fields[which].set_value(percent))
        for which, name in (("ask", _("Asked about from")), ("one", _("Merged by itself from"))):
            limits = settings.named(_KEYS[which])
            self.fields[which] = Percent(name, limits.low, limits.high)
            self.fields[which].changed.connect(lambda _percent, which=which: self._moved(which))
        self.tiles = {
            "one": Tile(_("Merged by themselves"), large=False), "ask": Tile(_("Questions about two customers"), large=False),
            "apart": Tile(_("Kept apart, of those known now"), large=False), "customers": Tile(_("Customers"), large=False),
        }  # fmt: skip
        self.outcome, self._examples = Label("", "strong", wrap=True), column(gap=6)
        self.unknown = Note("", "info")
        self.reset = Button(_("As delivered"), "link", on_click=self._reset)
        self.back = Button(_("Discard"), on_click=self.load)
        self.take = Button(_("Take over"), "primary", on_click=self._take)
        lay_out(
            self,
            column(scrolled(column(self._thresholds(), self._would(), 1, gap=12, margins=(20, 16, 20, 16))), gap=0),
        )
        self.load()

    def _thresholds(self) -> Card:
        card = Card(_("When are two records one customer?"))
        told = _(
            "For every two records the program works out how far they agree. What agrees enough is merged, what agrees less waits under"
            " “Duplicates”, with how probable it is one customer; the rest stays apart."
        )
        asked = (Label(self.fields[which].accessibleName(), "body2") for which in ("ask", "one"))
        first, second = (
            row(label, self.fields[which], Label("%", "body2"), gap=8)
            for which, label in zip(("ask", "one"), asked, strict=True)
        )
        return card.add(Label(told, "body2", wrap=True), self.scale, row(first, 1, second, gap=16))

    def _would(self) -> Card:
        card = Card(_("What would change"))
        card.add(row(*self.tiles.values(), gap=10), self.outcome, self.unknown, self._examples)
        card.add(row(self.reset, 1, self.back, self.take, gap=8))
        self.unknown.hide()
        return card

    # what stands, and what is asked for

    def load(self) -> None:
        """What is in force; what was moved and not taken over is forgotten."""
        self._now = {which: settings.number(self._session.db, key) for which, key in _KEYS.items()}
        self._set(self._now)

    def refresh(self) -> None:
        """Data have changed: what was moved stays, and is asked about anew."""
        if not self.is_moved():
            self.load()
            return
        self._now = {which: settings.number(self._session.db, key) for which, key in _KEYS.items()}
        self._ask()

    def chosen(self) -> dict[str, int]:
        return {which: field.value() for which, field in self.fields.items()}

    def is_moved(self) -> bool:
        return self.chosen() != self._now

    def _set(self, thresholds: Mapping[str, int]) -> None:
        for which, field in self.fields.items():
            field.set_value(thresholds[which], told=False)
        self._ask()

    def _moved(self, which: str) -> None:
        """Neither threshold passes the other: it takes it along as far as that goes."""
        ask, one = self.fields["ask"], self.fields["one"]
        if ask.value() > one.value():
            moved, other = (ask, one) if which == "ask" else (one, ask)
            other.set_value(moved.value(), told=False)
            if ask.value() > one.value():  # the other's bounds end before
                moved.set_value(other.value(), told=False)
        self._ask()

    def _ask(self) -> None:
        chosen = self.chosen()
        self.scale.show_thresholds(chosen["ask"], chosen["one"], (self._now["ask"], self._now["one"]))
        self.take.setEnabled(self.is_moved())
        self.back.setEnabled(self.is_moved())
        defaults = {which: settings.named(key).default for which, key in _KEYS.items()}
        self.reset.setEnabled(chosen != defaults)
        for tile in self.tiles.values():
            tile.setEnabled(False)  # greyed, until the new ones are counted
        self.outcome.setText(_("Being counted …"))
        self._latest.ask(self._session.apart_from(foreseen.who_is_one, chosen["one"], chosen["ask"]))

    def _show(self, found: WhoIsOne) -> None:
        self.foreseen = found
        now, then = found.moved.now, found.moved.then
        pairs = _("pairs of records")
        for name, before, after, what in (
            ("one", now.one, then.one, pairs), ("ask", now.questions, then.questions, ""),
            ("apart", now.apart, then.apart, pairs), ("customers", now.customers, then.customers, ""),
        ):  # fmt: skip
            was = _("now {n}").format(n=show.number(before)) if before != after else _("as now")
            self.tiles[name].set_figure(show.number(after), " · ".join(part for part in (what, was) if part))
            self.tiles[name].setEnabled(True)
        self.outcome.setText(foreseen_words.outcome(found) + ".")
        unknown = foreseen_words.unknown(found)
        self.unknown.set_text("".join(unknown))
        self.unknown.setVisible(bool(unknown))
        clear(self._examples)
        for one in found.examples:
            self._examples.addWidget(Label(foreseen_words.example(one), "body2", wrap=True))

    # taking over

    def _take(self) -> None:
        self.take.wait(_("Being worked out …"))
        keep(self._session, {_KEYS[which]: str(value) for which, value in self.chosen().items()}, self._taken)

    def _taken(self) -> None:
        self.take.wait()
        self.refresh()

    def _reset(self) -> None:
        self._set({which: int(settings.named(key).default) for which, key in _KEYS.items()})

    def typed(self) -> object:
        return self.chosen() if self.is_moved() else None

    def type_again(self, typed: object) -> None:
        if isinstance(typed, dict):
            self._set(typed)
