-- Why a list that does without consent was allowed: the reason of a notice, in the words of whoever wrote it.
ALTER TABLE campaign ADD COLUMN reason TEXT NOT NULL DEFAULT '';
