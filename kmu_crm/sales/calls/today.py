"""Today's list: whom to call, why, and whether it is allowed. Who may not be called stays visible with the reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from sqlite3 import Connection

from kmu_crm.sales.calls import allowed, finding, history, reasons
from kmu_crm.sales.calls.again import again
from kmu_crm.sales.calls.allowed import BARRED, Answer
from kmu_crm.sales.calls.finding import Hit
from kmu_crm.sales.calls.history import Called
from kmu_crm.sales.calls.people import Person, people
from kmu_crm.sales.calls.rules import Rules, rules

_DEEPEST = 50_000  # hits of a rule; what no phone of so many can be called for is no matter of today


@dataclass(frozen=True)
class Call:
    """One line. `code`: of the rule, `done` where the list knows of the call alone, `chosen` where a person put it there;
    `reason`: its sentence; `further`: those of other rules. `phone`: E.164, '' where nobody may call. `allowed_why`: ground
    or reason in words, `loss` as in `allowed.Answer`. `time`: suggested, or when the call was, '' for none. `outcome`: of the
    call of this day, one of the six or as it was written, None where there was none; `task`: the decision behind it."""

    profile: int
    name: str
    contact: str
    value_class: str
    phase: str
    code: str
    title: str
    reason: str
    further: tuple[str, ...]
    phone: str
    allowed: bool
    ground: str
    loss: str
    allowed_why: str
    time: str = ""
    outcome: str | None = None
    fact_id: int | None = None
    task: int | None = None

    @property
    def is_barred(self) -> bool:
        """Whether they said no: nothing that somebody notes makes it a yes, but their own word."""
        return self.loss == BARRED

    @property
    def done(self) -> bool:
        return self.outcome is not None


_Line = tuple[Person, list[Hit], Answer]


def today(db: Connection, day: str) -> list[Call]:
    """The list of an ISO day: the calls there were, then what is open by priority, then by value. Calls that a file told of, which
    may have come in, leave the day's number of calls as it is. Who was called stands there once more, however many lines there
    are, for a task that was noted since. Raises BadSheet."""
    sheet = rules(db)
    called = history.called_on(db, day)
    room, skip = max(sheet.a_day - sum(called.values()), 0), set(called)
    open_, shut = _picked(db, sheet, day, room, skip, callable_=True)
    more, blocked = _picked(db, sheet, day, sheet.blocked, skip, callable_=False)
    lines = _ranked([*open_, *more], sheet)[:room] + _ranked([*shut, *blocked], sheet)[: sheet.blocked]
    said = history.calls(db, list(called), day, sheet.drop_out["most_months"])
    lines += _answered(db, again(db, sheet, day, said), day)
    found = [_call(one, sheet) for one in _ranked(lines, sheet)]
    return [*_done(db, sheet, day, said, list(called)), *_timed(found, sheet)]


def chosen(db: Connection, profiles: Sequence[int], day: str) -> list[Call]:
    """The same lines for customers whom a person or a segment names, in their order: also who rests or dropped out, with that
    as what is said of them."""
    sheet, known = rules(db), people(db, profiles)
    who = [known[number] for number in dict.fromkeys(profiles) if number in known]
    said = history.calls(db, list(known), day, sheet.drop_out["most_months"])
    answers, once_more = allowed.answers(db, who, day), again(db, sheet, day, said)
    lines = []
    for person, answer in zip(who, answers, strict=True):
        hits = finding.of(db, sheet, day, person.profile_id)
        line = _call((person, hits or [Hit(person.profile_id, "chosen")], answer), sheet)
        out = history.drop_out(said.get(person.profile_id, ()), day, sheet)
        line = replace(line, reason=reasons.of_drop_out(out), further=()) if out else line
        own = [one for one in said.get(person.profile_id, ()) if one.day == day]
        lines.append(_with_call(line, own[-1]) if own else line)
        if noted := once_more.get(person.profile_id):
            lines.append(_call((person, noted, answer), sheet))
    return list(_timed(lines, sheet))


def _picked(
    db: Connection, sheet: Rules, day: str, room: int, skip: set[int], callable_: bool
) -> tuple[list[_Line], list[_Line]]:
    """Who may be called and who may not, of those whose number was (not) open when they were drawn last; asked for more until
    there are `room` of the first kind, or of any where nobody is expected to be."""
    most = room * 4 + 20
    while room:
        hits, more = finding.everything(db, sheet, day, callable_, most)
        open_, shut = _asked(db, sheet, day, _left(db, sheet, day, hits, skip), room, callable_)
        if len(open_ if callable_ else [*open_, *shut]) >= room or not more or most >= _DEEPEST:
            return open_, shut
        most *= 5
    return [], []


def _asked(
    db: Connection, sheet: Rules, day: str, left: dict[int, list[Hit]], room: int, callable_: bool
) -> tuple[list[_Line], list[_Line]]:
    """The gate is asked about the first of them by priority and value, until there are enough."""
    open_: list[_Line] = []
    shut: list[_Line] = []
    known = people(db, list(left))
    ranked = sorted(known.values(), key=lambda one: (sheet.rule(left[one.profile_id][0].code).priority, one.worth))
    for place in range(0, len(ranked), room):
        who = ranked[place : place + room]
        for one, answer in zip(who, allowed.answers(db, who, day), strict=True):
            (open_ if answer.allowed else shut).append((one, left[one.profile_id], answer))
        if len(open_ if callable_ else [*open_, *shut]) >= room:
            break
    return open_, shut


def _left(db: Connection, sheet: Rules, day: str, hits: Iterable[Hit], skip: set[int]) -> dict[int, list[Hit]]:
    """What is left of the hits, by profile."""
    of: dict[int, list[Hit]] = {}
    for hit in hits:
        if hit.profile not in skip:
            of.setdefault(hit.profile, []).append(hit)
    said = history.calls(db, list(of), day, sheet.drop_out["most_months"])
    left = {number: standing(found, said.get(number, ()), day, sheet) for number, found in of.items()}
    return {number: found for number, found in left.items() if found}


def standing(hits: Sequence[Hit], said: Sequence[Called], day: str, sheet: Rules) -> list[Hit]:
    """What is left of the hits of one customer after the calls there were: who rests or dropped out is called for what is newer
    alone, a complaint that was spoken about is none any more."""
    out, early = history.drop_out(said, day, sheet), history.rests(said, day, sheet)
    return [
        hit
        for hit in hits
        if not (out and hit.since < out.since)
        and not (early and not sheet.rule(hit.code).urgent)
        and not (hit.code == "complaint" and history.spoken_since(said, hit.since))
    ]


def _answered(db: Connection, hits: Mapping[int, list[Hit]], day: str) -> list[_Line]:
    who = list(people(db, list(hits)).values())
    return [(one, hits[one.profile_id], answer) for one, answer in zip(who, allowed.answers(db, who, day), strict=True)]


def _ranked(lines: Iterable[_Line], sheet: Rules) -> list[_Line]:
    return sorted(lines, key=lambda line: (sheet.rule(line[1][0].code).priority, line[0].worth))


def _call(line: _Line, sheet: Rules) -> Call:
    person, hits, answer = line
    sentences = list(dict.fromkeys(reasons.sentence(hit, person, sheet) for hit in hits))
    first = hits[0]
    return Call(
        person.profile_id, person.name, person.contact, person.value_class, person.phase, first.code,
        reasons.title(first, sheet), sentences[0], tuple(sentences[1:]), answer.phone, answer.allowed, answer.ground,
        answer.loss, answer.why, task=first.task,
    )  # fmt: skip


def _done(
    db: Connection, sheet: Rules, day: str, said: Mapping[int, Sequence[Called]], called: Sequence[int]
) -> list[Call]:
    known = people(db, called)
    who = [known[number] for number in called if number in known]
    lines = []
    for person, answer in zip(who, allowed.answers(db, who, day), strict=True):
        last = said[person.profile_id][-1]
        lines.append(_with_call(_call((person, [Hit(person.profile_id, "done", text=last.text)], answer), sheet), last))
    return lines


def _with_call(line: Call, last: Called) -> Call:
    return replace(line, outcome=last.outcome or last.said, fact_id=last.fact_id, time=reasons.clock(last.at))


def _timed(lines: Sequence[Call], sheet: Rules) -> Iterator[Call]:
    """One after the other from the beginning of the day, none in the pause; who may not be called needs no time."""
    at = datetime.fromisoformat(f"2000-01-01T{sheet.start}")
    for line in lines:
        if line.done or not line.allowed:
            yield line
            continue
        if sheet.pause[0] <= f"{at:%H:%M}" < sheet.pause[1]:
            at = datetime.fromisoformat(f"2000-01-01T{sheet.pause[1]}")
        yield replace(line, time=f"{at:%H:%M}" if at.day == 1 else "")
        at += timedelta(minutes=max(sheet.minutes, 1))


@dataclass(frozen=True)
class Dropped:
    """Somebody who left the list for a time; `reason` with its last day and the day of its end, in words."""

    profile: int
    name: str
    code: str
    since: str
    until: str
    reason: str


def dropped(db: Connection, day: str) -> list[Dropped]:
    """Everybody whom the rules leave out on an ISO day because of earlier calls, who comes back first first."""
    sheet = rules(db)
    said = history.all_turned_down(db, day, sheet)
    out = [one for calls in said.values() if (one := history.drop_out(calls, day, sheet))]
    known = people(db, [one.profile for one in out])
    found = [
        Dropped(one.profile, known[one.profile].name, one.code, one.since, one.until, reasons.of_drop_out(one))
        for one in out
        if one.profile in known
    ]
    return sorted(found, key=lambda one: (one.until, one.name, one.profile))
