"""A no in people's own words, in cells that are there for something else: remarks, tags, outcomes of calls.

Such a text is told where it turns down writing, calling, advertising, a list or a consent; it holds as an objection where it
says nothing else, and speaks of all advertising or of a death. Words are folded: umlauts spelt out, no marks.
"""

import re
from collections.abc import Collection, Sequence

from kmu_crm.fields import by_way, lifting, one_way, said, short_noes, turning_down
from kmu_crm.fields import text as plain
from kmu_crm.fields.consent import DENIED

# One of these is in every such cell, in small letters; most other cells are done with that.
_SPOKEN = (
    "nicht", "kein", "nie ", "niemals", "nein", "ohne werb", "no ", "not ", "don't", "don’t", "k. werb", "k.werb", "widers", "widerr",
    "lösch", "loesch", "entfern", "streich", "gestrich", "nehmen", "genommen", "austr", "ausgetr", "abmeld", "abgem", "abbest", "sperr",
    "verbot", "unerw", "untersag", "verbit", "verbet", "verzicht", "künd", "kuend", "storn", "stop", "einstell", "eingest", "storben",
    "verst", "†", "✝", "robinson", "entzogen", "entzieh", "zurückge", "zurueckge", "zieht", "lehn", "verweig", "beschw", "abmahn", "lästig",
    "laestig", "in ruhe", "absehen", "unterlass", "remove", "take ", "unsub", "opt", "black", "block", "bounce", "scri", "pas ", "plus ",
    "niente", "non ", "décéd", "deced", "decea", "todesfall", " tot", "raus", "verschon", "schlie", "schlos",
    "abgest", "abstel", "nix", "net ", "ned ", "nit ", "gegner", "unzul", "verbiet", "nimmer",
)  # fmt: skip
SPOKEN = tuple(dict.fromkeys((*_SPOKEN, *short_noes.SPOKEN)))
# A whole cell or tag, or a part of it between commas.
_WHO = (
    r"((bitte|der|die|den|kunde|kundin|er|sie|firma|hat|haben|ist|leider|wuenscht|wuenschen|will|wollen|moechte|moechten|darf|soll|sollen"
    r"|ab sofort|ausdruecklich|absolut|unbedingt|dsgvo|generell|grundsaetzlich) ){0,4}"
)
_ANY = r"((jede|jegliche|weitere|weiteren|unsere|irgendwelche|die|der|gegen|von) ){0,2}"
_ALL = r"(werb(ung|emails?|emailings?|mails?|ezusendung(en)?|esendung(en)?|epost|post|ebriefe?|eanrufe?)|reklame)"
_AFTER = (
    r"( (mehr|bitte|danke|erhalten|bekommen|haben|schicken|senden|zusenden|zuschicken|zugeschickt|(er|ge)wuenscht|liegt vor|lt"
    r"|laut|per|via|durch|e?mail|anruf|brief|post|tel|telefon|telefonisch|postalisch|schriftlich))*( (seit |am |ab |vom )?[\d ]+)?"
)
_WHOLLY = re.compile(
    rf"(?!hat kein.* (erhalten|bekommen))(?!.*\bhaben kein){_WHO}("
    rf"werbe?(widerspruch|sperre|stopp?|verbot|verweiger(er|in|ung)|verzicht|ablehn(er|erin|ung)|gegner(in)?)"
    rf"|widerspruch|widersprochen|werbung (nein|verboten|unerwuenscht|untersagt|unzulaessig|abgelehnt|einstellen|unterlassen"
    rf"|nicht (zulaessig|gestattet|erlaubt|(er|ge)wuenscht))"
    rf"|(unterlassen (sie )?|(verbietet|untersagt) (uns )?){_ANY}werbung|lehnt {_ANY}werbung ab|verbittet sich {_ANY}werbung"
    rf"|{_ANY}{_ALL} unerwuenscht"
    rf"|(werbe)?einwilligung (widerrufen|zurueckgezogen)|todesfall|kein(e|en|er|erlei)? {_ANY}{_ALL}(( mehr| bitte)?{one_way.HOW})?"
    rf"|keine (weiteren )?zusendungen"
    rf"|(gesperrt|sperre) fuer {_ANY}werbung|fuer {_ANY}werbung (gesperrt|sperren)|{_ANY}werbung widersprochen"
    rf"|widerspr(icht|uch|ochen) {_ANY}(werbung|werblicher nutzung)|verstorben|gestorben|deceased|decedee?|decedut[oa]"
    rf"|verst(?= (am |im )?\d)|robinson ?liste|nicht (mehr )?(fuer werbung )?((anschreiben|kontaktieren|bewerben)"
    rf"|(angeschrieben|kontaktiert|beworben)( werden)?)|(kontakt|anschreibe?)(verbot|sperre)"
    rf"|schreib(en|t)( sie| ihr)?( mich| uns| ihn)?( bitte)? nicht( mehr)? an|keine (weiteren )?anschreiben"
    rf"|{_ANY}kontakt (nicht (mehr )?(er|ge)wuenscht|unerwuenscht)"
    rf"|kein(e|en)? (kontakt|kontaktaufnahme)( mehr)? (er|ge)wuenscht|keine kontaktaufnahme mehr|nichts mehr von uns( hoeren| bekommen)?"
    rf"|do not (contact|mail)|no (more )?(ads|advertising)|pas de publicite|niente pubblicita|ne (plus|pas) contacter|non contattare"
    rf"){_AFTER}"
)
# What happened, and nobody asks for: the outcome of a campaign, or a complaint.
_HAPPENED = re.compile(
    r"((kunde|kundin|er|sie|bitte|wurde|ist|leider|bisher|noch) ){0,3}nicht (mehr )?(fuer werbung )?(angeschrieben|kontaktiert|beworben)"
    r"( (seit |am |ab )?[\d ]+)?|(\w+ ){0,3}(hat|hatten?|habe) (\w+ ){0,2}kein.* (erhalten|bekommen)"
)
# Of a bill or a funeral as well as of advertising: it has to stand alone.
_BARE = re.compile(
    rf"((der|die|kunde|kundin|hat|er|sie|ist|leider|bitte) ){{0,3}}(widerspruch|widersprochen|todesfall){_AFTER}"
)
_OF_BILLS = re.compile(
    r"\w*(rechnung|mahn|forderung|bescheid|lastschrift|vertrag|zahlung|kauf|bestell|liefer|termin|preis)\w*"
)
_CROSS = re.compile(r"\s*\+ ?\d{1,2}\. ?\d{1,2}\. ?(\d{2}|\d{4})\W*")  # the day of a death: “+ 12.5.25”
_LISTED = re.compile(
    r"((steht )?auf )?(der )?((black|block) ?list(e|ed)?|sperrliste|robinson ?(liste)?|dnc)( (seit|am)\b.*)?"
)


def forbids(text: str) -> bool:
    """Whether words unmistakably object to advertising or tell of a death, and were not lifted, in a cell for something else."""
    text = left(text)
    if not _speaks(text):
        return False
    words = said.folded(text)
    if not turning_down.is_clear(words) or not turning_down.is_clear(DENIED.sub(" ", words)):
        return False
    return not lifting.ends_so(words) and not lifting.lifts_all(said.folded(said.PARTS.split(text)[-1]))


def is_objection(text: str) -> bool:
    """Whether a cell, or one of its parts (commas, semicolons and strokes between), is nothing but such an objection, and no
    later part lifts it.
    """
    return _speaks(text) and object_to_all(said.parts(text))


def unlifted(tags: str) -> str:
    """Tags without those that lift others: they stand in no order of time, and in doubt the no is the later."""
    parts = said.PARTS.split(tags)
    return ", ".join(part for part in parts if not lifting.lifts(said.folded(part))) if len(parts) > 1 else tags


def object_to_all(parts: Sequence[str]) -> bool:
    """The same of the folded parts of a cell."""
    places = _objecting(parts)
    return bool(places) and not any(map(lifting.lifts, parts[places[-1] + 1 :]))


def ways(text: str) -> frozenset[str]:
    """Of `email`, `phone`, `post` those on which a cell wants no advertising, where it does not object to all of it: some of
    its parts are nothing but that, and no later part lifts them. “keine Werbung, Post ok” leaves the post alone.
    """
    return by_parts(said.parts(text)).ways if _speaks(text) else one_way.NO_WAY


def left(text: str) -> str:
    """What a cell says beside the ways that it refuses; all of it, where it refuses none."""
    if not _speaks(text):
        return text
    refused = by_parts(said.parts(text))
    return ", ".join(refused.left) if refused.ways else text


def by_parts(parts: Sequence[str]) -> by_way.Refused:
    """The ways that the folded parts of a cell refuse, and what else they say."""
    return by_way.Refused() if object_to_all(parts) else by_way.read(parts, _objecting(parts))


def may_forbid(text: str) -> bool:
    """Whether free text turns down being written to, called or kept on a list, or tells that somebody left or died."""
    if turns_down(text) or (short_noes.may_speak(text) and any(map(_tells, short_noes.sentences(text)))):
        return True
    if text.lstrip()[:1] == "+" and _CROSS.fullmatch(text):
        return True
    parts = said.PARTS.split(text)  # “Widerspruch, Rechnung geprüft”: who knows against what
    return len(parts) > 1 and _speaks(text) and any(_BARE.fullmatch(said.folded(part)) for part in parts)


def turns_down(text: str) -> bool:
    """The same, in one of the known shapes alone."""
    return _speaks(text) and turning_down.says(said.folded(text))


def is_listed(text: str) -> bool:
    """Whether a status says nothing but that somebody stands on a list of those who are not to be contacted."""
    return _LISTED.fullmatch(plain.fold(text)) is not None


def _objecting(parts: Sequence[str]) -> list[int]:
    """The places of those that object to advertising, and to nothing else that may be meant."""
    places = [place for place, part in enumerate(parts) if _objects(part)]
    others = [part for n, part in enumerate(parts) if n not in places and not (lifting.lifts(part) or one_way.of(part))]
    if all(" " not in part and not _OF_BILLS.fullmatch(part) for part in others):
        return places
    return [place for place in places if not _BARE.fullmatch(parts[place])]


def _objects(part: str) -> bool:
    return bool(_WHOLLY.fullmatch(part)) and not _HAPPENED.fullmatch(part) and not one_way.of(part)


def speaking(cells: Collection[str], spoken: Sequence[str]) -> set[str]:
    """Those of many distinct cells that hold one of the words, in small letters: most words are in none of them."""
    together = "\n".join(cells).lower()
    words = [word for word in spoken if word in together]
    return {cell for cell in cells if _holds_one(cell.lower(), words)} if words else set()


def _holds_one(small: str, words: Sequence[str]) -> bool:
    return any(word in small for word in words)


def _speaks(text: str) -> bool:
    small = text.lower()
    return any(word in small for word in _SPOKEN)


def _tells(sentence: str) -> bool:
    return short_noes.tells(said.folded(sentence))
