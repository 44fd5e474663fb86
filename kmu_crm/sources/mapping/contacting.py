"""Columns that say whether somebody may be reached one way: “Post”, “Werbung per Post”, “Telefon erlaubt” over yes and no."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kmu_crm.fields import consent, possible_noes, refusing, text
from kmu_crm.sources.mapping import legends, turned

_WAYS = {
    "consent_email": "e?mails?|newsletter(abo|bezug|versand)?|nl|infomails?|rundmails?|infoletter|elektronisch(e[nrs]?)?"
    "|(e?mail(ing)?|newsletter)(verteiler|empfaenger|liste)",
    "consent_phone": "telefon(isch|ische[nrs]?)?|tel|phone|call|calls|anruf|anrufe|anrufen|angerufen|telefonkontakt"
    "|telephone|mobil|mobiltelefon|handy",
    "consent_post": "post|postalisch(e[nrs]?)?|briefpost|brief|briefe|postal|letter|letters|mail ?post|direct ?mail"
    "|(post|brief)versand|(katalog|prospekt|flyer|broschuere)(e|n|s|versand|zusendung)?|kundenbriefe?|(weihnachts|geburtstags|gruss)(karten?|post)|kunden(magazin|zeitschrift|zeitung)",
}
_FILLING = (
    "werbung|werbe|werbeerlaubnis|werbeeinwilligung|einwilligung|einverstanden|einverstaendnis|zustimmung|erlaubt|erlaubnis"
    "|erwuenscht|gewuenscht|freigabe|freigegeben|moeglich|ok|okay|optin|opt|in|kontakt|kontaktieren|kontaktaufnahme|ansprache"
    "|marketing|infos?|information|informationen|zusendung|versand|consent|permission|allowed|darf|per|via|durch|mit|fuer|zur|zum"
    "|by|to|ja|nein|j|n|yes|no|y|s|en|empfaenger|abo|bezieher|verteiler|erhaelt|bekommt|bezieht|wuenscht|will|moechte|kontaktiert"
    "|angeschrieben|werden|senden|zusenden|schicken|zuschicken|gestattet|zulaessig|gewollt|erteilt"
    "|einladung|einladungen|einw|einwill|einwillig|einverst|zust|zustimm"  # some of them cut short
)
_ASKING = re.compile(
    r"werb|einw|einver|zustimm|\bzust\b|erlaub|erwuensch|gewuensch|optin|opt in|consent|permission|allowed|marketing|freig"
)
_OF_ALL = re.compile(rf"(?:(?:{_FILLING}|werbung|reklame|advertising|publicite|pubblicita) ?)+")
_OF_PEOPLE = re.compile(r"kontakt|einw|einver|zustimm|consent|opt ?in\b|optin|dsgvo")
_PERMITTING = re.compile(r"einw|einver|zustimm|erlaub|gestatt|freig|opt ?in|consent|permission|permitted|allowed")
WAYS = frozenset(_WAYS)
_READ = [(field, re.compile(f"(?:(?:{_FILLING}) ?)*(?:{way})(?: ?(?:{_FILLING}))*")) for field, way in _WAYS.items()]
_ABOUT = re.compile(
    r"werb|einwillig|erwuensch|erlaub|kontakt|newsletter|marketing|consent|anruf|anschreib"
    r"|angeschrieben|angerufen|beworben|opt ?in\b|permission|zustimm|rundmail|\b(sms|fax|telefax|whatsapp|messenger)\b"
    r"|\beinladung(en)?\b(?!.*(schickt|sende|sandt|sagt))|\b(kein\w*|nicht|no|do not)\b.*\b(post|brief|tel|telefon|e?mail)"
    r"|\bbounced?\b|\bloesch(en|ung)\b|\bgeloescht\b"
    r"|^(kunden? ?)?(gesperrt|sperre|sperrkennzeichen|blocked|locked)$"
)
# Of an end that is no clear refusal; anything but a no under such a heading is told.
_SUBSCRIBED = re.compile(
    r"newsletter|\bnl\b|mailings?\b|verteiler|werbung|marketing|einwilligungs?|zustimmungs?|einverst|zugestimmt|consent|permission"
    r"|opt ?in\b|dsgvo"
)
_ENDED = re.compile(
    r"austritt|austrag|\b(ende|end|ended|endet|bis|until|fehlt|fehlend\w*|expired|off|stopped|frueher|ex|ohne|kein\w*|nicht)\b"
    r"|\baus( (am|seit|datum|genommen))?$|^aus\b|deaktiv|inaktiv|abgeschaltet|pausiert|beende|abgelaufen|ablauf|verweiger|storn|loesch"
    r"|entfernt"
    r"|ungueltig|erlosch|ausschl|ausgeschl|exclu|kuendig|abmeld|abgemeld|abbestell|sperr"
)
_ENDS = re.compile(
    r"(kunden? ?)?((zu )?(ge)?loesch(t|en)|(loesch|sperr) ?(kz|kennz\w*|flag|vermerk|marke|markierung|grund)|gesperrt|sperre|suppress\w*"
    r"|((hard|soft) ?)?bounces?|abmelder|(abmelde|austrage) ?datum|verweigert?|verweigerer|ablehner|nicht ?empfaenger|ausschluss"
    r"|ausgeschlossen|exclu\w+|anonymisiert|unzustellbar|postruecklaeufer|cleaned|complain\w*|spam ?beschwerden?)( (am|seit|ab|datum"
    r"|ja nein|at|on))?"
)
_BOUNCED = re.compile(r"\bbounced?\b")
_HOW_BOUNCED = re.compile(
    r"((e ?)?mail )?bounced?"
    r"( (type|typ|art|kind|class|klasse|classification|category|kategorie|status|state))?|bounce(typ|art)"
)
_STATUS = re.compile(
    r"(kunden|kontakt|adress|personen|mitglieds?|customer|contact|account|lead|abo)? ?(status|statut|stato|zustand|state|stand)"
    r"|abo|abonnement|iscrizione"
)
_LOCKED = re.compile(r"\b(gesperrt|sperre|blockiert|blocked|locked)\b")  # of advertising, or of an account with debts
# May they be written to, or spoken to at all: a no there is one to these ways.
_ALLOWING = re.compile(
    r"\b(darf|duerfen|moecht\w*|will|wuensch\w*|ok|okay|may)\b|erlaub|gestatt|einverst|einwillig|zustimm|zugestimmt|freig"
)
_APPROACHED = {
    "anzuschreiben|anschreiben|angeschrieben|written to": frozenset(["email", "post"]),
    "kontaktieren|kontaktiert|kontaktaufnahme|contacted": frozenset(["email", "phone", "post"]),
}
_APPROACH = [
    (re.compile(rf"(?:(?:{_FILLING}|duerfen|wir|sie|ihn|kunde|kundin|may|be) )*(?:{said})(?: (?:{_FILLING}))*"), ways)
    for said, ways in _APPROACHED.items()
]
_MOSTLY = 0.5  # of the filled cells, under a heading that names the way alone
_REACHING = re.compile(r"kontakt|infos?\b|information|zusend|ansprache")
_PER = re.compile(r"\bper$")
_BY = re.compile(r"\b(per|via|ueber)$|(weg|wege|kanal|kanaele)\b")
_ALLOWED = re.compile(r"\b(erlaubte?[nrs]?|gestattete?[nrs]?|zulaessige?[nrs]?|darf|allowed|permitted)\b")
# What may tell the way of the yes beside it.
_WAY_BESIDE = re.compile(r"(werbe|werbung )?(kanal|kanaele|wege?|medium|channels?)( (der |fuer )?werbung)?|per")
# Of something that somebody gave, or a box that somebody ticked: a no there is none to advertising, and how it came is no way.
_CONSENT = re.compile(
    r"einw|einver|eingewill|stimm|\bzust\b|consen[st]|permission|erlaubnis|freig|opt ?in\b|optin|accept|akzept|agree|subscri"
)
_GIVEN = re.compile(r"erteilt|gegeben|erhalten|eingeholt|erfolgt|given|received|obtained")
_AND = re.compile(
    r"\s*(?:[,;+/&|\n(]|\b(?:und|u\.|oder|sowie|and|or)(?=\s))\s*|\s(?=(?:aber|sondern|dafür|but)\s)"
    r"|(?:(?<=[\w:=] ja)|(?<=[\w:=] nein))\s",
    re.I,
)
_ONLY = {"nur", "only", "ausschliesslich", "aber", "sondern", "dafuer", "but"}
_BUT = re.compile(
    r"(nein|no|noe|nee|n)( danke| danke schoen)?( bitte| aber)* (nur|ausschliesslich|only|lieber|sondern)( nur| noch| bitte)* (?P<ways>.+)"
)
_LIGHT = {"mehr", "bitte"}
_OF_MAIL = re.compile(r"mail(?!ing)|elektron|newsletter|infoletter|\bnl\b")
_E_MAIL = re.compile(r"\be mail")  # and no “keine Mail”
_VALUE = re.compile(r"(?!\d{4}-\d\d-\d\d)\+?[\d /()-]{6,}|\S+@\S+")  # a number or an address, under whatever heading


def field(heading: str, cells: Sequence[str]) -> str | None:
    """`consent_email`, `consent_phone`, `consent_post` or `consent_bounced` where heading and cells say so. “Werbung per
    Post” always asks for a consent; under a heading that only names the way most rows have to be a yes or a no and none
    a value, for “Telefon” mostly holds numbers. Under a heading turned round the field of a refusal.
    """
    if turned.is_turned(heading):
        return turned.field(heading, cells)
    name = _folded(heading)
    if _HOW_BOUNCED.fullmatch(name) and any(map(consent.is_bounce, cells)):
        return "consent_bounced"
    found = _named(name)
    if found is None and (is_by_ways(heading) or (_OF_ALL.fullmatch(name) and turned.is_of_all(heading))):
        said = [cell for cell in cells if not (is_by_ways(heading) and ways(cell))]
        named = len(cells) - len(said)
        filled = named + sum(not text.is_empty(text.clean(cell)) for cell in said)
        return "consent_email" if named + consent.answered(said) * (filled - named) > _MOSTLY * filled else None
    if found is None:
        return None
    values = _share_of_values(cells)
    if _ASKING.search(name):
        return found if values <= _MOSTLY else None
    return found if values == 0 and consent.answered(cells) > _MOSTLY else None


def is_about(heading: str) -> bool:
    """Whether a heading speaks of contacting people."""
    name = _folded(heading)
    return _ABOUT.search(name) is not None or _named(name) is not None or turned.is_turned(heading)


def is_by_ways(heading: str) -> bool:
    """Whether cells tell the ways that are allowed: “Kontakt erlaubt per”. “Einwilligung per” may tell how it was given,
    “Gewünschter Kontaktweg” forbids no other, and “Werbung über” may tell where somebody heard of the business."""
    name = _folded(heading)
    if _CONSENT.search(name) or _GIVEN.search(name) or turned.ways(heading) or turned.is_turned(heading):
        return False
    if _ALLOWED.search(name):
        return bool(_BY.search(name) and (_REACHING.search(name) or turned.is_of_all(heading)))
    return bool(_PER.search(name) and _OF_ALL.fullmatch(name) and turned.is_of_all(heading))


def tells_way(heading: str, cells: Sequence[str]) -> bool:
    """Whether it tells on which way the yes beside it holds: “Kanal” over “Post”, and no “Messe”."""
    said = [cell for cell in cells if not text.is_empty(text.clean(cell))]
    named = sum(ways(cell) is not None or turned.is_of_other_way(cell) for cell in said)
    return _WAY_BESIDE.fullmatch(_folded(heading)) is not None and named > _MOSTLY * len(said)


def leaves_way_open(heading: str) -> bool:
    """Whether a yes there is one to advertising in general."""
    return not names_way(heading) and not is_by_ways(heading)


def names_way(heading: str) -> bool:
    """“Newsletter” and “Werbung per Post” do, “Werbung” does not."""
    name = _folded(heading)
    return _named(name) is not None or _OF_MAIL.search(name) is not None


def refuses_all(heading: str) -> bool:
    """Whether a no there is one to all advertising: “Werbung erlaubt”. Whoever gave no “Werbeeinwilligung” objected to nothing."""
    return turned.is_of_all(heading) and _CONSENT.search(_folded(heading)) is None


class Ways(NamedTuple):
    answers: Mapping[str, str]  # a yes or a no to each way that a cell names
    clear: bool  # whether that tells of the others, too: they are left out


class _Part(NamedTuple):
    ways: Sequence[str]
    mark: str  # yes, no, or nothing beside the ways
    behind: bool  # a no stands there: “Mail, Post nein” may be one to both


@lru_cache(maxsize=20_000)
def ways(cell: str) -> Ways | None:
    """The ways that a cell names, where it says nothing else: “Post + Mail”, “nur telefonisch”, “Mail nein, Post ja”."""
    parts = [] if "?" in cell else [_part(part) for part in _AND.split(cell)]
    answers, clear = dict[str, str](), True
    behind = any(part.behind for part in parts if part)
    for part in parts:
        if part is None:
            return None
        shared = not part.mark and (behind or "no" in answers.values())
        for way in part.ways:
            answers[way] = "no" if shared or "no" in (part.mark, answers.get(way)) else "yes"
        clear = clear and not shared
    return Ways(answers, clear and "yes" in answers.values()) if answers else None


@lru_cache(maxsize=20_000)
def only(cell: str) -> frozenset[str]:
    """The ways that are wanted where a no names nothing else: “nein, nur per Post” is one to the others."""
    found = None if "?" in cell else _BUT.fullmatch(text.fold(cell))
    wanted = ways(f"nur {found['ways']}") if found else None
    return frozenset(wanted.answers) if wanted and set(wanted.answers.values()) == {"yes"} else frozenset()


def answer(field: str, cell: str, named: bool) -> str | None:
    """What a cell says of a way; `named`: by naming those that are allowed."""
    if wanted := only(cell):
        return None if field in wanted else "no"
    found = ways(cell) if named else None
    return found.answers.get(field, "unticked" if found.clear else None) if found else None


def _part(part: str) -> _Part | None:
    words = [word for word in _folded(part).split() if word not in _LIGHT]
    said = {word: consent.state(word) for word in words}
    name = " ".join(word for word in words if word not in _ONLY and said[word] is None)
    named = [_named(name)] if _named(name) else [_named(word) for word in name.split()]
    known = [one for one in named if one]
    marks = {"yes" if one == "yes" else "no" for one in said.values() if one}
    if not known or len(known) < len(named) or len(marks) > 1:
        return None
    mark = next(iter(marks), "yes" if _ONLY.intersection(words) else "")
    return _Part(known, mark, mark == "no" and said[words[-1]] is not None)


def asks(heading: str) -> bool:
    """Whether a heading asks for a permission to reach people on one of the ways, or at all; “Freigabe” and “Versand
    freigegeben” may be of anything."""
    name = _folded(heading)
    of_people = turned.is_of_all(heading) or _OF_PEOPLE.search(name) is not None
    return _ASKING.search(name) is not None and (
        _named(name) is not None or (of_people and _OF_ALL.fullmatch(name) is not None)
    )


def permits(heading: str) -> bool:
    return _PERMITTING.search(_folded(heading)) is not None


def is_ending(heading: str) -> bool:
    """Whether a heading may tell that a subscription or a consent is over, or an address dead: “Newsletter bis”, “Suppressed”."""
    name = _folded(heading)
    subscribed = _SUBSCRIBED.search(name) is not None and _ENDED.search(_SUBSCRIBED.sub(" ", name).strip()) is not None
    return subscribed or _ENDS.fullmatch(name) is not None


@lru_cache(maxsize=20_000)
def approached(heading: str) -> frozenset[str]:
    """The channels on which nobody may come to whoever says no: “darf angeschrieben werden”."""
    name = _folded(heading)
    if not _ALLOWING.search(name) or turned.is_turned(heading) or turned.ways(heading):
        return frozenset()
    return next((ways for shape, ways in _APPROACH if shape.fullmatch(name)), frozenset())


def is_status(heading: str) -> bool:
    return _STATUS.fullmatch(_folded(heading)) is not None


def is_unread(heading: str, cells: Iterable[str]) -> bool:
    """Whether a column that nobody reads speaks of contacting people: in yes and no on a way the ledger does not know, or
    as a lock that may be of the bookkeeping; or turned round, in whatever words.
    """
    if turned.is_turned(heading):
        return any(map(str.strip, cells))
    return is_about(heading) and consent.answered(cells) == 1


def is_to_tell(heading: str, cells: Iterable[str]) -> bool:
    """Whether whoever imports should hear that nobody reads it: also where only some cells say yes or no, or mails came back."""
    said, name = list(cells), _folded(heading)
    if is_ending(heading) and not any(map(consent.objects, said)):
        return False
    if is_unread(heading, said) or (_BOUNCED.search(name) and any(map(consent.objects, said))):
        return True
    if is_status(heading) and any(map(_may_lock, said)):
        return True
    least = 0 if _named(name) or permits(heading) else _MOSTLY
    return is_about(heading) and consent.answered(said) > least


def says_no(heading: str) -> Callable[[str], bool] | None:
    """What makes a cell a no, where nobody reads the column: anything but a no under “gesperrt”, a no under “Newsletter 2025”.
    None where the heading is about another way than mail, or a status, whose words are judged by themselves."""
    name = _folded(heading)
    if is_status(heading) or turned.is_of_other_way(heading) or _named(name) in ("consent_phone", "consent_post"):
        return None
    if turned.is_turned(heading):
        of_mail = turned.field(heading, ()) in ("consent_refused", "objection")
        return consent.objects if of_mail else None
    if is_ending(heading) or turned.is_over(heading) or _BOUNCED.search(name):
        return consent.objects
    return lambda cell: consent.state(cell) in ("no", "withdrawn")


def _may_lock(cell: str) -> bool:
    """Of a status: what may speak of contact, and is not decided."""
    decided = refusing.forbids(cell) or refusing.is_listed(cell) or possible_noes.answered(cell)
    return not decided and (refusing.may_forbid(cell) or _LOCKED.search(text.fold(cell)) is not None)


def _named(name: str) -> str | None:
    return next((one for one, shape in _READ if shape.fullmatch(name)), None)


def _share_of_values(cells: Sequence[str]) -> float:
    said = [cell.strip() for cell in cells if cell.strip()]
    return sum(_VALUE.fullmatch(cell) is not None for cell in said) / len(said) if said else 0


def _folded(heading: str) -> str:
    return _E_MAIL.sub("email", turned.words(legends.without(heading))).strip()
