"""The match model: how frequent values are, in coarse steps, and how many records there are, as a power of two.

It is kept and renewed only when the store has doubled or on demand, so that a small import does not move every weight;
undoing the import that doubled the store brings the one before back.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2
from sqlite3 import Connection

import numpy as np
import numpy.typing as npt

from kmu_crm import settings
from kmu_crm.decisions.journal import now
from kmu_crm.fields import email
from kmu_crm.identity import curves
from kmu_crm.identity.ranges import Ranges
from kmu_crm.identity.words import Words

STRANGERS = 2000  # people outside the store who keep rare and common apart while it is small
# Share of a value that was never seen, as among those strangers.
UNSEEN = {"given": 0.002, "family": 0.0005, "core": 0.0002, "postcodes": 0.002}
COUNTED = ("given", "family", "core")
NOTED_FROM = 3  # rarer values count as seen once
BLOCK_AT_MOST = 60
STRANGERS_ON_A_HOST = 8


@dataclass(frozen=True)
class Model:
    records: int  # live records when it was fitted
    power: int  # log2 of that number, rounded
    steps: dict[str, dict[str, int]]  # field -> value -> log2 of its count, rounded
    public: frozenset[str]  # hosts that many unrelated people use although no list names them
    one: float  # probabilities from which a pair is one, and is asked about
    ask: float
    ranges: Ranges = field(default_factory=dict)  # whose customer numbers are of one range
    sources: Mapping[int, int] = field(default_factory=dict)  # how many records of each source told so
    said: tuple[int, int] = (0, 0)  # number and sum of the versions that spoke then: what was looked at
    told_by: int = curves.VERSION  # by which the probabilities were told

    @property
    def size(self) -> int:
        return (1 << self.power) + STRANGERS

    @property
    def block(self) -> int:
        """Keys with more holders than this are skipped; large stores cannot afford large blocks."""
        return BLOCK_AT_MOST if self.power < 18 else BLOCK_AT_MOST // 2

    def count(self, field: str, value: str) -> int:
        return 1 << self.steps.get(field, {}).get(value, 0)

    def rarity(self, field: str, texts: list[str]) -> npt.NDArray[np.float64]:
        """log2 of the share of each value; about -log2 of the number of records for what is unique."""
        known, strangers = self.steps.get(field, {}), STRANGERS * UNSEEN.get(field, 0.0)
        counts = np.array([2.0 ** known.get(value, 0) for value in texts])
        return np.log2((counts + strangers) / self.size)

    def bearers(self, field: str, rarity: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """How many records bear a value of this rarity."""
        return np.exp2(rarity) * self.size - STRANGERS * UNSEEN.get(field, 0.0)


def fit(words: Sequence[Words], one: float, ask: float) -> Model:
    """Counts the values of all records, and learns from them what no list names."""
    counts: dict[str, Counter[str]] = {
        name: Counter(value for each in words if (value := getattr(each, name))) for name in COUNTED
    }
    for name in ("postcodes", "places"):
        counts[name] = Counter(value for each in words for value in getattr(each, name)[:1])
    steps = {
        name: {value: round(log2(n)) for value, n in sorted(counter.items()) if n >= NOTED_FROM and value}
        for name, counter in counts.items()
    }
    records = max(len(words), 1)
    return Model(records, round(log2(records)), steps, _public(words), one, ask)


def _public(words: Iterable[Words]) -> frozenset[str]:
    """Hosts that many people of different names use, few of them firms."""
    families: defaultdict[str, set[str]] = defaultdict(set)
    firms: Counter[str] = Counter()
    for each in words:
        for mail in each.mails[:1]:
            host = mail.rpartition("@")[2]
            families[host].add(each.family)
            firms[host] += 1 if each.core else 0
    return frozenset(
        host
        for host, names in families.items()
        if len(names) >= STRANGERS_ON_A_HOST and firms[host] * 4 < len(names) and not email.is_public_host(host)
    )


def thresholds(db: Connection) -> tuple[float, float]:
    return settings.number(db, "match.one_percent") / 100, settings.number(db, "match.ask_percent") / 100


def load(db: Connection) -> Model | None:
    row = db.execute("SELECT records, model FROM match_model ORDER BY id DESC LIMIT 1").fetchone()
    if row is None:
        return None
    kept = json.loads(row[1])
    learned = {(source, place): number for source, place, number in kept.get("ranges", ())}  # stores of old have none
    counts = dict(kept.get("sources", ()))
    public = frozenset(kept["public"])
    said = kept.get("said", (0, 0))
    return Model(
        row[0], kept["power"], kept["steps"], public, kept["one"], kept["ask"], learned, counts,
        (said[0], said[1]), kept.get("curves", 0),
    )  # fmt: skip


def public_hosts(db: Connection) -> frozenset[str] | None:
    """`Model.public` of the model in force, without reading the rest of it; None before the first."""
    row = db.execute("SELECT json_extract(model, '$.public') FROM match_model ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else frozenset(json.loads(row[0]))


def take_back(db: Connection) -> bool:
    """Drops the models that imports brought about which were taken back; whether there were any."""
    sql = "DELETE FROM match_model WHERE import_id IN (SELECT id FROM import WHERE state = 'undone')"
    return db.execute(sql).rowcount > 0


def add(db: Connection, model: Model) -> None:
    """Puts a model fitted anew into force; the one before is kept, should the newest import be taken back."""
    (newest,) = db.execute("SELECT max(id) FROM import WHERE state = 'done'").fetchone()
    db.execute("DELETE FROM match_model WHERE import_id IS ?", (newest,))
    db.execute("INSERT INTO match_model (at, records, model, import_id) VALUES ('', 0, '', ?)", (newest,))
    save(db, model)


def save(db: Connection, model: Model) -> None:
    """Puts the model in place of the one in force."""
    kept = {
        "power": model.power,
        "steps": model.steps,
        "public": sorted(model.public),
        "one": model.one,
        "ask": model.ask,
        "ranges": sorted((*slot, number) for slot, number in model.ranges.items()),
        "sources": sorted(model.sources.items()),
        "said": model.said,
        "curves": model.told_by,
    }
    db.execute(
        "UPDATE match_model SET (at, records, model) = (?, ?, ?) WHERE id = (SELECT max(id) FROM match_model)",
        (now(), model.records, json.dumps(kept, ensure_ascii=False, sort_keys=True)),
    )
