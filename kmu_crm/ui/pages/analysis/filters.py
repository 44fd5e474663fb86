"""Period, channel and region, which all figures and charts of the page follow."""

from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.sources.mapping.programs import program
from kmu_crm.ui import theme
from kmu_crm.ui.pages import changes
from kmu_crm.ui.widgets import Picker, lay_out, row
from kmu_crm.value import slices
from kmu_crm.value.slices import Slice

YEAR = 12  # months
_SPANS = {YEAR: N_("Last 12 months"), 6: N_("Last 6 months"), 3: N_("Last 3 months"), 1: N_("This month")}
_COUNTRIES = {"DE": N_("Germany"), "AT": N_("Austria"), "CH": N_("Switzerland")}


@dataclass(frozen=True)
class Choices:
    channels: list[slices.Channel]
    regions: list[tuple[str, str, int]]
    years: list[int]


def choices(db: Connection) -> Choices:
    return Choices(slices.channels(db), slices.regions(db), slices.years(db))


class Filters(QWidget):
    """`changed` after another choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.period, self.channel, self.region = Picker(_("Period")), Picker(_("Channel")), Picker(_("Region"))
        for picker, width in ((self.period, 172), (self.channel, 150), (self.region, 172)):
            picker.setFixedWidth(theme.px(width))
            picker.activated.connect(lambda _place: self.changed.emit())
        lay_out(self, row(self.period, self.channel, self.region, gap=8))
        self.offer(Choices([], [], []))

    def offer(self, found: Choices) -> None:
        """What is chosen stays, as long as it is still there."""
        spans = [(_(title), months) for months, title in _SPANS.items()]
        _fill(self.period, spans + [(_("Year {year}").format(year=year), year) for year in found.years])
        several = {one.system for one in found.channels if sum(x.system == one.system for x in found.channels) > 1}
        _fill(
            self.channel,
            [(_("All channels"), None), *((_name(one, one.system in several), one.source) for one in found.channels)],
        )
        _fill(self.region, [(_("All regions"), "|"), *((_region(*one), "|".join(one[:2])) for one in found.regions)])

    def slice(self, as_of: str) -> Slice:
        """With both days; `as_of`: the ISO key date of the figures."""
        country, postcode = self.region.currentData().split("|")
        return Slice(*_days(self.period.currentData(), as_of), self.channel.currentData(), country, postcode)

    def is_usual(self) -> bool:
        """The twelve months, channels and regions that rules for customers speak of as well."""
        return self.period.currentData() == YEAR and self.slice("2000-01-01").everywhere

    def words(self) -> str:
        return " · ".join(picker.currentText() for picker in (self.period, self.channel, self.region))


def rule_within(rule: str) -> str:
    """A rule whose own time gives way to that of the slice: who bought in it is asked apart."""
    return rule.replace(changes.ACTIVE, "purchases >= 1").replace(changes.WITH_REVENUE, "purchases >= 1")


def region_rule(rule: str, of: Slice) -> str:
    """A rule about customers, whatever they bought, in the slice's region."""
    parts = [rule]
    if of.country:
        parts.append(f"country is {of.country}")
    if of.postcode:
        parts.append(f'postcode starts with "{of.postcode}"')
    return " and ".join(parts)


def _days(period: int, as_of: str) -> tuple[str, str]:
    """A number of months up to the key date, or a calendar year up to it at most."""
    if period > YEAR:
        return f"{period}-01-01", min(f"{period}-12-31", as_of)
    if period == 1:
        return f"{as_of[:7]}-01", as_of
    if period == YEAR:
        return (date.fromisoformat(as_of) - timedelta(days=364)).isoformat(), as_of
    months = int(as_of[:4]) * 12 + int(as_of[5:7]) - 1 - period + 1
    return f"{months // 12:04}-{months % 12 + 1:02}-01", as_of


def _fill(picker: Picker, entries: list[tuple[str, object]]) -> None:
    values, before = [value for _text, value in entries], picker.currentData()
    texts = [text for text, _value in entries]
    if texts == [picker.itemText(place) for place in range(picker.count())]:
        return
    picker.clear()
    for text, value in entries:
        picker.addItem(text, value)
    picker.setCurrentIndex(values.index(before) if before in values else 0)


def _name(channel: slices.Channel, one_of_several: bool) -> str:
    name = program(channel.system) or channel.title
    return f"{name} ({channel.account})" if one_of_several and channel.account else name


def _region(country: str, postcode: str, customers: int) -> str:
    name = _(_COUNTRIES[country]) if country in _COUNTRIES else country
    size = show.number(customers)
    if postcode:
        return f"{name} {postcode}… ({size})"
    return f"{name} ({size})"
