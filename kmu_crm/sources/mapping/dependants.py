"""Lists of owners with their animals, of parents with their children, of couples: whose name, and whose birthday."""

import re
from collections.abc import Sequence

from kmu_crm.fields import consent, name
from kmu_crm.fields.text import fold
from kmu_crm.sources.mapping import turned
from kmu_crm.sources.mapping.vocabulary import NAMING

Column = tuple[str, str | None, float]  # header, field, confidence

_ANIMAL = re.compile(
    r"(haus)?tier(e|es)?|tier ?(art|name|rasse|gattung)|(hunde|katzen|pferde)?rasse|(hunde|katzen|pferde|haustier)name|hund|katze|pferd"
    r"|name (des )?(haus)?(tier|hund|pferd)(e?s)?|pet|pet ?name|animal|breed|species"
)
_CHILD = re.compile(r"(name (des )?|vorname (des )?)?kind(e?s|er)?|kind(er)? ?(name|vorname)|child|child s name|enfant")
_OWNER = re.compile(
    r"(tier|hunde|katzen|pferde)?(besitzer|halter|eigentuemer|inhaber)(in)?|(pet ?)?owner|eltern(teil)?|parents?"
)
_OF_ALL = re.compile(r"(tier ?)?(art|gattung)|tier ?rasse|(hunde|katzen|pferde)?rasse|breed|species")  # many are of one
_KINDS = re.compile(
    r"(hunde?|katzen?|kater|pferde?|vogel|hasen?|kaninchen|hamster|meerschweinchen|dogs?|cats?|ja)\W*", re.I
)
_NONE = re.compile(r"\s*kein(s|e[rns]?)?", re.I)
_MOSTLY = 0.5
_COUPLES = (
    {"herr", "dame"}, {"er", "sie"}, {"braut", "braeutigam"}, {"mann", "frau"}, {"ehemann", "ehefrau"}, {"partner", "partnerin"},
    {"taenzer", "taenzerin"}, {"partner 1", "partner 2"}, {"person 1", "person 2"},
)  # fmt: skip
_BARE_TIER = "tier"  # of a price list, too, in English


def owners_first(header: Sequence[str]) -> dict[str, int]:
    """Whose name counts: beside an animal its owner's goes before every other; elsewhere an owner may be whoever looks after
    the customer, and gives way."""
    said = [turned.words(one) for one in header]
    animals = _has_animals(said)
    return {one: -1 if animals else 1 for one, words in zip(header, said, strict=True) if _OWNER.fullmatch(words)}


def first_of_couple(header: Sequence[str], cells: Sequence[Sequence[str]]) -> int | None:
    """Where the names of couples stand in two columns, “Herr” and “Dame”, the place of the one that counts."""
    said = [turned.words(one) for one in header]
    both = [place for couple in _COUPLES if couple <= set(said) for place, one in enumerate(said) if one in couple]
    named = [cell for place in both for cell in cells[place] if cell.strip()]
    return both[0] if named and all(map(_is_name, named)) else None


def _is_name(cell: str) -> bool:
    return (
        not (consent.is_answer(cell) or name.salutation(cell))
        and len(fold(cell)) > 2
        and not any(map(str.isdigit, cell))
    )


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """The birthday behind the columns of an animal or a child is theirs, where one of them tells its name."""
    said = [turned.words(header) for header, *_ in columns]
    animals = _has_animals(said) and any(
        _ANIMAL.fullmatch(one) and not _OF_ALL.fullmatch(one) and _are_names(cells[place])
        for place, one in enumerate(said)
    )
    found, theirs = list(columns), False
    for place, (header, field, _) in enumerate(columns):
        child = _CHILD.fullmatch(said[place]) and _are_names(cells[place])
        if child or (animals and _ANIMAL.fullmatch(said[place])):
            theirs = field not in NAMING
        elif field in NAMING - {"email"}:
            theirs = False
        elif field == "birth_date" and theirs:
            found[place] = (header, None, 0.0)
    return found


def _has_animals(said: Sequence[str]) -> bool:
    return any(_ANIMAL.fullmatch(one) for one in said if one != _BARE_TIER)


def _are_names(cells: Sequence[str]) -> bool:
    """Mostly neither figures, nor that there is one, nor of which kind; where there is none, no cell tells."""
    said = [cell.strip() for cell in cells if any(map(str.isalnum, cell)) and not _denies(cell)]
    named = sum(not (len(cell) < 2 or cell[0].isdigit() or _KINDS.fullmatch(cell)) for cell in said)
    return bool(said) and named >= _MOSTLY * len(said)


def _denies(cell: str) -> bool:
    return consent.state(cell) in consent.REFUSED or _NONE.match(cell) is not None
