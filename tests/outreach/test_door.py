import re
from dataclasses import fields
from pathlib import Path

import kmu_crm.outreach
from kmu_crm.outreach.people import Person, people

FOLDER = Path(kmu_crm.outreach.__file__).parent


def test_what_a_file_may_say_about_a_person_holds_no_address():
    assert not {"email", "phone", "street", "address_extra"} & {field.name for field in fields(Person)}


def test_only_one_module_reads_addresses_and_hands_them_to_the_gate():
    readers = [
        file.name
        for file in FOLDER.glob("*.py")
        if re.search(r"FROM (profile|party)|JOIN (profile|party)|\bCandidate\(", file.read_text(encoding="utf-8"))
    ]
    assert readers == ["people.py"]


def test_only_the_gate_knows_the_stamp_that_clears_an_address():
    package = FOLDER.parent
    users = [file for file in package.rglob("*.py") if re.search(r"_STAMP|Cleared\(", file.read_text(encoding="utf-8"))]
    assert [str(file.relative_to(package)) for file in users] == [str(Path("consent") / "gate.py")]


def test_an_address_that_stands_for_a_missing_name_goes_to_the_gate_only(shop):
    shop.profile(1, "k2@vogel.example", family_name=None, display_name="k2@vogel.example", street="Weg 1", city="Bonn")
    (one,) = people(shop.db, [1])
    assert (one.display_name, "@" in repr(one)) == ("", False)
