"""What kind of list an unknown table is: by the fields its columns became, and by words in their headings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kmu_crm.fields.text import fold
from kmu_crm.i18n import N_
from kmu_crm.sources.mapping import document_words, turned
from kmu_crm.sources.mapping.document_words import Said
from kmu_crm.sources.mapping.sheets import Sheet, folded
from kmu_crm.sources.mapping.vocabulary import ANSWERS, CONSENT, CUSTOMERS, LINE, NAMING

DOCUMENTS = ("orders", "invoices", "offers", "payments")
NUMBERS = {"number", "invoice_number"}
GUESSED = ("generic", "remembered")  # sheets of columns, and not of a kind that somebody wrote down
_WHEN = {"day", "at"}
_ITEMS = {"article", "article_name", "line_article", "line_name"}
_OF_PERSONS = {
    "email",
    "street",
    "postcode",
    "city",
    "postcode_city",
    "full_address",
    "birth_date",
    "company",
    *CONSENT,
}
_OF_SUPPLIERS = re.compile(
    r"lieferant|zulieferer|lieferfirma|gro(ß|ss)h(ä|ae)ndler|grossist|kreditor|vendor|supplier|fournisseur|fornitor"
)
_ACCOUNT = re.compile(
    r"konto|kto\.?|(aufwands|kosten|sach)konto|conto|compte|account"
)  # of the ledger, beside a supplier
_OF_STAFF = re.compile(
    r"^personal-?\s?(nummer|nr)|^mitarbeiter-?\s?(nummer|nr)|\bgehalt|steuerklasse|sozialversicherungs|lohnart|(stunden|brutto|monats)lohn"
    r"|employee (id|no|number)|\bsalary\b"
)
# “Mitglied” may be one of the team.
_CUSTOMERS = re.compile(rf"{CUSTOMERS}|käufer|auftraggeber|mandant|patient|\bgast\b")
_APPOINTMENT = re.compile(
    r"\b(termin|behandlung|sitzung|kurs|therapie|appointment|treatment|session|appuntament|rendez vous|kalender|calendar)"
)
_CALL = re.compile(
    r"anruf|angerufen|telefon(at|notiz|liste|isch)|gespraech|\b(calls?|called|phone log|appels?|chiamat[ae])\b"
)
_OF_CALLS = {"phone", "mobile", "phone2", "phone3", "outcome", "minutes"}
_TITLE = re.compile(r"(e-?mail-?)?(betreff|subject|objet|oggetto)(zeile| line)?")
# What was done for somebody then; what was spoken about is called otherwise.
_DONE = re.compile(r"leistung|dienstleistung|anwendung|prestation|trattamento|service|soin")
_CURRENCY = re.compile(r"\b(chf|eur|usd|gbp)\b|(€)|\b(fr|sfr)\b")
_SIGNS = {"€": "EUR", "fr": "CHF", "sfr": "CHF"}


def _words(said: dict[str, str]) -> dict[str, str]:
    return {folded(word): meaning for meaning, words in said.items() for word in words.split("|")}


CONSENT_WORDS = _words(
    {
        "confirmed": "aktiv|active|subscribed|angemeldet|bestätigt|confirmed|opt-in|optin|ja|double-opt-in|abonniert|eingetragen"
        "|abonné|abonnée|inscrit|inscrite|actif|confirmé|iscritto|iscritta|attivo|confermato",
        "withdrawn": "abgemeldet|unsubscribed|optout|opt-out|nein|complained|complaint|spam|abuse|abused"
        "|spam complaint|spam-beschwerde|marked as spam|inactive|inaktiv|inactif|inattivo|non attivo|abbestellt|ausgetragen|opted out"
        "|désinscrit|désinscrite|désabonné|désabonnée|disiscritto|disiscritta|cancellato|deleted|gelöscht|removed|entfernt|junk|unerwünscht",
        "bounced": "bounced|bounce|cleaned|hard bounce|unzustellbar|gebounct|gebounced",
    }
)
# Of these the words that nobody uses of anything but newsletters.
_ELSEWHERE = {
    "aktiv", "active", "inaktiv", "inactive", "ja", "nein", "confirmed", "bestätigt", "complaint", "eingetragen", "inscrit", "inscrite",
    "actif", "confirmé", "iscritto", "iscritta", "attivo", "confermato", "inactif", "inattivo", "non attivo", "abbestellt", "cancellato",
    "deleted", "gelöscht", "removed", "entfernt", "junk", "unerwünscht",
}  # fmt: skip
CLEARLY = CONSENT_WORDS.keys() - {folded(word) for word in _ELSEWHERE}
STATUSES = _words(
    {
        "cancelled": "storniert|storno|abgebrochen|annulliert|ungültig|cancelled|canceled|void|voided|annulé|annullato",
        "draft": "entwurf|draft|brouillon|bozza",
        "open": "offen|unbezahlt|ausstehend|überfällig|gemahnt|teilbezahlt|versendet|open|unpaid|pending|overdue|sent|ouvert|aperto",
        "paid": "bezahlt|bez.|bez|gezahlt|beglichen|ausgeglichen|verrechnet|paid|settled|payé|payée|pagato|pagata",
        "refunded": "erstattet|zurückerstattet|refunded",
    }
)
_OF_CONTRACTS = _words(
    {
        "cancelled": "gekündigt|storniert|widerrufen|cancelled|canceled|terminated",
        "closed": "beendet|abgelaufen|ausgelaufen|erledigt|geschlossen|ended|expired|closed|inaktiv|inactive",
        "draft": "entwurf|draft",
        "": "aktiv|active|laufend|läuft|running|ungekündigt|in kraft|gültig|valid",
    }
)
SENT = ("versendet", "sent")  # what of these an invoice owes by, and says nothing of an order's payment
MISSED = _words(
    {
        "cancelled": "abgesagt|abgesagt vom Kunden|ausgefallen|entfallen|nicht erschienen|nicht gekommen|no show|no-show|versäumt"
        "|disdetto|disdetta|annulée|annullata"
    }
)
_ASKS_WHO_CAME = re.compile(r"(ist |war )?(gekommen|erschienen|attended|presenza|presence)")
_NOT_COME = _words({"cancelled": "nein|n|no|non"})
FACT_KINDS = _words(
    {
        "invoice": "rechnung|ausgangsrechnung|re|rg|invoice|teilrechnung|facture|fattura",
        "credit_note": "gutschrift|rechnungskorrektur|gs|credit note|credit|creditnote|avoir|nota di credito",
        "cancellation": "storno|stornorechnung|stornierung|cancellation",
        "order": "bestellung|auftrag|auftragsbestätigung|ab|order|sales order",
        "payment": "zahlung|zahlungseingang|payment",
        "enquiry": "angebot|kostenvoranschlag|offerte|anfrage|rückfrage|quote|estimate|offer|enquiry|devis|offerta",
        "note": "lieferschein|mahnung|zahlungserinnerung|delivery note|reminder|notiz",
        "call": "anruf|telefonat|telefon|call",
        "email": "e-mail|mail|email",
        "complaint": "reklamation|beschwerde|complaint",
        "service": "wartung|reparatur|service|kundendienst",
        "visit": "besuch|visit",
        "appointment": "termin|besprechung|appointment|meeting",
    }
)
LINE_KINDS = _words(
    {
        "shipping": "versand|versandposition|versandkosten|porto|shipping",
        "voucher": "gutschein|gutscheinposition|voucher",
        "discount": "rabatt|rabattposition|discount",
    }
)


_OF_DOCUMENTS = re.compile(r"beleg|dokument|document|transaction")
_OF_TRADE = re.compile(r"^(bar)?verkauf$|^sales?$|^ventes?$|^vendit[ae]$")
_PARTS = re.compile(r"[,;:()/]| [-–] ")
_BACK = {"credit_note", "cancellation"}
_OF_WORK = ("service", "appointment")  # “Reparatur” may be what an invoice is for


def said(word: str) -> Said | None:
    """What a word means in the kind column of an own list of orders or invoices."""
    found = document_words.read(word)
    if found is None and (kind := FACT_KINDS.get(folded(word))):
        return Said(kind)
    return found


def tells_kinds(heading: str, words: Iterable[str]) -> bool:
    """“Art” and “Typ” may be of anything (“privat”, “Wartung”, “Verkauf” beside “Miete”): they tell of documents where
    one of their words does."""
    if _OF_DOCUMENTS.search(folded(heading)):
        return True
    named = (word for word in words if not _OF_TRADE.search(folded(word)))
    return any((found := said(word)) and found.kind not in _OF_WORK for word in named)


def sells_by_payments(words: Iterable[str]) -> bool:
    """Whether payments stand beside what was paid back, and nothing else is a sale."""
    found = {one.kind for word in words if (one := said(word)) and not one.skip}
    return "payment" in found and bool(found & _BACK) and not found & {"invoice", "order"}


def missed(word: str, statuses: Mapping[str, str]) -> str:
    """Of an appointment, where a reason stands beside it: “nein, abgesagt”, “ausgefallen (krank)”."""
    return next(filter(None, (statuses.get(folded(part)) for part in _PARTS.split(word))), "")


def sheet_for(fields: Sequence[str], like: Sheet | None) -> Sheet:
    """The kind of table that these fields make."""
    if like is not None and like.id not in GUESSED:
        return like
    has = set(fields)
    kind, fact_kind, family = _kind(has)
    states = _OF_CONTRACTS if kind == "contracts" else STATUSES if fact_kind else {}
    parts = kind in ("orders", "invoices") and not has & (LINE.keys() | {"article", "article_name", "price"})
    return Sheet(
        id="generic", system="list", title=N_("Own list"), kind=kind, fact_kind=fact_kind, family=family,
        fact_kinds=FACT_KINDS if fact_kind else {}, statuses=states, line_kinds=LINE_KINDS if fact_kind else {},
        free_kinds=kind in ("orders", "invoices"), yearly=kind in DOCUMENTS, sum_lines=not has & {"gross", "net"},
        sum_rows=parts, same_row_once=parts,
        consent_words=CONSENT_WORDS, consent_no="withdrawn", consent_basis="list",
    )  # fmt: skip


def _kind(has: set[str]) -> tuple[str, str, str]:
    """(kind, kind of fact, family of numbers)."""
    if has & ANSWERS.keys() and has & _WHEN:
        return "surveys", "survey", "order"
    if "contract_end" in has or ("contract_term" in has and has & _WHEN):
        return "contracts", "contract", "contract"
    amount, dated = bool(has & {"gross", "net"}), bool(has & _WHEN)
    if "article" in has and not has & {*NUMBERS, "day", "email"}:
        return "articles", "", "invoice"
    if "offer_number" in has and not has & NUMBERS and dated:
        return "offers", "enquiry", "offer"
    if "paid_at" in has and has & {*NUMBERS, "refers_to"} and amount and not dated:
        return "payments", "payment", "invoice"
    if (
        "paid_at" in has
        and has & {*NAMING, "customer", "external_id"}
        and amount
        and not dated
        and not has & LINE.keys()
    ):
        return "payments", "payment", "invoice"  # who paid how much, and when
    if "refers_to" in has and amount and dated and not has & {*NUMBERS, *LINE}:
        return "payments", "payment", "invoice"
    if has & {*NUMBERS, "refers_to"} and (amount or has & LINE.keys()) and dated:
        name = "invoice" if "invoice_number" in has else "order"
        return f"{name}s", name, name
    if has & NUMBERS and "line_quantity" in has and has & _ITEMS and has & {*NAMING, "customer", "external_id"}:
        name = "invoice" if "invoice_number" in has else "order"
        return f"{name}s", name, name  # items of documents that another file may tell the days of
    if amount and dated and has & {*NAMING, "customer", "external_id"}:
        return "invoices", "invoice", "invoice"  # sales without a number
    if has & {"subject", "minutes", "outcome"} and dated:
        return "contacts_log", "call", "invoice"
    if has & {"note", "text"} and dated and not has & _OF_PERSONS:
        return "contacts_log", "call", "invoice"  # what was said or done on that day
    if has & {"consent_status", "consent_confirmed_at"}:
        return "newsletter", "", "invoice"
    return "customers", "", "invoice"


def told(sheet: Sheet, header: Sequence[str], fields: Sequence[str | None], called: Sequence[str | None] = ()) -> Sheet:
    """The same sheet with what only headings tell: suppliers or staff instead of customers, appointments, a currency. `called`:
    the names of the workbook's sheet and of the file."""
    names = [folded(name) for name in header]
    has = {field for field in fields if field}
    others = {field for name, field in zip(names, fields, strict=True) if field and not _ACCOUNT.fullmatch(name)}
    if sheet.kind != "articles" and _are_suppliers(names, others):
        return replace(sheet, kind="suppliers", title=N_("List of suppliers"), declined=True)
    customers = any(field in NAMING and _CUSTOMERS.search(name) for name, field in zip(names, fields, strict=True))
    if (
        any(map(_OF_STAFF.search, names))
        and not customers
        and not has & {"external_id", "customer", "customer_number", *NUMBERS}
    ):
        return replace(sheet, kind="staff", title=N_("List of employees"), declined=True)
    sheet = of_talks(sheet, header, fields, called)
    said = {next(filter(None, found.groups())) for name in names for found in _CURRENCY.finditer(name)}
    currencies = {_SIGNS.get(one, one.upper()) for one in said}
    if sheet.fact_kind and "currency" not in fields and len(currencies) == 1:
        sheet = replace(sheet, currency=currencies.pop())
    return sheet


def of_talks(
    sheet: Sheet, header: Sequence[str], fields: Sequence[str | None], called: Sequence[str | None] = ()
) -> Sheet:
    """The same sheet with what its rows are where no column says so: appointments, calls, mails, or notes of whatever was said."""
    if sheet.kind != "contacts_log" or sheet.system != "list":
        return sheet
    names = list(filter(None, called))
    if _are_appointments(header, names):
        no = _NOT_COME if any(_ASKS_WHO_CAME.fullmatch(fold(turned.words(name))) for name in header) else {}
        return replace(sheet, fact_kind="appointment", statuses={**sheet.statuses, **MISSED, **no})
    has = set(fields)
    if has & _OF_CALLS or any(_CALL.search(fold(one)) for one in (*header, *names)):
        return replace(sheet, fact_kind="call")
    titled = any(
        _TITLE.fullmatch(folded(name)) for name, field in zip(header, fields, strict=True) if field == "subject"
    )
    return replace(sheet, fact_kind="email" if titled and "email" in has else "note")


def _are_appointments(header: Sequence[str], called: Sequence[str]) -> bool:
    """The headings tell before the names do: an appointment may be what was agreed in a call."""
    for words in (header, called):
        said = [fold(one) for one in words]
        if any(map(_CALL.search, said)):
            return False
        if any(map(_APPOINTMENT.search, said)):
            return True
    return any(_DONE.fullmatch(fold(one)) for one in header)


def speaks_of_calls(name: str) -> bool:
    """Of a heading, a sheet or a file."""
    return _CALL.search(fold(name)) is not None


def are_talks(sheet: Sheet) -> bool:
    """Whether its words are those of calls, visits or answers, and not of a program's own mails and appointments."""
    return sheet.kind in ("contacts_log", "surveys") and not sheet.file_kind


def is_of_suppliers(heading: str) -> bool:
    return _OF_SUPPLIERS.search(folded(heading)) is not None


def _are_suppliers(names: Sequence[str], has: set[str]) -> bool:
    """They alone are named. Where somebody else is, `supplier_lists` tells, and a person decides."""
    return any(map(_OF_SUPPLIERS.search, names)) and not has & {"external_id", "customer", "customer_number", *NAMING}
