"""When something was said: a day, a wall time, or a UTC time ending in Z; the three compare strictly."""

from datetime import UTC, date, datetime, timedelta


def normal(text: str | None) -> str | None:
    """`2025-03-09`, `2025-03-09T10:00:00` or `2025-03-09T10:00:00Z`; None where the text is no moment."""
    bare = (text or "").strip()
    try:
        if len(bare) == 10:
            return date.fromisoformat(bare).isoformat()
        moment = datetime.fromisoformat(bare).replace(microsecond=0)
        if moment.tzinfo is None:
            return moment.isoformat()
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None


def surely_later(later: str, earlier: str) -> bool:
    """True only where no reading of the two moments makes them the same or turns them round: the strict answer.

    Two UTC times compare to the second; where one lacks its zone or its time, only another day is surely later.
    """
    start = later if later.endswith("Z") else later[:10]
    end = earlier if earlier.endswith("Z") else earlier[:10] + "T99"
    return start > end


def day_after(moment: str) -> str:
    return (date.fromisoformat(moment[:10]) + timedelta(days=1)).isoformat()
