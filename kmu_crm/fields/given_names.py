"""Given names, and which of them are one: Sepp and Josef."""

from kmu_crm.fields.words import lines


def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in lines("given_names"):
        names = frozenset(line.split("|") if "|" in line else line.split())
        for name in names:
            found[name] = found.get(name, frozenset()) | names
    return found


CLASSES = _classes()  # each, folded, with all that may stand for it
