"""Names of persons taken apart. Couples and families stay one; what is unsure stays as it was written."""

import re
from typing import NamedTuple

from kmu_crm.fields import text as plain
from kmu_crm.fields.company import looks_like_company
from kmu_crm.fields.given_names import CLASSES
from kmu_crm.fields.words import words


class PersonName(NamedTuple):
    """`salutation` is `mr`, `ms`, `family` or `company`; `suffix` is `sen` or `jun`."""

    salutation: str | None
    title: str | None
    given: str | None
    family: str | None
    suffix: str | None = None


_SALUTATIONS = {
    "mr": "herr|herrn|hr|hrn|mr|mister|sir|monsieur|m|dhr|mann|male|signor|signore|sig|1",
    "ms": "frau|fr|fraeulein|frl|mrs|ms|miss|mevrouw|mevr|madame|mme|mlle|weiblich|female|f|w|signora|sig ra|2",
    "family": "familie|fam|eheleute|ehepaar|family|famille|famiglia|herr und frau|herrn und frau|frau und herr",
    "company": "firma|fa|company|unternehmen|organisation|3",
}
_SALUTATION = {word: code for code, spellings in _SALUTATIONS.items() for word in spellings.split("|")}
_SEXES = {"mann", "male", "weiblich", "female"}  # in a column of their own; “Mann von Fr. Blum” is no Herr von
_OPENERS = {"m.": "mr"} | {
    word: code for word, code in _SALUTATION.items() if len(word) > 1 and code in ("mr", "ms") and word not in _SEXES
}

_DEAR = re.compile(r"^(sehr )?geehrte[rs]?\s+", re.I)
_GREETED = r"(?=(?:herrn?|hrn?\.?|frau|fr\.?)\s)"
_ADDRESSED = re.compile(
    r"^(?:(?:z\.?\s?hd\.?|z\.?\s?h\.|c/o|an(?=\s+(?:herr|frau|fam)))\s+"
    rf"|(?:kontakt|ansprechpartner(?:in)?)\s*:?\s+{_GREETED})", re.I
)  # fmt: skip
# What somebody does there, before the form of address: “Leitung Hr. Dose”.
_POST = re.compile(
    r"^(?P<post>leitung|ltg\.?|leiter(?:in)?|geschäftsführ(?:er|erin|ung)|gf|inhaber(?:in)?|inh\.|chef(?:in)?"
    rf"|vorstand|einkauf|buchhaltung|sekretariat|empfang|verwaltung|büro|küche|hausmeister(?:in)?)\s*:?\s+{_GREETED}", re.I
)  # fmt: skip
_FAMILY = re.compile(
    r"^(?:(?:an\s+)?(?:familie|fam\.|fam|eheleute|ehepaar|family|famille|famiglia)"
    r"|herrn?\s+(?:und|u\.|&|\+)\s+frau|frau\s+(?:und|u\.|&|\+)\s+herrn?)\s+", re.I
)  # fmt: skip
_TWO = re.compile(r"\s(?:und|u\.|&|\+|et)\s|\s/\s", re.I)
_COUPLE = re.compile(
    r"([^\s,]+),?\s+(([^\s,]+)\s*(?:\s(?:und|u\.|et)\s|[&+/])\s*[^\s,]+)", re.I
)  # Schulz Bernd u. Petra
_OF_SOMEBODY = re.compile(r"\s(?:von|v\.|der|des)\s+(?:herrn?|hrn?\.?|frau|fr\.?)\s", re.I)  # Mann von Fr. Blum
_PAIR = re.compile(
    r"(([^\s,]+)(?:\s+(?:und|u\.|et)\s+|\s*[&+]\s*|\s+/\s+)([^\s,]+))\s+([^\s,]+(?:\s[^\s,]+)*)", re.I
)  # Bernd u. Petra Schulz
_ASIDE = re.compile(r"([^()]*[^\W\d_][^()]*?)\s+(\([^()]*\))")
_OF_AND_TO = re.compile(r"\bvon\s+(?:und|u\.)\s+zu[mr]?\s", re.I)
_BORN = re.compile(r"\s+(?:geb\.?|geborene|née)\s.*$", re.I)
SENIOR, JUNIOR = "sen(?:ior)?|sr", "jun(?:ior)?|jr"
_GENERATION = re.compile(  # behind a name: sen., Junior, d. Ä., (Sohn)
    rf"(?<=[^\s,])[\s,]+(?P<word>\(?(?:(?P<sen>{SENIOR}|d\.\s?ä|der ältere)|{JUNIOR}|d\.\s?j|der jüngere)\b\.?\)?"
    r"|\((?:(?P<parent>vater|mutter)|sohn|tochter)\))(?=[\s,]|$)", re.I
)  # fmt: skip
_OPENING_TITLES = words("titles")
_TITLES = _OPENING_TITLES | words("titles_within")
_PARTICLES = words("particles")
_WITHIN_PARTICLES = _PARTICLES | {"und", "u."}  # “von und zu”


_ALSO_SURNAMES = words("given_or_surname")
_SURNAMES = words("surnames")
_CAPITALS = {"di", "pd", "rain", "ra", "kr", "stb", "wp"}  # DI, Di. and RAin are titles; Di and Rain are names
_NEAR_FROM = 4  # letters


def salutation(text: str) -> str | None:
    """`mr`, `ms`, `family`, `company`, or None; the 1 and 2 of accounting programs are Herr and Frau."""
    return greeting(text)[0]


def greeting(text: str) -> tuple[str | None, str | None]:
    """A form of address and the title written beside it: “Frau Prof. Dr.”; both None where it holds anything else."""
    if known := _SALUTATION.get(plain.fold(text)):
        return known, None
    code, tokens = None, _DEAR.sub("", plain.clean(text)).split()
    while tokens and (opened := _OPENERS.get(tokens[0].lower().rstrip("."))):
        code, tokens = opened, tokens[1:]
    title, rest = _titles(tokens, least=0)
    return (None, None) if rest else (code, " ".join(title) or None)


def given_forms(name: str) -> frozenset[str]:
    """The folded names that may stand for this one: Sepp and Josef share theirs. Never empty for a name."""
    folded = plain.fold(name)
    return CLASSES.get(folded, frozenset()) | {folded} if folded else frozenset()


def is_given(text: str) -> bool:
    """Whether the first word is a given name of the list."""
    return plain.fold(text).partition(" ")[0] in CLASSES


def is_title(word: str) -> bool:
    """One that may open a name."""
    return _is_title(word, _OPENING_TITLES)


def is_near(one: str, other: str) -> bool:
    """Whether two folded names differ by a slip of the hand: Pter and Peter, jurgen and juergen; not Simon and Simone, whom
    the last letter tells apart, nor two names that both exist, as Karin and Katrin."""
    if min(len(one), len(other)) < _NEAR_FROM or one[-1] != other[-1] or not (one + other).isalpha():
        return False
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[same:], other[same:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    slipped = max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])
    return slipped and (one not in CLASSES or other not in CLASSES)


def generation(text: str) -> tuple[str, str | None, str]:
    """The name without the word that tells father from son, `sen` or `jun`, and that word as it is written."""
    found = _GENERATION.search(text)
    if found is None:
        return text, None, ""
    bare = text[: found.start()] + text[found.end() :]
    return bare, "sen" if found["sen"] or found["parent"] else "jun", found["word"]


def split(full: str, surname_first: bool | None = None) -> PersonName:
    """Takes a name apart; companies come back whole as `family`, of couples both given names are one. `surname_first`: what the other
    names of its column tell, which goes before the words of one name."""
    if len(full) > plain.LONGEST:
        return PersonName(None, None, None, plain.clean(full))
    text = _POST.sub("", _bare(full))
    if not text:
        return PersonName(None, None, None, None)
    if looks_like_company(text):
        return PersonName("company", None, None, text)
    opened = _FAMILY.match(text)
    if opened or _TWO.search(_OF_AND_TO.sub("von ", text)):
        return _family(text[opened.end() :] if opened else text)
    return _person(text, surname_first)


def post(full: str) -> str | None:
    """Of two Frau Berg one leads and one cooks: the word before the form of address, which is no part of the name."""
    found = _POST.match(_bare(full)) if len(full) <= plain.LONGEST else None
    return found["post"] if found else None


def _family(text: str) -> PersonName:
    titles, rest = _titles(text.split(), least=1)
    whole = _in_usual_order(" ".join(rest))
    pair = _PAIR.fullmatch(whole)
    both = pair and not _TWO.search(pair[4]) and _are_given(pair[2], pair[3])
    given, family = (pair[1], pair[4]) if pair and both else (None, whole)
    return PersonName("family", " ".join(titles) or None, given, family)


def _are_given(one: str, other: str) -> bool:
    """Of two names beside each other one is known as a given name, and none as a surname."""
    return bool(_as_given(one) or _as_given(other)) and _SURNAMES.isdisjoint(map(plain.fold, (one, other)))


def _in_usual_order(couple: str) -> str:
    """With the surname behind."""
    found = _COUPLE.fullmatch(couple)
    if found is None or not _as_given(found[3]) or (_as_given(found[1]) and "," not in couple):
        return couple
    return f"{found[2]} {found[1]}"


def surname_leads(full: str) -> bool | None:
    """Whether a name of two words begins with the surname, as far as its words tell; None where they do not."""
    text = _POST.sub("", _bare(full))
    if "," in text or looks_like_company(text) or _FAMILY.match(text) or _TWO.search(text):
        return None
    _, _, rest = _opened(text)
    tokens = _titles(rest.split())[1]
    if len(tokens) != 2 or any(map(_INITIALS.fullmatch, tokens)):
        return None
    first, last = map(_as_given, tokens)
    return True if _shouts_surname(tokens) or first < last else False if last < first else None


def _as_given(word: str) -> int:
    """How much a word is a given name: one that is a surname, too, is less of one."""
    folded = plain.fold(word)
    return 0 if folded not in CLASSES else 1 if folded in _ALSO_SURNAMES else 2


def _bare(full: str) -> str:
    return _BORN.sub("", _ADDRESSED.sub("", plain.strip_guard(plain.clean(full))))


def _opened(text: str) -> tuple[str | None, str | None, str]:
    """The form of address, sen. or jun., and what is left."""
    greeting, tokens = None, text.split()
    while len(tokens) > 1 and (code := _OPENERS.get(tokens[0].lower().rstrip("."))):
        greeting, tokens = code, tokens[1:]
    bare, suffix, _ = generation(" ".join(tokens))
    return greeting, suffix, bare


def _person(text: str, surname_first: bool | None) -> PersonName:
    greeting, suffix, bare = _opened(text)
    if _OF_SOMEBODY.search(bare):
        return PersonName(greeting, None, None, bare, suffix)
    if aside := _ASIDE.fullmatch(bare):  # “Ebert (Nachbarin von Nolte)”
        found = _person(aside[1], surname_first)
        family = " ".join(filter(None, (found.family, aside[2])))
        return found._replace(salutation=greeting, suffix=suffix, family=family)
    before, comma, after = bare.partition(",")
    title, rest = _titles(before.split())
    if comma and after.strip(" ,"):
        more, given = _titles(after.replace(",", " ").split(), least=0)
        title = title + more
        parts = (" ".join(given), " ".join(rest)) if given else _given_and_family(rest, surname_first)
    else:
        parts = _given_and_family(rest, surname_first)
    return PersonName(greeting, " ".join(title) or None, parts[0] or None, parts[1] or None, suffix)


def _titles(tokens: list[str], least: int = 2) -> tuple[list[str], list[str]]:
    """Titles in front and behind, and the words between, of which `least` are no titles behind."""
    first, last = 0, len(tokens)
    while first < last and _is_title(tokens[first], _TITLES if first else _OPENING_TITLES):
        first += 1
    while last > first + least and _is_title(tokens[last - 1], _TITLES):
        last -= 1
    return tokens[:first] + tokens[last:], tokens[first:last]


def _is_title(word: str, titles: frozenset[str]) -> bool:
    bare = word.lower().replace(".", "").strip("()")
    return bare in titles and (bare not in _CAPITALS or "." in word or any(map(str.isupper, word[1:])))


def _given_and_family(tokens: list[str], surname_first: bool | None) -> tuple[str, str]:
    if len(tokens) < 2:
        return "", " ".join(tokens)
    if _surname_first(tokens, surname_first):
        return " ".join(tokens[1:]), tokens[0]
    if tokens[0] in _PARTICLES:  # “von Berg Karl”: whatever stands behind the surname and is a given name
        start = len(tokens)
        while start > 2 and plain.fold(tokens[start - 1]) in CLASSES and tokens[start - 2] not in _WITHIN_PARTICLES:
            start -= 1
        return " ".join(tokens[start:]), " ".join(tokens[:start])
    if surname_first and not _ONLY_INITIALS.fullmatch(tokens[0]) and not (tokens[-1].isupper() and len(tokens[-1]) > 2):
        start = next((at for at in range(1, len(tokens)) if all(map(_as_given, tokens[at:]))), 1)
        return " ".join(tokens[start:]), " ".join(tokens[:start])
    start = len(tokens) - 1
    for place in range(len(tokens) - 1):
        if tokens[place].lower() in _PARTICLES and all(
            word.lower() in _WITHIN_PARTICLES for word in tokens[place : len(tokens) - 1]
        ):
            start = place
            break
    return " ".join(tokens[:start]), " ".join(tokens[start:])


_ONLY_INITIALS = re.compile(r"[^-.]{0,2}([-.][^-.]{0,2})*")  # H.-J.
_INITIALS = re.compile(r"[^\W\d_]\.-?[^\W\d_]\.?")  # two of them; Anna M. hides her surname


def _is_shouted(tokens: list[str]) -> bool:
    """MÜLLER Jürgen."""
    return tokens[0].isupper() and not _ONLY_INITIALS.fullmatch(tokens[0]) and not any(map(str.isupper, tokens[1:]))


def _shouts_surname(tokens: list[str]) -> bool:
    return _is_shouted(tokens) and (not _as_given(tokens[0]) or _as_given(tokens[1]) > 0)


def _surname_first(tokens: list[str], told: bool | None) -> bool:
    """MÜLLER Jürgen, Schröder H.-J., or two tokens of which only the last is a given name and no surname, unless the
    column tells the order."""
    if len(tokens) == 2 and _INITIALS.fullmatch(tokens[1]) and len(tokens[0].strip(".")) > 2:
        return not _INITIALS.fullmatch(tokens[0])
    if _is_shouted(tokens) or told is not None:
        return _shouts_surname(tokens)
    first, last = plain.fold(tokens[0]), plain.fold(tokens[-1])
    known = last in CLASSES and (last not in _ALSO_SURNAMES or first in _SURNAMES)
    return len(tokens) == 2 and known and first not in CLASSES and len(first) > 2 and "-" not in tokens[0]
