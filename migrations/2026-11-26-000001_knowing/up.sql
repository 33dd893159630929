-- Knowing each other: what was told, who may see it, who looked, what was asked, and what went wrong.

-- More kinds can be shared. SQLite changes no CHECK, so the table is made anew; nothing points to it.
CREATE TABLE shares_wider (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    kind TEXT NOT NULL,
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, passport_id, kind, shop_id),
    CONSTRAINT shares_kinds CHECK (kind IN ('been', 'likes', 'tried', 'occasions', 'notes', 'missed', 'quoted'))
);
INSERT INTO shares_wider (brand_id, passport_id, kind, shop_id, granted_at)
    SELECT brand_id, passport_id, kind, shop_id, granted_at FROM shares;
DROP TABLE shares;
ALTER TABLE shares_wider RENAME TO shares;

-- What was told of a person, at a counter or by themselves (then without a shop). Taken away is gone.
CREATE TABLE notes (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    shop_id BIGINT REFERENCES shops (id),
    kind TEXT NOT NULL,
    chip TEXT NOT NULL,
    text TEXT NOT NULL,
    liked BOOLEAN,
    month BIGINT,
    offered BOOLEAN NOT NULL,
    written_by BIGINT,
    created_at BIGINT NOT NULL,
    CONSTRAINT notes_kind CHECK (kind IN ('likes', 'tried', 'occasions', 'notes')),
    CONSTRAINT notes_liked CHECK ((liked IS NOT NULL) = (kind = 'tried')),
    CONSTRAINT notes_month CHECK (month IS NULL OR month BETWEEN 1 AND 12)
);
CREATE INDEX notes_passport ON notes (brand_id, passport_id, id);

-- Which shop looked at what of a person's, and who changed what for them: the resident reads it.
CREATE TABLE looks (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    shop_id BIGINT REFERENCES shops (id),
    person_id BIGINT,
    what TEXT NOT NULL,
    way TEXT NOT NULL,
    at BIGINT NOT NULL,
    CONSTRAINT looks_way CHECK (way IN ('counter', 'program', 'tablet', 'paper', 'phone', 'helper'))
);
CREATE INDEX looks_passport ON looks (brand_id, passport_id, at);

-- What became of something a counter might say to a person.
CREATE TABLE askings (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    subject TEXT NOT NULL,
    about TEXT NOT NULL,
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, passport_id, shop_id, subject),
    CONSTRAINT askings_outcome CHECK (outcome IN ('said', 'skipped', 'later'))
);
CREATE INDEX askings_shop ON askings (brand_id, shop_id, about);

-- Something went wrong: who sees to it, what was promised, and by when.
CREATE TABLE cases (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    what TEXT NOT NULL,
    promise TEXT NOT NULL,
    due BIGINT NOT NULL,
    owner_id BIGINT NOT NULL,
    opened_by BIGINT,
    opened_at BIGINT NOT NULL,
    amends BIGINT NOT NULL,
    kept_by BIGINT,
    kept_at BIGINT,
    CONSTRAINT cases_amends CHECK (amends >= 0)
);
CREATE INDEX cases_open ON cases (brand_id, shop_id, due) WHERE kept_at IS NULL;
CREATE INDEX cases_passport ON cases (brand_id, passport_id, id);

-- The most points a shop may give to make good one case.
ALTER TABLE charters ADD COLUMN amends_max BIGINT NOT NULL DEFAULT 300;
