"""A file that half fits a known format: filled columns the format does not read are told where their names say what they hold."""

from kmu_crm.desk import looking, preview, trial

HEAD = "Anzeigename;Vorname;Nachname;Primäre E-Mail-Adresse;Telefon dienstlich;Adresse;PLZ;Ort;Land;Kaffee;Kunden-ID"
INA = "Ina Berg;Ina;Berg;ina@abc.de;0351 445566;Weg 1;01067;Dresden;;schwarz;7"


def told(report):
    return [(one.text, one.count) for one in report.warnings if one.code == "columns_unread"]


def test_they_are_named_by_the_import_the_look_and_the_trial(desk):
    report = desk.imports("adressbuch.csv", HEAD, INA)
    names = "Telefon dienstlich, Adresse, PLZ, Ort"
    assert [(f": {names}." in text, text[0], count) for text, count in told(report)] == [(True, "4", 0)]
    found = looking.look(desk.folder / "adressbuch.csv")
    assert [names in one["text"] for one in found["warnings"] if one["code"] == "columns_unread"] == [True]
    look = preview.look(desk.folder / "adressbuch.csv", desk.db)
    causes = trial.judged(look, trial.run(desk.db, desk.file("a.csv", HEAD, INA), look.recognised)).causes
    assert [one.outcome for one in causes if one.code == "columns_unread"] == ["told"]


def test_what_a_person_assigns_or_leaves_out_is_not_told(desk):
    desk.file("adressbuch.csv", HEAD, INA)
    look = preview.look(desk.folder / "adressbuch.csv", desk.db)
    said = preview.assigned(look, {"Telefon dienstlich": "phone", "Adresse": "street", "PLZ": None, "Ort": "city"})
    assert told(trial.run(desk.db, desk.folder / "adressbuch.csv", said.recognised)) == []


def test_an_empty_column_is_not_told_and_neither_is_one_whose_field_another_has(desk):
    head = "Anzeigename;Vorname;Nachname;Primäre E-Mail-Adresse;Tel. dienstlich;Telefon;PLZ"
    assert told(desk.imports("a.csv", head, "Ina Berg;Ina;Berg;ina@abc.de;0351 445566;0351 1;")) == []


def test_a_list_of_ones_own_keeps_what_it_does_not_know(desk):
    assert told(desk.imports("a.csv", "Kundennummer;Name;E-Mail;Telefon;Kaffee", "1;Ina Berg;i@abc.de;0351 4;ja")) == []
