-- A shop leaves the street: from then on nothing happens at its counter, and its books are settled to the end.
ALTER TABLE shops ADD COLUMN left_at BIGINT;
ALTER TABLE shops ADD COLUMN back_at BIGINT;
-- A slip to a shop that left leads to another one since: to whom it was given.
ALTER TABLE slips ADD COLUMN handed_from BIGINT REFERENCES shops (id);
ALTER TABLE slips ADD COLUMN handed_at BIGINT;
-- When its holder was last told by mail that points will lapse.
ALTER TABLE passports ADD COLUMN warned_at BIGINT;
