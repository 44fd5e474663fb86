"""Which value wins when several records say something: by field, the better source first, of equal ones the one that
spoke first, unless it is to replace others; within one source the newer word. The order is `precedence`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kmu_crm.fields import company, name
from kmu_crm.profiles import precedence, trust, zeros
from kmu_crm.profiles.precedence import Claim, Why
from kmu_crm.profiles.word import TOGETHER, Word

FIELDS = (
    "salutation", "title", "given_name", "family_name", "company", "email", "phone", "street", "address_extra", "postcode",
    "city", "country", "birth_date", "vat_id", "customer_since", "recommended_by", "full_name",
)  # fmt: skip
_CHOSEN = tuple(
    dict.fromkeys(("family_name", "given_name", *FIELDS))
)  # whom the name is of goes before what belongs to it


@dataclass(frozen=True)
class Choice:
    """A golden value, the record it came from, and what others say instead."""

    field: str
    value: str
    word: Word | None  # None: a person's correction
    others: tuple[tuple[str, Word], ...] = ()
    why: Why | None = None  # None where nobody asked


def choose(
    words: Sequence[Word],
    corrections: Mapping[str, str | None],
    permitted: Collection[str] = frozenset(),
    rules: trust.Rules = trust.AS_DELIVERED,
    *,
    told: bool = False,
    fields: Collection[str] = FIELDS,
) -> dict[str, Choice]:
    """Field -> the value that speaks for the profile. Corrections made by hand win over every file; None: what the files say
    beside the value that was put right.

    `permitted`: mail addresses that may be written to; one of these goes before one that may not. `told`: with the reason
    why each value won. `fields`: only these, with all that go together.
    """
    judge = _Judge(permitted, rules)
    chosen: dict[str, Choice] = {}
    words = _without_twins(_of_one_list(words))
    heard = _heard(words)
    left = [field for field, value in corrections.items() if value is None]
    of_files = choose(words, {}, permitted, rules, told=told, fields=fields) if left else {}
    for field in _CHOSEN if fields is FIELDS else filter(fields.__contains__, _CHOSEN):
        if field in left:
            chosen |= {field: of_files[field]} if field in of_files else {}
            continue
        if (corrected := corrections.get(field)) is not None:
            value, word = corrected, None
        elif found := judge.best(heard, field, chosen):
            value, word = judge.whole(found, heard) if field == "postcode" else found
        else:
            continue
        if value:
            choice = Choice(field, value, word, tuple(_others(words, field, value)))
            chosen[field] = replace(choice, why=judge.why(choice, words, heard, chosen)) if told else choice
    return {field: chosen[field] for field in FIELDS if field in chosen}


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


@dataclass(frozen=True)
class _Judge:
    """Which of several claims wins, and why."""

    permitted: Collection[str]
    rules: trust.Rules

    def best(self, words: Sequence[Word], field: str, chosen: Mapping[str, Choice]) -> tuple[str, Word] | None:
        if field in TOGETHER["family_name"]:
            return self._least(_said(_namesakes(words, field, chosen), field), field)
        anchor = _anchor(field, chosen)
        if anchor and anchor.word and anchor.word.values.get(field):
            return str(anchor.word.values[field]), anchor.word
        if anchor:
            return None  # a second record's town beside the first one's street would be an invented address
        return self._least(_said(words, field), field)

    def whole(self, found: tuple[str, Word], words: Sequence[Word]) -> tuple[str, Word]:
        """The same postcode with the zero that the best source lost, where another or the town tells it; a person's word
        stands."""
        word = found[1]
        if word.role == trust.ENTRY or word.is_mended("postcode"):
            return found
        others = [(str(one.values["postcode"]), one) for one in words if zeros.mends(word.values, one.values)]
        return self._least(others, "postcode") or (zeros.restored(word.values) or found[0], word)

    def why(self, choice: Choice, words: Sequence[Word], heard: Sequence[Word], chosen: Mapping[str, Choice]) -> Why:
        """What told the value from the best of the others: read off the order itself."""
        field, value, word = choice.field, choice.value, choice.word
        if word is None:
            return Why("corrected")
        if value not in says(word, field) or (field == "postcode" and self.best(heard, field, chosen) != (value, word)):
            return Why("zero", word.role)
        if not choice.others:
            return Why("agreed" if sum(bool(says(one, field)) for one in words) > 1 else "only", word.role)
        anchor = _anchor(field, chosen)
        if anchor and anchor.word == word:
            return Why("together", word.role)
        known = _namesakes(heard, field, chosen)
        rival = self._least([one for one in _said(known, field) if one[0].casefold() != value.casefold()], field)
        if rival is None and len(known) < len(heard):
            return Why("together", word.role)
        if rival is None:
            return Why("unheard" if choice.others[0][1] not in heard else _meant(word), word.role)
        return precedence.why(self._claim((value, word), field), self._claim(rival, field))

    def _least(self, said: Sequence[tuple[str, Word]], field: str) -> tuple[str, Word] | None:
        if len(said) < 2:
            return said[0] if said else None
        return min(said, key=lambda one: precedence.order(self._claim(one, field)))

    def _claim(self, said: tuple[str, Word], field: str) -> Claim:
        return Claim(*said, field, self.permitted, self.rules)


def _anchor(field: str, chosen: Mapping[str, Choice]) -> Choice | None:
    """The choice whose record tells this field, too."""
    leader = next((lead for lead, group in TOGETHER.items() if field in group and field != lead), None)
    return chosen.get(leader) if leader else None


def _namesakes(words: Sequence[Word], field: str, chosen: Mapping[str, Choice]) -> Sequence[Word]:
    """For a given name those who bear the surname, for a title and a form of address those who bear both: one beside another's
    name would be an invented person."""
    for part in ("family_name", "given_name") if field in TOGETHER["family_name"][1:] else ():
        if part != field and part in chosen and chosen[part].word is not None:
            words = [word for word in words if _fits(word.values.get(part), chosen[part].value)]
    return words


def _fits(said: str | None, name: str) -> bool:
    """Also one that says nothing, or no more than the initial."""
    plain = (said or "").strip(" .").casefold()
    return name.casefold().startswith(plain) if len(plain) < 2 else plain == name.strip(" .").casefold()


def _said(words: Sequence[Word], field: str) -> list[tuple[str, Word]]:
    said = [(value, word) for word in words for value in says(word, field)]
    if field == "street" and any(word.placed for _, word in said):
        # What was put right beside another street would be an invented address.
        return [one for one in said if one[1].placed]
    if field == "street" and not any(_has_place(word) for _, word in said) and any(map(_has_place, words)):
        said = [one for one in said if _is_meant(one[1])]  # a street alone is no address, and would take the town away
    return said


def _has_place(word: Word) -> bool:
    return bool(word.values.get("postcode") or word.values.get("city"))


def _is_meant(word: Word) -> bool:
    """Said by a person, or by a source that is to replace what others say."""
    return bool(_meant(word))


def _meant(word: Word) -> str:
    if word.role == trust.ENTRY:
        return "entered"
    return "corrected" if word.placed or word.is_mended("street") else "replaces" if word.mode == "update" else ""


def says(word: Word, field: str) -> list[str]:
    if field == "email":
        return word.emails()
    return [str(word.values[field])] if word.values.get(field) else []


def _others(words: Iterable[Word], field: str, value: str) -> list[tuple[str, Word]]:
    found: dict[str, Word] = {}
    for word in words:
        for other in says(word, field):
            if other.casefold() != value.casefold():
                found.setdefault(other, word)
    return list(found.items())
