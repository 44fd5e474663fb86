"""Columns of a list of documents or articles that are taken for nothing: what stands there is kept nowhere."""

from collections.abc import Iterator, Sequence

from kmu_crm.fields import show
from kmu_crm.i18n import ngettext
from kmu_crm.sources.recording.oddities import Oddity

UNKEPT = "columns_unkept"
MOST_NAMES = 10


def told(headers: Sequence[str]) -> Iterator[Oddity]:
    if headers:
        text = ngettext(
            "{n} column is not taken over, because nothing tells what it means here: {names}. Assign it where it is needed",
            "{n} columns are not taken over, because nothing tells what they mean here: {names}. Assign them where they are needed",
            len(headers),
        )
        names = show.columns(headers, MOST_NAMES) + (" …" if len(headers) > MOST_NAMES else "")
        yield Oddity(UNKEPT, text.format(n=show.number(len(headers)), names=names), (), None, 0)
