-- What people did to customers, step by step, so that it can be undone and done again after a restart, too.
CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL, author TEXT NOT NULL,
    text TEXT NOT NULL,                         -- what was done, as it was told
    what TEXT NOT NULL,                         -- JSON {part: [numbers]}: what was written by it (see desk.steps)
    undone INTEGER                              -- NULL: it is done; else its place in the order of undoing
) STRICT;
CREATE INDEX step_undone ON step (undone) WHERE undone IS NOT NULL;

-- What was noted of customers is asked for by its kind.
CREATE INDEX decision_kind ON decision (kind);

-- Entries of the journal that take another one back, without those that a redo has lifted.
CREATE VIEW revocation AS SELECT id, at, author, revokes FROM decision AS entry WHERE revokes IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM decision AS lifting WHERE lifting.revokes = entry.id);
