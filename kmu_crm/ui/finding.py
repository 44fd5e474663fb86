"""What the palette finds in the customer file: customers ("@") and documents ("#"), and customers who were opened before."""

from collections.abc import Sequence
from sqlite3 import Connection

from kmu_crm.desk import wording
from kmu_crm.fields import show
from kmu_crm.i18n import _
from kmu_crm.profiles import search
from kmu_crm.ui.hits import Found
from kmu_crm.ui.pages.customers.question import Latest
from kmu_crm.ui.palette import MOST, Palette, Provider
from kmu_crm.ui.session import Session


def offer(session: Session, palette: Palette) -> None:
    """From here on the palette finds what is in this file."""
    found = _Finder(session)
    groups = [Provider(_("Customers"), found.customers, "@"), Provider(_("Documents"), found.documents, "#")]
    palette.search_in(Latest(session, palette), groups, found.again)


class _Finder:
    """All but what a hit does when it is chosen runs off the window's thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def customers(self, db: Connection, typed: str) -> list[Found]:
        """Whose name fits stands before whose records do."""
        hits = sorted(search.find(db, typed, 5 * MOST), key=lambda hit: hit.why != "name")[:MOST]
        return [self._customer(hit.profile_id, hit.display_name, hit.city or hit.email or "") for hit in hits]

    def documents(self, db: Connection, typed: str) -> list[Found]:
        return [self._document(hit) for hit in search.documents(db, typed, MOST)]

    def again(self, db: Connection, numbers: Sequence[int]) -> dict[int, Found]:
        """By the number asked for: who was joined with another customer is found as that one, who was deleted is not."""
        known = search.known(db, numbers)
        return {n: self._customer(who.profile_id, who.display_name, who.city or "") for n, who in known.items()}

    def _document(self, hit: search.DocumentHit) -> Found:
        note = " · ".join(
            filter(None, (wording.kind(hit.kind), hit.display_name, show.date(hit.day) if hit.day else ""))
        )
        return self._found(hit.profile_id, hit.number, note, "shopping-cart" if hit.kind == "order" else "receipt-text")

    def _customer(self, profile: int, name: str, note: str) -> Found:
        return self._found(profile, name, note, "user")

    def _found(self, profile: int, text: str, note: str, icon: str) -> Found:
        return Found(text, lambda: self._session.open_profile.emit(profile), note, icon, key=profile)
