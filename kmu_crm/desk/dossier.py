"""Everything the page of one customer shows at first sight, asked in one go."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Any

from kmu_crm.consent import permissions, unheard
from kmu_crm.consent.barred import Barred, barred
from kmu_crm.consent.candidates import Candidate
from kmu_crm.consent.gate import Gate
from kmu_crm.consent.permissions import Permission
from kmu_crm.consent.words import CHANNELS, Channel
from kmu_crm.decisions import tasks
from kmu_crm.decisions.tasks import Task
from kmu_crm.desk import looping, noted, related, value_history, wording
from kmu_crm.desk.derive import key_date
from kmu_crm.desk.noted import Noted
from kmu_crm.desk.permitting import Address, addresses_of
from kmu_crm.desk.related import Related, Together
from kmu_crm.desk.value_history import Former
from kmu_crm.desk.ways_out import WayOut, ways_out
from kmu_crm.identity import by_number
from kmu_crm.identity import queries as identity
from kmu_crm.identity.by_number import Bare
from kmu_crm.identity.queries import Bond
from kmu_crm.identity.verdicts import profile_of, records_of
from kmu_crm.outreach import people
from kmu_crm.profiles import build, contacts, guests, queries, timeline
from kmu_crm.profiles.contacts import Contacts
from kmu_crm.profiles.golden import Choice
from kmu_crm.profiles.people_of import Contact, people_of
from kmu_crm.profiles.word import Word, speaking
from kmu_crm.sales.health.lights import Health, health
from kmu_crm.sales.leads import history
from kmu_crm.sales.leads.history import Story
from kmu_crm.sales.loops.open import Loop
from kmu_crm.value import queries as value
from kmu_crm.value import referrals
from kmu_crm.value.queries import Figures, OpenItem
from kmu_crm.value.referrals import Referrals


@dataclass(frozen=True)
class Dossier:
    """`row` is the profile's row by column; `contact` a person of a company; `counts` what the timeline holds by kind;
    `advertising`: by which mail address and number one may advertise; `notices`: the same for a word about an order, without
    advertising; `unheard`: words that may be a no, while a list waits for a look at them; `waiting`: the channels of such lists."""

    number: int
    row: dict[str, Any]
    words: list[Word]
    choices: dict[str, Choice]
    figures: Figures | None
    open_items: list[OpenItem]
    permissions: list[Permission]
    advertising: dict[Channel, WayOut]
    notices: dict[Channel, WayOut]
    counts: dict[str, int]
    months: list[tuple[str, int]]
    bonds: list[Bond]
    addresses: list[Address]
    unheard: list[str]
    waiting: list[Channel]
    relations: list[Related]
    referrals: Referrals
    lead: Story | None  # what became of the interest; None for who never showed any
    together: Together | None  # with the people of a company, or the household
    loops: list[Loop]  # complaints and low scores that nobody has seen to
    tasks: list[Task]  # follow-ups that are not done, the oldest first
    noted: list[Noted]
    history: dict[str, list[Former]]  # by field: what a value was before
    health: Health
    contacts: Contacts
    barred: Barred | None  # of whoever must not be contacted any more
    bare: list[Bare]  # what documents tell by its number alone
    guest: bool | None  # bought in a web shop without an account, and known from nowhere else; None where nobody knows

    @property
    def name(self) -> str:
        return str(self.row["display_name"])

    @property
    def since(self) -> str | None:
        """ISO day: what a source says, else the first purchase."""
        return self.row["customer_since"] or (self.figures.first_purchase if self.figures else None)

    @property
    def people(self) -> list[Contact]:
        """Who speaks for a company."""
        return people_of(self.words) if self.is_company else []

    @property
    def customer_numbers(self) -> list[str]:
        """Without the nought that web shops write for a guest."""
        return [one for one in str(self.row["customer_numbers"]).split("|") if one.strip("0")]

    @property
    def tags(self) -> list[str]:
        return [one for one in str(self.row["tags"]).split("|") if one]

    @property
    def is_company(self) -> bool:
        return bool(self.row["kind"] == "company")

    @property
    def contact(self) -> str:
        parts = (self.row["title"], self.row["given_name"], self.row["family_name"])
        return " ".join(part for part in parts if part) if self.is_company else ""


def dossier(db: Connection, number: int) -> Dossier:
    """Any record number leads to its profile. Raises NoSuchProfile."""
    profile = profile_of(db, number)
    if profile is None:
        raise queries.NoSuchProfile(number=number)
    row = queries.profile(db, profile)
    words = build.words_of(db, profile)
    (who,) = people.candidates(db, people.people(db, [profile]))
    today = key_date(db)
    unheard_words, waiting = waiting_words(db, who)
    relations, said = related.related(db, profile), _explained(db, who, waiting)
    told = timeline.tallies(db, profile, today)
    touched, loops = contacts.contacts(told), looping.open_of(db, profile, told)
    figures = value.figures(db, profile)
    return Dossier(
        profile,
        row,
        speaking(words),
        build.choices_of(db, words),
        figures,
        value.open_items(db, profile),
        said,
        ways_out(db, who, "advertising"),
        ways_out(db, who, "notice"),
        {kind: one.n for kind, one in told.items()},
        value.months(db, profile, today),
        [replace(bond, author=wording.by(bond.author)) for bond in identity.why_one(db, profile)],
        addresses_of(who),
        unheard_words,
        waiting,
        relations,
        referrals.of(db, profile),
        history.story(db, profile),
        related.together(db, profile, relations),
        loops,
        tasks.due(db, tasks.ALWAYS, records_of(db, profile)),
        noted.of(db, profile),
        value_history.of(db, profile),
        health(figures, loops, touched.answered, today),
        touched,
        barred(db, who, said, today),
        by_number.of(db, [word.record for word in words]),
        guests.is_guest(db, profile),
    )


def waiting_words(db: Connection, who: Candidate) -> tuple[list[str], list[Channel]]:
    """Words that may be a no, while any list waits for somebody to look at them, and the channels of these lists."""
    words, day = unheard.words(db, who.profile_id), key_date(db)
    waiting = [
        channel
        for channel in (CHANNELS if words else ())
        if Gate(db, "advertising", channel, day).decide([who])[0].loss == "may_say_no"
    ]
    return (words if waiting else []), waiting


def permissions_of(db: Connection, profile: int) -> list[Permission]:
    """The three channels of one customer with the reason in words."""
    (who,) = people.candidates(db, people.people(db, [profile]))
    return _explained(db, who, waiting_words(db, who)[1])


def _explained(db: Connection, who: Candidate, waiting: Collection[Channel]) -> list[Permission]:
    said = permissions.explain(db, who)
    return [permissions.held_back(one) if one.channel in waiting else one for one in said]
