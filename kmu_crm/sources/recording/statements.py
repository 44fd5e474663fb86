"""What a row says about consent. Only a clear yes is a yes; a yes without date or proof is merely claimed.

A row that says no anywhere says no: a date of subscription beside it, or a yes in another column, changes nothing.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from kmu_crm.consent import addresses
from kmu_crm.consent.words import DOUBTED, Channel
from kmu_crm.fields import consent
from kmu_crm.sources.mapping import turned
from kmu_crm.sources.mapping.cells import UNDATED, MappedColumn
from kmu_crm.sources.mapping.memo import UNCLEAR
from kmu_crm.sources.mapping.sheets import NO_CALLS, NO_LETTERS, Sheet, folded
from kmu_crm.sources.recording.shapes import PARTY_COLUMNS, Statement

EMAIL, PHONE, STREET, POSTCODE, MORE = map(PARTY_COLUMNS.index, ("email", "phone", "street", "postcode", "more"))
COMPANY = PARTY_COLUMNS.index("company")
NOES = ("withdrawn", "bounced")
STATUS_MARK = "\x1f"  # stands between the words where several columns tell the status
STRICTEST = ("withdrawn", "bounced", "inactive", "declined", "confirmed", "given", "claimed")
COLUMNS: dict[Channel, str] = {"email": "consent_email", "phone": "consent_phone", "post": "consent_post"}
ASKED: dict[Channel, tuple[str, ...]] = {
    "email": ("consent_email", "consent_status"), "phone": ("consent_phone",),
}  # fmt: skip
REFUSED: dict[Channel, str] = {
    "email": "consent_refused", "phone": "consent_refused_phone", "post": "consent_refused_post",
}  # fmt: skip
HEARD_ANYWHERE = {"objection", *REFUSED.values()}  # also where no column is there for it
OF_ALL: dict[str, Channel] = {NO_CALLS: "phone", NO_LETTERS: "post"}  # what every row of a file refuses
ANSWERS = ("general", "withdrawn", "no", "unticked", "yes", UNCLEAR)  # of a yes/no column, the strictest first
GENERAL = "general"  # said of every channel
SINCE = ":since"  # behind the column of one way: the day of its own yes
REFUSED_ON = ":refused_on"  # behind a column that may say no: the day of it, or `UNDATED`
OF_DEPUTIES = "of_deputies"  # stands for the ways and addresses of those in the row who speak for a firm: a no is said for them, too
OF_QUESTION = ":of_question"  # behind a column of refusals: only a no to several ways at once says so
OBJECTED_AT = "objected_at"  # when somebody objected to all advertising, by a column for nothing but that day
OVERRULED = "overruled"  # stands for the columns that deny, in some rows, what another one allows
SILENT = "silent"  # the list asks, and the row's cell is empty
YES = ("claimed", "given", "confirmed")
LOST, UNASKED = "", "-"  # stand for an address that a withdrawal needs and the row does not have
NOWHERE = (LOST, UNASKED)
NOBODY: tuple[Any, ...] = (None,) * len(PARTY_COLUMNS)
_BY_ALL = {"email": "-", "phone": "-", "street": "Weg 1", "postcode": "01067"}
ANYBODY: tuple[Any, ...] = tuple(map(_BY_ALL.get, PARTY_COLUMNS))  # whom every word reaches; stands in no record

Say = Callable[[str], Any]


def of(
    sheet: Sheet, values: Mapping[str, Sequence[Any]], i: int, party: tuple[Any, ...], row: int
) -> Iterator[Statement]:
    """The statements of row `i`: by its yes/no columns, its status word, its dates, and columns for objections.

    An answer that nobody understands is `doubted`, which matters where the source said yes before.
    A withdrawal for which the row knows no address has `LOST` as its address, or `UNASKED` where nobody ticked a box: who
    gave no address may have been asked about nothing.
    """

    def say(name: str) -> Any:
        return values[name][i] if name in values else None

    found = {channel: _by_column(sheet, say, column) for channel, column in COLUMNS.items()}
    by_status = _by_status(sheet, say)
    found["email"] = _stricter(found["email"], by_status)
    undated = by_status == "withdrawn" and bool(say("consent_status"))
    if found["email"] == "given" and _is_unconfirmed(values, say):
        found["email"] = "claimed"
    elif not found["email"] and values.keys().isdisjoint(ASKED["email"]):
        found["email"] = _by_column(sheet, say, "consent_confirmed")
    if consent.is_hard_bounce(str(say("consent_bounced") or "")):
        found["email"] = _stricter(found["email"], "bounced")
    if way := OF_ALL.get(sheet.consent_default):
        found[way] = "withdrawn"
    plain = [channel for channel, column in COLUMNS.items() if say(column) == "unticked"]
    general = GENERAL in found.values() or consent.objects(str(say("objection") or ""))
    deputies = (say(OF_DEPUTIES) if party[COMPANY] else None) or ()
    beside = {channel: [one for way, one in deputies if way == channel] for channel in found}
    of_question = set[Channel]()
    if general:
        found, plain = dict.fromkeys(found, "withdrawn"), []
        if reached := [channel for channel in found if _address(party, channel) or beside[channel]]:
            found = dict.fromkeys(reached, "withdrawn")
    else:
        refused = {channel for channel, column in REFUSED.items() if consent.objects(str(say(column) or ""))}
        asked = {channel for channel in refused if say(REFUSED[channel] + OF_QUESTION)}
        of_question = {channel for channel in asked if found[channel] not in NOES}
        found, plain = found | dict.fromkeys(refused, "withdrawn"), [one for one in plain if one not in refused - asked]
    proof = str(say("consent_proof") or "")
    for channel, state in found.items():
        at = _moment(say, state, channel, general, undated and channel == "email")
        address = _address(party, channel) if state else None
        said_for = [address] if address else []
        for one in said_for + ([*others(party, channel), *beside[channel]] if state in NOES else []):
            yield Statement(channel, one, state, at, proof, sheet.consent_basis, row, general)
        if address:
            continue
        if state in YES:
            yield Statement(channel, UNASKED, state, None, proof, sheet.consent_basis, row)
        elif state == "withdrawn":
            nowhere = UNASKED if channel in plain else LOST
            asked_at_once = channel in of_question
            yield Statement(channel, nowhere, state, at, proof, sheet.consent_basis, row, general, asked_at_once)
    if not general and not found["post"] and say("consent_post") == "yes" and not _address(party, "post"):
        yield Statement("post", UNASKED, "claimed", None, proof, sheet.consent_basis, row)


def silent(
    sheet: Sheet,
    values: Mapping[str, Sequence[Any]],
    i: int,
    party: tuple[Any, ...],
    row: int,
    said: Sequence[Statement],
) -> Iterator[Statement]:
    """Where the file has a column for a channel, and row `i` leaves it empty and says nothing else of that channel in what
    it `said`: that matters where this list said yes before."""
    for channel, columns in ASKED.items():
        asked = [values[column][i] for column in columns if column in values]
        if not asked or any(asked) or any(one.channel == channel for one in said):
            continue
        if address := _address(party, channel):
            yield Statement(channel, address, SILENT, None, "", sheet.consent_basis, row)


def _address(party: tuple[Any, ...], channel: Channel) -> str | None:
    if channel == "post":
        return addresses.post(party[STREET], party[POSTCODE])
    address: str | None = party[EMAIL if channel == "email" else PHONE]
    return address


def of_way(field: str, heading: str) -> str:
    """Under which name the values of a column stand: “Newsletter seit” dates no yes to calls."""
    ways = turned.ways(heading) if field == "consent_at" else ()
    return (
        next(COLUMNS[channel] + SINCE for channel in COLUMNS if REFUSED[channel] in ways) if len(ways) == 1 else field
    )


def since(field: str) -> str:
    """Under which name the days stand that are told beside a yes."""
    return "consent_confirmed_at" if field == "consent_confirmed" else field + SINCE


def overruled(said: Sequence[tuple[MappedColumn, str, Sequence[Any]]]) -> list[str] | None:
    """Of each row the column that says no to all advertising, or names other ways alone, beside a yes of another column."""
    denying = [one for one in said if one[0].ways or GENERAL in one[2]]
    if not denying or len({column.index for column, _way, _answers in said}) == 1:
        return None
    found = [""] * len(denying[0][2])
    for column, way, answers in denying:
        for other, asked, allowed in said:
            if other.index != column.index:
                for i, (no, yes) in enumerate(zip(answers, allowed, strict=True)):
                    if yes == "yes" and (no == GENERAL or (column.ways and asked == way and no in ("no", "unticked"))):
                        found[i] = found[i] or column.header
    return found


def is_lost(said: Statement, unread: bool) -> bool:
    """Whether it is a withdrawal that needs an address. `unread`: one stands in the row, and cannot be
    read, or the whole file has none."""
    return said.state == "withdrawn" and (said.address == LOST or (said.address == UNASKED and unread))


def others(party: tuple[Any, ...], channel: Channel) -> Sequence[str]:
    """The row's further addresses: a no is said for all of them, a yes for the first alone."""
    further = json.loads(party[MORE] or "{}")
    if channel == "post":
        doors = (addresses.post(one.get("street"), one.get("postcode")) for one in further.get("addresses", ()))
        return [door for door in doors if door]
    return list(further.get("emails" if channel == "email" else "phones", ()))


def emails(party: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(one for one in (party[EMAIL], *others(party, "email")) if one)


def _by_column(sheet: Sheet, say: Say, column: str) -> str:
    """What a yes/no column says; a letter needs no consent, so a yes to letters says nothing, and any no is a refusal."""
    answer = str(say(column) or "")
    if column == "consent_post":
        return {"yes": "", "no": "withdrawn", "unticked": "withdrawn", UNCLEAR: ""}.get(answer, answer)
    if answer == "yes":
        if column in ("consent_email", "consent_confirmed") and say("consent_confirmed_at"):
            return "given"  # no more than that: what a double opt-in lifts, a yes in a list does not
        agreed = say((COLUMNS["email"] if column == "consent_confirmed" else column) + SINCE) or say("consent_at")
        return "given" if agreed or say("consent_proof") else "claimed"
    if column == "consent_confirmed":
        return ""  # not yet: nothing was agreed to, and nothing refused
    return {"no": sheet.consent_no, "unticked": "declined", UNCLEAR: DOUBTED}.get(answer, answer)


def _by_status(sheet: Sheet, say: Say) -> str:
    """Of several status words in a row the strictest counts; where all rows of the file refuse, none of them does."""
    default = "" if sheet.consent_default in OF_ALL else sheet.consent_default
    if default in (*NOES, GENERAL):
        return default
    said = str(say("consent_status") or "")
    words = {_state_of(sheet, word) for word in said.split(STATUS_MARK)}
    word = next((state for state in STRICTEST if state in words), "") if said else default
    confirmed = say("consent_confirmed_at")
    if say("consent_withdrawn_at") and word != "bounced":
        return "withdrawn"
    if word == "inactive":  # confirmed once and active no longer, or never confirmed
        return "withdrawn" if confirmed else "claimed"
    if word in ("", "withdrawn", "bounced", "declined"):
        return word
    agreed = say(COLUMNS["email"] + SINCE) or say("consent_at")
    return "confirmed" if confirmed else "given" if agreed or say("consent_proof") else "claimed"


def _state_of(sheet: Sheet, word: str) -> str:
    """The sheet's own words first, then the words that people use anywhere."""
    known = sheet.consent_words.get(folded(word))
    if known is None and consent.is_hard_bounce(word):
        return "bounced"
    return (
        known
        if known is not None
        else {"withdrawn": "withdrawn", "no": sheet.consent_no}.get(consent.state(word) or "", "")
    )


def _is_unconfirmed(values: Mapping[str, Sequence[Any]], say: Say) -> bool:
    """Where the file tells who confirmed a sign-up, it was not confirmed by those of whom it does not tell so."""
    tells = "consent_confirmed_at" in values or "consent_confirmed" in values
    return tells and not say("consent_confirmed_at") and say("consent_confirmed") != "yes"


def _stricter(one: str, other: str) -> str:
    if not one or not other:
        return one or other
    if DOUBTED in (one, other):
        return other if one == DOUBTED else one
    if GENERAL in (one, other):
        return GENERAL
    order = ("withdrawn", "bounced", "declined")
    return next((state for state in order if state in (one, other)), one)


def _moment(say: Say, state: str, channel: Channel, general: bool, by_status: bool) -> Any:
    if state == "bounced":
        return say("consent_withdrawn_at")
    if state == "withdrawn":
        return _objected_on(say) if general else _refused_on(say, channel, by_status)
    confirmed = say("consent_confirmed_at") if channel == "email" and state in ("confirmed", "given") else None
    return (
        (confirmed if state == "confirmed" else None) or say(COLUMNS[channel] + SINCE) or say("consent_at") or confirmed
    )


def _objected_on(say: Say) -> Any:
    """When somebody objected to all advertising: a day of an older no to mails alone would let a later yes lift it."""
    said = [column for column in COLUMNS.values() if say(column) == GENERAL]
    said += ["objection"] if consent.objects(str(say("objection") or "")) else []
    return (_day(say, said) or say(OBJECTED_AT)) if said else say("consent_withdrawn_at")


def _refused_on(say: Say, channel: Channel, by_status: bool) -> Any:
    told = say("consent_withdrawn_at" if channel == "email" else OBJECTED_AT)
    return told or (None if by_status else _day(say, (COLUMNS[channel], REFUSED[channel])))


def _day(say: Say, columns: Iterable[str]) -> Any:
    day = reduce(one_day, (say(column + REFUSED_ON) for column in columns), None)
    return None if day == UNDATED else day


def one_day(one: Any, other: Any) -> Any:
    """Of two noes to the same the last; one without a day of its own may be that."""
    return UNDATED if UNDATED in (one, other) else max(filter(None, (one, other)), default=None)


def is_of_all(heading: str) -> bool:
    """Whether the day of a withdrawal is one of an objection to all advertising: “Widerspruch am”, not “Abgemeldet am”."""
    return consent.is_general(heading) and not turned.ways(heading)


def _harder(one: Any, other: Any) -> Any:
    return one if consent.is_hard_bounce(str(one or "")) else other


def _all_said(one: Any, other: Any) -> str:
    return STATUS_MARK.join(str(word) for word in (one, other) if word)


def _who_objects(one: Any, other: Any) -> Any:
    return one if consent.objects(str(one or "")) else other


def _least(one: Any, other: Any) -> Any:
    """Of two answers the one that allows less."""
    return next((answer for answer in ANSWERS if answer in (one, other)), None)


# How the words of several columns about one thing become one.
JOINED: Mapping[str, Callable[[Any, Any], Any]] = {
    "consent_status": _all_said, "consent_bounced": _harder, "objection": _who_objects, **dict.fromkeys(REFUSED.values(), _who_objects),
    **dict.fromkeys((*COLUMNS.values(), "consent_confirmed"), _least),
}  # fmt: skip
