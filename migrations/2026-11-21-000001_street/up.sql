-- The street: one set of portable SQL for SQLite and PostgreSQL.
-- Ids are made by the program (time-ordered); times are unix milliseconds; `day` is the business day in the
-- brand's time zone, in days since 1970-01-01. Every table but counters, persons and what hangs on a sign-in leads with brand_id.

CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

-- One row per signing key; the private half is derived from the master secret, which is not in the database.
CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL,
    retired_at BIGINT
);

CREATE TABLE brands (
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    currency TEXT NOT NULL,
    timezone TEXT NOT NULL,
    locale TEXT NOT NULL,
    crest TEXT NOT NULL,
    is_demo BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE charters (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    effective_from BIGINT NOT NULL,
    points_per_visit BIGINT NOT NULL,
    points_per_100 BIGINT NOT NULL,
    cooldown_minutes BIGINT NOT NULL,
    max_amount BIGINT NOT NULL,
    expiry_months BIGINT NOT NULL,
    slip_days BIGINT NOT NULL,
    slip_welcome BIGINT NOT NULL,
    slip_thanks BIGINT NOT NULL,
    promise TEXT NOT NULL,
    promise_en TEXT NOT NULL,
    written_by BIGINT,
    created_at BIGINT NOT NULL,
    CONSTRAINT charters_version UNIQUE (brand_id, version),
    CONSTRAINT charters_rates CHECK (points_per_visit >= 0 AND points_per_100 >= 0 AND slip_welcome >= 0 AND slip_thanks >= 0),
    CONSTRAINT charters_limits CHECK (cooldown_minutes >= 0 AND max_amount > 0 AND expiry_months > 0 AND slip_days > 0)
);

CREATE TABLE districts (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    boundary TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT districts_name UNIQUE (brand_id, name)
);

CREATE TABLE shops (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    short TEXT NOT NULL,
    short_en TEXT NOT NULL,
    trade TEXT NOT NULL,
    trade_en TEXT NOT NULL,
    category TEXT NOT NULL,
    need TEXT,
    lat DOUBLE PRECISION NOT NULL,
    lon DOUBLE PRECISION NOT NULL,
    district_id BIGINT REFERENCES districts (id),
    address TEXT NOT NULL,
    opening_hours TEXT NOT NULL,
    phone TEXT NOT NULL,
    website TEXT NOT NULL,
    source TEXT NOT NULL,
    crest TEXT NOT NULL,
    joined_at BIGINT NOT NULL,
    CONSTRAINT shops_code UNIQUE (brand_id, code),
    CONSTRAINT shops_place CHECK (lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180)
);

-- What a brand decided about a category that the built-in table does not know, or knows otherwise.
CREATE TABLE category_needs (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    category TEXT NOT NULL,
    need TEXT NOT NULL,
    PRIMARY KEY (brand_id, category)
);

-- A reason a person would give for going from one shop to another (to_shop), as said at from_shop's counter.
CREATE TABLE shop_pairs (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    from_shop BIGINT NOT NULL REFERENCES shops (id),
    to_shop BIGINT NOT NULL REFERENCES shops (id),
    weight DOUBLE PRECISION NOT NULL,
    reason TEXT NOT NULL,
    reason_en TEXT NOT NULL,
    PRIMARY KEY (brand_id, from_shop, to_shop)
);

CREATE TABLE notices (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    text_en TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    written_by BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX notices_current ON notices (brand_id, until_at);

CREATE TABLE persons (
    id BIGINT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    left_hand BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT persons_email UNIQUE (email)
);

CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id BIGINT REFERENCES persons (id),
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE resets (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

-- Wrong passwords in a row per sign-in (or per address it came from); wrong PINs have a table of their own.
CREATE TABLE sign_in_tries (
    subject TEXT NOT NULL PRIMARY KEY,
    wrong BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE TABLE passports (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    reading TEXT NOT NULL,
    search TEXT NOT NULL,
    pin_hash TEXT,
    origin TEXT,
    merged_into BIGINT REFERENCES passports (id),
    last_visit_at BIGINT NOT NULL,
    last_shop BIGINT REFERENCES shops (id),
    created_at BIGINT NOT NULL,
    CONSTRAINT passports_code UNIQUE (brand_id, code),
    CONSTRAINT passports_origin UNIQUE (brand_id, origin)
);
CREATE INDEX passports_last_visit ON passports (brand_id, last_visit_at);

CREATE TABLE cards (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    token TEXT NOT NULL,
    code TEXT NOT NULL,
    passport_id BIGINT REFERENCES passports (id),
    claim_hash TEXT,
    batch BIGINT,
    issued_by BIGINT REFERENCES shops (id),
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    CONSTRAINT cards_token UNIQUE (token),
    CONSTRAINT cards_code UNIQUE (brand_id, code)
);
CREATE INDEX cards_passport ON cards (brand_id, passport_id);
CREATE INDEX cards_batch ON cards (brand_id, batch);

-- What a person may do. Ended, never deleted.
CREATE TABLE memberships (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    role TEXT NOT NULL,
    shop_id BIGINT REFERENCES shops (id),
    passport_id BIGINT REFERENCES passports (id),
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    CONSTRAINT memberships_role CHECK (role IN ('owner', 'clerk', 'coordinator', 'officer', 'auditor', 'resident')),
    CONSTRAINT memberships_shop CHECK ((shop_id IS NOT NULL) = (role IN ('owner', 'clerk'))),
    CONSTRAINT memberships_passport CHECK ((passport_id IS NOT NULL) = (role = 'resident'))
);
CREATE INDEX memberships_person ON memberships (person_id);
CREATE INDEX memberships_shop_staff ON memberships (brand_id, shop_id);
CREATE UNIQUE INDEX memberships_holder ON memberships (brand_id, passport_id) WHERE ended_at IS NULL AND passport_id IS NOT NULL;
CREATE UNIQUE INDEX memberships_resident ON memberships (brand_id, person_id) WHERE ended_at IS NULL AND role = 'resident';

CREATE TABLE invitations (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    shop_id BIGINT REFERENCES shops (id),
    email TEXT NOT NULL,
    invited_by BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX invitations_open ON invitations (brand_id, expires_at);

CREATE TABLE api_keys (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    shop_id BIGINT REFERENCES shops (id),
    name TEXT NOT NULL,
    made_by BIGINT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX api_keys_shop ON api_keys (brand_id, shop_id);

CREATE TABLE pin_tries (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    wrong BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    PRIMARY KEY (brand_id, passport_id, shop_id)
);

-- A resident shares one kind of knowledge with one shop. No row: not shared.
CREATE TABLE shares (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    kind TEXT NOT NULL,
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, passport_id, kind, shop_id),
    CONSTRAINT shares_kind CHECK (kind IN ('been', 'likes'))
);

CREATE TABLE likes (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    need TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, passport_id, need)
);

CREATE TABLE visits (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    at BIGINT NOT NULL,
    day BIGINT NOT NULL,
    amount BIGINT,
    visit_points BIGINT NOT NULL,
    spend_points BIGINT NOT NULL,
    too_soon BOOLEAN NOT NULL,
    staff_id BIGINT,
    origin TEXT,
    recorded_at BIGINT NOT NULL,
    reversed_at BIGINT,
    CONSTRAINT visits_origin UNIQUE (brand_id, origin),
    CONSTRAINT visits_amount CHECK (amount IS NULL OR amount >= 0),
    CONSTRAINT visits_points CHECK (visit_points >= 0 AND spend_points >= 0)
);
CREATE INDEX visits_passport ON visits (brand_id, passport_id, shop_id, at);
CREATE INDEX visits_day ON visits (brand_id, day, shop_id, passport_id);
CREATE INDEX visits_shop ON visits (brand_id, shop_id, id);

-- How often and when last: one row per passport and shop it has been to.
CREATE TABLE acquaintances (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    visits BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, passport_id, shop_id)
);
CREATE INDEX acquaintances_shop ON acquaintances (brand_id, shop_id, last_at);

CREATE TABLE slips (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    from_shop BIGINT NOT NULL REFERENCES shops (id),
    to_shop BIGINT NOT NULL REFERENCES shops (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    reason TEXT NOT NULL,
    welcome BIGINT NOT NULL,
    thanks BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    day BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    staff_id BIGINT,
    visit_id BIGINT REFERENCES visits (id),
    redeemed_at BIGINT,
    withdrawn_at BIGINT,
    CONSTRAINT slips_shops CHECK (from_shop <> to_shop),
    CONSTRAINT slips_redeemed CHECK ((visit_id IS NULL) = (redeemed_at IS NULL))
);
CREATE INDEX slips_open ON slips (brand_id, passport_id, to_shop, expires_at) WHERE redeemed_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX slips_day ON slips (brand_id, day);
CREATE INDEX slips_visit ON slips (visit_id) WHERE visit_id IS NOT NULL;

CREATE TABLE redemptions (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    points BIGINT NOT NULL,
    at BIGINT NOT NULL,
    day BIGINT NOT NULL,
    staff_id BIGINT,
    reversed_at BIGINT,
    CONSTRAINT redemptions_points CHECK (points > 0)
);
CREATE INDEX redemptions_passport ON redemptions (brand_id, passport_id, at);
CREATE INDEX redemptions_shop ON redemptions (brand_id, shop_id, id);

-- Double entry, as TigerBeetle means it. A guarded account's debits never exceed its credits.
CREATE TABLE accounts (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    owner_id BIGINT NOT NULL,
    guarded BOOLEAN NOT NULL,
    debits_posted BIGINT NOT NULL,
    credits_posted BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT accounts_owner UNIQUE (brand_id, kind, owner_id),
    CONSTRAINT accounts_kind CHECK (kind IN ('passport', 'shop', 'fund', 'expiry', 'debt')),
    CONSTRAINT accounts_posted CHECK (debits_posted >= 0 AND credits_posted >= 0),
    CONSTRAINT accounts_guarded CHECK (NOT guarded OR debits_posted <= credits_posted)
);

CREATE TABLE transfers (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    debit_account BIGINT NOT NULL REFERENCES accounts (id),
    credit_account BIGINT NOT NULL REFERENCES accounts (id),
    amount BIGINT NOT NULL,
    code TEXT NOT NULL,
    about BIGINT NOT NULL,
    reverses BIGINT REFERENCES transfers (id),
    at BIGINT NOT NULL,
    posted_at BIGINT NOT NULL,
    CONSTRAINT transfers_amount CHECK (amount > 0),
    CONSTRAINT transfers_accounts CHECK (debit_account <> credit_account)
);
CREATE INDEX transfers_about ON transfers (brand_id, about);
CREATE INDEX transfers_debit ON transfers (debit_account);
CREATE INDEX transfers_credit ON transfers (credit_account);

-- What a day at a shop came to; added to by each tap, rebuilt from visits at need.
CREATE TABLE shop_days (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    day BIGINT NOT NULL,
    visits BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (brand_id, day, shop_id)
);

-- The first answer to a caller's key, given again for the same key and content.
CREATE TABLE answers (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    caller TEXT NOT NULL,
    operation TEXT NOT NULL,
    key TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    answer TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, caller, operation, key)
);
CREATE INDEX answers_at ON answers (at);
