-- Derived: what speaks of a number that several sales bear (numbers that begin anew each year), and the sale it means.
CREATE TABLE meant_sale (fact_id INTEGER PRIMARY KEY, sale INTEGER) STRICT;  -- sale: a fact; NULL where it cannot be told
CREATE INDEX meant_sale_sale ON meant_sale (sale);
