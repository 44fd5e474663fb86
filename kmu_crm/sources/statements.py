"""What a row says about consent. Only a clear yes is a yes; a yes without date or proof is merely claimed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kmu_crm.consent.words import Channel
from kmu_crm.sources.shapes import PARTY_COLUMNS, Statement
from kmu_crm.sources.sheets import Sheet, folded

EMAIL, PHONE = PARTY_COLUMNS.index("email"), PARTY_COLUMNS.index("phone")
STATUS_MARK = "\x1f"  # stands between the words where several columns tell the status
STRICTEST = ("withdrawn", "bounced", "confirmed", "given", "claimed")
CHANNELS: tuple[tuple[Channel, str, int], ...] = (("email", "consent_email", EMAIL), ("phone", "consent_phone", PHONE))


def of(
    sheet: Sheet, values: Mapping[str, Sequence[Any]], i: int, party: tuple[Any, ...], row: int
) -> Iterator[Statement]:
    """The statements of row `i`: by its yes/no columns, its status word, and its dates."""

    def say(name: str) -> Any:
        return values[name][i] if name in values else None

    for channel, column, place in CHANNELS:
        if party[place] and (answer := say(column)):
            proven = say("consent_at") or say("consent_proof")
            said = "given" if proven else "claimed"
            state = {"yes": said, "no": sheet.consent_no, "unticked": "declined"}.get(answer, answer)
            yield Statement(
                channel,
                party[place],
                state,
                say("consent_withdrawn_at") if state == "withdrawn" else say("consent_at"),
                str(say("consent_proof") or ""),
                sheet.consent_basis,
                row,
            )
    if party[EMAIL]:
        yield from _by_status(sheet, say, party[EMAIL], row)


def _by_status(sheet: Sheet, say: Callable[[str], Any], address: str, row: int) -> Iterator[Statement]:
    """Of several status words in a row the strictest counts."""
    said = str(say("consent_status") or "")
    words = {sheet.consent_words.get(folded(word), "") for word in said.split(STATUS_MARK)}
    word = next((state for state in STRICTEST if state in words), "") if said else sheet.consent_default
    proof, withdrawn_at = str(say("consent_proof") or ""), say("consent_withdrawn_at")
    if word in ("withdrawn", "bounced") or withdrawn_at:
        state = "bounced" if word == "bounced" else "withdrawn"
        yield Statement("email", address, state, withdrawn_at, proof, sheet.consent_basis, row)
    elif word and not say("consent_email"):
        confirmed, at = say("consent_confirmed_at"), say("consent_at")
        state = "confirmed" if confirmed else "given" if at or proof else "claimed"
        yield Statement("email", address, state, confirmed or at, proof, sheet.consent_basis, row)
