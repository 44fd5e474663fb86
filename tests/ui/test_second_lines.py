"""What the list of customers says under a name."""

import cafe_shop

from kmu_crm.desk import entry
from kmu_crm.ui.tables import Person


def test_only_a_person_is_called_private(qtbot, tmp_path):
    store = cafe_shop.store(tmp_path)
    for values in ({"company": "Backhaus Pöge"}, {"given_name": "Dörte", "family_name": "Kühn"}):
        entry.new(store.db, "customer", values)
    with cafe_shop.page(qtbot, store) as page:
        model = page.list.model
        shown: list[Person] = [model.columns[1].value(model.line(row)) for row in range(model.rowCount())]
        said = {one.title: one.note for one in shown}
    assert (said["Backhaus Pöge"], said["Dörte Kühn"]) == ("", "privat")
    assert said["Café Morgenrot"] == "Anja Seidel · Leipzig"
