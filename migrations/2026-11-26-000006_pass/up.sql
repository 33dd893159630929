-- The living card: keys by which phones make passes without a signal, and the passes that points were used with.

-- A resident's phone made a key pair of its own, of which this is the public half (Ed25519: 32 bytes, base64url).
CREATE TABLE pass_keys (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    public_key TEXT NOT NULL,
    label TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    CONSTRAINT pass_keys_public UNIQUE (brand_id, public_key)
);
CREATE INDEX pass_keys_passport ON pass_keys (brand_id, passport_id, id);

-- One pass spends once: that is this table's key. Undoing the redemption does not give the pass back.
CREATE TABLE spent_passes (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    pass_hash TEXT NOT NULL,
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    redemption_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, pass_hash)
);
CREATE INDEX spent_passes_passport ON spent_passes (brand_id, passport_id);
