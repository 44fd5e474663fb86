-- What an import left out on purpose, and how many rows went into a document that another row began: told again for the same file.
ALTER TABLE import ADD COLUMN skipped TEXT NOT NULL DEFAULT '{}';   -- JSON {reason: rows}
ALTER TABLE import ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
