-- A person whose whole name is a firm's may be that firm: whoever is called so is compared anew.
INSERT OR IGNORE INTO changed_record
SELECT record_id FROM party
WHERE current = 1 AND coalesce(company, '') = '' AND lower(given_name || ' ' || family_name) IN (
    SELECT lower(company) FROM party WHERE current = 1 AND company > '');
