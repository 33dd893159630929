-- The tablet that many hands share: when it locks itself, and what is put right at it.

-- Minutes without an act until it locks, and when whoever is signed in did something last (to the half minute).
ALTER TABLE devices ADD COLUMN idle_minutes BIGINT NOT NULL DEFAULT 10
    CONSTRAINT devices_idle CHECK (idle_minutes IN (2, 10, 30));
ALTER TABLE devices ADD COLUMN acted_at BIGINT NOT NULL DEFAULT 0;

-- An amount that was put right. The visit has what is right now; here is what it was. The points are those of the visit and
-- its amount, without a slip's.
CREATE TABLE corrections (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    visit_id BIGINT NOT NULL REFERENCES visits (id),
    amount_before BIGINT,
    amount_after BIGINT,
    points_before BIGINT NOT NULL,
    points_after BIGINT NOT NULL,
    staff_id BIGINT,
    approved_by BIGINT,
    at BIGINT NOT NULL,
    CONSTRAINT corrections_amounts CHECK ((amount_before IS NULL OR amount_before >= 0) AND (amount_after IS NULL OR amount_after >= 0)),
    CONSTRAINT corrections_points CHECK (points_before >= 0 AND points_after >= 0)
);
CREATE INDEX corrections_visit ON corrections (brand_id, visit_id, id);

-- Who undid a visit or a redemption (`about` is its id), and which owner gave their word where that was needed.
CREATE TABLE reversals (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    about BIGINT NOT NULL,
    staff_id BIGINT,
    approved_by BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, about)
);
