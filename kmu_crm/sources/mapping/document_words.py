"""What a word in a column such as “Belegart” says of its document: stems of German, English, French and Italian words.

Words are folded and compounds written together, so that “Pro-forma-Rechnung” and “Proforma Rechnung” are one. The first
rule that fits decides: what a document is not (a draft, a purchase) goes before what it is called.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from kmu_crm.fields.text import fold

DRAFT, PROFORMA, UNCLEAR, OFFER = "draft", "proforma", "unclear", "offer"
NEVER_SOLD = (DRAFT, PROFORMA, UNCLEAR, OFFER)  # states of documents that are shown and are no sale
Part = Literal["", "advance", "final"]


@dataclass(frozen=True)
class Said:
    """`kind` and `status` of the fact; `skip`: why the row is left out on purpose; `raises`: takes a credit note back;
    `of_order`: cancels what was ordered, not what was invoiced."""

    kind: str = ""
    status: str = ""
    skip: str = ""
    raises: bool = False
    of_order: bool = False


_SHORT = {
    "re": "invoice", "rg": "invoice", "ar": "invoice", "inv": "invoice", "bill": "invoice", "bon": "invoice", "gs": "credit_note",
    "rk": "credit_note", "cn": "credit_note", "ab": "order", "kv": "enquiry", "ze": "payment", "ls": "delivery", "er": "purchase",
}  # fmt: skip
_PURCHASE = re.compile(
    r"(eingangs?|einkaufs|zukauf|fremd)(rechnung|gutschrift|faktur|beleg)|rechnungseingang|^eingangsr[eg]$|lieferant|kreditor"
    r"|^(einkauf|ausgaben?|aufwand|wareneingang|expenses?)$|purchase(invoice|order|bill|credit)|supplier|vendor|fournisseur"
    r"|(facture|avoir)dachat|fornitor|acquisto|fatturapassiva"
)
_DELIVERY = re.compile(
    r"liefer(schein|nachweis|avis)|^lieferung$|pack(zettel|liste)|delivery(note|slip)|packing(slip|list)|warenausgang"
    r"|(bon|bulletin)(de)?livraison|bolla|documentoditrasporto"
)
_PAID_OUT = re.compile(r"zahlungsausgang|ausgangszahlung|^auszahlung|payout")
_DRAFT = re.compile(r"entw[u]e?rf|draft|brouillon|bozza|rechnungsvorschau")
_PROFORMA = re.compile(r"proforma")
QUOTE = re.compile(
    r"angebot|offert|voranschlag|kostenanschlag|^quot|quotation|estimate|^(sales)?offer|^offre|devis|preventivo"
)
_REMINDER = re.compile(
    r"mahnung|mahnstufe|erinnerung|zahlungsaufforderung|reminder|dunning|rappel|sollecito|kontoauszug|saldenliste|statement"
)
_PAYMENT = re.compile(
    r"^(teil|raten|ein)?zahlung(?!.*(rechnung|faktur|forderung|plan|avis))|zahlungseingang|^payment(?!request)|paiement|pagamento|incasso"
)
_CREDIT = re.compile(
    r"gutschrift|credit(note|memo|$)|kreditnote|avoir|notad?i?credito|notede?credit|rueckverguetung|erstattung|retoure"
    r"|rueck(nahme|gabe|zahlung)|refund|rembours|rimbors|^return|korrektur|berichtigung|correct(ion|ive)|rectificat|rettific"
)
_CANCEL = re.compile(r"storno|stornier|annull?[iae]|cancel|reversal|rueckabwickl|^void")
_CANCELLED = re.compile(r"storniert|annulliert|annulee?s?$|annullat|cancell?ed|voided")
_OF_CREDIT = re.compile(
    r"gutschrifts?(en)?-?storn|storn(o|ierung)(de[rs]|einer)(gutschrift|korrektur)|creditnote(cancel|reversal)"
    r"|(cancell?ation|reversal)of(the|a)?credit|annulationd(el?)?avoir|annullamento(di|della)?notadicredito"
)
_INVOICE = re.compile(
    r"rechnung|faktur|invoice|factur|fattur|verkauf$|^(cash)?sales?$|quittung|kassen(bon|beleg|zettel)|barbeleg|receipt|honorarnote"
    r"|^ventes?$|^vendit[ae]$|scontrino|belastung|debitnote|notad?i?debito|notede?debit|nachforderung"
)
_ORDER = re.compile(r"auftrag|bestell|(?<!f)order|commande|ordine|ordinazione")
_FINAL = re.compile(
    r"(?<!an)schluss(ab)?(rechnung|faktur)|\bend(ab)?(rechnung|faktur)|final(invoice|bill|account)|facturefinale|decomptefinal"
    r"|fatturafinale"
)
_ADVANCE = re.compile(
    r"abschlag|anzahlung|akonto|aconto|vorauszahlung|vorschuss|teilzahlungsrechnung|deposit|advance|downpayment|prepayment|acompte"
    r"|acconto|anticip|arrhes"
)
_OBJECT = re.compile(r"\b(zu|zum|zur|aus|laut|lt|gemaess|nach|wegen|fuer|for)\b")  # what follows is another document
_HYPHEN = re.compile(r"(?<=\w)[-‐–](?=[^\W\d])")


@lru_cache(10_000)
def read(word: str) -> Said | None:
    """None where nobody knows the word."""
    head, _, other = _halves(word)
    packed = _packed(head)
    if packed in _SHORT:
        return _left_out(_SHORT[packed]) or Said(_SHORT[packed])
    for rule, reason in ((_PURCHASE, "purchase"), (_DELIVERY, "delivery"), (_PAID_OUT, "paid_out")):
        if rule.search(packed) and not (reason == "delivery" and _INVOICE.search(packed)):  # one paper may be both
            return _left_out(reason)
    if _PROFORMA.search(packed):
        return Said("invoice", PROFORMA)
    if _DRAFT.search(packed):
        return replace(_named(packed) or Said("invoice"), status=DRAFT)
    if _CANCEL.search(packed):
        return _cancelling(head, packed, _packed(other))
    return _named(packed)


@lru_cache(10_000)
def part(word: str) -> Part:
    """Whether an invoice asks for money in advance, or is the final one of a job."""
    packed = _packed(_halves(word)[0])
    if read(word) != Said("invoice"):
        return ""
    return "final" if _FINAL.search(packed) else "advance" if _ADVANCE.search(packed) else ""


def are_days_of_orders(fields: Iterable[tuple[str, str | None]]) -> bool:
    """Of headings and what they mean: whether the day that counts is that on which something was ordered."""
    named = {field: header for header, field in fields if field in ("day", "at")}
    said = read(named.get("day", named.get("at", "")))
    return said is not None and said.kind in ("order", "enquiry")


def _halves(word: str) -> tuple[str, str, str]:
    """“Storno zu RE-1”: what it is, and what it is about."""
    folded = fold(_HYPHEN.sub("", word))
    found = _OBJECT.search(folded, 1)
    return (folded[: found.start()], found[0], folded[found.end() :]) if found else (folded, "", "")


def _packed(folded: str) -> str:
    """Without numbers, counts and blanks: “1 mahnung” and “re 2025 17” become “mahnung” and “re”."""
    return "".join(token for token in folded.split() if not any(map(str.isdigit, token)))


def _named(packed: str) -> Said | None:
    """What the document is called; advance payments that are asked for are invoices."""
    rules = (
        (_REMINDER, "note"), (_CREDIT, "credit_note"), (_FINAL, "invoice"), (_ADVANCE, "invoice"), (_PAYMENT, "payment"),
        (_INVOICE, "invoice"), (QUOTE, "enquiry"), (_ORDER, "order"),
    )  # fmt: skip
    return next((Said(kind) for rule, kind in rules if rule.search(packed)), None)


def _cancelling(head: str, packed: str, other: str) -> Said:
    """A document that takes another one back, or one that was itself taken back. “Gutschrift (Storno)” is a credit note,
    “Gutschriftstorno” takes one back: in a compound the last word says what it is."""
    named = _named(packed)
    if _CANCELLED.search(packed):
        return replace(named or Said("invoice"), status="cancelled")
    if (_OF_CREDIT.search(head.replace(" ", "")) and not re.match(r"gutschrift\b", head)) or _CREDIT.search(other):
        return Said("cancellation", raises=True)
    if named and named.kind in ("credit_note", "enquiry"):
        return named
    asked = _named(other) or named
    return Said("cancellation", of_order=asked == Said("order"))


def _left_out(reason: str) -> Said | None:
    skips = {"purchase": "purchase", "delivery": "delivery_note", "paid_out": "own_payment"}
    return Said(skip=skips[reason]) if reason in skips else None
