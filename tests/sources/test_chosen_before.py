"""What a person chose about a list holds for the same list when it comes again, and can be chosen anew."""

from kmu_crm.sources.choices import Choice, parse

BILLS = "Rechnungsnummer;Datum;Kundennummer;Name;Betrag"
HEAD = "Kundennummer;Name;PLZ;Ort;Kunde seit"
FIRST, SECOND = "R1;03.03.2025;K1;Anna Berg;119,00", "R2;03.04.2025;K1;Anna Berg;238,00"
VAT_19, VAT_7 = Choice("Betrag", "net_unknown", "tax_19"), Choice("Betrag", "net_unknown", "tax_7")


def nets(desk):
    return [net for (net,) in desk.ask("SELECT net FROM fact WHERE current = 1")]


def told(report):
    return [one.text for one in report.warnings if one.code == "chosen_before"]


def test_the_vat_named_for_a_list_holds_for_the_same_file_and_for_that_of_the_next_month(desk):
    first = desk.imports("maerz.csv", BILLS, FIRST, choices=[VAT_19])
    assert desk.imports("maerz.csv", BILLS, FIRST).same_as == first.id
    report = desk.imports("april.csv", BILLS, FIRST, SECOND)
    assert nets(desk) == [10000, 20000] and (report.tally.updated, report.tally.unchanged) == (0, 1)
    assert len(told(report)) == 1 and "Betrag" in told(report)[0] and told(first) == []


def test_a_choice_made_anew_goes_before_that_of_the_last_time_and_holds_from_then_on(desk):
    desk.imports("maerz.csv", BILLS, FIRST, choices=[VAT_19])
    report = desk.imports("april.csv", BILLS, SECOND, choices=[VAT_7])
    assert nets(desk) == [10000, 22243] and told(report) == []
    desk.imports("mai.csv", BILLS, "R3;03.05.2025;K1;Anna Berg;107,00")
    assert nets(desk) == [10000, 10000, 22243]
    desk.imports("mai.csv", BILLS, "R3;03.05.2025;K1;Anna Berg;107,00", choices=[parse("net_unknown=keep")])
    assert nets(desk).count(None) == 1


def test_a_choice_holds_for_no_other_list_and_not_once_its_import_was_taken_back(desk):
    first = desk.imports("maerz.csv", BILLS, FIRST, choices=[VAT_19])
    desk.imports("andere.csv", BILLS.replace("Name", "Kunde"), SECOND)
    assert nets(desk) == [10000, None]
    desk.undoes(first)
    desk.imports("april.csv", BILLS, FIRST)
    assert nets(desk) == [None, None]


def test_rows_that_stayed_in_without_a_day_or_stayed_out_do_so_again(desk):
    rows = ("1;Ina Berg;1067;Dresden;31.02.2024", "2;Uwe Tal;80331;München;05.03.2019")
    desk.imports("a.csv", HEAD, *rows, choices=[Choice("Kunde seit", "date_invalid", "leave_out")])
    report = desk.imports("b.csv", HEAD, *rows, "3;Eva Lind;80331;München;30.02.2020")
    assert [one.row for one in report.refusals] == [1, 3] and len(told(report)) == 1


def test_how_doubtful_days_were_read_gives_way_to_a_file_that_tells_it_itself(desk):
    month_first = [Choice("Kunde seit", "date_ambiguous", "month_first")]
    desk.imports("a.csv", HEAD, "1;Ina Berg;;;03/04/2024", choices=month_first)
    report = desk.imports("b.csv", HEAD, "2;Uwe Tal;;;03/04/2024", "3;Eva Lind;;;25/04/2024")
    days = desk.ask("SELECT customer_since FROM party WHERE current = 1")
    assert days == [("2024-03-04",), ("2024-04-03",), ("2024-04-25",)] and told(report) == []


def test_damaged_text_is_set_right_again_in_the_next_file(desk):
    desk.imports("a.csv", HEAD, "1;JÃ¶rg MÃ¼ller;;KÃ¶ln;", choices=[Choice("", "mojibake", "repair")])
    report = desk.imports("b.csv", HEAD, "1;JÃ¶rg MÃ¼ller;;KÃ¶ln;", "2;Eva GrÃ¶ÃŸe;;Ulm;")
    assert ("Eva", "Größe") in desk.ask("SELECT given_name, family_name FROM party WHERE current = 1")
    assert (report.tally.unchanged, report.tally.updated, len(told(report))) == (1, 0, 1)
