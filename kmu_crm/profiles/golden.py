"""Which value wins when several records say something: by field, the better source first, of equal ones the one that
spoke first, unless it is to replace others; within one source the newer word."""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kmu_crm.fields import company, email, name
from kmu_crm.profiles import trust, zeros
from kmu_crm.store import record_key

FIELDS = (
    "salutation", "title", "given_name", "family_name", "company", "email", "phone", "street", "address_extra", "postcode",
    "city", "country", "birth_date", "vat_id", "customer_since", "recommended_by", "full_name",
)  # fmt: skip
TOGETHER = {                              # values that only make sense side by side come from one record
    "street": ("street", "address_extra", "postcode", "city", "country"),
    "family_name": ("family_name", "given_name", "title", "salutation"),
}  # fmt: skip


_LOST = re.compile(r"\w\?\w|\ufffd")  # letters that a program could not write


@dataclass(frozen=True)
class Word:
    """One current party version with where it stands. `turn`: the higher, the newer; of one source, by the days of its
    documents, in whatever order its files came."""

    version: int
    record: int
    key: str
    system: str
    file: str
    at: str
    row: int
    line: int | None
    values: dict[str, Any]
    mode: str = "fill"  # how its source ranks against others
    came: int = 0  # the first import of its source that stands
    mended: frozenset[str] = frozenset()  # fields of its row that were corrected by hand at the import
    turn: int = 0  # 0: that of its version

    def is_mended(self, field: str) -> bool:
        """Whether the field comes from a cell that was corrected by hand at the import."""
        return field in self.mended or (field in ("given_name", "family_name") and "full_name" in self.mended)

    @property
    def number(self) -> str:
        """The source's own; empty where it gives none."""
        return record_key.number(self.key)

    @property
    def role(self) -> str:
        return trust.kind(self.system, self.key.startswith("~"))

    def emails(self) -> list[str]:
        return [found for found in (self.values["email"], *self._more("emails")) if found]

    def phones(self) -> list[str]:
        return [found for found in (self.values["phone"], *self._more("phones")) if found]

    def addresses(self) -> list[dict[str, Any]]:
        return [{name: self.values[name] for name in TOGETHER["street"]}, *self._more("addresses")]

    def _more(self, part: str) -> list[Any]:
        return list(json.loads(self.values["more"]).get(part, ())) if self.values["more"] else []


@dataclass(frozen=True)
class Choice:
    """A golden value, the record it came from, and what others say instead."""

    field: str
    value: str
    word: Word | None  # None: a person's correction
    others: tuple[tuple[str, Word], ...] = ()


def choose(
    words: Sequence[Word], corrections: Mapping[str, str | None], permitted: Collection[str] = frozenset()
) -> dict[str, Choice]:
    """Field -> the value that speaks for the profile. Corrections made by hand win over every file; None: what the files say
    beside the value that was put right.

    `permitted`: mail addresses that may be written to; one of these goes before one that may not.
    """
    chosen: dict[str, Choice] = {}
    words = _without_twins(_of_one_list(words))
    heard = _heard(words)
    left = [field for field, value in corrections.items() if value is None]
    of_files = choose(words, {}, permitted) if left else {}
    for field in FIELDS:
        if field in left:
            chosen |= {field: of_files[field]} if field in of_files else {}
            continue
        if (corrected := corrections.get(field)) is not None:
            value, word = corrected, None
        elif found := _best(heard, field, chosen, permitted):
            value, word = _whole(found, heard) if field == "postcode" else found
        else:
            continue
        if value:
            chosen[field] = Choice(field, value, word, tuple(_others(words, field, value)))
    return chosen


def _of_one_list(words: Sequence[Word]) -> Sequence[Word]:
    """What one system says under one number is one source, though its files have different columns."""
    first: dict[tuple[str, str], int] = {}
    for word in words:
        place = (word.system, word.number)
        first[place] = min(word.came, first.get(place, word.came))
    if len(first) == len(words):
        return words
    return [replace(one, came=first[one.system, one.number]) if one.number else one for one in words]


def _without_twins(words: Sequence[Word]) -> Sequence[Word]:
    """Where one row names a firm and another gives that very name as a person's, the firm has no such contact, unless it
    is a person's name: Blumen Risse is none, Sabine Vogt is her own firm."""
    firms = {frozenset(company.core(str(firm)).split()) for word in words if (firm := word.values["company"])}
    if not firms or len(words) < 2:
        return words
    nobody = dict.fromkeys(TOGETHER["family_name"])
    return [
        replace(word, values=word.values | nobody) if _is_twin(word, firms) and not _is_person(word) else word
        for word in words
    ]


def _is_twin(word: Word, firms: Collection[frozenset[str]]) -> bool:
    said = " ".join(word.values[part] or "" for part in ("title", "given_name", "family_name"))
    return not word.values["company"] and frozenset(company.core(said).split()) in firms


def _is_person(word: Word) -> bool:
    return bool(word.values["salutation"]) or name.is_given(str(word.values["given_name"] or ""))


def _heard(words: Sequence[Word]) -> Sequence[Word]:
    """Sources that only bring new customers say nothing of one whom others named before."""
    others = min((word.came for word in words if word.mode != "new"), default=0)
    return [word for word in words if word.mode != "new" or word.came < others] or words


def _best(
    words: Sequence[Word], field: str, chosen: Mapping[str, Choice], permitted: Collection[str]
) -> tuple[str, Word] | None:
    leader = next((lead for lead, group in TOGETHER.items() if field in group and field != lead), None)
    anchor = chosen.get(leader) if leader else None
    if anchor and anchor.word and anchor.word.values.get(field):
        return str(anchor.word.values[field]), anchor.word
    if anchor and leader == "street":
        return None  # a second record's town beside the first one's street would be an invented address
    said = [(value, word) for word in words for value in says(word, field)]
    if field == "street" and not any(_has_place(word) for _, word in said) and any(map(_has_place, words)):
        said = [one for one in said if _is_meant(one[1])]  # a street alone is no address, and would take the town away
    return min(said, key=lambda one: _order(one[0], one[1], field, permitted), default=None)


def _has_place(word: Word) -> bool:
    return bool(word.values.get("postcode") or word.values.get("city"))


def _is_meant(word: Word) -> bool:
    """Said by a person, or by a source that is to replace what others say."""
    return word.role == "entry" or word.mode == "update" or word.is_mended("street")


def _whole(found: tuple[str, Word], words: Sequence[Word]) -> tuple[str, Word]:
    """The same postcode with the zero that the best source lost, where another or the town tells it; a person's word
    stands."""
    word = found[1]
    if word.role == "entry" or word.is_mended("postcode"):
        return found
    others = [one for one in words if zeros.mends(word.values, one.values)]
    best = min(others, key=lambda one: _order(str(one.values["postcode"]), one, "postcode", ()), default=None)
    return (str(best.values["postcode"]), best) if best else (zeros.restored(word.values) or found[0], word)


def says(word: Word, field: str) -> list[str]:
    if field == "email":
        return word.emails()
    return [str(word.values[field])] if word.values.get(field) else []


def _order(value: str, word: Word, field: str, permitted: Collection[str]) -> tuple[Any, ...]:
    """The smallest wins: what is whole, no stopgap, may be used, is to replace others; the better source, of equal ones
    the one that spoke first where it only fills gaps; the newer word."""
    after = word.role != "entry" and word.mode != "update"
    came = (word.came if after else 0, -(word.turn or word.version))
    if field == "email":
        further = value != word.values["email"]
        return (
            email.is_alias(value),
            value not in permitted,
            after,
            further,
            trust.rank(word.role, field),
            *came,
            value,
        )
    initial = field in ("given_name", "family_name") and (len(value.strip(".")) < 2 or value.isupper())
    street_only = field == "street" and not word.values.get("postcode")
    return bool(_LOST.search(value)), after, initial, street_only, trust.rank(word.role, field), *came


def _others(words: Iterable[Word], field: str, value: str) -> list[tuple[str, Word]]:
    found: dict[str, Word] = {}
    for word in words:
        for other in says(word, field):
            if other.casefold() != value.casefold():
                found.setdefault(other, word)
    return list(found.items())
