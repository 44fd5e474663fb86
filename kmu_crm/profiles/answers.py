"""What somebody answered on a scale, as people read it."""

from kmu_crm.i18n import _
from kmu_crm.profiles.timeline import Entry


def out_of(score: int, most: int) -> str:
    """`3 von 10`"""
    return _("{score} of {most}").format(score=score, most=most)


def told(entry: Entry) -> str:
    """`3 von 10 · 2 von 5`; what was asked on another scale in the words of its file, and "" where there is no answer."""
    if entry.kind != "survey":
        return ""
    said = [out_of(entry.score, 10)] if entry.score is not None else []
    if entry.outcome:
        said.append(entry.outcome)
    elif entry.content is not None:
        said.append(out_of(entry.content, 5))
    return " · ".join(said)
