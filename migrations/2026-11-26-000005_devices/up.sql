-- The counter on a real tablet: enrolled devices, staff who switch by PIN, and the charter's caps.

-- A tablet at a shop's counter. It holds its own P-256 key pair, of which this is the public half (65 bytes, base64url), and a
-- token, of which this is the hash. `head_seq` and `head_hash`: how far the chain of what it kept offline was taken.
CREATE TABLE devices (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    enrolled_by BIGINT,
    enrolled_at BIGINT NOT NULL,
    heard_at BIGINT NOT NULL,
    revoked_at BIGINT,
    head_seq BIGINT NOT NULL,
    head_hash TEXT NOT NULL,
    CONSTRAINT devices_token UNIQUE (token_hash)
);
CREATE INDEX devices_shop ON devices (brand_id, shop_id, id);

-- What the owner shows to the tablet that is to be enrolled: short-lived, good once.
CREATE TABLE device_codes (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    code_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    made_by BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    CONSTRAINT device_codes_code UNIQUE (code_hash)
);

-- The PIN by which a member of staff takes their turn at a tablet.
CREATE TABLE staff_pins (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    membership_id BIGINT NOT NULL,
    pin_hash TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, membership_id)
);

ALTER TABLE charters ADD COLUMN offline_hours BIGINT NOT NULL DEFAULT 72;
ALTER TABLE charters ADD COLUMN offline_taps BIGINT NOT NULL DEFAULT 500;
ALTER TABLE charters ADD COLUMN offline_amount BIGINT NOT NULL DEFAULT 500000;
ALTER TABLE charters ADD COLUMN offline_welcomes BIGINT NOT NULL DEFAULT 30;
ALTER TABLE charters ADD COLUMN passport_day_points BIGINT NOT NULL DEFAULT 20000;
ALTER TABLE charters ADD COLUMN clerk_day_points BIGINT NOT NULL DEFAULT 100000;
