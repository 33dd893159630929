-- Caps of a day, and what is read to see patterns that stand out.

-- What a passport has earned by visits on its latest day: kept in the row that each tap locks and writes anyway.
ALTER TABLE passports ADD COLUMN earned_day BIGINT NOT NULL DEFAULT 0;
ALTER TABLE passports ADD COLUMN earned_points BIGINT NOT NULL DEFAULT 0;
UPDATE passports SET earned_day = COALESCE((SELECT MAX(v.day) FROM visits v
    WHERE v.brand_id = passports.brand_id AND v.passport_id = passports.id AND v.origin IS NULL AND v.reversed_at IS NULL), 0);
UPDATE passports SET earned_points = COALESCE((SELECT SUM(v.visit_points + v.spend_points) FROM visits v
    WHERE v.brand_id = passports.brand_id AND v.passport_id = passports.id AND v.day = passports.earned_day
    AND v.origin IS NULL AND v.reversed_at IS NULL), 0) WHERE earned_day > 0;

-- What a member of staff gave for visits on a day. Its row is locked after the passport's, before any account's.
CREATE TABLE clerk_days (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    staff_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    points BIGINT NOT NULL,
    PRIMARY KEY (brand_id, staff_id, day)
);
INSERT INTO clerk_days (brand_id, staff_id, day, points)
    SELECT brand_id, staff_id, day, SUM(visit_points + spend_points) FROM visits
    WHERE staff_id IS NOT NULL AND origin IS NULL AND reversed_at IS NULL GROUP BY brand_id, staff_id, day;

-- Slips by when they were used.
CREATE INDEX slips_used ON slips (brand_id, redeemed_at) WHERE redeemed_at IS NOT NULL;
