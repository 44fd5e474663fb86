"""Lists of words that lie as text files in `data/`: a line holds what belongs together, `#` opens a remark."""

from importlib import resources


def lines(name: str) -> list[str]:
    """The lines of `data/<name>.txt` without remarks and empty ones."""
    text = resources.files("kmu_crm.fields").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return [bare for line in text.splitlines() if (bare := line.partition("#")[0].strip())]


def words(name: str) -> frozenset[str]:
    """All words of `data/<name>.txt`, however they are spread over lines."""
    return frozenset(word for line in lines(name) for word in line.split())
