-- What a person decided about a file before it came in.
ALTER TABLE import ADD COLUMN choices TEXT NOT NULL DEFAULT '[]';   -- JSON [[column, code, action]]
CREATE TABLE mended_cell (                                          -- corrected by hand; the text stands in what it became
    import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
    row INTEGER NOT NULL, column_name TEXT NOT NULL, field TEXT,
    PRIMARY KEY (import_id, row, column_name)
) STRICT, WITHOUT ROWID;
