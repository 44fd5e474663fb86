"""Decisions of the journal in words: about whom they are, as their names are now, and what was said."""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection

from kmu_crm.consent import unheard
from kmu_crm.decisions import journal, tasks
from kmu_crm.decisions.journal import Decision
from kmu_crm.desk import joined, putting_off, related, wording
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _, ngettext
from kmu_crm.identity import held, verdicts
from kmu_crm.outreach import remembered
from kmu_crm.profiles import queries as profiles
from kmu_crm.sales.leads import words as leads
from kmu_crm.sales.loops import open

_SENTENCES = {
    "correct": N_("{field} of {names} put right: {value}"),
    "tag": N_("Tag “{tag}” given to {names}"),
    "untag": N_("Tag “{tag}” taken off {names}"),
    unheard.LOOKED: N_("No objection of {names}, after a look"),
    putting_off.KIND: N_("Put off: {names}"),
    tasks.TASK: N_("To do for {names} by {due}: {text}"),
    tasks.DONE: N_("Done for {names}: {text}"),
    open.CLOSED_BY_HAND: N_("Seen to for {names}: {text}"),
    open.OWNED: N_("Given to {owner}, for {names}: {text}"),
    "lead_handed": N_("{names} handed over to sales: {owner}"),
    "lead_accepted": N_("{names} accepted by sales"),
    "lead_rejected": N_("{names} given back by sales: {reason}"),
    "lead_owner": N_("Owner of {names}: {owner}"),
    "interest": N_("Interest of {names}: {text} (from: {origin})"),
    "preference": N_("Preference of {names}: {text} (from: {origin})"),
    "link": N_("Attached to {names}: {text}"),
    remembered.KIND: N_("Mailing list “{name}” remembered"),
}


def pair(one: bool, left: str, right: str) -> str:
    """What was decided about two customers, by both their names."""
    names = left if left == right else _both(left, right)
    return (_("Merged: {names}") if one else _("Apart: {names}")).format(names=names)


def _both(left: str, right: str) -> str:
    """Two of one name, told apart by what stands behind it, with the name once: “Uwe Kranz (no. 2 / profile 7)”."""
    name, behind, _which = left.rpartition(" (")
    if behind and right.startswith(name + behind):
        return f"{left.removesuffix(')')} / {right.removeprefix(name + behind)}"
    return f"{left} / {right}"


def several(one: bool, customers: Sequence[str], merged: int) -> str:
    """What was decided about a cluster: how many of these customers were `merged`."""
    named = show.some(list(dict.fromkeys(customers)), most=10)
    return (_("{n} merged: {names}") if one else _("Apart: {names}")).format(n=show.number(merged), names=named)


def together(ones: int, twos: int, first: str) -> str:
    """What was decided in one go; `first` is the name of one of them."""
    said = [ngettext("{n} pair merged", "{n} pairs merged", ones).format(n=show.number(ones))] if ones else []
    said += [ngettext("{n} kept apart", "{n} kept apart", twos).format(n=show.number(twos))] if twos else []
    return _("{decided}: {name} and others").format(decided=", ".join(said), name=first)


def names(db: Connection, groups: Sequence[Sequence[int]]) -> list[str]:
    """For each group of records the name of the profile they stand in now; “–” where it is gone."""
    heads = [head(db, group) for group in groups]
    known = {line.id: line.display_name for line in profiles.lines(db, [one for one in heads if one is not None])}
    return [known.get(one or 0, "–") for one in heads]


def numbered(row: Mapping[str, object]) -> str:
    """A profile's row as people call it where names alone do not tell: with its customer numbers, else with that of the profile."""
    numbers = show.some([one for one in str(row["customer_numbers"] or "").split("|") if one])
    which = _("no. {numbers}").format(numbers=numbers) if numbers else _("profile {number}").format(number=row["id"])
    return f"{row['display_name']} ({which})"


def sides(db: Connection, groups: Sequence[Sequence[int]]) -> list[str]:
    """As `names`, for two groups at a time: where both go by one name, with what tells them apart."""
    heads, told = [head(db, group) for group in groups], names(db, groups)
    rows = profiles.rows(db, [one for one in heads if one is not None])
    for at in range(0, len(told), 2):
        a, b = heads[at : at + 2]
        if a in rows and b in rows:
            told[at : at + 2] = _apart(rows[a], rows[b])
    return told


def own(db: Connection, decisions: Sequence[Decision]) -> list[str]:
    """As `sides`, but by the names of the records themselves that people meant, whoever they are one with by now."""
    groups = [group for one in decisions for group in verdicts.meant(one)]
    rows = joined.called(db, {record for group in groups for record in group})
    found = [next((rows[record] for record in group if record in rows), None) for group in groups]
    told = [str(one["display_name"]) if one else "–" for one in found]
    for at in range(0, len(told), 2):
        a, b = found[at : at + 2]
        if a and b:
            told[at : at + 2] = _apart(a, b)
    return told


def merged(db: Connection, numbers: Sequence[int]) -> str:
    """Decisions that made one customer of several in one go, in a sentence."""
    if len(numbers) == 1:
        return sentence(db, numbers[0])
    told = own(db, journal.these(db, numbers))
    return several(True, [told[0], *told[1::2]], len(numbers) + 1)


def still_one(db: Connection, numbers: Sequence[int]) -> str:
    """Where merges were taken back and the two are one customer all the same: why, and what takes them apart; else nothing."""
    together = held.standing(db).by
    for one in journal.these(db, [number for number in numbers if number not in together]):
        heads = [head(db, side) for side in verdicts.meant(one)] if one.kind == "one" else [None]
        if heads[0] is None or heads[0] != heads[-1]:
            continue
        left, right = own(db, [one])
        sides = [{*side} for side in verdicts.meant(one)]
        holding = [
            by for by, groups in together.items() if any(all(side & {*group} for side in sides) for group in groups)
        ]
        if holding:
            text = _("{a} and {b} are one customer still: decision {number} holds them together, take it back as well.")
            return text.format(a=left, b=right, number=max(holding))
        return _("{a} and {b} are one customer still: the data say so; “split” takes them apart.").format(
            a=left, b=right
        )
    return ""


def customers(db: Connection, a: int, b: int) -> list[str]:
    """Two customers by their numbers, as `sides` calls them; “–” for who is gone."""
    rows = profiles.rows(db, (a, b))
    if a not in rows or b not in rows:
        return [str(rows[number]["display_name"]) if number in rows else "–" for number in (a, b)]
    return _apart(rows[a], rows[b])


def _apart(a: Mapping[str, object], b: Mapping[str, object]) -> list[str]:
    if a["display_name"] != b["display_name"]:
        return [str(one["display_name"]) for one in (a, b)]
    told = [numbered(one) for one in (a, b)]
    return (
        told
        if told[0] != told[1] or a["id"] == b["id"]
        else [numbered({**one, "customer_numbers": ""}) for one in (a, b)]
    )


def head(db: Connection, records: Sequence[int]) -> int | None:
    return next((found for record in records if (found := verdicts.profile_of(db, record)) is not None), None)


def sentences(db: Connection, decisions: Sequence[Decision], everything: Sequence[Decision]) -> list[str]:
    """One for each decision; `everything` is the whole journal, for what a revocation takes back or has hold again."""
    entries = {one.id: one for one in everything if one.kind == "revoke"}
    return [_sentence(db, one, entries) for one in decisions]


def sentence(db: Connection, number: int) -> str:
    """Of one decision, by its number."""
    (one,) = journal.these(db, [number])
    lifted = journal.these(db, [one.revokes]) if one.revokes else []
    return _sentence(db, one, {entry.id: entry for entry in lifted if entry.kind == "revoke"})


def _sentence(db: Connection, one: Decision, entries: Mapping[int, Decision]) -> str:
    if one.kind == "revoke":
        lifted = entries.get(one.revokes or 0)
        if lifted is not None:
            return _("Decision {number} holds again").format(number=lifted.revokes)
        return _("Decision {number} taken back").format(number=one.revokes)
    if "left" in one.what:
        left, right = own(db, [one]) if one.kind == "one" else sides(db, (one.what["left"], one.what["right"]))
        if one.kind in journal.RELATIONS:
            return related.sentence(left, one.what.get("kind"), right)
        return pair(one.kind == "one", left, right)
    if one.kind == putting_off.KIND:
        return _(_SENTENCES[one.kind]).format(names=" / ".join(names(db, [[number] for number in one.what["pair"]])))
    said = {name: value for name, value in one.what.items() if isinstance(value, str)}
    (said["names"],) = names(db, ([*one.what.get("whose", ()), *one.what.get("records", ())],))
    if one.kind == "correct":
        label = wording.FIELDS[said["field"]]
        said |= {"value": wording.value(said["field"], said["value"]) or "–", "field": _(label)}
    if one.kind == tasks.TASK:
        said["due"] = show.date(said["due"])
    if one.kind == "lead_rejected":
        said["reason"] = leads.reason(said["reason"], said["text"])
    return _(_SENTENCES[one.kind]).format(**said)
