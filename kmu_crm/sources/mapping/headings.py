"""What a column's heading says: the field it names, in any of the spellings that exports and people use for it."""

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from kmu_crm.fields import duration, text
from kmu_crm.sources.mapping import amounts, contacting, legends, whole_list
from kmu_crm.sources.mapping.kinds import is_of_suppliers
from kmu_crm.sources.mapping.sheets import folded
from kmu_crm.sources.mapping.vocabulary import CONSENT, KIND_OF

EXACT, SPELT, QUALIFIED, SECOND = 0.95, 0.9, 0.8, 0.75  # how sure a heading makes us, by how it was understood

_AGREED = r"^(einverst|einwillig|zustimm|erlaub)\w* ((zu|zur|für|in|per) )?"
_AGREEING = (
    r"(einwilligung|zustimmung|einverständnis(erklärung)?|werbeeinwilligung|opt-?\s?in|consent|permission|newsletter(\W?(anmeldung|abo))?"
    r"|eingewilligt|zugestimmt|abonniert|einverstanden|werbeerlaubnis)"
)
_REVOKED = r"widerruf(?!s?[- ]?(frist|belehr|recht|formular|möglich|bis))"  # the terms of a purchase are no withdrawal
# Headings about consent come in too many wordings to list, and none may be overlooked.
_SENT = "newsletter|rundbrief|rundmail|infobrief|infomail|werbung|mailing|marketing"
_CONSENT = (
    ("consent_withdrawn_at", rf"(abgemeldet|abmeld|{_REVOKED}|widerspr|opt-?out|unsub)\w*\W+(am|at|on|datum|date|zeit|time)\b"),
    ("consent_withdrawn_at", r"^(d[eé]sinscrit|d[eé]sabonn[eé]|disiscritto)\w*\W+(le|il)\b"),
    ("consent_confirmed_at", r"(^|\b)(doi|double)\b.*(am|datum|date|zeit|zeitpunkt)$"),
    ("consent_confirmed", r"^(status )?(doi|double[- ]?opt-?\s?in)(\W*(status|bestätigt|confirmed|bestätigung|ja/nein))?\W*$"),
    ("consent_at", rf"^(datum|tag|zeitpunkt|date)( der| des| von| of)? {_AGREEING}$"),
    ("consent_at", rf"^{_AGREEING}s?\W*((erteilt|gegeben|erfolgt) )?(am|seit|vom|datum|date|zeitpunkt)$"),
    ("objection", r"werbesperr|werbeverbot|widerspr|kein\w* werb|robinson|kontaktsperr|do not contact|no advertis"),
    ("consent_refused", rf"abgemeldet|(newsletter|mail\w*)\W*abmeld|abbestell|opt-?\s?out|unsubscrib|{_REVOKED}"),
    ("consent_refused", r"\b(abgem|abbest|unsubscr)(?!\w)"),
    ("consent_refused", r"kein\w* (newsletter|e-?mail|mail)|mailsperr|newslettersperr"),
    ("consent_email", rf"^(e-?mail-?)?({_SENT})(\W*(status|erwünscht|erlaubt|ok|opt-?in|einwilligung))?$"),
    ("consent_email", rf"^({_SENT}) \(?(j/n|ja/nein)\)?$"),
    ("consent_email", _AGREED + rf"(e-?mail-?)?({_SENT}|mail)?$"),
    ("consent_email", r"\bnewsletter (erhalten|abonnieren|bestellen|zusenden|zuschicken|empfangen|senden|schicken|bekommen|beziehen)\b"),
    ("consent_email", r"(receive|subscribe)\b.*newsletter"),
    ("consent_phone", _AGREED + r"(telefon\w*|anruf\w*|tel\.?)$"),
)  # fmt: skip
_SINCE = re.compile(r"(?P<what>.+\w)\W+((?P<since>seit|since)|am|vom|datum|date|on)")  # “Telefonwerbung erlaubt am”
# Ways of which the ledger knows nothing.
_OTHER_WAY = re.compile(r"(?!.*(mail|newsletter)).*\b(fax|telefax|sms|whatsapp|messenger)\b")
_UNIT = re.compile(r"\W*([(\[].*[)\]]|in \S+|\s\S+)$")  # behind what it measures
_CAMEL = re.compile(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])")
_NUMBER = re.compile(r"(nummer|numer|number|numero|nr|num)$")  # Kundennummer, Kunden-Nr., customer_no: one spelling
# Ends of words that people cut: Auftragsdat., Rechnungsbetr., Mehrwertst.
_CUT = re.compile(r"(dat|betr|(?<=wert)st|(?<=satz)st)$")
_WHOLE = {"dat": "datum", "betr": "betrag", "st": "steuer"}
_COMPOUND = re.compile(r"(kunden|rechnungs|besteller|kaeufer)(?=[a-z]{3})")
_OF_OTHERS = re.compile(
    r"(kontakt|contact|record|deal|lead|account|person)\W*(inhaber|owner)|zuständig"
)  # whoever looks after them
_AWAY = re.compile(r"(liefer|versand)(?=[a-z]{3})")  # Lieferort
_LINKING = {"und", "u", "and", "et", "e"}
_ANSWERED = {field for field in CONSENT if not field.endswith(("_at", "_proof", "_status"))}  # with a yes or a no
_COUNTED = ("email", "phone", "company")  # fields of which a second has a place of its own


@cache
def _file() -> dict[str, Any]:
    source = resources.files("kmu_crm.sources").joinpath("synonyms.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_file()["words"][name])


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Folded heading -> the fields it may mean, the likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for field, names in _file()["names"].items():
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
    """The fields that a heading may name, the likeliest first, with how sure we are; empty where it says nothing. Behind a
    legend such as “(ja/nein)” it names those that a yes or a no can answer: “Firma (j/n)” holds no names of firms.
    """
    bare = legends.without(heading)
    said = _named(heading) or (_named(bare) if bare != heading else [])
    return list(said) if bare == heading else [(field, sure) for field, sure in said if field in _ANSWERED]


@lru_cache(50_000)  # the same headings are asked for each kind of table
def _named(heading: str) -> list[tuple[str, float]]:
    name = folded(heading).strip("?! ")
    if is_of_suppliers(heading) or _OF_OTHERS.search(name):
        return []
    if found := synonyms().get(name):
        return [(field, EXACT) for field in found]
    if duration.unit_of(heading) and "minutes" in synonyms().get(_UNIT.sub("", name), ()):  # Gesprächsdauer (Sek.)
        return [("minutes", SPELT)]
    if consent := next((field for field, shape in _CONSENT if re.search(shape, name)), None):
        return [] if consent == "consent_refused" and _OTHER_WAY.match(name) else [(consent, SPELT)]
    if _is_since(name):
        return [("consent_at", SPELT)]
    if whole_list.number_of(heading) == "enquiry":
        return [("offer_number", SPELT)]
    words = _words(heading)
    if "gross" in synonyms().get(amounts.without_tax_words(heading), ()) and (side := amounts.said(heading)):
        return [(side, SPELT)]
    if found := _without(words, _listed("units")):
        return [(field, SPELT) for field in found]
    if not _listed("elsewhere").isdisjoint(words):
        away = _listed("elsewhere")
        bare = _without(words, away) or _without(words, away | {"to"}) or _without(words, away | _listed("whose"))
        return [(f"{field}2", SECOND) for field in bare if f"{field}2" in KIND_OF and field not in _COUNTED]
    if prefix := _AWAY.match("".join(words)):
        bare = _spellings().get("".join(words)[prefix.end() :], ())
        return [(f"{field}2", SECOND) for field in bare if f"{field}2" in KIND_OF and field not in _COUNTED]
    if len(words) > 1 and words[-1] in ("1", "2", "3"):
        return _numbered(words)
    bare = _without(words, _listed("whose") | _listed("private") | {"1"})
    bare = bare or _spellings().get(_COMPOUND.sub("", "".join(words), count=1), ())
    return [(field, QUALIFIED) for field in bare]


def _is_since(name: str) -> bool:
    """Whether it tells since when what another column asks is allowed; “Mailing am” may be the day of one that was sent."""
    found = _SINCE.fullmatch(name)
    if not found or not (found["since"] or contacting.permits(found["what"])):
        return False
    return contacting.asks(found["what"]) or any(field in contacting.WAYS for field, _sure in _named(found["what"]))


def spelling(heading: str) -> str:
    """The bare letters of a heading, one spelling for each of its words."""
    return "".join(_words(heading))


def is_further(heading: str) -> bool:
    """Gives way to another column of the same meaning: an id to a number, a private address to the main one."""
    words = set(_words(heading))
    return not words.isdisjoint({"id", "uuid", "guid", "rufname"} | _listed("private"))


def _numbered(words: list[str]) -> list[tuple[str, float]]:
    """“Telefon 1” is the telephone, “Telefon 2” a further one."""
    *named, number = words
    bare = (
        _without(named, frozenset()) or _without(named, _listed("whose")) or _without(named, _listed("whose") | {"1"})
    )
    if number == "1":
        return [(field, QUALIFIED) for field in bare]
    return [(field + number, QUALIFIED) for field in bare if field in _COUNTED and field + number in KIND_OF]


def _without(words: list[str], left_out: frozenset[str]) -> tuple[str, ...]:
    return _spellings().get("".join(word for word in words if word not in left_out), ())


def _words(heading: str) -> list[str]:
    """`"Kunden-Nr."`, `kunden_nummer` and `KundenNr` are all the words kunden and nr."""
    plain = _CAMEL.sub(" ", heading).replace("_", " ")
    for sign in ("#", "N°", "n°", "Nº", "nº"):
        plain = plain.replace(sign, " nr ")
    words = text.fold(plain).replace("e mail", "email").split()
    same = _file()["words"]["same"] | ({"art": "artikel"} if len(words) > 1 else {})  # alone it is a kind
    return [_whole(same.get(word, word)) for word in words if word not in _LINKING]


def _whole(word: str) -> str:
    return _NUMBER.sub("nr", _CUT.sub(lambda found: _WHOLE[found[0]], word))
