"""Short remarks that may say no in words nobody foresaw: they speak of contact, and of something that denies, bars or ends.

A net below the shapes of `turning_down`: what falls into it is told to people, and decides nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kmu_crm.fields.consent import DENIED
from kmu_crm.fields.turning_down import NOT_MEANT, kind

WORDS_AT_MOST = 8
LETTERS_AT_MOST = 200
# One of each is in every such cell, in small letters; or one of those that stand alone.
_OF_CONTACT = (
    "werb", "newsl", "nl", "mail", "mailing", "post", "brief", "katalog", "prosp", "anruf", "angeruf", "rufe", "ruft", "schr", "kontakt",
    "contact", "contatt", "contatta", "info", "marketing", "akquise", "reklame", "flyer", "sms", "whats", "umfrage", "zusend", "aussend",
    "einladung", "angebote", "korresp", "anspr", "verteil", "list", "datei", "kartei", "datenbank", "einwill", "zustimm", "erlaub",
    "einverst", "consent", "permission", "doi", "opt", "dsgvo", "nutzung", "spam", "daten", "adress", "publicit", "pubblicit", "pub",
    "courrier", "call",
    "advert", "ads", "telefon", "versand", "schick", "send", "telefonat", "kontaktier", "bewerb", "beworb", "behellig", "rundm",
)  # fmt: skip
_OF_NO = (
    "nicht", "nich ", "nix", "nie", "kein", "kei ", "ka ", "kan ", "koa", "net ", "ned ", "nit ", "nöd ", "nein", " no", "no ", "non",
    "not ", "never", "pas ", "plus ", "nessun", "ohne", "sperr", "stop", "aus", "entfern", "lösch", "loesch", "streich", "strich", "verb",
    "unterl", "gegen", "gegner", "verzicht", "fehl", "verweig", "lehn", "widerr", "abgem", "abmeld", "abbest", "kuend", "künd", "beend",
    "ende", "off", "inakt", "ungült", "ungueltig", "erlosch", "vom ", "einstell", "eingest", "schaltet", "deaktiv", "abgelauf", "unerw",
    "unzul", "untersag", "entz", "storn", "absehen", "remove",
    "unsub", "refus", "oppos", "cancell", "sabonn", "scri", " ab", "0", " n", "=n", ":n", "spam",
    "nirgend", "nerv", "hasst",
    "nowhere", "withdr", "revok", "beläst", "belaest", "abmahn", "anwalt", "no-", "beschw", "müll", "muell", "papierk", "ärger", "aerger",
    "sauer", "nimmer", "nd ", "nase voll", "satt", "zurück", "zurueck", " tot",
    "n't", "n’t", "raus", "weder", "außer", "ausser", "bis auf",
)  # fmt: skip
_LONE = (
    "stop", "lösch", "loesch", "tot", "lebt", "rip", "r.i.p", "gangen", "schlafen", "remove", "never", "streich", "entfern", "melde",
    "trag",
    "sabonn", "ruhe", "stimm", "verstand", "abonn", "nehm", "raus", "unterlass", "beläst", "belaest", "widerr", "abbest", "abmeld", "sperr",
    "stör", "stoer", "disturb", "alone", "mag ", "mog ", "interested", "dnc",
    "souhaite", "veut ", "möchte", "will ", "wünscht", "nimmer", "interesse", "nur ", "ausschließlich", "k.w", "k. w", "gest", "+ ",
)  # fmt: skip
SPOKEN = tuple(dict.fromkeys((*_OF_NO, *_LONE)))  # the same as one list: no remark that is told holds none of them

_FURTHER = {
    "xway": re.compile(
        r"werbig|werbe|newsl|mailing|korrespondenz|angebote|ansprache|publicite|pub|pubblicita|courrier|posta|calls?|ads|advert\w*|contact"
    ),
    "xreach": re.compile(
        r"an?schr[ei]+b\w*|schreibt?|ruft|mailt|anmailen|informieren|beschicken|versenden|schick[et]n?|sende[tn]?|contacte[rd]"
        r"|contattare|verwenden|nutzen|verschicken"
    ),
    "xlist": re.compile(r"(adress|kunden|mail|newsletter)?listen|verteilern?"),
    "xconsent": re.compile(r"doi|opt ?in|dsgvo|zugestimmt"),
}
# Holds a word of contact, and is about something else.
_OTHER = re.compile(
    r"werbe(agentur|technik|druck|mittel|artikel|geschenk|banner|schild|fach|bau|studio|partner|kauf|berat|text|fot|film)\w*"
    r"|anrufbeantworter\w*|(?!newsletter|nl|mail|email|info|kunden|adress|werbe|presse)\w+verteilern?|\w*ausschreib\w*"
)
_COMPOUND = re.compile(
    r"\b(werbe?|(werbe)?einwilligungs?|newsletter|nl|e?mail|mailing|marketing|kontakt|anschreibe?|versand|anruf|telefon|post|brief|katalog"
    r"|info(post)?|rundmail|prospekt|kommunikations)s?"
    r"(sperr|stopp?|verbot|verzicht|ablehn|gegner|verweiger|abmeld|abbestell|austr|ausschlu|kuendig|widerspr|widerruf|loesch|storno)\w*"
)
_X = r"x(?:way|reach|list|consent)\b"
_END = (
    r"(?:\w*(ge)?sperrt?|\w*sperr(e|en|ung|vermerk)|stopp?(en|t)?|gestoppt|entfern(t|en|ung)|(ge)?loesch(t|en|ung\w*)?|streich(en|ung)"
    r"|gestrichen|verbiet\w*|verbitt\w*|verboten|verbeten|verbot|unterlass\w*|verzicht\w*|ausschluss|aus(zu|ge)?schl(iessen|ossen)"
    r"|verweiger\w*|abgelehnt|ablehn\w*|lehn(t|en) (?=.*\bab$)|widerruf\w*|abgemeldet|abmeld\w*|abbestell\w*|austrag\w*|ausgetragen"
    r"|(ge)?kuendig\w*|beende\w*|einstellen|eingestellt|abgeschaltet|deaktiviert|unerwuenscht|unzulaessig|untersag\w*|entzogen"
    r"|storn\w*|absehen|removed?|unsubscrib\w*|refuse\w*|oppos\w*|cancellat\w*|cancelled|disiscri\w*|desinscri\w*|desabonn\w*|nirgend\w*"
    r"|nowhere|withdr[ae]w\w*|revoked?|belaestig\w*|abmahn\w*|anwalt\w*|beschwer\w*|(ver)?aerger\w*|sauer|(ge)?nervt|hasst|muell"
    r"|papierkorb|nase (ist )?voll|satt)"
)
_NO = r"(?:nicht|doesn t|don t|isn t|not (?=interested)|nich|nichts|nie|niemals|nimmer|keinesfalls|nein|never|non)"
_KEIN = r"(?:kein(e|en|er|em|erlei)?|kei|kae?|koan?e?n?|no|not|pas d[eu]?|plus d[eu]|niente|nessun\w*|ohne)"
_WISH = r"(?:bedarf|interesse|wunsch|bock|lust)"
_SELF = r"(?:mich|uns|ihn|sie|ihr|sich|mi|me)"
_SAID = re.compile(
    rf"\b{_NO}\b.*\b{_X}|\b{_X}.*\b{_NO}\b|\b{_KEIN} (\w+ )?{_X}|\b{_KEIN} {_WISH}\b.*\b{_X}|\b{_X}.*\b{_KEIN} {_WISH}\b"
    rf"|\b{_END}\b.*\b{_X}|\b{_X}.*\b{_END}(\b|$)"
    # where it stands makes the difference
    rf"|\b{_X} (ist |auf |steht auf )?(aus|off|ab|0|n|no|kein(e|er|en|es)?|ende|beendet|inaktiv|ungueltig|erloschen)$"
    rf"|\braus (aus |von )?(\w+ )?(xlist|xway)\b|\bgegen (alle |jede |jegliche |unsere |weitere |die |den |das |eine )?{_X}"
    rf"|\bxconsent (\w+ )?(fehlt|fehlend|abgelaufen|ausstehend)\b"
    rf"|\b(fehlende|abgelaufene) xconsent|\b(net|ned|nit|nd|noed|nod) (\w+ ){{0,2}}xreach\b|\b(aus|vom"
    rf"|von) (\w+ ){{0,2}}xlist((raus)? ?nehmen\b|$)"
    rf"|\b(ne|n) (veut|souhaite|desire) (plus|pas)\b|\bno longer\b.*\b{_X}|\bspam\b.*\b(markier|gemeldet|beschwer)|\bspam ?beschwerde"
    # verbs in two parts
    rf"|\b(meld|bestell)\w*\b.*\b({_SELF}|{_X}).* ab$|\b(trag|streich|nehm|nimm)\w*\b.*\b{_SELF}\b.* (aus|raus|heraus)$"
    rf"|\bruf\w*\b.*\b{_NO}\b.* an$|\blass\w*\b.*\bin ruhe\b|\bstimm\w*\b.*\b{_NO}\b.* zu$"
    rf"|\b(untersagt|verbietet|widerspricht)\b.*nutzung\b|\bnutzung\b.* (untersagt|verboten)\b|\bleft alone\b|\bnot (allowed|to) .*\b{_X}"
    r"|\bdaten (duerfen )?nicht (xreach|weitergeben|verwendet|genutzt)\b|\badresse (darf )?nicht (xreach|verwendet|genutzt)\b"
    rf"|\b(mag|mog|will) nichts mehr\b|\b{_KEIN} {_WISH} mehr$"
)
# A letter that is “raus” was sent.
_RAUS = re.compile(r"(newsletter|nl|werbung|mailings?|\w*verteiler|liste) (bitte )?raus\b")
# An address at which nobody reads.
_DEAD = re.compile(r"\be?mail(s|adresse)? ((kommt|kommen|kam|kamen) (\w+ ){0,2}zurueck|(ist )?tot)$")
# One way and no other.
ONLY = re.compile(
    r"(bitte )?(nur|ausschliesslich)( noch| mehr)?( per| via| ueber| auf)? (dem )?(telefon|telefonisch|anrufe?|post|postweg|postalisch"
    r"|briefe?|brieflich|sms|whatsapp|fax|persoenlich|e?mails?)( (bitte|kontaktieren|gewuenscht|erwuenscht))?"
)
# All ways but one; neither of two. Whoever has neither telephone nor mail, or wants all but a holder for it, says nothing of the kind.
_REACHED = (
    r"(?:(?:per|via|ueber|mit) )?(?:telefon|telefonisch|telefonate?|tel|mobil|handy|post|postalisch|fax|x(?:way|reach))"
)
_BOTH = rf"weder {_REACHED} noch {_REACHED}"
_WANTING = r"(?:will|wollen|moecht\w*|wuensch\w*|(?:er|ge)wuenscht|gewollt|darf|duerfen|erlaubt|gestattet|xreach)"
_FURTHER_WAYS = rf"{_REACHED}(?: (?:und|oder) {_REACHED})*"
_BUT = re.compile(
    rf"^(?:bitte )?{_BOTH}(?: bitte)?$|\b{_WANTING} (?:\w+ ){{0,3}}{_BOTH}\b|\b{_BOTH} (?:\w+ ){{0,3}}{_WANTING}\b"
    rf"|\b(?:alles|alle (?:wege|kanaele)|ok|okay|gerne?|erlaubt|einverstanden|ja|kontakt)\b.* ?\b(?:ausser|bis auf)"
    rf" {_FURTHER_WAYS}(?: xreach)?(?: bitte)?$"
    rf"|^(?:ausser|bis auf) {_FURTHER_WAYS}(?: ist| sind)? (?:alles|ok|okay|erlaubt|einverstanden|ja)\b"
)
_FILLED = (
    r"((bitte|please|der|die|den|das|kunden?|kundin|er|sie|ist|ich|mich|uns|wurde|will|moechte|soll|sollen|zu|alles|komplett|sofort|ganz"
    r"|konto|kundenkonto|account|adresse|datensatz|eintrag|leider|werden|und) )*"
)
_ALONE = re.compile(
    rf"(kunde gesperrt|((will|moechte|wuenscht) )(nichts|nicht|keine[nr]?) mehr)|{_FILLED}(stopp?|(ge)?loeschen|loesch|geloescht"
    rf"|streichen|entfernen|rausnehmen|tot|lebt (leider )?nicht mehr|lebt nimmer|r ?i ?p"
    r"|von uns gegangen|heimgegangen|entschlafen|remove( me)?|unsubscribe|(se )?desabonner?|dnc|(hat |haben )?nicht (zugestimmt"
    r"|einverstanden)"
    r"|raus|(hat )?unterlassung\w*( gefordert)?|(fuehlt sich )?belaestigt|(keine )?belaestigung( mehr)?|(hat )?widerruf(en)?|abbest"
    r"|abmelder|abmeldewunsch|abmelden|sperrvermerk|nicht (mehr )?stoeren|do not disturb|not interested|(asked to )?be removed"
    r"|nimmer|k w|gest(?= [\d ]+$)|(will|moechte|wuenscht)( \w+)? ruhe( haben)?|((ueber|per|via) )?(den )?abmeldelink"
    r"|(um )?streichung|datenloeschung|(e?mail)?adresse loeschen|loeschen (lt|laut) \w+|w sperre)"
    r"( werden| bitte| seit.*| am.*| (im |vom |ab )?[\d ]+)?"
)
_BARELY = "geloescht"  # of an order, a wish ..: too little to be told by itself
# It is not over, or no bar.
_INNOCENT = re.compile(
    r"\bnichts (dagegen|gegen)\b|\bkein\w* (problem\w*|einw\w+|bedenken|widerspruch|sperre|abmeldung)\b|\baufgehoben\b"
    rf"|\b(zurueckgenommen|zurueckgezogen)\b|\bwieder (angemeldet|freigegeben|erlaubt)\b|\bnoch (nicht|kein\w*)\b"
    rf"|\b({_NO}|{_KEIN}) ((?!bitte|mehr|sondern)\w+ )?(verzichte\w*|vergess\w*|verpass\w*|entgeh\w*|abgemeldet|abbestell\w*"
    r"|(ge)?loesch\w*|streichen|gestrichen|entfern\w*|austragen|ausgetragen|gekuendigt|widerrufen|storniert|gesperrt"
    r"|aus (dem |der |unserem )?(xlist|xway) \w+|von der xlist)\b"
    rf"|\b{_NO} (vor|nach|zwischen|am|an|im|als|unter|waehrend|morgens|mittags|abends|nachts|(mit )?(du|vornamen?|nachnamen?|herr|frau)"
    r"|mit (du|vornamen?|nachnamen?|titel))\b"
    r"|\b(termin|bestell|auftrag|vertrag|rechnung|mahn|liefer|kauf|reservier|buchung|kurs|reklamation|angebot\b|zahlung|forderung"
    r"|mietvertrag|versicherung)\w*\b(?=.*\b(kuendig|gekuendigt|storn|abgelehnt|widerruf|gestoppt|stopp|geloescht))"
    r"|\b(rechnung|lieferschein|mahnung)\w* (nur |bitte )?nicht\b|\bkeine rechnung\b"
)
# What was, and what is not wished for.
_WAS = re.compile(
    rf"\b({_NO}|{_KEIN}) (\w+ )?(reagier\w*|geantwortet|beantwortet|antwort\w*|erreich\w*|erhalten|bekommen|gelesen|lesbar|angekommen"
    r"|ankommen|gefunden|vorhanden|bekannt|zustellbar|zugestellt|moeglich|noetig|notwendig|erforderlich|gueltig|korrekt|aktuell|sicher|klar"
    r"|angenommen|abgeholt|geoeffnet|bezahlt|geliefert|verstanden|rueckmeldung|geklappt|funktion\w*|vollstaendig|eindeutig|nur|geschickt"
    r"|gesendet|mitgeschickt|dabei|sofort|gleich|immer|so|deutsch|englisch|\w*druckerei|ganz|gut|schlecht|eilig|dringend|ausgefuellt"
    r"|teilgenommen|knicken|gekommen|zurueck)\b"
)
_WISHED = re.compile(r"\b(will|wollen|moecht\w*|wuensch\w*|soll\w*|darf|duerfen|bitte|kuenftig|mehr)\b")
_LEFT_OUT = re.compile(
    r"\b(?:herrn?|frau|hr|fr|fam|familie) \w+|\b(?:per|via|durch|laut|lt|siehe) (?:\w+ )?x\w+|\bwegen (?:kuendigung|storno)|\b(?:no"
    r"|non) (?=\d|food)\w+|\bnon food\b"
    r"|\bx\w+ (?:raus)?(?:ging|geht) raus\b"
)
_SENTENCES = re.compile(r"[.,;!?|/\n]+")
_CONTACT_AT_ALL = re.compile("|".join(map(re.escape, _OF_CONTACT)))
_NO_AT_ALL = re.compile("|".join(map(re.escape, _OF_NO)))
_LONE_AT_ALL = re.compile("|".join(map(re.escape, _LONE)))


def may_speak(text: str) -> bool:
    """Whether it is worth while to fold a text and look: quick, and true of everything that `tells`."""
    small = text.lower()
    if _CONTACT_AT_ALL.search(small) and _NO_AT_ALL.search(small):
        return True
    return _LONE_AT_ALL.search(small) is not None


def sentences(text: str) -> Iterator[str]:
    """A short text as a whole, a longer one in the short sentences it has."""
    parts = [text] if text.count(" ") < WORDS_AT_MOST + 2 else _SENTENCES.split(text)
    return (part for part in parts if part.count(" ") < WORDS_AT_MOST + 2 and len(part) <= LETTERS_AT_MOST)


def tells(said: str) -> bool:
    """Whether one short remark, in folded words, may turn down contact."""
    if said.count(" ") >= WORDS_AT_MOST or _is_innocent(_kinds(said)):
        return False
    kinds = NOT_MEANT.sub(" ", _LEFT_OUT.sub(" ", _kinds(DENIED.sub(" ", said))))
    alone = said != _BARELY and any(shape.fullmatch(said) for shape in (_ALONE, ONLY))
    return (
        alone
        or any(shape.search(kinds) for shape in (_COMPOUND, _SAID))
        or any(shape.search(said) for shape in (_RAUS, _DEAD))
        or _BUT.search(_kinds(said)) is not None
    )


def _is_innocent(kinds: str) -> bool:
    if _INNOCENT.search(kinds):
        return True
    return _WAS.search(kinds) is not None and not _WISHED.search(kinds)


def _kinds(said: str) -> str:
    return " ".join(map(_kind, said.split()))


@lru_cache(maxsize=50_000)
def _kind(word: str) -> str:
    if _OTHER.fullmatch(word):
        return word
    found = kind(word)
    return found if found != word else next((k for k, shape in _FURTHER.items() if shape.fullmatch(word)), word)
