"""What becomes of the customers is told before an import, after it, and before it is taken back."""

from consent_desk import Desk

KNOWN = ("Kundennummer;Vorname;Nachname;E-Mail;Ort", "1;Anna;Muster;anna@muster.example;Ulm")
BOOK = ("Vorname;Nachname;E-Mail;Ort", "Anna;Muster;anna@muster.example;Bonn", "Zita;Neumann;zita@neumann.example;Bonn")


def test_whose_values_change_is_told_alike_before_and_after_and_who_gets_the_earlier_ones(desk: Desk) -> None:
    desk.imports("kunden.csv", *KNOWN)
    book = ("import", desk.file("buch.csv", *BOOK), "--mode", "update")
    before, after = desk.json(*book, "--dry-run"), desk.json(*book)
    assert before["imports"][0]["customers"] == after["customers"]
    assert (after["customers"]["new"], after["customers"]["changed"]) == (1, 1)
    would = desk.json("undo", 2, "--dry-run")["would"]
    assert (would["customers"], would["earlier_values"], would["names"]) == (1, 1, ["Zita Neumann"])


def test_what_is_new_in_a_calendar_says_where_it_is_seen(desk: Desk) -> None:
    event = ("UID:1", "DTSTART:20241105T090000Z", "ATTENDEE:mailto:bodo@kranz.example", "SUMMARY:Beratung")
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", *event, "END:VEVENT", "END:VCALENDAR")
    calendar = desk.file("termine.ics", *lines)
    told = [desk.ask("import", calendar)[1] for _time in range(2)]
    assert [("wartet, bis" in one or "waits until" in one) for one in told] == [True, False]
