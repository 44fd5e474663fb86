"""Calendars: what of an appointment is kept, whose it is, and that a damaged one spoils no other."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmu_crm import settings
from kmu_crm.sources.importing import import_file
from kmu_crm.sources.reading import event_lines
from kmu_crm.sources.reading.tables import open_table
from kmu_crm.sources.refusals import Refused
from tests.sources.intake_desk import Desk

MEETINGS = (
    "SELECT f.day, f.at, f.minutes, f.subject, f.text, f.status, p.email, p.kind FROM fact AS f"
    " JOIN party AS p ON p.record_id = f.record_id AND p.current = 1 WHERE f.current = 1 AND f.kind = 'appointment'"
)
GUEST = 'ATTENDEE;CN="Muster, Anna";RSVP=TRUE:mailto:Anna@muster.example'
BEGIN = "DTSTART;TZID=Europe/Berlin:20250309T140000"


def calendar(desk: Desk, *events: tuple[str, ...], name: str = "kalender.ics") -> Path:
    lines = [line for one in events for line in ("BEGIN:VEVENT", *one, "END:VEVENT")]
    zone = (
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
    path = desk.folder / name
    path.write_text(
        "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *zone, *lines, "END:VCALENDAR", ""]),
        encoding="utf-8",
        newline="",
    )
    return path


def meeting(*lines: str, uid: str = "1", guest: str = GUEST, begin: str = BEGIN) -> tuple[str, ...]:
    return (f"UID:{uid}", begin, guest, *lines)


def test_of_an_appointment_go_beginning_length_title_and_place(desk: Desk) -> None:
    one = meeting(
        "DTEND;TZID=Europe/Berlin:20250309T153000",
        "SUMMARY:Aufmaß\\, Küche",
        "LOCATION:Lindenweg",
        "  3",
        "DESCRIPTION:geheim",
    )
    import_file(desk.db, calendar(desk, one))
    wanted = (
        "2025-03-09",
        "2025-03-09T13:00:00Z",
        90,
        "Aufmaß, Küche",
        "Lindenweg 3",
        "",
        "anna@muster.example",
        "correspondent",
    )
    assert desk.ask(MEETINGS) == [wanted]
    assert not [line for line in desk.db.iterdump() if "geheim" in line]


@pytest.mark.parametrize(
    ("begin", "day", "at"),
    [
        ("DTSTART:20250309T233000Z", "2025-03-09", "2025-03-09T23:30:00Z"),
        ("DTSTART;TZID=W. Europe Standard Time:20250709T003000", "2025-07-09", "2025-07-08T22:30:00Z"),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Zurich:20250709T003000",
            "2025-07-09",
            "2025-07-08T22:30:00Z",
        ),
        ("DTSTART;TZID=../../etc/passwd:20250709T003000", "2025-07-09", "2025-07-09T00:30:00"),
        ("DTSTART:20250709T003000", "2025-07-09", "2025-07-09T00:30:00"),
        ("DTSTART;VALUE=DATE:20250709", "2025-07-09", "2025-07-09"),
    ],
)
def test_the_day_is_as_written_and_the_moment_in_utc_where_the_zone_is_known(
    desk: Desk, begin: str, day: str, at: str
) -> None:
    import_file(desk.db, calendar(desk, meeting(begin=begin)))
    assert [row[:2] for row in desk.ask(MEETINGS)] == [(day, at)]


def test_an_appointment_belongs_to_everybody_it_names_but_the_business(desk: Desk) -> None:
    settings.write(desk.db, "business.emails", "@holz.example")
    one = meeting("ORGANIZER:mailto:laden@holz.example", "ATTENDEE:mailto:hans@weber.example", "ATTENDEE:tel:+4989123")
    import_file(desk.db, calendar(desk, one))
    assert {row[6] for row in desk.ask(MEETINGS)} == {"anna@muster.example", "hans@weber.example"}


def test_appointments_with_nobody_are_counted_and_left_out(desk: Desk) -> None:
    report = import_file(desk.db, calendar(desk, meeting(), meeting(uid="2", guest="SUMMARY:Zahnarzt")))
    assert [(one.code, one.count) for one in report.warnings] == [("nobody_named", 1)]
    with pytest.raises(Refused, match="no mail address"):
        open_table(calendar(desk, meeting(guest="SUMMARY:Zahnarzt"), name="privat.ics"))


def test_a_damaged_appointment_spoils_no_other(desk: Desk) -> None:
    cut = desk.folder / "kaputt.ics"
    whole = calendar(desk, meeting(uid="1"), meeting(uid="2", begin="DTSTART:gestern"), meeting(uid="3")).read_text(
        "utf-8"
    )
    cut.write_text(whole.replace("END:VCALENDAR", "BEGIN:VEVENT\r\nUID:4\r\n" + BEGIN), encoding="utf-8", newline="")
    report = import_file(desk.db, cut)
    assert (len(desk.ask(MEETINGS)), [one.code for one in report.refusals]) == (2, ["bad_event", "bad_event"])


def test_what_repeats_comes_once_and_is_told(desk: Desk) -> None:
    moved = meeting(
        "RECURRENCE-ID;TZID=Europe/Berlin:20250316T140000", begin="DTSTART;TZID=Europe/Berlin:20250317T140000"
    )
    report = import_file(desk.db, calendar(desk, meeting("RRULE:FREQ=WEEKLY"), moved))
    assert [row[0] for row in desk.ask(MEETINGS)] == ["2025-03-09", "2025-03-17"]
    assert [(one.code, one.count) for one in report.warnings] == [("first_only", 1)]


def test_of_an_appointment_of_very_many_people_fifty_are_taken_and_that_is_told(desk: Desk) -> None:
    many = tuple(f"ATTENDEE:mailto:k{n}@x.example" for n in range(80))
    report = import_file(desk.db, calendar(desk, meeting(*many)))
    assert [(one.code, one.count) for one in report.warnings] == [("crowded", 1)] and report.facts == 50


def test_a_calendar_cut_off_within_its_only_appointment_says_so(desk: Desk) -> None:
    path = calendar(desk, meeting())
    path.write_bytes(path.read_bytes()[:-45])
    with pytest.raises(Refused) as refusal:
        import_file(desk.db, path)
    assert refusal.value.code == "truncated"


def test_a_cancelled_appointment_took_no_time(desk: Desk) -> None:
    import_file(desk.db, calendar(desk, meeting("DURATION:PT1H")))
    import_file(desk.db, calendar(desk, meeting("DURATION:PT1H", "STATUS:CANCELLED"), name="neu.ics"))
    assert [(row[2], row[5]) for row in desk.ask(MEETINGS)] == [(None, "cancelled")]


def test_a_private_appointment_keeps_its_title_to_itself(desk: Desk) -> None:
    import_file(desk.db, calendar(desk, meeting("SUMMARY:Arzt", "LOCATION:Klinik", "CLASS:PRIVATE")))
    assert [row[3:5] for row in desk.ask(MEETINGS)] == [(None, None)]


def test_people_whom_apple_names_by_number_are_known_by_the_address_beside(desk: Desk) -> None:
    import_file(desk.db, calendar(desk, meeting(guest='ATTENDEE;CN="A, B";EMAIL="Anna@muster.example":urn:uuid:12-34')))
    assert {row[6] for row in desk.ask(MEETINGS)} == {"anna@muster.example"}


def test_an_alarm_within_is_passed_over(desk: Desk) -> None:
    alarm = ("BEGIN:VALARM", "SUMMARY:Wecker", "DTSTART:20200101", "ATTENDEE:mailto:wer@anders.example", "END:VALARM")
    import_file(desk.db, calendar(desk, meeting(*alarm, "SUMMARY:Besuch")))
    assert [(row[0], row[3], row[6]) for row in desk.ask(MEETINGS)] == [("2025-03-09", "Besuch", "anna@muster.example")]


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_event_breaks_the_reader(begin: str, rest: str) -> None:
    lines = [f"DTSTART{begin}".encode(), *rest.encode("utf-8", "surrogatepass").split(b"\n"), GUEST.encode()]
    found = event_lines.read(1, lines)
    assert found is None or "\n" not in found.title + found.place
