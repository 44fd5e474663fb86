"""A no to advertising one way only: “keine Werbeanrufe”, “keine Werbung per Brief oder Mail”. Words are folded, “e mail” one word.

“keine Werbung Mail 3.4.” and “keine Werbung per Mail vom 3.4.” are none of them: the mail tells how and when it was said, and of
all advertising. So it does in “keine Werbeanrufe lt. Mail 3.4.”, which are calls alone. A date alone, “keine Werbung per Post,
3.4.”, changes nothing.
"""

import re

NO_WAY: frozenset[str] = frozenset()
EVERY_WAY = frozenset(["email", "phone", "post"])
_STEMS = {
    "email": re.compile(r"mail|elektron|newsletter|\bnl\b"),
    "phone": re.compile(r"an(ge|zu)?ruf|telefon|\btel\b"),
    "post": re.compile(r"brief|post|mailing|katalog|prospekt"),  # a mailing may be one of letters
}
_WHO = (
    r"((bitte|nur|aber|der|die|kunde|kundin|er|sie|firma|ist|leider|wuenscht|wuenschen|will|wollen|moechte|moechten|darf|soll|sollen"
    r"|ab sofort|ausdruecklich|absolut|unbedingt|generell|grundsaetzlich) ){0,4}"
)
_NO = r"kein(e|en|er|erlei)? ((jegliche|weitere|weiteren|unsere|mehr) ){0,2}"
_MEANS = r"(telefon|anruf|post|brief|email|mail|mailing|newsletter)"
_OF_A_WAY = (  # in one word, or two; or “Telefon- und Briefwerbung”
    r"(werbe(anrufe?n?|telefonate?|briefe?n?|post|postkarten?|emails?|mails?|emailings?|mailings?)"
    rf"|{_MEANS}( (und|oder) {_MEANS})* ?werbung|(telefonisch|postalisch|elektronisch)e[nr]? werbung)"
)
_WAY = (
    rf"(emails?|mails?|mailings?|newsletter|nl|telefon|tel|anrufe?|telefonisch|briefe?|post|briefpost|postweg|postalisch|elektronisch"
    rf"|{_OF_A_WAY})"
)
_BY = r"(per|via|ueber|durch|mit|auf dem)"
_AND = r" (und|oder|u|o|sowie|noch) (per |via )?"
_SOME = rf"{_WAY}({_AND}{_WAY})*"
HOW = rf"( {_BY})?( {_SOME})"  # behind a no to all advertising
_UNWANTED = r"(unerwuenscht|untersagt|verboten|abgelehnt|einstellen|unterlassen|nicht (mehr )?(er|ge)?wuenscht)"
_AFTER = (
    r"( (mehr|bitte|danke|erhalten|bekommen|haben|schicken|senden|zusenden|zuschicken|zugeschickt|(er|ge)wuenscht))"
)
_DATE = r"( (seit |am |ab |vom )?[\d ]+)"
_HOW_AND_WHEN = rf"((lt|laut|{_BY}) )?{_WAY}{_DATE}"
_REFUSED = re.compile(
    rf"(?P<what>{_WHO}({_NO}(werbung|reklame)( mehr| bitte)? {_BY} {_SOME}({_AFTER}+{_DATE}?)?"
    rf"|werbe?(sperre|stopp?|verbot) (fuer )?{_SOME}"
    rf"|({_NO}{_OF_A_WAY}({_AND}{_WAY})*|(werbung (per|via|ueber|durch|auf dem) {_SOME}|{_OF_A_WAY}) {_UNWANTED})"
    rf"{_AFTER}*{_DATE}?))( (lt|laut) {_WAY}{_DATE}?| {_BY} {_WAY}{_DATE})?"
)
_FURTHER = re.compile(rf"(?!{_HOW_AND_WHEN}$)((und|oder|auch|noch|per|via) ){{0,2}}{_SOME}{_AFTER}*{_DATE}?")
_TOLD = re.compile(rf"((lt|laut) |{_BY} )?{_SOME}{_DATE}?")


def of(part: str) -> frozenset[str]:
    """Of the ways `email`, `phone`, `post` those that a part refuses, where it says nothing else."""
    refused = _REFUSED.fullmatch(part)
    return named(refused["what"]) if refused else NO_WAY


def further(part: str) -> frozenset[str]:
    """Those that a part goes on naming behind a comma: “keine Werbung per Brief, Telefon oder Mail”, and no “Mail 3.4.2024”."""
    return named(part) if _FURTHER.fullmatch(part) else NO_WAY


def is_how(words: str) -> bool:
    """Whether they only tell how, and when, something was said: “per Mail 3.4.2024”."""
    return _TOLD.fullmatch(words) is not None


def named(words: str) -> frozenset[str]:
    """The ways that words speak of at all."""
    return frozenset(way for way, stems in _STEMS.items() if stems.search(words))
