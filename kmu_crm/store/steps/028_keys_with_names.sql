-- Derived: what many hold is told apart by the names beside it, and firms and names are spelt out otherwise: everybody is
-- compared anew, under a model of the present words.
DELETE FROM match_model;
INSERT OR IGNORE INTO changed_record SELECT id FROM record;
