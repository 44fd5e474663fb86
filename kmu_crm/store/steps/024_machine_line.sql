-- DATEV's line above the names of the columns: rows left out are understood again only below it.
ALTER TABLE import ADD COLUMN head TEXT NOT NULL DEFAULT '[]';  -- its cells, JSON
