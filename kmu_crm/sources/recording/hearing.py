"""What rows say about consent: statements at addresses, and objections of people."""

from collections.abc import Mapping, Sequence

from kmu_crm.consent.words import Channel
from kmu_crm.sources.mapping import contacting
from kmu_crm.sources.mapping.blocks import Block
from kmu_crm.sources.mapping.cells import MappedColumn
from kmu_crm.sources.mapping.sheets import Sheet
from kmu_crm.sources.mapping.vocabulary import CONSENT
from kmu_crm.sources.recording import statements
from kmu_crm.sources.recording.built import Built
from kmu_crm.sources.recording.parties import Named
from kmu_crm.sources.recording.problems import OF_PERSON, OVERRULED, REFUSAL_LOST, YES_NOWHERE
from kmu_crm.sources.recording.shapes import Objector, Statement
from kmu_crm.sources.recording.unread_noes import without_yes
from kmu_crm.sources.recording.values import Values

DAYS = {"consent_at", "consent_confirmed_at"}
# What tells who said no, and of nobody that they agreed.
_NOES = {"consent_withdrawn_at", "consent_bounced", "objection", *statements.REFUSED.values()}
# Where a file has none of these, who says no there is known from elsewhere.
_ADDRESSES: dict[Channel, set[str]] = {
    "email": {"email", "email2", "email3"}, "phone": {"phone", "phone2", "phone3", "mobile"},
    "post": {"street", "full_address", "postcode_city", "street2"},
}  # fmt: skip
_HEARD = CONSENT.keys() | statements.HEARD_ANYWHERE
UNREACHABLE = {"email_invalid", "phone_invalid"}


class Hearing:
    """Of one file. `in_documents`: its rows are orders, invoices .., where a silent cell takes nothing back."""

    def __init__(self, sheet: Sheet, columns: Sequence[MappedColumn], in_documents: bool):
        self._sheet, self._columns, self._in_documents = sheet, columns, in_documents
        saying = [one for one in columns if one.field in CONSENT]
        self.says = bool(saying or sheet.consent_default)
        saying += [one for one in columns if contacting.is_status(one.header)]
        fields = {one.field for one in columns}
        self._nowhere = {channel for channel, asked in _ADDRESSES.items() if not fields & asked}
        self.days_alone = _days_alone(sheet, columns)
        self._approaches = frozenset[str]().union(*(one.approach.ways for one in columns if one.approach.sure))
        self._header = next((one.header for one in saying), "")

    def hear(
        self,
        heads: Block,
        values: Values,
        starts: Sequence[int],
        keep: Sequence[bool],
        named: Named,
        built: Built,
        unread_noes: Mapping[int, bool],
    ) -> None:
        """What the rows say about consent. An opt-out without an address is the person's; that, or that it reaches nobody, is told.
        `unread_noes`: as `UnreadNoes.among` gives them."""
        parties = dict(zip(named.at, named.parties, strict=True))
        unread = {row for code, _header, row in built.problems if code in UNREACHABLE}
        unread |= {one.row for one in built.refusals if one.code in UNREACHABLE}
        refused = {one.row for one in built.refusals}
        silence = self._in_documents and not self._sheet.consent_default  # then a row without a word says nothing
        spoken = {i for name in _HEARD & values.keys() for i, said in enumerate(values[name]) if said}
        for i, place in enumerate(starts):
            row = heads.numbers[i]
            if silence and i not in spoken and row not in unread_noes:
                continue
            party = parties[i].values if i in parties else statements.NOBODY
            if keep[place] or row in refused:
                said = list(statements.of(self._sheet, values, i, party, row))
                said = without_yes(said, party, row, unread_noes[row]) if row in unread_noes else said
                if self._in_documents and (
                    day := next((values[name][i] for name in ("at", "day") if name in values and values[name][i]), None)
                ):
                    said = [one._replace(said_on=day) for one in said]
                elif keep[place] and not self._in_documents:
                    said += statements.silent(self._sheet, values, i, party, row, said)
                lost = [one for one in said if statements.is_lost(one, row in unread or one.channel in self._nowhere)]
                key, emails = named.keys[i] if keep[place] else None, statements.emails(party)
                if to_tell := self._to_tell(said, lost):
                    code = OF_PERSON if key or emails else REFUSAL_LOST
                    headers = dict.fromkeys(self._refusing(one) for one in to_tell)
                    built.problems += [(code, header, row) for header in headers]
                if keep[place] and party is not statements.NOBODY:
                    built.problems += [
                        (YES_NOWHERE[one.channel], self.header(one.channel), row)
                        for one in said
                        if one.state in statements.YES
                        and one.address == statements.UNASKED
                        # Letters need no yes: it goes with the address that another list knows.
                        and (one.channel != "post" or "post" not in self._nowhere)
                    ]
                if header := keep[place] and values.get(statements.OVERRULED, {i: ""})[i]:
                    built.problems.append((OVERRULED, header, row))
                if general := next((one for one in said if one.general), None):
                    built.objectors.append(Objector(key, emails, general.at, row=row))
                else:
                    built.objectors += [Objector(key, emails, one.at, one.channel, row) for one in lost]
                built.statements += [one for one in said if one.address not in statements.NOWHERE]

    def _to_tell(self, said: Sequence[Statement], lost: Sequence[Statement]) -> Sequence[Statement]:
        """Not those that hold at the address of somebody else in the row. Of one no to several ways it is enough that it
        found an address on one of them; another no is told all the same."""
        reached = {one.channel for one in said if one.state == "withdrawn" and one.address not in statements.NOWHERE}
        found = reached & self._approaches
        return [one for one in lost if one.channel not in reached and not (found and one.of_question)]

    def header(self, channel: Channel) -> str:
        """The column that says who may be contacted on a channel, else the first that says anything of the kind."""
        return self._first((statements.COLUMNS[channel], *statements.ASKED.get(channel, ())))

    def _refusing(self, one: Statement) -> str:
        """The column that says no, else as `header`."""
        asked = statements.COLUMNS[one.channel], *statements.ASKED.get(one.channel, ())
        general = next((column.header for column in self._columns if column.field == "objection"), "")
        sent = next((column.header for column in self._columns if one.channel in column.approach.ways), "")
        return (one.general and general) or self._first((statements.REFUSED[one.channel], *asked)) or sent

    def _first(self, wanted: Sequence[str]) -> str:
        return next((one.header for one in self._columns if one.field in wanted), self._header)


def _days_alone(sheet: Sheet, columns: Sequence[MappedColumn]) -> str:
    """The column of an own list that tells the days of a consent, where none says that it was given; else nothing."""
    fields = {one.field for one in columns}
    if (
        sheet.system != "list"
        or sheet.consent_default
        or fields & (CONSENT.keys() - DAYS - _NOES - {"consent_proof", "consent_way"})
    ):
        return ""
    return next((one.header for one in columns if one.field in DAYS), "")
