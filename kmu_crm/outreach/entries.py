"""What a column of a file can hold. `email`, `phone` and the lines of a letter come from a cleared address alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kmu_crm.consent.gate import Cleared
from kmu_crm.consent.words import Channel
from kmu_crm.fields import name
from kmu_crm.outreach import letter
from kmu_crm.outreach.people import Person

Kind = Literal["text", "day", "exact"]  # exact: a validated address, never changed by a guard


@dataclass(frozen=True)
class Recipient:
    """Somebody who gets the file's message. `home`: the country of the business, for letters. `beside`: who lives with them, and is
    named in the same letter."""

    cleared: Cleared
    person: Person
    arm: str
    home: str
    beside: tuple[Person, ...] = ()

    @property
    def named(self) -> tuple[Person, ...]:
        return (self.person, *self.beside)


class Entry(NamedTuple):
    kind: Kind
    read: Callable[[Recipient], str | None]


def _person(field: str, kind: Kind = "text") -> Entry:
    return Entry(kind, lambda who: getattr(who.person, field))


def _address(channel: Channel) -> Entry:
    return Entry("exact", lambda who: who.cleared.address if who.cleared.channel == channel else "")


def _postal(field: str) -> Entry:
    return Entry("text", lambda who: getattr(who.cleared.postal, field) if who.cleared.postal else "")


def _line(number: int) -> Entry:
    def read(who: Recipient) -> str:
        lines = letter.address_field(who.named, who.cleared.postal, who.home) if who.cleared.postal else []
        return lines[number - 1] if number <= len(lines) else ""

    return Entry("text", read)


def _gender(who: Recipient) -> str:
    return {"mr": "male", "ms": "female"}.get(name.salutation(who.person.salutation) or "", "")


ENTRIES: Mapping[str, Entry] = {
    "email": _address("email"),
    "phone": _address("phone"),
    "street": _postal("street"),
    "address_extra": _postal("extra"),
    "letter_postcode": _postal("postcode"),
    "letter_city": _postal("city"),
    "letter_country": Entry(
        "text", lambda who: letter.country_name(who.cleared.postal.country) if who.cleared.postal else ""
    ),
    **{f"address_{number}": _line(number) for number in range(1, letter.LINES + 1)},
    "opening": Entry("text", lambda who: letter.opening(who.named)),
    "salutation": Entry("text", lambda who: letter.salutation_word(who.person)),
    "gender": Entry("text", _gender),
    **{
        field: _person(field)
        for field in (
            *("title", "given_name", "family_name", "company", "display_name", "postcode", "city", "country"),
            *("customer_number", "tags", "value_class", "lifecycle"),
        )
    },
    **{field: _person(field, "day") for field in ("birth_date", "customer_since", "last_purchase")},
    "arm": Entry("text", lambda who: who.arm),
    "profile_id": Entry("text", lambda who: str(who.person.profile_id)),
    "consent_day": Entry("day", lambda who: who.cleared.state.since if who.cleared.state.event_id else None),
    "consent_source": Entry("text", lambda who: who.cleared.state.source),
    "consent_basis": Entry("text", lambda who: who.cleared.state.basis or who.cleared.ground),
    "consent_evidence": Entry("text", lambda who: who.cleared.state.evidence),
    "consent_purpose": Entry("text", lambda who: who.cleared.purpose),
}
