"""Values that a person puts right, written into the journal with all that they are to mean later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from kmu_crm.consent import addresses
from kmu_crm.decisions import journal
from kmu_crm.desk.whose import whose
from kmu_crm.identity.verdicts import profile_of, records_of
from kmu_crm.profiles import build
from kmu_crm.profiles.word import Word


@dataclass(frozen=True)
class About:
    """The customer a value is typed in for under `number`: its records, and what they say."""

    number: int
    records: list[int]
    words: list[Word]


def about(db: Connection, *profiles: int) -> About:
    """One customer, or what several are going to be together. Raises NoSuchRecord."""
    records = sorted({record for one in profiles for record in records_of(db, one)})
    drawn = sorted({found for one in profiles if (found := profile_of(db, one)) is not None})
    said = [word for one in drawn for word in build.words_of(db, one)]
    return About(profiles[0], records, sorted(said, key=lambda word: word.record))


def write(
    db: Connection, of: About, values: Mapping[str, str], author: str, with_: Mapping[str, int] | None = None
) -> list[int]:
    """A decision for each cleaned value; their numbers. `with_` stands in each of them.

    With a street stand the postcode, town and country that the person saw beside it: no file may put others there. With each
    address stands the one that was shown before, in normal form: nobody is written to or called there any more."""
    owners = whose(db, of.number, of.words, values)
    return [
        _correct(db, of, field, value, {"whose": owners[field], **(with_ or {})}, author)
        for field, value in values.items()
    ]


def _correct(
    db: Connection, of: About, field: str, value: str, owned: Mapping[str, Sequence[int] | int], author: str
) -> int:
    shown = {name: choice.value for name, choice in build.choices_of(db, of.words).items()}
    what: dict[str, object] = {"records": of.records, "field": field, "value": value, **owned}
    beside = {name: shown[name] for name in ("postcode", "city", "country") if shown.get(name)}
    if field == "street" and value and beside:
        what |= {"beside": beside}
    if before := _addresses(shown).get(field):
        what |= {"before": before}
    return journal.decide(db, "correct", what, author)


def _addresses(shown: Mapping[str, str]) -> dict[str, str | None]:
    door = addresses.post(shown.get("street"), shown.get("postcode"))
    return {"email": shown.get("email"), "phone": shown.get("phone"), "street": door, "postcode": door}
