"""Documents of an import in another currency than most of the store: what they come to is added nowhere, and that is told."""

from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from kmu_crm.fields import show
from kmu_crm.i18n import ngettext
from kmu_crm.sources import commonest
from kmu_crm.sources.recording.oddities import MOST_ROWS, Oddity
from kmu_crm.sources.recording.problems import FOREIGN, TURNED
from kmu_crm.sources.recording.shapes import UNSOLD, FactRow, place_of

_CURRENCY, _STATUS = map(place_of, ("currency", "status"))
MOST_NAMES = 4


class Foreign:
    """Hears the documents of one import."""

    def __init__(self) -> None:
        self._rows: dict[str, list[int]] = {}

    def see(self, facts: Sequence[FactRow]) -> None:
        for fact in facts:
            name = fact.values[_CURRENCY]
            if name and fact.kind in commonest.SALES and fact.values[_STATUS] not in UNSOLD:
                self._rows.setdefault(str(name), []).append(fact.row)

    def told(self, db: Connection, import_id: int, header: str) -> Iterator[Oddity]:
        """Once everything is written. `header`: the column that names currencies, or bears them."""
        if not self._rows:
            return
        found = commonest.counts(db, import_id)
        own = commonest.own(db, found)
        rows = sorted({row for name, here in self._rows.items() if name != own for row in here})
        if rows:
            yield Oddity(
                FOREIGN, _of_this(len(rows), self._named(own), own), tuple(rows[:MOST_ROWS]), header, len(rows)
            )
        others = {name: brought for name, (_, brought) in found.items() if brought}
        if others and (before := commonest.most(db, others)) != own:
            yield Oddity(TURNED, _of_others(others[before], before, own), (), header, others[before])

    def _named(self, own: str) -> str:
        """The most frequent ones: of a column that names none, nobody wants to read every word."""
        names = sorted(self._rows.keys() - {own}, key=lambda name: (-len(self._rows[name]), name))
        return ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")


def _of_this(count: int, names: str, own: str) -> str:
    return ngettext(
        "{n} document is in {names}, and most of yours in {own}: it is kept and shown, and stands in no revenue. To have it"
        " counted, write its amounts in {own} and import the file again. Lists that name no currency are taken to be"
        " in that of your country: it stands in the settings",
        "{n} documents are in {names}, and most of yours in {own}: they are kept and shown, and stand in no revenue. To have them"
        " counted, write their amounts in {own} and import the file again. Lists that name no currency are taken to be"
        " in that of your country: it stands in the settings",
        count,
    ).format(n=show.number(count), names=names, own=own)


def _of_others(count: int, before: str, own: str) -> str:
    return ngettext(
        "With this file most of your documents are in {own}: {n} document in {before}, of other files, stands in no revenue any more."
        " If your revenue is in {before}, undo the import",
        "With this file most of your documents are in {own}: {n} documents in {before}, of other files, stand in no revenue any more."
        " If your revenue is in {before}, undo the import",
        count,
    ).format(n=show.number(count), before=before, own=own)
