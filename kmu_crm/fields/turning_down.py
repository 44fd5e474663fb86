"""Shapes of sentences that turn something down: being written to, called, advertised to, kept on a list, or a consent.

They are looked for in folded words, of which those of one kind became one word before.
"""

import re
from functools import lru_cache

from kmu_crm.fields.consent import DENIED

# What may be turned down; each such word becomes one of these in the text that the shapes below are looked for in.
_KINDS = {
    "xreach": re.compile(
        r"an(ge|zu)?(rufen|schreiben|schrieben|mailen|mailt|sprochen)|rufen|schreiben|mailen|gemailt|kontaktier\w*|kontakten|bewerben"
        r"|beworben|werben|schicken|senden|zu(ge|zu)?(senden|sandt|schicken|schickt)|behellig\w*"
    ),
    "xway": re.compile(
        r"(?!\w*(sperr|verbot|stopp))(\w*werb(ung|e\w*)|\w*newsletters?|nl|\w*(e?mails?|mailings?)|(info|brief|werbe|geburtstags"
        r"|weihnachts|papier)?post|\w*briefe?n?"
        r"|\w*katalog\w*|\w*prospekte?n?|\w*(anruf|telefonat|rundschreib|zusendung|aussendung|einladung)\w*|telefonmarketing|infos?"
        r"|informationen|infomaterial|kontakt|kontakt(aufnahme|ierung)\w*|reklame|marketing|\w*akquise|(weihnachts|geburtstags"
        r"|gruss)karten?"
        r"|flyer|sms|whatsapp|umfragen?)"
    ),
    "xlist": re.compile(
        r"\w*verteiler(n|s|liste)?|mailingliste?|liste?|(kunden|adress|werbe|versand|newsletter)?(liste|kartei|datei|datenbank)"
    ),
    "xconsent": re.compile(
        r"(werbe)?(einwilligung|zustimmung|erlaubnis)|einverstaendnis\w*|consent|permission"
    ),
}  # fmt: skip
_BETWEEN = (
    r"((mehr|weiter\w*|wieder|bitte|von|uns|unsererseits|telefonisch|postalisch|schriftlich|per|via|mit|telefon|zu|werblich\w*|fuer|xway"
    r"|werbezwecke\w*|unaufgefordert|ungefragt|ihn|sie|sich|ihm|ihr|ihnen|etwas|einfach|jemals|zum|kunden|kundin) ){0,5}"
)
_OVER = (  # it is over, or not wished for
    r"(nicht (mehr )?(er|ge)?wuensch\w*|nicht (mehr )?(erlaubt|gestattet)|nicht( mehr)?$|unerwuenscht|verboten|untersagt|verbeten"
    r"|abgelehnt"
    r"|ab(ge)?(bestellt|meldet)|abbestellen|abmelden|gekuendigt|kuendigen|storn\w*|gesperrt|sperren|stopp?(en)?|einstellen|eingestellt"
    r"|unterlassen|beenden|beendet|widersprochen|widerrufen|nein|absehen|belaestigt|beschwert|verschont|ausgenommen|ausnehmen"
    r"|aus(ge)?schl(iessen|ossen)|abgestellt|abstellen)"
)
_ONE = r"((?!(?:per|via|mit|auf|in|bei|ohne|rechnung\w*|antwort|reaktion|unterschrift)\b)\w+ )?"
_TWO = r"((?!(?:per|via|mit|durch|rechnung\w*|vertrag\w*|kauf\w*)\b)\w+ ){0,2}"
_FEW = r"(\w+ ){0,2}"

# Of all advertising, or of a death, whatever stands beside.
_CLEARLY = re.compile(
    r"\b(?:werbe?(widerspr|sperr|stopp|verbot|verweiger|verzicht|ablehn|gegner)"
    r"|kein(e|en|er|erlei)? (\w+ )?(werb|advertis|ads\b)|no (\w+ )?(werb"
    r"|advertis|ads\b)"
    r"|widerspr\w*\b.{0,1000} \w*werb"
    r"|verstorben|gestorben|deceased|decede|decedut|robinson|nicht (mehr )?(anschreiben|kontaktieren|bewerben)"
    r"|do not (contact|mail))"
)
_OF_WERBUNG = re.compile(
    r"\w*werb\w*\b.{0,1000} (widerspr|widerruf|unerwuenscht|untersagt|nicht (erwuenscht|gewuenscht|erlaubt))"
)
_TURNED_DOWN = re.compile(
    r"\b(?:"
    # nouns
    rf"kein(?:e|en|er|em|erlei)? {_ONE}xway\b|kein\w* {_ONE}angebote?n? (mehr|xreach|(er|ge)wuenscht)|nie wieder {_ONE}xway\b"
    rf""
    rf"|kein\w* (lust|interesse|bock)\b( \w+){{0,3}} xway\b|xway {_TWO}{_OVER}\b|(?:verbittet|verbitten|verzicht(et|en)?"
    rf"|verweigert) {_TWO}xway\b"
    rf"|(?:kuendigt|stornier(t|te|ung)|abmeldung|abbestellung|absehen|widerspr(icht|uch|ochen)|widerruf(en)?) {_TWO}xway\b"
    rf"|(?:gesperrt|sperrung|stopp?|unerwuenschte\w*|lehnt|lehnen) {_TWO}xway\b|(?:beschwer\w*|abmahnung) ({_FEW}(ueber"
    rf"|wegen) (\w+ )?|zu viele? )?xway\b"
    r"|(?:kontakt|anruf|telefon|mail|newsletter|brief|post|kommunikations)(sperre|sperrung|verbot|stopp?)"
    # verbs
    rf"|(?:nicht|nichts|nie|niemals|nimmer) {_BETWEEN}(xreach|belaestig\w*)\b|(?:nichts|nicht) mehr (von uns|hoeren|wissen"
    rf"|erhalten|bekommen|melden)\b"
    r"|in ruhe (ge)?lassen|xreach (ist |wurde |uns )?(verboten|untersagt|unerwuenscht|absehen)\b"
    r"|(?:untersagt|verboten|verbietet) (uns |es |ihn |sie ){0,2}(xreach|xway)\b|uns blockiert\b"
    r"|nicht (mehr )?((per|via|ueber) (xway|telefon)|(telefonisch|postalisch|werblich)(?! erreich| geantw| gemeld| bestell)|(fuer"
    r"|zu) xway)\b"
    # lists, data, consents
    rf"|(?:aus|von|vom|from|off) {_FEW}xlist\b.{{0,1000}}"
    r"\b(loeschen|geloescht|entfern\w*|streichen|gestrichen|raus|\w*nehmen|\w*genommen)\b"
    rf"|(?:loeschen|entfernen|streichen|nehmen|raus) {_FEW}(aus|von|vom) {_FEW}xlist\b|(?:raus|austragen) aus (dem |der )?xlist\b"
    rf"|nicht (mehr )?(auf|in) {_FEW}xlist (setzen|aufnehmen|nehmen)\b"
    rf"|(?:aus|vom) (dem )?xway (nehmen|austragen|streichen|loeschen|abmelden)\b"
    r"|(?:will|moechte|wuenscht|bitte|dsgvo)( \w+){0,2} (ge)?loesch(t|en|ung)\b|(?:kunden|kontakt)?daten (\w+ )?(zu )?(loeschen"
    r"|geloescht)\b"
    rf"|loesch\w* {_FEW}\w*daten\b|loesch(?:ung|antrag|begehren|anfrage|wunsch)\b"
    r"|xconsent (\w+ ){0,3}(widerruf\w*|zurueck\w*|entzogen|nicht|verweigert|abgelehnt|erloschen|nein|withdrawn|revoked)\b"
    rf"|(?:kein\w*|ohne|widerruf\w*|verweiger\w*|entzieht|zieht) {_FEW}xconsent\b|widerspr(?:uch|ochen|icht)\b"
    r"|verst (am )?[\d ]*\d\d\b|todesfall\b"
    # in English, French and Italian
    r"|no (more |further )?(xway|calls?|letters?|contact)\b|not (\w+ ){0,3}(contacted|called|mailed|emailed)\b"
    r"|(?:do not|don t|dont|does not|doesn t|never|stop) (\w+ ){0,4}(call|phone|e ?mail|mail|contact|writ|send|xway)\w*"
    rf"|(?:remove|take|delete) {_FEW}(from|off) {_FEW}xlist\b|(?:pas|plus) de (pub|courrier|appel|xway)"
    r"|ne (plus|pas) (\w+ )?(contacter|appeler|ecrire|envoyer|telephoner)|non (\w+ )?(contattare|chiamare|scrivere|inviare|mandare"
    r"|telefonare)"
    r"|(?:niente|nessuna) (pubblicita|posta|chiamat|xway)"
    r")"
    r"|^(?:gesperrt|verst|(bitte )?(austragen|abmelden|abbestellen)|((der|die) )?((kunde|kundin|patient"
    r"|patientin) )?(ist )?(leider )?tot)$"
)
# Whoever left, but perhaps a course, a club or a dunning list.
_LEFT = re.compile(
    r"\b(?:abgemeldet\w*|abgem|abmeldung(en)?|abbestell\w*|ausgetragen|austragung\w*|unsubscribed?|opt(ed)? ?out|sperrliste\w*"
    r"|black ?list\w*|block ?list\w*|bounce[ds]?|newsletter (nein|stopp?|gekuendigt|kuendig\w*|widerruf\w*|widersprochen)"
    r"|kuendig\w* newsletter|k werbung|ohne (\w+ )?werbung|desinscri\w*|disiscri\w*)\b"
)
NOT_MEANT = re.compile(
    r"\b(?:"
    # what was, or was not possible
    r"(?:konnten?|kann|habe|haben|hatten?|hat|wurden?|war|ist) (?!.{0,1000}(gebeten|verboten|untersagt|gesagt))"
    rf"((?!will|moecht|soll|darf)\w+ ){{0,3}}(nicht|nichts) {_BETWEEN}xreach\b"
    r"|(?:kennt|druckte?|macht|hat|haben|hatte|besitzt|nutzt|verteilt|schaltet|gab|gibt) kein\w* (\w+ )?xway\b"
    r"(?!.{0,1000}\b((er|ge)wuenscht|erlaubt|mehr|gewollt|interesse))"
    r"|kein\w* (\w+ )?xway (\w+ )?(vorhanden|bekannt|angegeben|angekommen|eingegangen|gefunden|zustande\w*|gedruckt|hinterlegt|verfuegbar"
    r"|gekommen|ohne)\b|nichts gegen (\w+ )?xway\b|rechnung(en)? nicht (mehr )?per\b|alte daten\b"
    r"|nicht (verzichten|abbestellt|abgemeldet|gekuendigt|streichen|loeschen|entfernen|austragen)\b|(herrn?|frau) stopp\b"
    rf"|nicht (aus|von|vom) {_FEW}xlist (streichen|nehmen|loeschen|entfernen|austragen)\b|kein\w* (einw\w+|bedenken) gegen (\w+ )?xway\b"
    # what is turned down is something else
    r"|(?:vertrag|termin|bestellung|auftrag|buchung) (\w+ )?(per|via) xway (gekuendigt|storniert|widerrufen)\b"
    r"|(?:widerspr\w*|widerruf\w*)( \w+){0,3} (rechnung|mahn\w*|forderung|\w*bescheid|lastschrift|\w*vertrag\w*|kuendigung|zahlung"
    r"|kauf\w*"
    r"|gutachten|abrechnung|bestellung|lieferung|preis\w*)\b"
    r"|(?:rechnung|mahn\w*|forderung|\w*bescheid|lastschrift|kuendigung|zahlung|abrechnung|bestellung)( \w+){0,2} widerspr\w*"
    r")"
)


def says(said: str) -> bool:
    """Whether folded words turn something down, or tell that somebody left or died."""
    return _turns_down(said) and _turns_down(DENIED.sub(" ", said), NOT_MEANT)


def is_clear(said: str) -> bool:
    """Whether they unmistakably speak of all advertising, or of a death."""
    return _CLEARLY.search(said) is not None or ("werb" in said and _OF_WERBUNG.search(said) is not None)


def is_of_all(said: str) -> bool:
    """Whether what they turn down is all advertising, a list of those who get it, or the consent to it."""
    return is_clear(said) or any(kind(word) in ("xlist", "xconsent") for word in said.split())


def _turns_down(said: str, but: re.Pattern[str] | None = None) -> bool:
    """`but`: what is left out of it."""
    kinds = " ".join(map(kind, said.split(" ")))
    if but is not None and (less := but.sub(" ", kinds)) != kinds:
        return _TURNED_DOWN.search(less) is not None or is_clear(less) or _LEFT.search(less) is not None
    return _TURNED_DOWN.search(kinds) is not None or is_clear(said) or _LEFT.search(said) is not None


@lru_cache(maxsize=50_000)
def kind(word: str) -> str:
    """`xreach`, `xway`, `xlist` or `xconsent` for what may be turned down; any other word stays."""
    return next((one for one, shape in _KINDS.items() if shape.fullmatch(word)), word)
