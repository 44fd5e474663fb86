-- Whom to call today is asked all day long: what it asks for is found without reading every fact, customer or decision.
CREATE INDEX fact_call ON fact (day, record_id, outcome) WHERE current = 1 AND kind = 'call';
CREATE INDEX fact_complaint ON fact (day, record_id, status) WHERE current = 1 AND kind = 'complaint';
CREATE INDEX fact_contract ON fact (due, record_id) WHERE current = 1 AND kind = 'contract';
CREATE INDEX profile_callable ON profile (id) WHERE phone_ok = 'yes';
CREATE INDEX decision_task ON decision (id) WHERE kind = 'task';
CREATE INDEX decision_done ON decision (json_extract(what, '$.task')) WHERE kind = 'done';
