"""How others tell who is one, on rows that `identity.py --peers PYTHON` hands over: Splink and recordlinkage, given every chance.

Both get the rows as this program reads them: folded, with telephone numbers and postcodes in one notation. Of all
thresholds, that with the best F1 by the truth is taken, which nobody who uses them could know.
"""

import csv
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

THRESHOLDS = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999]
Pairs = Iterable[tuple[str, str]]


def folded(text: str) -> str:
    return (
        text.lower()
        .replace("ä", "ae")
        .replace("ö", "oe")
        .replace("ü", "ue")
        .replace("ß", "ss")
        .replace("strasse", "str.")
        .strip()
    )


def read(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8", newline="") as file:
        rows = pd.DataFrame(list(csv.DictReader(file)))
    for name in ("given_name", "family_name", "company", "street", "city", "email"):
        rows[name] = rows[name].map(folded)
    rows["name"] = (rows["given_name"] + " " + rows["family_name"]).str.strip()
    rows["who"] = rows["company"].where(rows["company"] != "", rows["name"])
    rows["postcode"] = rows["postcode"].where(rows["postcode"] != "", "")
    return rows.replace("", None)


class Groups:
    def __init__(self) -> None:
        self.first: dict[str, str] = {}

    def find(self, one: str) -> str:
        while (over := self.first.get(one, one)) != one:
            self.first[one] = self.first.get(over, over)
            one = over
        return one

    def join(self, pairs: Pairs) -> None:
        for a, b in pairs:
            self.first[self.find(a)] = self.find(b)


def pairs_in(counts: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts)


def score(rows: pd.DataFrame, pairs: Pairs) -> tuple[float, float, float, float]:
    groups = Groups()
    groups.join(pairs)
    mine = [groups.find(one) for one in rows["unique_id"]]
    same = pairs_in(Counter(zip(mine, rows["customer"], strict=True)).values())
    drawn, true = pairs_in(Counter(mine).values()), pairs_in(Counter(rows["customer"]).values())
    precision, recall = same / max(drawn, 1), same / max(true, 1)
    both = max(precision + recall, 1e-9)
    return (
        2 * precision * recall / both,
        1.25 * precision * recall / max(0.25 * precision + recall, 1e-9),
        precision,
        recall,
    )


def tell(title: str, rows: pd.DataFrame, scored: pd.DataFrame, seconds: float) -> None:
    """`scored`: columns a, b, said."""
    found = []
    for least in THRESHOLDS:
        kept = scored[scored["said"] >= least]
        found.append((*score(rows, zip(kept["a"], kept["b"], strict=True)), least))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for best, name in ((max(found), "F1"), (max(found, key=lambda one: one[1]), "F0.5")):
        f1, f05, precision, recall, least = best
        print(
            f"  {title}, best {name} (from {least}): F1 {f1:.4f}  F0.5 {f05:.4f}  precision {precision:.4f}"
            f"  recall {recall:.4f}  {seconds:.1f} s  {peak:.0f} MB"
        )


def by_splink(rows: pd.DataFrame) -> pd.DataFrame:
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("email"), block_on("phone"), block_on("who", "postcode"), block_on("street", "postcode"), block_on("name", "city"),
            block_on("company"), block_on("vat_id"), block_on("birth_date", "family_name"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("given_name", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("family_name", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("company", [0.92, 0.85]),
            cl.EmailComparison("email"), cl.ExactMatch("phone"), cl.JaroWinklerAtThresholds("street", [0.92]),
            cl.ExactMatch("postcode"), cl.ExactMatch("birth_date"), cl.ExactMatch("vat_id"), cl.ExactMatch("kind"),
        ],
    )  # fmt: skip
    api = DuckDBAPI()
    linker = Linker(api.register(rows.drop(columns="customer")), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("email")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("email"), block_on("phone"), block_on("street", "postcode")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    told = linker.inference.predict(threshold_match_probability=0.4).as_pandas_dataframe()
    return told.rename(columns={"unique_id_l": "a", "unique_id_r": "b", "match_probability": "said"})[
        ["a", "b", "said"]
    ]


def by_recordlinkage(rows: pd.DataFrame) -> pd.DataFrame:
    import recordlinkage
    from recordlinkage.index import Block

    table = rows.set_index("unique_id")
    index = recordlinkage.Index(
        [Block("email"), Block("phone"), Block(["who", "postcode"]), Block(["street", "postcode"])]
    )
    found = index.index(table)
    compare = recordlinkage.Compare()
    for name in ("given_name", "family_name", "company", "street", "email"):
        compare.string(name, name, method="jarowinkler", threshold=0.88, label=name)
    for name in ("phone", "postcode", "birth_date", "vat_id", "kind"):
        compare.exact(name, name, label=name)
    weighed = compare.compute(found, table)
    truth = table["customer"]
    one = truth.loc[found.get_level_values(0)].to_numpy() == truth.loc[found.get_level_values(1)].to_numpy()
    sample = weighed.sample(min(2000, len(weighed)), random_state=1)  # as if somebody had labelled two thousand pairs
    learner = recordlinkage.LogisticRegressionClassifier()
    learner.fit(sample, sample.index[pd.Series(one, index=found).loc[sample.index].to_numpy()])
    said = learner.prob(weighed)
    return pd.DataFrame({"a": found.get_level_values(0), "b": found.get_level_values(1), "said": said.to_numpy()})


def main() -> None:
    rows = read(Path(sys.argv[1]))
    for title, way in (("Splink", by_splink), ("recordlinkage", by_recordlinkage)):
        begun = time.perf_counter()
        scored = way(rows)
        tell(title, rows, scored, time.perf_counter() - begun)


if __name__ == "__main__":
    main()
