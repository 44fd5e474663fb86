"""What the words of a document's columns say: of which kind it is, and how it stands with it."""

from functools import lru_cache

from kmu_crm.sources.mapping import kinds, paid_words, status_words, worded_columns
from kmu_crm.sources.mapping.document_words import OFFER, PROFORMA, UNCLEAR, Said
from kmu_crm.sources.mapping.sheets import Sheet, folded

FEW = 1_000  # words that are remembered
TAKEN = ("cancelled", "refunded", "draft", PROFORMA, OFFER)


class Wording:
    """Few words, told again and again. `further`: heading of a second status; `payment_tells_more`: it is of what is paid;
    `of_paying`: so is what the columns of states say."""

    def __init__(self, sheet: Sheet, has_fact: bool):
        self._sheet, self._has_fact = sheet, has_fact
        self._own, self._of_program = sheet.free_kinds and sheet.system == "list", sheet.system != "list"
        self.further, self.payment_tells_more, self.of_paying = "", False, False
        self.payments_sell = False  # where nothing else does
        self.kind = lru_cache(FEW)(self._kind)
        self.state = lru_cache(FEW)(self._state)

    def _state(self, status: str | None, further: str | None, kind: str) -> str:
        """Of two columns: what was taken back in either of them was."""
        first = self._status(status, kind) if status else ""
        if not further or (first in TAKEN and first != OFFER):
            return first
        words = worded_columns.status(self.further, further)
        if (
            kind == "order"
            and status_words.is_through(status or "")
            and status_words.read(words) == status_words.UNPAID
        ):
            return first  # the state of a first attempt
        known = self._sheet.statuses.get(folded(further), "")
        other = known if known and (known != "cancelled" or words == further) else self._status(words, kind)
        if (
            (self.payment_tells_more or self._of_program)
            and other in ("open", "paid")
            and first in ("", "open", "paid")
        ):
            return other
        return other if other in TAKEN or (other == "paid" and first in (OFFER, UNCLEAR)) else first or other

    def _status(self, word: str, kind: str) -> str:
        """A list of one's own has anybody's words, and so may have what a program leaves to its users. An invoice that could not be
        collected stands, an order does not."""
        known = self._sheet.statuses.get(folded(word))
        if kind == "order" and self._own and folded(word) in kinds.SENT:
            return ""  # an order may have been paid for before it went out
        if known is not None or not (self._own or (self._of_program and kind in ("order", "invoice"))):
            return known or (kinds.missed(word, self._sheet.statuses) if kind == "appointment" else "")
        said = status_words.read(word)
        if said == status_words.UNPAID:
            return "cancelled" if kind == "order" else "open"
        if not said and kind == "invoice" and (paying := paid_words.of_status(word, self.of_paying)):
            return paying
        if not said and kind in ("order", "invoice"):
            return status_words.unsold(word)
        return "" if said == status_words.PARTLY else said

    def _kind(self, word: str | None) -> Said:
        if word and self._has_fact and self._sheet.free_kinds:
            found = kinds.said(word)
            if found is None:  # no bookkeeper would call it a sale before knowing what it is
                return Said(self._sheet.fact_kind, UNCLEAR)
            if found.of_order and self._sheet.fact_kind == "invoice":
                return Said("order", "cancelled")
            return Said(self._sheet.fact_kind) if found.kind == "payment" and self.payments_sell else found
        return Said(self._known_kind(word))

    def _known_kind(self, said: str | None) -> str:
        if not self._has_fact:
            return "lines"
        if said and self._sheet.fact_kinds:
            return self._sheet.fact_kinds.get(folded(said), self._sheet.fact_kind)
        return said if said and not self._sheet.fact_kind else self._sheet.fact_kind
