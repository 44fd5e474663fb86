"""What the palette finds in the customer file: customers ("@") and documents ("#")."""

from kmu_crm.i18n import _
from kmu_crm.profiles import search
from kmu_crm.ui.palette import MOST, Found, Provider
from kmu_crm.ui.session import Session


def providers(session: Session) -> list[Provider]:
    return [
        Provider(_("Customers"), lambda typed: _customers(session, typed), "@"),
        Provider(_("Documents"), lambda typed: _documents(session, typed), "#"),
    ]


def _customers(session: Session, typed: str) -> list[Found]:
    """Whose name fits stands before whose records do."""
    hits = sorted(search.find(session.db, typed, 5 * MOST), key=lambda hit: hit.why != "name")[:MOST]
    return [_found(session, hit.profile_id, hit.display_name, hit.city or hit.email or "", "user") for hit in hits]


def _documents(session: Session, typed: str) -> list[Found]:
    hits = search.documents(session.db, typed, MOST)
    return [_found(session, hit.profile_id, hit.number, hit.display_name, "receipt-text") for hit in hits]


def _found(session: Session, profile: int, text: str, note: str, icon: str) -> Found:
    return Found(text, lambda: session.open_profile.emit(profile), note, icon)
