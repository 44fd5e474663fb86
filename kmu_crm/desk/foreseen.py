"""What other settings would change, before they are: thresholds of who is one, and whose word counts. Reads only."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection

from kmu_crm import settings
from kmu_crm.desk import joined, settling
from kmu_crm.desk.settling import ASK, ONE
from kmu_crm.errors import KmuError
from kmu_crm.i18n import N_, _
from kmu_crm.identity import lines, thresholds
from kmu_crm.identity.thresholds import Moved
from kmu_crm.profiles import build, draw, queries, trust
from kmu_crm.profiles.golden import FIELDS, Choice, choose, says
from kmu_crm.profiles.word import Word
from kmu_crm.profiles.words import by_hand, grouped
from kmu_crm.progress import SILENT, Progress

EXAMPLES = 3  # of each kind
Changes = tuple[tuple[str, str | None, str | None], ...]
AT_ONCE = 2000
_SEVERAL = "SELECT id FROM profile WHERE records > 1 ORDER BY sort_key, id"


class NothingForeseen(KmuError):
    text = N_("What “{setting}” would change cannot be told beforehand.")
    advice = N_("It can be told for the settings whose names begin with “match.” or “trust.”.")
    code = "nothing_foreseen"


@dataclass(frozen=True)
class Example:
    """Two records in words. `kind`: joined, apart, asked, dropped (`thresholds.Move`)."""

    kind: str
    left: str
    right: str
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class WhoIsOne:
    """`moved` without its moves, of which there may be thousands: `examples` has some in words."""

    one: float
    ask: float
    moved: Moved
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Other:
    """A customer with other values: (field, before, after)."""

    profile: int
    name: str
    changes: Changes


@dataclass(frozen=True)
class Values:
    """`fields`: how many customers have another value, by field."""

    customers: int
    fields: Mapping[str, int]
    examples: tuple[Other, ...]


def who_is_one(db: Connection, one_percent: int, ask_percent: int) -> WhoIsOne:
    """What these thresholds would make of customers and questions. Raises Crossed."""
    settling.refuse_crossed(one_percent, ask_percent)
    one, ask = one_percent / 100, ask_percent / 100
    moved = thresholds.preview(db, one, ask)
    chosen = [move for kind in ("joined", "apart", "asked", "dropped") for move in _first(moved.moves, kind)]
    said = joined.said(db, {record for move in chosen for record in (move.a, move.b)})
    named: dict[tuple[str, str, str], thresholds.Move] = {}
    for move in chosen:
        if move.a in said and move.b in said:
            named.setdefault((move.kind, said[move.a][0], said[move.b][0]), move)
    kinds, examples = Counter[str](), list[Example]()
    for (kind, left, right), move in named.items():
        kinds[kind] += 1
        if kinds[kind] <= EXAMPLES:
            examples.append(Example(kind, left, right, move.score, _reasons(db, move.a, move.b)))
    return WhoIsOne(one, ask, replace(moved, moves=()), tuple(examples))


def _first(moves: Iterable[thresholds.Move], kind: str) -> list[thresholds.Move]:
    """More than are shown: namesakes would be told twice."""
    return [move for move in moves if move.kind == kind][: 10 * EXAMPLES]


def _reasons(db: Connection, a: int, b: int) -> tuple[str, ...]:
    (told,) = db.execute("SELECT evidence FROM pair WHERE a = ? AND b = ?", (a, b)).fetchone()
    return tuple(joined.strongest(lines.read(told)))


def values(db: Connection, chosen: Mapping[str, str], progress: Progress = SILENT) -> Values:
    """Whose values these settings of whose word counts would change: only customers of several records can."""
    now = {key: str(settings.read(db, key)) for key in settings.ALL if key.startswith(settings.TRUST)}
    rules = trust.of(now), trust.of(now | dict(chosen))
    hand, found = by_hand(db), dict[int, Changes]()
    numbers = [number for (number,) in db.execute(_SEVERAL)] if trust.changed(*rules) else []
    for start in range(0, len(numbers), AT_ONCE):
        progress.report(start, len(numbers))
        spoken = list(grouped(db, numbers[start : start + AT_ONCE]))
        good = build.permitted(db, [word for _number, words in spoken for word in words])
        for number, words in spoken:
            if fields := _disputed(words, trust.changed(*rules, [word.role for word in words])):
                put_right, words = hand.corrected(words), hand.placed(words)
                changes = _changes(*(choose(words, put_right, good, one, fields=fields) for one in rules))
                found |= {number: changes} if changes else {}
    counts = Counter(field for changes in found.values() for field, _was, _will in changes)
    shown = [number for number in numbers if number in found][:EXAMPLES]
    names = {line.id: line.display_name for line in queries.lines(db, shown)}
    return Values(len(found), dict(counts), tuple(Other(number, names[number], found[number]) for number in shown))


def _disputed(words: Sequence[Word], groups: Collection[str]) -> set[str]:
    """The fields of these groups of which records say several things, with all that go together."""
    disputed = [
        field for field in FIELDS
        if trust.group_of(field) in groups and len({value for word in words for value in says(word, field)}) > 1
    ]  # fmt: skip
    return {also for field in disputed for also in (trust.fields_of(trust.group_of(field)) or (field,))}


def _changes(before: Mapping[str, Choice], after: Mapping[str, Choice]) -> Changes:
    def said(choices: Mapping[str, Choice], field: str) -> str | None:
        return choices[field].value if field in choices else None

    both = ((field, said(before, field), said(after, field)) for field in draw.GOLDEN)
    return tuple(change for change in both if change[1] != change[2])


def of(db: Connection, key: str, typed: str) -> WhoIsOne | Values:
    """What one setting would change. Raises what `settling.stored` does, NothingForeseen, Crossed."""
    setting = settings.named(key)
    value = settling.stored(setting, typed)
    if key in (ONE, ASK):
        asked = {name: settings.number(db, name) for name in (ONE, ASK)} | {key: int(value)}
        return who_is_one(db, asked[ONE], asked[ASK])
    if key.startswith(settings.TRUST):
        return values(db, {key: value})
    raise NothingForeseen(setting=_(setting.title))
