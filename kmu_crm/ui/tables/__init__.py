"""Tables of any length: `PagedTable` knows ids and fetches the page that is shown, `Table` shows it, `Column` says
what stands where.

columns = [Column("name", _("Customer"), "person", lambda c: Person(c.name, c.town, c.initials), width=0), ...]
model = PagedTable(columns, fetch=lambda ids: queries.lines(db, ids))
table = Table(model, name=_("Customers"));  model.set_ids(queries.find(db))"""

from kmu_crm.ui.tables.columns import Choice, Column, Dot, Filled, Person, Tagged
from kmu_crm.ui.tables.model import PagedTable
from kmu_crm.ui.tables.view import Table

__all__ = ["Choice", "Column", "Dot", "Filled", "PagedTable", "Person", "Table", "Tagged"]
