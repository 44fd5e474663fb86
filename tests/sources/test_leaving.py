"""Lists of people who left, where the file's name is all that says so: certain ones hold, likely ones are told, anybody can say it."""

import zipfile

import openpyxl
import pytest

from kmu_crm.consent.states import states
from kmu_crm.desk import intake, preview
from kmu_crm.sources.importing import NotRecognised, import_file
from kmu_crm.sources.mapping import sheet_file, sheets
from kmu_crm.sources.mapping.recognise import of_all, recognise
from kmu_crm.sources.reading.tables import open_table

CUSTOMERS = ("Kundennummer;Vorname;Nachname;E-Mail;Newsletter;Einwilligung am;Nachweis",
             "K1;Anna;Berg;anna@berg.example;ja;01.02.2024;Formular 17")  # fmt: skip
ADDRESSES = ("E-Mail;Vorname;Nachname", "anna@berg.example;Anna;Berg")
FULL = ("Kundennummer;Vorname;Nachname;E-Mail;Straße;PLZ;Ort", "K1;Anna;Berg;anna@berg.example;Weg 1;04109;Leipzig")


def state(desk):
    return states(desk.db, "email", "advertising", ["anna@berg.example"])["anna@berg.example"].state


def codes(report):
    return [one.code for one in report.warnings if one.code in ("refusal_of_all", "refusal_in_name")]


@pytest.fixture
def agreed(desk):
    desk.imports("kunden.csv", *CUSTOMERS)
    assert state(desk) == "yes"
    return desk


@pytest.mark.parametrize(
    "name",
    [
        "Abmeldungen", "Abmelder", "newsletter_abgemeldet", "unsubscribed_members_export_ab12", "Blacklist", "Sperrliste", "Robinsonliste",
        "Bounces", "Opt-Out", "Keine Werbung", "Werbewiderspruch", "Newsletter abbestellt", "Abmeldungen 2025-03", "NewsletterAbmeldungen",
        "CleverReach Abmeldungen Export", "Hard-Bounces März", "abgemeldete Empfänger", "Liste der Abmeldungen (2)", "unsubscribes",
        "unsubscribed_email_audience_export_Unsere Kunden_9a", "cleaned_email_audience_export_77", "désinscrits", "disiscritti",
        "Do not contact", "Werbesperren", "Kein Newsletter",
    ],
)  # fmt: skip
def test_a_list_of_addresses_that_is_called_so_is_one_of_refusals_and_that_is_told(agreed, name):
    report = agreed.imports(f"{name}.csv", *ADDRESSES)
    assert state(agreed) == "no"
    assert codes(report) == ["refusal_of_all"]
    assert (report.warnings[0].code, report.warnings[0].count) == ("refusal_of_all", 1)


@pytest.mark.parametrize(
    "name",
    [
        "Kunden ohne Abmeldungen", "Verteiler", "Newsletter", "Anmeldungen", "nicht abgemeldet", "subscribed_members_export_1",
        "nonsubscribed_members_export_1", "Kunden ohne Bounces", "active without unsubscribes", "Optik Huber", "Werbung", "Kunden_cleaned",
        "Verteiler bereinigt um Abmeldungen", "Sperrholz", "Newsletter-Empfänger", "Austria", "Nicht gesperrte Kunden",
    ],
)  # fmt: skip
def test_another_name_says_nothing(agreed, name):
    report = agreed.imports(f"{name}.csv", *ADDRESSES)
    assert (state(agreed), codes(report)) == ("yes", [])


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Abmeldungen", FULL), ("Sperrliste", FULL), ("Bounces", FULL), ("Abmeldungen Sommerfest", ADDRESSES),
        ("An- und Abmeldungen", ADDRESSES), ("Kunden und Abmeldungen", ADDRESSES), ("gesperrt", ADDRESSES), ("inaktiv", ADDRESSES),
        ("Widerrufe", ADDRESSES), ("Kunden inkl. Opt-out", FULL), ("NL_raus", ADDRESSES), ("will nicht mehr", FULL),
    ],
)  # fmt: skip
def test_what_may_be_a_list_of_something_else_decides_nothing_and_is_told_first(agreed, name, lines):
    report = agreed.imports(f"{name}.csv", *lines)
    assert state(agreed) == "yes"
    assert report.warnings[0].code == "refusal_in_name"


@pytest.mark.parametrize(
    ("title", "then", "told"),
    [
        ("Newsletter-Abmeldungen 2025", "no", "refusal_of_all"), ("Abmeldeliste Newsletter", "no", "refusal_of_all"),
        ("Kunden, die keine Werbung wollen", "yes", "refusal_in_name"), ("Alle bitte aus dem Verteiler nehmen", "yes", "refusal_in_name"),
        ("Stammkunden 2020 - NICHT MEHR ANSCHREIBEN", "yes", "refusal_in_name"), ("Kunden ohne Abmeldungen", "yes", ""),
        ("Newsletter-Anmeldungen 2025", "yes", ""), ("Bitte nicht weitergeben", "yes", ""),
    ],
)  # fmt: skip
def test_a_title_above_the_headings_is_heard_as_the_name_of_the_file_is(agreed, title, then, told):
    report = agreed.imports("Liste.csv", "Autohaus Meier;;", f"{title};;", "", *ADDRESSES)
    assert (state(agreed), codes(report)) == (then, [told] if told else [])


@pytest.mark.parametrize("name", ["gesperrt", "inaktive Kunden", "Gelöschte Kunden"])
def test_of_whole_customers_such_a_word_means_anything(agreed, name):
    report = agreed.imports(f"{name}.csv", *FULL)
    assert (state(agreed), codes(report)) == ("yes", [])


@pytest.mark.parametrize("name", ["Werbewiderspruch", "Newsletter-Abmeldungen", "Opt-out"])
def test_words_of_advertising_hold_for_whole_customers_too(agreed, name):
    report = agreed.imports(f"{name}.csv", *FULL)
    assert (state(agreed), codes(report)) == ("no", ["refusal_of_all"])


def test_an_objection_to_all_advertising_holds_for_letters_and_the_person(agreed):
    agreed.imports("Robinsonliste.csv", *FULL)
    assert agreed.ask("SELECT channel FROM consent_event WHERE state = 'withdrawn'") == [("email",), ("post",)]
    assert agreed.ask("SELECT count(*) FROM objection") == [(1,)]


def test_bounces_are_bounces(agreed):
    agreed.imports("Bounces.csv", *ADDRESSES)
    assert agreed.ask("SELECT state FROM consent_event WHERE state NOT IN ('given', 'claimed')") == [("bounced",)]


@pytest.mark.parametrize("column", ["Newsletter", "Status", "Newsletter-Status", "Abgemeldet", "Abgemeldet am"])
def test_a_column_that_says_it_row_by_row_goes_before_the_name(agreed, column):
    report = agreed.imports("Abmeldungen.csv", f"{ADDRESSES[0]};{column}", f"{ADDRESSES[1]};", "b@b.example;B;C;")
    assert (state(agreed), codes(report)) == ("yes", [])


@pytest.mark.parametrize("column", ["Verteiler", "Kommunikation"])
def test_a_column_that_names_lists_leaves_the_name_its_say(agreed, column):
    agreed.imports("Abmeldungen.csv", f"{ADDRESSES[0]};{column}", f"{ADDRESSES[1]};Kunden Nord")
    assert state(agreed) == "no"


def test_an_audience_is_what_its_name_says_although_its_columns_say_only_that_they_once_came(agreed):
    head = "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LEID,EUID"
    row = "anna@berg.example,Anna,Berg,2,2024-05-01 10:00:00,2024-05-01 10:01:00,1,a"
    report = agreed.imports("unsubscribed_members_export_1.csv", head, row)
    assert report.format == "mailchimp_audience"
    assert state(agreed) == "no"


@pytest.mark.parametrize(
    ("name", "column", "found"),
    [
        ("liste", "UNSUB_TIME", ["given", "withdrawn"]), ("liste abgemeldet", "UNSUB_TIME", ["withdrawn", "withdrawn"]),
        ("unsubscribed_members_export_1", "UNSUB_TIME", ["withdrawn", "withdrawn"]),
        ("cleaned_members_export_1", "CLEAN_TIME", ["bounced", "withdrawn"]),
    ],
)  # fmt: skip
def test_whom_mailchimp_lists_beside_those_who_left_has_left_where_the_name_says_so(desk, name, column, found):
    head = "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LEID,EUID,LAST_CHANGED"
    row = "Anna,2,2024-05-01 10:00:00,2024-05-01 10:01:00,1,a,2026-01-05 10:00:00"
    report = desk.imports(
        f"{name}.csv", f"{head},{column}", f"a@b.example,{row},2026-01-05 10:00:00", f"c@d.example,{row},"
    )
    said = desk.ask("SELECT state FROM consent_event ORDER BY state")
    assert (report.format, said) == ("mailchimp_audience", [(one,) for one in found])


def test_of_a_list_nearly_all_of_which_left_nobody_has_agreed(desk):
    head = "Email Address,MEMBER_RATING,OPTIN_TIME,LEID,EUID,UNSUB_TIME"
    rows = [f"a{n}@b.example,2,2024-05-01 10:00:00,{n},a,{'2026-01-05' if n else ''}" for n in range(10)]
    desk.imports("liste.csv", head, *rows)
    assert desk.ask("SELECT state, count(*) FROM consent_event") == [("withdrawn", 9)]


def test_orders_that_are_called_so_are_orders(desk):
    report = desk.imports("Widerrufe.csv", "Bestellnummer;Datum;E-Mail;Betrag", "1;01.02.2025;anna@berg.example;12,50")
    assert codes(report) == []


def test_undoing_the_import_revives_nobody(agreed):
    agreed.undoes(agreed.imports("Abmeldungen.csv", *ADDRESSES))
    assert state(agreed) == "no"


def test_the_same_list_under_another_name_is_another_file(agreed):
    agreed.imports("Liste.csv", *ADDRESSES)
    agreed.imports("Abmeldungen.csv", *ADDRESSES)
    assert state(agreed) == "no"


def test_a_person_says_that_they_all_unsubscribed_for_this_file_alone(agreed):
    path = agreed.file("Liste.csv", *FULL)
    told = preview.of_all(preview.look(path, agreed.db), "withdrawn", agreed.db)
    assert preview.assigned(told, {"Ort": None}, agreed.db).recognised.everyone == "withdrawn"
    report = import_file(agreed.db, path, mapping=told.recognised)
    assert (state(agreed), codes(report)) == ("no", ["refusal_of_all"])
    assert recognise(open_table(path), agreed.db).everyone == ""


def test_a_person_says_that_the_name_means_nothing(agreed):
    path = agreed.file("Abmeldungen.csv", *ADDRESSES)
    report = import_file(agreed.db, path, mapping=of_all(recognise(open_table(path)), ""))
    assert (state(agreed), codes(report)) == ("yes", [])


@pytest.mark.parametrize(
    ("name", "word", "found"),
    [("Liste", "withdrawn", "no"), ("Abmeldungen", "nothing", "yes"), ("Liste", "general", "no")],
)
def test_a_format_sheet_says_it_of_all_rows(agreed, name, word, found):
    path = agreed.file(f"{name}.csv", *ADDRESSES)
    text = sheet_file.text(recognise(open_table(path)), "Abgemeldete")
    lines = [line for line in text.splitlines() if "consent_default" not in line]
    lines.insert(lines.index("[format.columns]"), f'consent_default = "{word}"')
    given = sheets.read("s.toml", "\n".join(lines))
    import_file(agreed.db, path, format=given[0].id, further=given)
    assert state(agreed) == found


def test_the_sheet_of_a_file_tells_the_words_and_keeps_what_was_said(agreed):
    path = agreed.file("Liste.csv", *ADDRESSES)
    plain = recognise(open_table(path))
    (read,) = sheets.read("s.toml", sheet_file.text(plain, "Liste"))
    assert read.consent_default == ""
    for word, kept in (("bounced", "bounced"), ("", "nothing")):
        (read,) = sheets.read("s.toml", sheet_file.text(of_all(plain, word), "Liste"))
        assert read.consent_default == kept


def test_a_word_that_says_nothing_of_all_rows_is_refused():
    with pytest.raises(sheets.BadSheet, match="withdrawn"):
        sheets.read("s.toml", 'id = "a"\nsystem = "list"\ntitle = "A"\nconsent_default = "gone"\n')


def test_the_sheet_of_a_file_called_so_says_nothing_of_other_files(agreed):
    found = recognise(open_table(agreed.file("Abmeldungen.csv", *ADDRESSES)))
    (read,) = sheets.read("s.toml", sheet_file.text(found, "Liste"))
    assert (found.everyone, read.consent_default) == ("withdrawn", "")


@pytest.mark.parametrize(
    ("book", "sheet", "found", "code"),
    [
        ("Newsletter", "Abmeldungen", "no", "refusal_of_all"),
        ("Abmeldungen", "Tabelle1", "yes", "refusal_in_name"),
        ("Newsletter", "Empfänger", "yes", None),
    ],
)
def test_of_a_workbook_with_several_sheets_only_a_sheets_own_name_is_certain(agreed, book, sheet, found, code):
    workbook = openpyxl.Workbook()
    for name in (sheet, "Weitere"):
        page = workbook.create_sheet(name)
        for line in ADDRESSES:
            page.append(line.split(";"))
    workbook.remove(workbook["Sheet"])
    path = agreed.folder / f"{book}.xlsx"
    workbook.save(path)
    report = import_file(agreed.db, path, sheet=sheet)
    assert (state(agreed), codes(report)) == (found, [code] if code else [])


@pytest.mark.parametrize(("other", "told"), [("Abmeldungen", ["refusal_in_sheet"]), ("Inaktive", []), ("Artikel", [])])
def test_a_further_sheet_of_people_who_left_is_not_passed_over_in_silence(agreed, other, told):
    workbook = openpyxl.Workbook()
    for name in ("Kunden", other):
        page = workbook.create_sheet(name)
        for line in ADDRESSES:
            page.append(line.split(";"))
    workbook.remove(workbook["Sheet"])
    path = agreed.folder / "alles.xlsx"
    workbook.save(path)
    assert [one.code for one in import_file(agreed.db, path).warnings if one.code == "refusal_in_sheet"] == told
    import_file(agreed.db, path, sheet=other)
    assert state(agreed) == ("no" if told else "yes")


def test_in_an_archive_the_files_own_name_tells(agreed):
    packed = agreed.folder / "Mailchimp.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("subscribed_members_export_1.csv", "E-Mail;Vorname;Nachname\neva@tal.example;Eva;Tal\n")
        archive.writestr("unsubscribed_members_export_1.csv", "\n".join(ADDRESSES) + "\n")
    intake.take_in(agreed.db, [packed], guarded=False)
    assert state(agreed) == "no"
    assert agreed.ask("SELECT count(*) FROM consent_event WHERE state = 'withdrawn'") == [(1,)]


@pytest.mark.parametrize(
    "name", ["abmeldungen.csv", "Sperrliste.txt", "Bounces 2025.csv", "keine Werbung.txt", "unsubscribes.csv"]
)
@pytest.mark.parametrize(
    "lines",
    [
        ("anna@berg.example",),
        ("anna@berg.example", "bert@abel.example", "carl@cohn.example"),
        ("anna@berg.example;01.02.2025", "bert@abel.example;02.02.2025"),
    ],
)
def test_addresses_without_a_heading_in_a_file_that_is_called_so_are_of_people_who_left(agreed, name, lines):
    report = agreed.imports(name, *lines)
    assert state(agreed) == "no"
    assert (report.rows, codes(report)) == (len(lines), ["refusal_of_all"])


@pytest.mark.parametrize("name", ["Kontakte.csv", "Verteiler.txt", "Kunden ohne Abmeldungen.csv", "gesperrt.csv"])
def test_addresses_without_a_heading_in_any_other_file_are_refused_with_what_helps(agreed, name):
    with pytest.raises(NotRecognised) as refused:
        agreed.imports(name, "anna@berg.example", "bert@abel.example")
    assert "“E-Mail”" in str(refused.value.advice)
    assert state(agreed) == "yes"
