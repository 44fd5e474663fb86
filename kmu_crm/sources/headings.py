"""What a column's heading says: the field it names, in any of the spellings that exports and people use for it."""

import re
import tomllib
from functools import cache
from importlib import resources

from kmu_crm.fields import text
from kmu_crm.sources.sheets import folded
from kmu_crm.sources.vocabulary import KIND_OF

EXACT, SPELT, QUALIFIED, SECOND = 0.95, 0.9, 0.8, 0.75  # how sure a heading makes us, by how it was understood

# Headings about consent come in too many wordings to list, and none may be overlooked.
_CONSENT = (
    ("consent_withdrawn_at", r"(abgemeldet|abmeld|widerruf|widerspr|opt-?out|unsub)\w*\W+(am|at|datum|date|zeit|time)\b"),
    ("objection", r"werbesperr|werbeverbot|widerspr|kein\w* werb|robinson|kontaktsperr|do not contact|no advertis"),
    ("consent_refused", r"abgemeldet|abbestell|opt-?\s?out|unsubscrib|widerruf"),
    ("consent_refused", r"kein\w* (newsletter|e-?mail|mail)|mailsperr|newslettersperr"),
    ("consent_email", r"^(e-?mail-?)?(newsletter|werbung|mailing|marketing)(\W*(status|erwünscht|erlaubt|ok|opt-?in|einwilligung))?$"),
    ("consent_email", r"^(newsletter|werbung|mailing|marketing) \(?(j/n|ja/nein)\)?$"),
)  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])")
_NUMBER = re.compile(r"(nummer|number|numero|nr|num)$")  # Kundennummer, Kunden-Nr., customer_no: one spelling
_ALONE = {"no": "nr", "nummer": "nr", "number": "nr", "num": "nr", "str": "strasse", "tel": "telefon", "fon": "telefon"}
_ALONE |= {"mail": "email", "emailadresse": "email", "mailadresse": "email", "emails": "email", "art": "artikel"}
_ALONE |= {"kd": "kunden", "kunde": "kunden", "kdn": "kunden", "kdnr": "kundennr", "rg": "rechnungs", "re": "rechnungs"}
_ALONE |= {"rechnung": "rechnungs", "best": "bestell", "bestellung": "bestell", "auftrag": "auftrags", "beleg": "beleg"}
_WHOSE = {
    "kunden",
    "kaeufer",
    "besteller",
    "customer",
    "client",
    "buyer",
    "contact",
    "kontakt",
    "empfaenger",
    "recipient",
}
_WHOSE |= {
    "rechnungs",
    "rechnungsadresse",
    "rechnungsanschrift",
    "billing",
    "bill",
    "invoice",
    "to",
    "haupt",
    "primaer",
}
_WHOSE |= {
    "primary",
    "main",
    "geschaeftlich",
    "dienstlich",
    "business",
    "work",
    "default",
    "address",
    "adresse",
    "der",
    "des",
}
_WHOSE |= {"kundin", "person", "auftraggeber", "mitglied", "member", "subscriber", "abonnent", "user", "account"}
_ELSEWHERE = {"liefer", "lieferadresse", "lieferanschrift", "lieferung", "shipping", "ship", "delivery", "versand"}
_COMPOUND = re.compile(r"(kunden|rechnungs|besteller|kaeufer)(?=[a-z]{3})")


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Folded heading -> the fields it may mean, the likeliest first."""
    source = resources.files("kmu_crm.sources").joinpath("synonyms.toml").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for field, names in tomllib.loads(source)["names"].items():
        for name in names:
            found[folded(name)] = (*found.get(folded(name), ()), field)
    return found


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """The same by the bare letters of the heading."""
    found: dict[str, tuple[str, ...]] = {}
    for name, fields in synonyms().items():
        key = "".join(_words(name))
        found[key] = (*found.get(key, ()), *(one for one in fields if one not in found.get(key, ())))
    return found


def meanings(heading: str) -> list[tuple[str, float]]:
    """The fields that a heading may name, the likeliest first, with how sure we are; empty where it says nothing."""
    name = folded(heading).strip("?! ")
    if found := synonyms().get(name):
        return [(field, EXACT) for field in found]
    if consent := next((field for field, shape in _CONSENT if re.search(shape, name)), None):
        return [(consent, SPELT)]
    words = _words(heading)
    if found := _spellings().get("".join(words)):
        return [(field, SPELT) for field in found]
    if any(word in _ELSEWHERE for word in words):
        bare = _spellings().get("".join(word for word in words if word not in _ELSEWHERE | _WHOSE), ())
        return [(f"{field}2", SECOND) for field in bare if f"{field}2" in KIND_OF and field not in ("email", "phone")]
    bare = _spellings().get("".join(word for word in words if word not in _WHOSE), ())
    bare = bare or _spellings().get(_COMPOUND.sub("", "".join(words), count=1), ())
    return [(field, QUALIFIED) for field in bare]


def _words(heading: str) -> list[str]:
    """`"Kunden-Nr."`, `kunden_nummer` and `KundenNr` are all the words kunden and nr."""
    bare = text.fold(_CAMEL.sub(" ", heading).replace("_", " ").replace("#", " nr ")).replace("e mail", "email")
    return [_NUMBER.sub("nr", _ALONE.get(word, word)) for word in bare.split() if word not in ("und", "u", "and")]
