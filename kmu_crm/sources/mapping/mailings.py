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
_ADVERTISING = re.compile(
    r"\bmailings?\b|\bmail(s| ?aktion(en)?)\b|\baussend\w*|\b(rund|serien|werbe)(brief\w*|schreiben|mails?|post)\b"
    r"|\b(kunden|info|fest|gruss|geburtstags|weihnachts|oster|neujahrs)(brief\w*|schreiben|mails?)\b"
    r"|\binfomaterial\b|\b(kunden|produkt|werbe)infos?$|auf dem laufenden|nachfassaktion|(ruf|telefon)(aktion|kampagne|liste)"
)
# What may be of advertising, or of an order, a meeting ..: nobody knows, and a person looks.
_MAYBE = re.compile(
    r"\w{2,}post\b|\w{2,}gruss post$|\w{2,}mails?$|^infos?$|^information(en)?$|\b(zusend|zuschick|benachrichtig|nachfass)\w*|\berinnern\b"
)
# Whose mailbox it is, and how parcels and papers come.
_OF_PLACES = re.compile(
    r"\b((firmen|privat|web|g|hot|haupt|zweit|rechnungs?|geschaefts?|dienst|kontakt|standard|buero|e)mails?"
    r"|(haus|paket|eil|feld|tages|eingangs|ausgangs|blitz|flug|fluss|brief|ab|kom)post)\b"
)
# What many are sent, by the last word of a heading: “Mail für Aktionen”, “Vereinszeitung”.
_PRINTED = re.compile(
    r"((vereins|kunden|mitglieder|werbe)(zeitung(en)?|magazine?|zeitschrift(en)?|blatt)|(sonder|rabatt|saison|kunden|werbe)?aktionen"
    r"|(sonder|tages|wochen|monats|saison)?angeboten?|(neuheit|neuigkeit)en"
    r"|(weihnachts|geburtstags|gruss|oster|neujahrs|fest|advents|urlaubs)karten?)"
)
_LIKE_PRINTED = re.compile(r"\w{3,}(briefe?|blatt)|\w{2,}(zeitung(en)?|magazine?|zeitschrift(en)?)")
# Papers of a trade, of goods or of somebody, which are none.
_PAPERS = re.compile(
    r"(\w*(fracht|liefer|lade|begleit|kfz|fahrzeug|schiffs|meister|gesellen|lehr|adels|schuld|pfand|grund|schutz|steck|mahn|wert"
    r"|kauf|miet|eil|muster)briefe?|\w*(daten|stamm|merk|deck|titel|bei|form|typen|mess|pruef|arbeits|auftrags|kontroll|karten|kartei"
    r"|noten|saege|bau|anamnese|pflege|lauf|ersatz|zusatz|aufmass|uebergabe|protokoll)blatt|\w*(lager|tages)(zeitung(en)?|magazine?))"
)
_WISHED = re.compile(r"\b(senden|schicken|einladen|anschreiben|infos?|informier\w*)\b")  # where somebody is asked
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
    r"|\b(offen|unser|ihr|sein|erstellt|angenommen)\w* angebot"
    r"|\bbounce|zustell|sperr|adress|anschrift|nummer|fehl|defekt|falsch"
)
# In a list of documents it concerns the one in the row: whether the goods are sent, whether its customer was told.
_BEHIND_WAY = re.compile(rf" ?\b(per|via|als|auf dem)? ?{_WAY}$")
_OF_DOCUMENT = re.compile(r"benachrichtig|zu(send|schick)|nachfass|erinner")
_TOLD = re.compile(r"\binfo\b|infos?$")
_BY_MAIL = re.compile(r"mail|newsletter")
_BY_PHONE = re.compile(r"telefon|ruf")
_BY_POST = re.compile(r"post\b|\bbriefe?\b|postweg|katalog|prospekt|broschuere|flyer")


class Approach(NamedTuple):
    """`ways`: the channels on which nobody may come to whoever says no there; `boxes`: also to whoever ticked nothing;
    `sure`: the heading speaks of advertising, and not perhaps of something else."""

    ways: frozenset[str] = frozenset()
    boxes: bool = False
    sure: bool = True

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
    said = [cell for cell in cells if "@" not in cell]  # who wants it may have left the address
    if own and are_answers(said) and (ways := sent(heading)):
        return Approach(ways, boxes=consent.has_letters(cells), sure=_advertises(turned.words(heading)))
    return NOBODY


def are_answers(cells: Collection[str]) -> bool:
    return any(map(consent.is_answer, cells)) and consent.answered(cells) > _MOSTLY


def beside_documents(heading: str, cells: Collection[str]) -> bool:
    """Whether a column of a list of documents asks their customers such a thing, and nothing about the document."""
    name = turned.words(heading)
    rest, asked = _BEHIND_WAY.sub("", name), _ASKED.search(name) is not None
    if _OF_DOCUMENT.search(rest) or (_TOLD.search(rest) and not asked):
        return False
    return _advertises(rest) and bool(approach(heading, cells, own=True).ways)


def _advertises(name: str) -> bool:
    """Whether the words of a heading, by whatever way, plainly are of what many are sent."""
    rest = _BEHIND_WAY.sub("", name)
    wished = _ASKED.search(name) is not None and _WISHED.search(name) is not None
    return _ADVERTISING.search(rest) is not None or _is_printed(rest) or wished


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
    last = (_BEHIND_WAY.sub("", name).split() or [""])[-1]
    printed = _LIKE_PRINTED.fullmatch(last) and not _PAPERS.fullmatch(last)
    if _OF_PLACES.search(name) or not (_advertises(name) or _MAYBE.search(name) or printed):
        return frozenset()
    told = _IN_BRACKETS.search(heading) or _BY_WAY.search(name)  # “Infomail per Post”
    said = turned.words(told[0]) if told else name
    ways = (("email", _BY_MAIL), ("phone", _BY_PHONE), ("post", _BY_POST))
    return frozenset(way for way, shape in ways if shape.search(said)) or frozenset(["email", "post"])


def _is_printed(name: str) -> bool:
    last = (name.split() or [""])[-1]
    return _PRINTED.fullmatch(last) is not None
