"""The buttons that dial and write: each shows what the gate cleared, and asks it once more at the click."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from kmu_crm.consent.words import Channel, Purpose
from kmu_crm.desk import ways_out
from kmu_crm.desk.ways_out import NotOpen, OtherOpen, WayOut
from kmu_crm.errors import KmuError
from kmu_crm.fields import phone, show
from kmu_crm.i18n import N_, _
from kmu_crm.ui.session import Session
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Button

Ways = dict[Channel, WayOut]

_SCHEMES = {"phone": "tel", "email": "mailto"}
_NONE = {"phone": N_("No phone number"), "email": N_("No e-mail address known")}
_ABOUT_ORDERS: dict[Channel, str] = {
    "phone": N_("Call about an order (no advertising)"),
    "email": N_("Write about an order (no advertising)"),
}
_COPY: dict[Channel, str] = {"phone": N_("Copy phone number"), "email": N_("Copy e-mail address")}


@dataclass(frozen=True)
class _Of:
    number: int
    ways: dict[Purpose, Ways]


class Reaching:
    """`call` and `mail`; `changed` is called when their words have become others."""

    def __init__(self, session: Session, changed: Callable[[], object]) -> None:
        self._session, self._changed = session, changed
        self._of: _Of | None = None
        self.call = Button("-", "primary", "phone", on_click=lambda: self._leave("advertising", "phone"))
        self.mail = Button(_("E-mail"), icon="mail", on_click=lambda: self._leave("advertising", "email"))

    def show_ways(self, number: int, advertising: Ways, notices: Ways) -> None:
        """Of a profile, by its number."""
        self._of = _Of(number, {"advertising": dict(advertising), "notice": dict(notices)})
        self._show()

    def offer_notices(self, menu: QMenu) -> None:
        """An order may be spoken about even where advertising may not."""
        if self._of is None:
            return
        for channel, what in _ABOUT_ORDERS.items():
            way = self._of.ways["notice"][channel]
            text = _("{what}: {why}").format(what=_(what), why=_shown(channel, way) or _why(channel, way))
            action = menu.addAction(text.replace("&", "&&"), partial(self._leave, "notice", channel))
            action.setEnabled(way.allowed)

    def offer_copies(self, menu: QMenu, known: Mapping[Channel, str | None]) -> None:
        """What the gate cleared; else what is `known`, beside the reason why no advertising may go there."""
        if self._of is None:
            return
        for channel, what in _COPY.items():
            way = self._of.ways["advertising"][channel]
            address = way.address or known[channel] or ""
            text = _(what) if way.allowed or not address else _("{what}: {why}").format(what=_(what), why=way.why)
            action = menu.addAction(text.replace("&", "&&"), partial(QGuiApplication.clipboard().setText, address))
            action.setEnabled(bool(address))

    def _show(self) -> None:
        assert self._of is not None
        ways = self._of.ways["advertising"]
        self.call.setText(_call_words(ways["phone"]))
        for button, channel in ((self.call, "phone"), (self.mail, "email")):
            way = ways[channel]
            button.setEnabled(way.allowed)
            button.setToolTip(tip(_why(channel, way)))
            button.setAccessibleDescription(_why(channel, way))
        if ways["email"].allowed:
            self.mail.setToolTip(tip(ways["email"].address))
        self._changed()

    def _leave(self, purpose: Purpose, channel: Channel) -> None:
        """What was shown may be minutes old, and somebody else may have noted a no since."""
        assert self._of is not None
        try:
            way = ways_out.of_number(self._session.db, self._of.number, purpose, channel)
        except KmuError as error:  # gone since
            self._session.show_error(error)
            return
        shown, self._of.ways[purpose][channel] = self._of.ways[purpose][channel], way
        self._show()
        if way.allowed and way.address == shown.address:
            QDesktopServices.openUrl(QUrl(f"{_SCHEMES[channel]}:{way.address}"))
            return
        self._session.changed.emit()  # the rest of the page is as old
        told = OtherOpen(address=_shown(channel, way)) if way.allowed else NotOpen(why=_why(channel, way))
        self._session.show_error(told)


def _shown(channel: Channel, way: WayOut) -> str:
    return phone.show_national(way.address) if channel == "phone" and way.address else way.address


def _why(channel: Channel, way: WayOut) -> str:
    return _(_NONE[channel]) if way.loss == "no_address" else way.why


def _call_words(way: WayOut) -> str:
    if way.allowed:
        return _("Call {number}").format(number=_shown("phone", way))
    if way.loss in ("no_address", "may_say_no", "lead"):
        return _why("phone", way)
    if way.loss in ("blocked", "bounced"):
        if way.since is None:
            return _("Do not call: not allowed")
        return _("Do not call: objection {day}").format(day=show.date(way.since))
    return _("Do not call: no consent")
