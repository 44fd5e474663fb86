"""Who a record names, in whichever columns that stands: a person, a couple, a firm."""

from functools import lru_cache
from typing import NamedTuple

from kmu_crm.fields import company, name, nobody
from kmu_crm.identity import couples, spelled


class Naming(NamedTuple):
    """Skeletons; empty text where nothing is said."""

    core: str  # the firm's name without form and filler, words in order
    form: str
    marks: str
    given: str  # of a couple both: “max und maria”, in the order of the alphabet
    family: str
    generation: str  # sen, jun
    called: str  # the words of the whole name in the order of the alphabet, see `_called`
    person_shown: str
    company_shown: str


@lru_cache(maxsize=100_000)
def of(kind: str, given: str, family: str, full: str, firm: str, department: str) -> Naming:
    given, family, firm = _of_somebody(*_columns(kind, given, family, full, firm))
    if family and not (given or firm):  # “Leitung Frau Berg” and “Küche Frau Berg” are two
        given = department
    first_name, surname = couples.taken_apart(given, family)
    given_plain, generation = spelled.names(first_name)
    family_plain, other_generation = spelled.names(surname)
    core, form, marks = spelled.firm(firm)
    called = _called(core, given_plain, family_plain)
    shown = f"{given} {family}".strip() if given or family else ""
    return Naming(core, form, marks, given_plain, family_plain, generation or other_generation, called, shown, firm)


def _of_somebody(given: str, family: str, firm: str) -> tuple[str, str, str]:
    """These without what names nobody: “n/a”; “Kunde” where no other name stands beside it."""
    if nobody.is_no_answer(firm):
        firm = ""
    if nobody.is_no_answer(family):  # “K. A.” before a surname are initials
        given, family = "" if nobody.is_no_answer(given) else given, ""
    person = f"{given} {family}".strip()
    if (not person or nobody.is_nobody(person)) and (not firm or nobody.is_nobody(firm)):
        return "", "", ""
    return given, family, firm


def _called(core: str, given: str, family: str) -> str:
    """A list that calls everybody “Kunde” takes Blumen Risse for a person. Nothing where it is one word alone."""
    names = (spelled.names(core)[0] if core else f"{given} {family}").split()
    return " ".join(sorted(names)) if len(names) > 1 else ""


def _columns(kind: str, given: str, family: str, full: str, firm: str) -> tuple[str, str, str]:
    """Given name, surname and firm, in whichever column they stand."""
    if not (firm or given) and company.looks_like_company(family):
        return "", "", family
    if (
        not (firm or given or full) and " " in family and name.is_given(family)
    ):  # the whole name in the surname's column
        family, full = "", family
    if given or family or firm or not full:
        return given, family, firm
    if kind == "company" or company.looks_like_company(full):
        return "", "", full
    parts = name.split(full)
    return parts.given or "", " ".join(part for part in (parts.family, parts.suffix) if part), ""
