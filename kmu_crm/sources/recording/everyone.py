"""What is told of a file all of whose rows say the same: that they refuse, or that its name may mean so."""

from collections.abc import Iterator

from kmu_crm.sources.mapping.recognise import Recognised
from kmu_crm.sources.recording.problems import IN_NAME, OF_ALL, Oddity, sentence


def told(recognised: Recognised, rows: int) -> Iterator[Oddity]:
    code = OF_ALL if recognised.everyone not in ("", "claimed") else IN_NAME if recognised.doubtful else ""
    if code:
        yield Oddity(code, sentence(code), (), None, rows)
