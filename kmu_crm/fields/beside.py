"""Remarks that people put beside a name or a street, for want of a better place: “Müller (verstorben)”, “Huber - KEINE WERBUNG”."""

import re
from collections.abc import Iterator, Sequence

from kmu_crm.fields import by_way, lifting, one_way, refusing
from kmu_crm.fields import said as in_parts
from kmu_crm.fields import text as plain
from kmu_crm.fields.company import legal_form, looks_like_company

# One of these, in small letters, is in every such cell; hardly any name holds one.
SPOKEN = (
    "storb", "†", "✝", "verst", "gest.", "(gest", "decea", "werb", "sperr", "block", "abgem", "abmeld", "abbest", "robinson", "widerspr",
    "widerr", "nicht", "nein", "kein", "do not", "(+", "+ ", " +", "unsub", "todesfall", "(tot", "- tot", "lösch", "loesch", "nichts",
    "opt-out", "opt out", "optout", "opted", "blackl", "black l", "bounce", "ohne ", "austr", "ausgetr", "entfern", "streich", "gestrich",
    "storn", "künd", "kuend", "stop ", "stopp", "verweig", "untersag", "verbiet", "verbot", "unerw", "lehnt", "remove", "verzicht",
    "r.i.p", "r. i. p", "rip)", " rip", "nachlass", "nachlaß",
)  # fmt: skip
_DAGGER = "[†✝]"
_DIED = re.compile(rf"{_DAGGER}|\bverst\.|\((verst|gest)\b|\bgest\.(?= ?\d|\W*$)", re.I)
_PERHAPS_DIED = re.compile(
    r"\(\s*\+[\s\d./]*\)|(?<!\d)\+ ?(\d{1,2}\.){2}\d{2,4}|(?<=\w )\+ ?(19|20)\d\d\W*$"
)  # “(+ 2021)”
_DEATH = re.compile(r"\b(verstorben|gestorben|deceased|todesfall)\b")
# Somebody else died, or one of two.
_OF_OTHERS = re.compile(
    r"\b((ehe)?(mann|frau|gatte|gattin|partner(in)?)|vater|mutter|eltern(teil)?|sohn|tochter|bruder|schwester|opa|oma|inhaber(in)?|chef(in)?"
    r"|geschaeftsfuehrer(in)?|gf|witwe[rn]?|erben?|erbengemeinschaft|nachlass\w*|hinterbliebene\w*|hund|katze|pferd|tier)\b"
)
_COUPLE = re.compile(r"\w\W+(und|u\.|&|\+|et)\s+\w", re.I)
_APART = re.compile(r"[()\[\]{}<>*,;|/:!#\"„“”=]+|(?<!\w)[-–—]+|[-–—]+(?!\w| (?:und|oder)\b)")
_MARKED = re.compile(r"\s*[(\[{<*!-]")
_BRACKET = re.compile(r"[(\[{<*]+([^()\[\]{}<>*]+)")
_LOCKED = re.compile(
    r"gesperrt|blockiert|blocked|abgem|abgemeldet|abbestellt|widerruf(en)?|robinson|tot|geloescht|sperre?"
)
_LOCKED_BESIDE = re.compile(rf"(?:{_LOCKED.pattern}) .+")
_SAYS = re.compile(r"\b(nicht|nein|kein(e|en|er)?|no|do not)\b|widerspr|widerruf|sperr")
# What else is told where it stands alone between marks (folded), before a name or behind it without any (as written).
_TOLD = re.compile(
    r"(auf )?(der )?black ?list(ed)?|opt(ed)? ?out|unsubscribed?|ohne (\w+ )?(werbung|newsletter|nl|mails?|kontakt)"
    r"|(will|moechte|wuenscht) nichts( mehr)?"
)
_TOLD_BESIDE = re.compile(
    r"(?<=\w)\s+((auf )?(der )?black ?list(ed)?|opt(ed)?[ -]?out|unsubscribed|ohne (\w+ )?(werbung|newsletter|nl|mails?)"
    r"|gesperrt|blockiert|abgemeldet|abbestellt)\W*$"
    r"|^\W*(unsubscribed|ohne (werbung|newsletter))\s+\w|\b(nl|newsletter|e?-?mails?|post|anrufe?|katalog)\s*[:=]\s*nein\b",
    re.I,
)
_RESTS = re.compile(r"\b[Rr]\. ?[Ii]\. ?[Pp]\b|(?<=\w )RIP\W*$|[(\[*–-] ?RIP\b\W*$")
_ESTATE = re.compile(r"[a-z ]*\bnachlass(pfleger(in)?|pflegschaft)?\b[a-z ]*")  # and no discount: “10 % Nachlass”
_LIKE_NAMES = re.compile(r"\brobinson\b(?! ?list)", re.I)
MOST_WORDS = 6  # of a remark that follows a name without any mark


def objects(cell: str) -> bool:
    """Whether something beside the name, or in its place, says nothing but that somebody wants no advertising, or has died."""
    return _objects(cell) and not _is_open(cell)


def may_object(cell: str) -> bool:
    """Whether something beside the name may say so, and a person has to look."""
    if _objects(cell):
        return _is_open(cell)
    if _PERHAPS_DIED.search(cell):
        return True
    first, *further = _parts(cell) or [""]
    bracketed = [plain.fold(part) for part in _BRACKET.findall(cell)]
    if any(map(_LOCKED.fullmatch, [part for part in (first, *further) if part != "robinson"] + bracketed)):
        return True
    if any(_LOCKED_BESIDE.fullmatch(part) for part in (first, *further)) and not looks_like_company(cell):
        return True
    if any(map(_TOLD.fullmatch, (first, *further, *bracketed))) or _is_told_beside(cell, first, *further):
        return True
    behind = [*further, *bracketed]
    if (_SAYS.search(first) or _MARKED.match(cell)) and (refusing.turns_down(first) or not looks_like_company(cell)):
        behind.append(first)
    return any(refusing.may_forbid(_LIKE_NAMES.sub(" ", part)) for part in behind)


def _is_told_beside(cell: str, *parts: str) -> bool:
    """Told beside a name, but part of the name of a firm."""
    said = _TOLD_BESIDE.search(cell) or _RESTS.search(cell) or any(map(_ESTATE.fullmatch, parts))
    return bool(said) and legal_form(cell) is None  # “Decker ohne Werbung”: a name may sound like a trade


def ways(cell: str) -> frozenset[str]:
    """Of `email`, `phone`, `post` those on which a remark beside the name wants no advertising, where it does not object to all."""
    return one_way.NO_WAY if objects(cell) else _refused(cell).ways


def may_say_more(cell: str) -> bool:
    """Whether a person has to look, also where the ways that it refuses are heard."""
    if objects(cell) or not (refused := _refused(cell)).ways:
        return may_object(cell)
    return _PERHAPS_DIED.search(cell) is not None or may_object("- " + " - ".join(refused.left))


def _refused(cell: str) -> by_way.Refused:
    return refusing.by_parts([half for part in _said(cell) for half in _halves(part)])


def _halves(part: str) -> Sequence[str]:
    """A name, and the no to one way that nothing but a blank parts from it: “Huber keine Werbemails”."""
    end = "" if one_way.of(part) else next(filter(one_way.of, _ends(part)), "")
    return (part.removesuffix(end).rstrip(), end) if end else (part,)


def tells_of_death(cell: str) -> bool:
    return _DIED.search(cell) is not None or _DEATH.search(plain.fold(cell)) is not None


def _welcome(parts: Sequence[str]) -> frozenset[str]:
    """The ways that parts behind an objection welcome all the same: “Newsletter ok”."""
    last = max((place for place, part in enumerate(parts) if refusing.is_objection(part)), default=len(parts))
    return frozenset().union(*(one_way.named(part) for part in parts[last + 1 :] if lifting.lifts(part)))


def _objects(cell: str) -> bool:
    if _DIED.search(cell):
        return True
    parts = [part for part in _said(cell) if not one_way.of(part)]
    if _welcome(parts):
        return False  # it objects to the other ways
    return any(refusing.is_objection(part) for part in parts) or any(map(_is_added, parts))


def _is_open(cell: str) -> bool:
    """Whether it may be said of somebody else, was lifted, or is a firm's own name."""
    folded = plain.fold(cell)
    if any(map(lifting.ends_so, _parts(cell))):
        return True
    if tells_of_death(cell) and (_OF_OTHERS.search(folded) or _COUPLE.search(cell)):
        return True
    marked = any(map(refusing.is_objection, _said(cell))) and not re.match(r"\s*" + _DAGGER, cell)
    return not marked and looks_like_company(cell) and not _stands_last(cell)


def _is_added(part: str) -> bool:
    """A remark that nothing but a blank parts from the name: “Berg verstorben”, “KEINE WERBUNG Berg”."""
    return any(map(refusing.is_objection, _ends(part))) or any(map(refusing.is_objection, _beginnings(part)))


def _stands_last(cell: str) -> bool:
    return any(map(refusing.is_objection, _ends(plain.fold(cell))))


def _ends(part: str) -> Iterator[str]:
    words = part.split()
    return (" ".join(words[-n:]) for n in range(1, min(len(words), MOST_WORDS + 1)) if words[-n - 1] not in _DENYING)


def _beginnings(part: str) -> Iterator[str]:
    words = part.split()
    return (" ".join(words[:n]) for n in range(1, min(len(words), MOST_WORDS + 1)))


_DENYING = frozenset(["nicht", "kein", "keine", "keinen", "not", "no"])


def _parts(cell: str) -> list[str]:
    return [said for part in _APART.split(cell.replace("_", " ")) if (said := plain.fold(part))]


def _said(cell: str) -> list[str]:
    return in_parts.folded_parts(_APART.split(in_parts.without_how(cell)))
