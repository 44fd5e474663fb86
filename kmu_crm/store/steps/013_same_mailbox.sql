-- Two spellings of one mailbox now speak for one customer: whose address has several is compared anew.
INSERT OR IGNORE INTO changed_record
SELECT record_id FROM party
WHERE current = 1 AND (email LIKE '%+%' OR email LIKE '%@gmail.com' OR email LIKE '%@googlemail.com');
