"""Accounts that stand for many buyers, by the whole of their name: “Diverse Debitoren”, “PayPal Sammelkonto”; names of nobody."""

import re
from functools import lru_cache

from kmu_crm.fields.text import fold

_WAY = (
    r"(paypal|amazon|ebay|otto|kaufland|klarna|stripe|etsy|shopify|zalando|sumup|shop|web ?shop|online( ?shop)?|ec|kreditkarten?"
    r"|kasse|laden)"
)
_MANY = (
    r"(kunden|kundschaft|privatkunden|einzelkunden|kleinkunden|debitor(en)?|verkaeufe|zahlungen"
    r"|sammel ?(konto|debitor(en)?|kunden?))"
)
_WHERE = r"(inland|ausland|eu|drittland|laden|filiale|kasse|markt|shop|online|\d+)"
_NAME = re.compile(
    rf"(diverse( {_MANY})?|div {_MANY}|sammel ?(konto|debitor(en)?|kunden?|kundenkonto)( ({_WAY}|bar ?verkauf|laufkundschaft))?"
    rf"|(div(erse)? )?laufkund(e|en|schaft)"
    r"|(div(erse)? )?bar ?(verkauf|verkaeufe|verkaufskunden?)|bar(kunden?|kundschaft)"
    r"|cpd( ?(konto|kunden?|debitor(en)?))?|conto pro diverse"
    rf"|({_WAY} {_MANY}|{_MANY} {_WAY})"
    rf"|clients divers|clienti diversi|(walk in|cash) customers?|cash sales?)( {_WHERE})*"
)

_PART = re.compile("div|sammel|kund|bar|cpd|conto|debit|verk|zahl|client|customer|cash", re.I)  # of any such name


_COUNTER = re.compile(r"(div(erse)? )?(laufkund|bar ?(verkauf|verkaeuf|kund)|walk in|cash)")


# A flat, a table or a place that nobody has.
_VACANT = re.compile(
    r"(?i:leerstehend|leerstand|(un|nicht |noch nicht )(besetzt|vermietet|bewohnt|belegt|vergeben)|vakant|vacant|zu vermieten"
    r"|n\. ?n\.?|nomen nominandum)|(noch |derzeit |zur ?zeit )(frei|leer)"
)
_FREE = re.compile(r"frei|leer|nn|FREI|LEER|NN")  # Frei and Leer are names


def is_vacant(name: str, alone: bool) -> bool:
    """What stands in the place of a name where there is nobody: “leerstehend”, “n.n.”; “frei” only where it stands `alone`."""
    bare = name.strip(" -–()*")
    return _VACANT.fullmatch(bare) is not None or (alone and _FREE.fullmatch(bare) is not None)


def may_be_a_name(name: str) -> bool:
    """Of one word, which a firm may bear: with an address it is one."""
    return fold(name) in ("diverse", "cpd", "sammelkunde")


def is_counter(name: str) -> bool:
    """Sales over the counter, which no shop and no way of payment tells one by one: “Laufkundschaft”, “Barverkauf”."""
    return _COUNTER.match(fold(name)) is not None


@lru_cache(10_000)  # they come again with every sale
def is_collective(name: str) -> bool:
    """Exact words only: “Diverse Objekte GmbH” and “Bar Kunde” are names like any other."""
    return _PART.search(name) is not None and _NAME.fullmatch(fold(name)) is not None
