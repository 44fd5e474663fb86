-- A person whose whole name is a firm's may be that firm: everybody is compared anew.
INSERT OR IGNORE INTO changed_record SELECT record_id FROM party WHERE current = 1;
