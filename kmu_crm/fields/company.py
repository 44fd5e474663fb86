"""Companies: told from persons by legal form or trade; compared without the legal form."""

import re
from functools import lru_cache

from kmu_crm.fields import text as plain
from kmu_crm.fields.given_names import CLASSES
from kmu_crm.fields.words import words

# Folded, longest first where one contains another. Sources: HGB §19, GmbHG §4, UGB §19 (AT), OR art. 950 (CH).
_FORMS = (
    ("GmbH & Co. KGaA", r"gmbh co kgaa"),
    ("GmbH & Co. KG", r"(?:g ?m ?b ?h|gesmbh|ges m b h) (?:und |u )?(?:co|cie|compagnie) kg"),
    ("GmbH & Co. OG", r"gmbh (?:und )?co og"),
    ("GmbH & Co. OHG", r"gmbh (?:und )?co ohg"),
    ("AG & Co. KG", r"(?:ag|se) (?:und )?co kg"),
    ("UG & Co. KG", r"ug (?:haftungs(?:beschraenkt|beschr) )?(?:und )?co kg"),
    ("UG", r"(?:u ?g|unternehmergesellschaft)(?: haftungs(?:beschraenkt|beschr))?"),
    ("gGmbH", r"ggmbh"),
    ("GmbH", r"g ?m ?b ?h|ges ?m ?b ?h|gesellschaft m(?:it)? ?b(?:eschraenkter)? ?h(?:aftung)?|mbh"),
    ("KGaA", r"kgaa|kg a a"),
    ("PartG mbB", r"part ?g ?mbb|partg|partnerschaftsgesellschaft"),
    ("OHG", r"o ?h ?g|offene handelsgesellschaft"),
    ("KEG", r"keg"),
    ("KLG", r"klg|kollektivgesellschaft"),
    ("OEG", r"oeg"),
    ("KG", r"(?:und )?co kg|k ?g|kommanditgesellschaft"),
    ("OG", r"og"),
    ("GbR", r"g ?b ?r|gesellschaft buergerlichen rechts|ges ?b ?r"),
    ("AG", r"a ?g|aktiengesellschaft"),
    ("SE", r"se"),
    ("eG", r"e ?g|egen|eingetragene genossenschaft"),
    ("e.V.", r"e ?v|eingetragener verein"),
    ("e.K.", r"e ?k|e ?kfm|e ?kfr|e u|eingetragener? kauf(?:mann|frau)"),
    ("Sàrl", r"s ?a ?r ?l"),
    ("Sagl", r"s ?a ?g ?l"),
    ("S.r.l.", r"s ?r ?l"),
    ("S.p.A.", r"s ?p ?a"),
    ("SNC", r"snc"),
    ("SA", r"s ?a"),
    ("Ltd", r"l ?td|limited"),
    ("Inc", r"inc|incorporated|corp"),
    ("LLC", r"l ?l ?c|l ?l ?p"),
    ("B.V.", r"b ?v"),
)  # fmt: skip
# The start of a word is asked for once, before all shapes: most of a name is not worth trying thirty of them.
_FORM = re.compile(rf"\b(?:{'|'.join(f'(?P<f{place}>{shape})' for place, (_, shape) in enumerate(_FORMS))})\b")
_ANY_FORM = re.compile(
    rf"\b(?:{'|'.join(shape for _, shape in _FORMS)})\b"
)  # finds them in a fourth of the time, and not which
_LIKE_NAMES = {"SE": re.compile(r"\bSE\b"), "SA": re.compile(r"\bS\.?A\b")}  # Anna Se, Maria Sá: only in capitals
_NOT_FIRST = frozenset(
    {"AG", "KG", "OG", "SE", "SA", "eG", "e.V.", "e.K.", "UG", "B.V.", "S.r.l.", "S.p.A.", "KEG", "OEG", "Inc"}
)

_TRADES = words("trade_words")
_WHOLE_WORDS = frozenset(word.lstrip("*") for word in _TRADES)
_ENDINGS = frozenset(word[1:] for word in _TRADES if word.startswith("*") and len(word) > 6)
_LONG, _LAST = sorted({len(ending) for ending in _ENDINGS}), {ending[-3:] for ending in _ENDINGS}
_KIN = re.compile(
    r"(?:&|\+|\bund\b|\bu\.|\bet\b)\s*(?:S[oö]hne?|Partner|Co\b|Cie\b|T[oö]chter|Kollegen|Fils|Figli)", re.I
)
_OWNED = re.compile(r"\w[\s,;/(–-]+(?:Inh\.|Inhaber(?:in)?\b):?\s*\w", re.I)  # Sport Meier, Inh. Kurt Meier
_OPENING = re.compile(r"(?:Stadt|Haus|Villa|Schlo(?:ss|ß)|Kloster|WEG|StWEG)\s+[^\W_]")  # Haus Sonne; not Haus, Peter
_SURNAMES_TOO = re.compile(r"(?:Stadt|Bauhof|Bestatter)\b")  # before a given name: Stadt Ulm, but Stadt Anna
_FILLERS = frozenset({"und", "u", "et", "and", "co", "cie", "firma", "fa", "il", "in", "liquidation", "gesellschaft"})
_IN_GERMAN = {"SA": "AG", "Sàrl": "GmbH", "Sagl": "GmbH", "SNC": "KLG"}  # OR art. 950
_SHORT = {"gebr": "gebrueder", "gebrder": "gebrueder", "geschw": "geschwister", "nachf": "nachfolger"}
_SISTERS = {
    "management": r"verwaltung|verw\b|management",
    "estate": r"immobilien|immo\b|grundst|grundbesitz|liegenschaft|real estate|wohnbau|hausverwaltung",
    "holding": r"holding|group\b|gruppe\b",
    "shares": r"beteiligung|invest|capital|kapital",
    "assets": r"vermoegen|assets?\b|besitz",
    "service": r"services?\b|dienstleistung",
    "sales": r"vertrieb|handel|trading|export",
    "logistics": r"logistik|transport|spedition",
    "production": r"produktion|fertigung",
    "foundation": r"stiftung|foerderverein",
}
_SISTER = {mark: re.compile(rf"\b(?:{shape})") for mark, shape in _SISTERS.items()}
_ANY_SISTER = re.compile(rf"\b(?:{'|'.join(_SISTERS.values())})")


@lru_cache(1_000)  # asked of one name several times in a row
def looks_like_company(text: str) -> bool:
    """By legal form, by a word of a trade or of a house, or by "& Sohn"; a bare name of a person never does."""
    if _SURNAMES_TOO.match(text) and _is_surname_and_given(text):
        return False
    if _KIN.search(text) or _OPENING.match(text) or _OWNED.search(text) or legal_form(text):
        return True
    if "," in text and _is_surname_and_given(text):  # Bank, Anna
        return False
    return any(word in _WHOLE_WORDS or _ends_in_trade(word) for word in plain.fold(text).split())


def _ends_in_trade(word: str) -> bool:
    return word[-3:] in _LAST and any(word[-letters:] in _ENDINGS for letters in _LONG)


def _is_surname_and_given(text: str) -> bool:
    before, _, after = text.partition("," if "," in text else " ")
    given = plain.fold(after).split()
    return len(before.split()) == 1 and bool(given) and all(word in CLASSES for word in given)


def legal_form(text: str) -> str | None:
    """The form in its usual spelling (`GmbH & Co. KG`, `Sàrl`); the last one where there are several."""
    found = _forms(text, plain.fold(text))
    return found[-1][0] if found else None


def form_in_german(form: str) -> str:
    """A Swiss firm bears its form in each language of the land: AG and SA are one."""
    return _IN_GERMAN.get(form, form)


def is_bare_form(text: str) -> bool:
    """Whether nothing stands there but a legal form: what sort of firm it is, and not which."""
    return _FORM.fullmatch(plain.fold(text)) is not None


def core(text: str) -> str:
    """The folded name without legal form and fillers: Müller & Söhne GmbH and Müller und Söhne are one; the usual short words
    are spelt out: Gebr. Koch is Gebrüder Koch."""
    folded = plain.fold(text)
    bare = folded
    for _, start, end in reversed(_forms(text, folded)):
        bare = bare[:start] + bare[end:]
    return " ".join(_SHORT.get(word, word) for word in bare.split() if word not in _FILLERS) or folded


def sister_marks(text: str) -> frozenset[str]:
    """Which trades of sister companies the name shows; names that differ in these are different companies."""
    folded = plain.fold(text)
    if _ANY_SISTER.search(folded) is None:
        return frozenset()
    return frozenset(mark for mark, shape in _SISTER.items() if shape.search(folded))


@lru_cache(1_000)
def _forms(text: str, folded: str) -> tuple[tuple[str, int, int], ...]:
    """Legal forms with their places in the folded text. Short ones never open a name."""
    found: list[tuple[str, int, int]] = []
    for match in _ANY_FORM.finditer(folded):
        which = _FORM.match(folded, match.start())
        form = _FORMS[int(((which and which.lastgroup) or "f0")[1:])][0]
        plausible = form not in _LIKE_NAMES or _LIKE_NAMES[form].search(text)
        if plausible and (match.start() or form not in _NOT_FIRST):
            found.append((form, match.start(), match.end()))
    return tuple(found)
