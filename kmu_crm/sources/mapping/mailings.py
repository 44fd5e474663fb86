"""Columns that ask whether somebody is sent something, invited, told or called: “Mailing-Liste”, “Weinpost (Brief)”.

Of what is sent a heading tells too little to make a yes a consent; but whoever said no there is not written to.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from kmu_crm.fields import consent, text
from kmu_crm.sources.mapping import contacting, turned

_MOSTLY = 0.5  # of the answers
_SENT = re.compile(
    r"\bmailings?\b|\w{2,}mails?\b|\bmail(s| ?aktion(en)?)\b|\w*(aus|zu)send\w*|\w*zuschick\w*"
    r"|\binfo(rmier\w*|rmation(en)?|material)\b|\w*infos?$|\b(rund|kunden|info|serien|werbe|fest|gruss)(brief\w*|schreiben)"
    r"|\w+post\b|benachrichtig|auf dem laufenden|nachfass|(ruf|telefon)(aktion|kampagne|liste)"
)
_WISHED = re.compile(r"\b(senden|schicken|einladen|anschreiben|infos?)\b")  # where somebody is asked
_WAY = r"(e ?mail|mail|post|postweg|brief|briefe|telefon|anruf)"
_BY_WAY = re.compile(rf"\b(per|via|als|auf dem) {_WAY}$|\b\w{{4,}}(?<!e)(?<!e[nrs]) (post|(e )?mail)$")
_IN_BRACKETS = re.compile(r"[(\[] ?(e-?mail|mail|post|briefe?|telefon|anruf) ?[)\]]", re.I)
_ASKED = re.compile(r"\b(moecht|will|woll|soll|darf|duerf|werden|koenn|bitte|gern)|wuensch|erlaub")
_DONE = re.compile(
    r"ge(send|sand|schick|schrieb|ruf|lad|mail)\w*|\bver(send|sand|schick)|\b(informiert|benachrichtigt|erledigt|erfolgt)\b"
    r"|reaktion|erhalten|bekommen|ruecklauf|zurueck|geoeffnet|gelesen|\b(am|um|seit|datum|letzte\w*|anzahl)\b"
)
# What concerns the business of a single customer, or an address itself: how it comes is no matter of advertising.
_OWN_MATTER = re.compile(
    r"anfrage|\bangebot\b|offerte|voranschlag|\btermin\b|vertrag|\w*antrag|[abz]usage|reklamation|beschwerde|\b(an|ab)meldung"
    r"|buchung|reservierung|bestaetigung|kuendigung|bewerbung|abrechnung|quittung|gutschein|unterlagen|befund|\brueckruf\b"
    r"|\bbounce|zustell|sperr|adress|anschrift|nummer|fehl|defekt|falsch"
)
_BY_MAIL = re.compile(r"mail|newsletter")
_BY_PHONE = re.compile(r"telefon|ruf")
_BY_POST = re.compile(r"post\b|\bbriefe?\b|postweg|katalog|prospekt|broschuere|flyer")


class Approach(NamedTuple):
    """`ways`: the channels on which nobody may come to whoever says no there; `boxes`: also to whoever ticked nothing."""

    ways: frozenset[str] = frozenset()
    boxes: bool = False

    def refused(self, cell: str) -> frozenset[str]:
        state = consent.state(cell)
        if state not in ("no", "withdrawn") and not (self.boxes and state == "unticked"):
            return frozenset()
        return frozenset(way for way in self.ways if f"consent_{way}" not in contacting.only(cell))


NOBODY = Approach()


def approach(heading: str, cells: Collection[str], own: bool) -> Approach:
    """`own`: in a list of the business's own; the columns of a program are named by its makers."""
    if not any(map(str.strip, cells)):
        return NOBODY
    if ways := contacting.approached(heading):
        return Approach(ways, boxes=True)
    answers = any(map(consent.is_answer, cells)) and consent.answered(cells) > _MOSTLY
    if own and answers and (ways := sent(heading)):
        return Approach(ways, boxes=consent.has_letters(cells))
    return NOBODY


@lru_cache(maxsize=20_000)
def sent(heading: str) -> frozenset[str]:
    """The channels on which comes what it speaks of; none where it speaks of nothing that is sent to many."""
    if len(heading) > text.LONGEST:  # no heading, and its shapes would take the square of it
        return frozenset()
    name = turned.words(heading)
    if turned.is_turned(heading) or turned.is_of_documents(heading) or contacting.is_ending(heading):
        return frozenset()
    asked = _ASKED.search(name) is not None
    if _OWN_MATTER.search(name) or (_DONE.search(name) and not asked) or turned.is_of_other_way(heading):
        return frozenset()
    by_way = _BY_WAY.search(name) is not None or _IN_BRACKETS.search(heading) is not None
    if not (by_way or _SENT.search(name) or (asked and _WISHED.search(name))):
        return frozenset()
    told = _IN_BRACKETS.search(heading) or _BY_WAY.search(name)  # “Infomail per Post”
    said = turned.words(told[0]) if told else name
    ways = (("email", _BY_MAIL), ("phone", _BY_PHONE), ("post", _BY_POST))
    return frozenset(way for way, shape in ways if shape.search(said)) or frozenset(["email", "post"])
