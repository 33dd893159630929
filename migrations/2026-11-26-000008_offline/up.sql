-- The counter without a network: what tablets kept and sent later, and what about it an owner should see.

-- One entry of a tablet's chain, whatever became of it: nothing that was sent is dropped. `seq`, `at`, `boot` and `mono` are as
-- the tablet said; `stood_at` is the time the visit was given. `visit_id`: what it recorded, found or took back.
CREATE TABLE queued_taps (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    device_id BIGINT NOT NULL REFERENCES devices (id),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    jws TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    card TEXT NOT NULL,
    amount BIGINT,
    at BIGINT NOT NULL,
    boot TEXT NOT NULL,
    mono BIGINT NOT NULL,
    staff_id BIGINT,
    received_at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    stood_at BIGINT,
    passport_id BIGINT,
    visit_id BIGINT,
    welcomed BOOLEAN NOT NULL,
    seen_at BIGINT,
    CONSTRAINT queued_taps_once UNIQUE (brand_id, device_id, hash),
    CONSTRAINT queued_taps_kind CHECK (kind IN ('card', 'pass', 'slip', 'undo', 'unread'))
);
CREATE INDEX queued_taps_seq ON queued_taps (brand_id, device_id, seq);
CREATE INDEX queued_taps_shop ON queued_taps (brand_id, shop_id, id);
CREATE INDEX queued_taps_passport ON queued_taps (brand_id, passport_id) WHERE passport_id IS NOT NULL;

-- What stands out in a tablet's chain: entries `from_seq` to `to_seq` never came, stand twice, have an odd clock or a signature
-- that is not its own.
CREATE TABLE device_flags (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    device_id BIGINT NOT NULL REFERENCES devices (id),
    kind TEXT NOT NULL,
    from_seq BIGINT NOT NULL,
    to_seq BIGINT NOT NULL,
    detail BIGINT NOT NULL,
    at BIGINT NOT NULL,
    seen_at BIGINT,
    CONSTRAINT device_flags_kind CHECK (kind IN ('gap', 'fork', 'clock', 'signature', 'stolen'))
);
CREATE INDEX device_flags_shop ON device_flags (brand_id, shop_id, id);
