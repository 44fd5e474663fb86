"""Amounts of documents under headings too many to list: “Bestellwert”, “Endsumme”, “Total inkl. MwSt.”, “Umsatz”.

They are believed beside a document's number and day alone: in a list of customers, be it of a day, “Umsatz” is what they
bought so far.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from kmu_crm.fields import money, vat_rates
from kmu_crm.sources.mapping import contents, turned

Column = tuple[str, str | None, float]  # header, field, confidence
NUMBERS = {"number", "invoice_number", "offer_number"}
AMOUNTS = {"gross", "net"}
OF_ITEMS = {"line_net", "line_gross", "line_quantity", "line_article", "article", "line_position"}
NAMED = {"line_name", "article_name", "line_kind"}
_PRICES = {"price", "line_unit"}  # of items, which the list does not have
# Gives way to the whole: goods without what sending costs, and the sum of a year.
_LATER = re.compile(r"waren(?!korb)|\b(19|20)\d\d\b")
TOLD = 0.85
_MOSTLY = 0.5

_PART = (
    r"rechnungs?|bestell(ung|ungs)?|auftrags?|angebots?|offert(en?)?|beleg|faktura?|gesamt|ges|end|zahl|zahlungs|kauf|verkaufs?|vk|waren|warenkorb|order|invoice"
    r"|grand|sales?|rg|re|der|des|d|position|netto|brutto|net|gross"
)
_CORE = (
    r"betr(ag)?|summe|zu zahlen|total|wert|volumen|\bvk\b|umsatz|umsaetze|erloese?|gesamt|preis|amount|value|entgelt|honorar|price"
    r"|montant|importo|totale"
)
_SAID = re.compile(rf"(({_PART}) ?)*({_CORE})( ?({_PART}|{_CORE}))*")
_NET = re.compile(
    r"netto|\bnet\b|\bexkl\w*|\bexcl\w*|\bzzgl\b|\bzuzueglich\b|\bohne\b|\bht\b|\bhors\b|\bvor\b|\bplus\b"
)
_GROSS = re.compile(r"brutto|\bgross\b|\binkl\w*|\bincl\w*|\bmit\b|\bttc\b|\bnach\b|\bcompris\w*")
_SIGNS = re.compile(r"\b(exkl\w*|excl\w*|zzgl|zuzueglich|ohne|ht|hors|vor|plus|inkl\w*|incl\w*|mit|ttc|nach)\b")
_TAX = re.compile(
    r"\b(mwst|ust|mehrw\w*|umsatzst\w*|steuer\w*|tax|taxes|vat|tva|iva)\b(?!.*\b(id|nr|nummer|number|no)\b)"
)
_UNTAXED = re.compile(  # no tax is in it, nor comes to it
    r"\b((gem|gemaess|nach|lt|laut) )?19 (abs \d )?(des )?ust ?g\b|\bkleinunternehm\w*"
    r"|\b((umsatz|mehrwert)?steuer|ust|mwst) ?(frei|befreit)\w*"
)
_RATE = re.compile(r"\b(\d+([.,]\d+)?) ?%")
_NUMBERED = re.compile(r"nummer|number|numero|nr\b|\bno\b|\bn°|\bnum\b|\bid\b|kennung|zeichen")
_SENT = re.compile(r"\b(und|and|u)? ?(versand(kosten)?|porto|shipping)\b")  # included, or said to be
_BESIDE = re.compile(r"\b(in|eur|euro|euros|chf|fr|sfr|usd|franken|\d+)\b")
_BEFORE = re.compile(r"\b(netto|brutto)(?=\w{3})")  # Nettobetrag
_MONEY = re.compile(
    rf"({_CORE.replace('gesamt|', '')}|kosten|zahlen|gebuehr|preis|€|\beur\b|\beuro\b|\bchf\b|\$|cost|fee|charge)"
)
_SUM = re.compile(r"gesamt|summe|total|umsatz|betrag|wert|montant|importo")
_FIRST = re.compile(r"(zwischen)?(betrag|summe|total|gesamt|preis|wert|amount|sum|montant|importo)|warenwert")
_FINAL = (
    r"((rechnungs?|gesamt|auftrags?|bestell) ?)?end ?(betrag|summe|preis)|(gesamt|rechnungs|auftrags|bestell) ?(betrag|summe|preis|wert)"
    r"|(grand|invoice|order|final) (total|amount)|total amount|total (ttc|general)|totale (fattura|generale)"
)
# The whole of an order, of what a customer bought until then, or with fees: more than the document where nothing explains it.
_MAY_BE_MORE = re.compile(r"(gesamt|auftrags?|bestell) ?(betrag|summe|preis|wert)|(grand|order) .*|total.*")
_LESS = re.compile(r"rabatt|skonto|nachlass|discount|remise|sconto|abzug")
_FIGURE = re.compile(r"[^\w]{0,2}(€|EUR|CHF|Fr\.?)?\s*-?\d[\d.,'’ ]*([.,]\s?(-{1,2}|–|—))?\s*(€|EUR|CHF|Fr\.?)?", re.I)


def said(heading: str) -> str:
    """`gross` or `net` where the heading is of the amount of a document; nothing of a part of it, as the tax."""
    name = _BEFORE.sub(r"\1 ", _spelt(heading))
    if is_untaxed(heading):
        return "gross" if _SAID.fullmatch(_bare(name)) else ""
    net, gross = _NET.search(name), _GROSS.search(name)
    if (net and gross) or (_TAX.search(name) and not (net or gross)):
        return ""
    if gross and not net:
        name = _SENT.sub(" ", name)
    bare = _bare(name)
    at_rate = _RATE.search(heading) is not None and bare in ("netto", "brutto")  # “Netto 19 %”
    return ("net" if net else "gross") if at_rate or _SAID.fullmatch(bare) else ""


def _bare(name: str) -> str:
    return " ".join(_BESIDE.sub(" ", _TAX.sub(" ", _SIGNS.sub(" ", _UNTAXED.sub(" ", name)))).split())


def is_untaxed(heading: str) -> bool:
    """Whether it says that its amounts bear no tax: gross and net are one. “Betrag ohne MwSt.” is a net amount."""
    return _UNTAXED.search(_spelt(heading)) is not None


def parts(header: Sequence[str], fields: Sequence[str | None], cells: Sequence[Sequence[str]]) -> set[int]:
    """Columns of what a document holds at one rate of tax, where others hold the rest of it or the whole. What bears no tax
    is a part beside any tax and any other amount of the document. `fields`: what each heading says by itself."""
    rates = {place: rate for place, one in enumerate(header) if (rate := _rate(one)) is not None}
    if len({*rates.values()}) > 1:
        return {*rates}
    if "0" not in rates.values():
        return set()
    cents = [[one or 0 for one in money.in_cents(column)] for column in cells]
    untaxed = {*rates}
    others = {
        place: field
        for place, field in enumerate(fields)
        if place not in rates and _is_of_document(header[place], field)
    }
    if not any(any(cents[place]) for place in others):
        return set()
    sums = {field: cents[place] for place, field in others.items()}
    if {"gross", "net", "tax"} <= sums.keys():  # the net amount may be that of the rest alone
        rest = [gross - net - tax for gross, net, tax in zip(sums["gross"], sums["net"], sums["tax"], strict=True)]
        if any(rest) and rest in [cents[place] for place in untaxed]:
            untaxed |= {place for place, field in others.items() if field == "net"}
    return untaxed


def _is_of_document(heading: str, field: str | None) -> bool:
    return field in {"tax", *AMOUNTS} or names_tax(heading) or said(heading) != ""


def _rate(heading: str) -> str | None:
    if is_untaxed(heading):
        return "0"
    found = _RATE.search(heading)
    return found[1] if found and (said(heading) or names_tax(heading)) else None


def rate_of(heading: str) -> str:
    """The rate of tax that a heading names, of an amount at it or of the tax itself: “Umsatz 7 %”."""
    return "" if is_untaxed(heading) else _rate(heading) or ""


def without_tax_words(heading: str) -> str:
    """“Betrag” of “Betrag inkl. MwSt.”; nothing where no tax is named."""
    return _bare(_spelt(heading)) if names_tax(heading) or is_untaxed(heading) else ""


def names_tax(heading: str) -> bool:
    return _TAX.search(_spelt(heading)) is not None


def names_number(heading: str) -> bool:
    return "#" in heading or _NUMBERED.search(turned.words(heading)) is not None


def _spelt(heading: str) -> str:
    return turned.words(heading).replace("mw st", "mwst")


def says_gross(heading: str) -> bool:
    return _GROSS.search(turned.words(heading)) is not None


def fit(columns: Sequence[Column], parts: Collection[int]) -> list[Column]:
    """The amounts of a list of documents that has none yet; beside a gross amount the net one, where a heading says so."""
    found, fields = list(columns), {field for _, field, _ in columns}
    if not fields & NUMBERS or not fields & {"day", "at"}:
        return found
    if fields & OF_ITEMS:
        return found if fields & {*AMOUNTS, "line_net", "line_gross"} else _beside_items(found)
    known, free = bool(fields & AMOUNTS), _free(fields)
    for place in sorted(range(len(columns)), key=lambda place: _LATER.search(columns[place][0].casefold()) is not None):
        header, field, _sure = columns[place]
        told = said(header) if field in free and place not in parts else ""
        if told and told not in fields and not (known and told == "gross"):
            found[place] = (header, told, TOLD)
            fields.add(told)
    return found if fields & AMOUNTS else _at_rates(found, parts)


def _at_rates(columns: Sequence[Column], parts: Collection[int]) -> list[Column]:
    """Parts of which nothing tells the whole are all there is of it, where each names its rate and all are gross, or all net."""
    found, named = list(columns), [(place, said(columns[place][0])) for place in sorted(parts)]
    sums = [(place, told) for place, told in named if told]
    if len({told for _, told in sums}) == 1 and all(rate_of(columns[place][0]) for place, _ in named):
        for place, told in sums:
            found[place] = (columns[place][0], told, TOLD)
    return found


def taxes(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Beside the amount of a document the columns of its tax at several rates are one tax: `values.Reader` adds them up."""
    found, at = list(columns), {field: place for place, (_, field, _) in enumerate(columns) if field}
    amount = at.get("gross", at.get("net"))
    places = [
        place
        for place, (one, field, _) in enumerate(columns)
        if field in (None, "tax") and rate_of(one) and names_tax(one) and not said(one)
    ]
    others = at.keys() & {"tax_rate", *OF_ITEMS} or at.get("tax", -1) not in (-1, *places)
    if amount is None or others or len({rate_of(columns[place][0]) for place in places}) < 2:
        return found
    sums = [sum(filter(None, told)) for told in zip(*(money.in_cents(cells[place]) for place in places), strict=True)]
    if all(
        abs(tax) < abs(whole or 0) or not tax for tax, whole in zip(sums, money.in_cents(cells[amount]), strict=True)
    ):
        for place in places:
            found[place] = (columns[place][0], "tax", TOLD)
    return found


def final(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Of several sums of a document without items the last one that is asked for: “Endbetrag” beside “Betrag”, which is the net
    one where it makes up the other with the tax."""
    found = list(columns)
    at = {field: place for place, (_, field, _) in enumerate(columns) if field}
    if (
        "gross" not in at
        or not at.keys() & NUMBERS
        or at.keys() & OF_ITEMS
        or not _FIRST.fullmatch(turned.words(columns[at["gross"]][0]))
    ):
        return found
    asked = rf"{_FINAL}|zu zahlen" if any(_LESS.search(turned.words(header)) for header, _, _ in columns) else _FINAL
    first = money.in_cents(cells[at["gross"]])
    for place, (header, field, _) in reversed(list(enumerate(columns))):
        if field is not None or not re.fullmatch(asked, turned.words(header)):
            continue
        whole = money.in_cents(cells[place])
        numbers = next(cells[place] for name, place in at.items() if name in NUMBERS)
        if (
            any(whole)
            and all(bool(one) == bool(other) for one, other in zip(first, whole, strict=True))
            and not _repeats(numbers, first, whole)
        ):
            tax = money.in_cents(cells[at["tax"]]) if "tax" in at else []
            more = money.in_cents(cells[at["shipping"]]) if "shipping" in at else [0] * len(first)
            taxed = _holds(whole, tax) and not _holds(first, tax)
            if _MAY_BE_MORE.fullmatch(turned.words(header)) and not taxed and not _are_explained(first, whole, more):
                continue
            is_net = tax and all((n or 0) + (t or 0) == (g or 0) for n, t, g in zip(first, tax, whole, strict=True))
            found[at["gross"]] = (columns[at["gross"]][0], "net" if is_net and "net" not in at else None, TOLD)
            found[place] = (header, "gross", TOLD)
            break
    return found


def by_tax(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A “Summe” to which the tax beside it is yet to be added, at one rate, is the net amount."""
    found, at = list(columns), {field: place for place, (_, field, _) in enumerate(columns) if field}
    if not {"gross", "tax"} <= at.keys() or at.keys() & {"net", *OF_ITEMS} or says_gross(columns[at["gross"]][0]):
        return found
    if [field for _, field, _ in columns].count("tax") > 1:
        return found
    sums, taxes = (money.in_cents(cells[at[field]]) for field in ("gross", "tax"))
    whole = [None if one is None or tax is None else one + tax for one, tax in zip(sums, taxes, strict=True)]
    if _holds(whole, taxes) and not _holds(sums, taxes):
        found[at["gross"]] = (columns[at["gross"]][0], "net", TOLD)
    return found


def _are_explained(first: Sequence[int | None], whole: Sequence[int | None], more: Sequence[int | None]) -> bool:
    """Whether a discount, the shipping or the tax leads from one sum to the other in every row."""
    return all(
        last <= one or vat_rates.explains(last, one) or last == one + sent or vat_rates.explains(last, one + sent)
        for one, last, sent in (
            (one or 0, last or 0, sent or 0) for one, last, sent in zip(first, whole, more, strict=True)
        )
    )


def _holds(sums: Sequence[int | None], taxes: Sequence[int | None]) -> bool:
    """Whether each tax is that of its sum at one rate."""
    said = [(whole, tax) for whole, tax in zip(sums, taxes, strict=False) if whole and tax]
    return bool(said) and all(vat_rates.explains(whole, whole - tax) for whole, tax in said)


def _repeats(numbers: Sequence[str], first: Sequence[int | None], whole: Sequence[int | None]) -> bool:
    """Whether the rows of one document tell their own sums, and each of them that of the whole."""
    rows: dict[str, list[tuple[int | None, int | None]]] = {}
    for number, one, other in zip(numbers, first, whole, strict=True):
        rows.setdefault(number, []).append((one, other))
    sums = [tuple(map(set, zip(*said, strict=True))) for said in rows.values()]
    return any(len(ones) > 1 and len(others) == 1 for ones, others in sums)


def _beside_items(columns: Sequence[Column]) -> list[Column]:
    """There a sum that says whether tax is in it alone: of the item or of its document, which the cells decide (`fit_lines`)."""
    found, taken = list(columns), set[str]()
    for place, (header, field, _sure) in enumerate(columns):
        name = _BEFORE.sub(r"\1 ", _spelt(header))
        sided = _SUM.search(name) and (_NET.search(name) or _GROSS.search(name))
        told = said(header) if field is None and sided else ""
        if told and told not in taken:
            found[place] = (header, told, TOLD)
            taken.add(told)
    return found


def are_possible(columns: Sequence[Column]) -> bool:
    """Whether a heading would be that of a document's amount beside its number and day."""
    free = _free({field for _, field, _ in columns})
    return any(field in free and said(header) for header, field, _ in columns)


def _free(fields: set[str | None]) -> set[str | None]:
    return {None} if fields & (NAMED | OF_ITEMS) else {None, *_PRICES}


def are_documents(headings: Iterable[tuple[str, ...]]) -> bool:
    """Whether the fields that headings may name have a document's number and day among them."""
    named = {fields[0] for fields in headings if fields}
    return bool(named & NUMBERS) and bool(named & {"day", "at"})


def is_money(heading: str, distinct: Collection[str]) -> bool:
    """Whether a column holds amounts: by its cells, or by its heading over figures."""
    cells = [cell.strip() for cell in distinct if cell.strip()]
    if not cells:
        return False
    if sum(map(contents.SHAPES["amount"], cells)) > _MOSTLY * len(cells):
        return True
    named = _MONEY.search(heading.casefold()) or _MONEY.search(
        turned.words(heading)
    )  # the sign of a currency is no word
    return named is not None and all(map(_FIGURE.fullmatch, cells))
