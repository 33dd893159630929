-- Care: a helper acts for a resident, and a household shares one stamp book.

-- One role more: a helper holds nothing, but acts for the passport. SQLite changes no CHECK, so the table is made anew;
-- nothing points to it.
CREATE TABLE memberships_wider (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    role TEXT NOT NULL,
    shop_id BIGINT REFERENCES shops (id),
    passport_id BIGINT REFERENCES passports (id),
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    CONSTRAINT memberships_role CHECK (role IN ('owner', 'clerk', 'coordinator', 'officer', 'auditor', 'resident', 'helper')),
    CONSTRAINT memberships_shop CHECK ((shop_id IS NOT NULL) = (role IN ('owner', 'clerk'))),
    CONSTRAINT memberships_passport CHECK ((passport_id IS NOT NULL) = (role IN ('resident', 'helper')))
);
INSERT INTO memberships_wider (brand_id, id, person_id, role, shop_id, passport_id, created_at, ended_at)
    SELECT brand_id, id, person_id, role, shop_id, passport_id, created_at, ended_at FROM memberships;
DROP TABLE memberships;
ALTER TABLE memberships_wider RENAME TO memberships;
CREATE INDEX memberships_person ON memberships (person_id);
CREATE INDEX memberships_shop_staff ON memberships (brand_id, shop_id);
CREATE UNIQUE INDEX memberships_holder ON memberships (brand_id, passport_id) WHERE ended_at IS NULL AND role = 'resident';
CREATE UNIQUE INDEX memberships_resident ON memberships (brand_id, person_id) WHERE ended_at IS NULL AND role = 'resident';
CREATE UNIQUE INDEX memberships_helper ON memberships (brand_id, passport_id, person_id) WHERE ended_at IS NULL AND role = 'helper';

-- For whom an invited helper will act.
ALTER TABLE invitations ADD COLUMN passport_id BIGINT REFERENCES passports (id);
CREATE INDEX invitations_passport ON invitations (brand_id, passport_id) WHERE passport_id IS NOT NULL;

-- Those who share one stamp book; a passport is in one household at most.
CREATE TABLE households (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL
);

CREATE TABLE household_members (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    household_id BIGINT NOT NULL REFERENCES households (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, passport_id)
);
CREATE INDEX household_members_house ON household_members (brand_id, household_id);

-- One resident asked for another by the number of a card. No passport: nobody has that number, or they said no; whoever
-- asked cannot tell these apart.
CREATE TABLE household_asks (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    asked_by BIGINT NOT NULL REFERENCES passports (id),
    passport_id BIGINT REFERENCES passports (id),
    card TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT household_asks_card UNIQUE (brand_id, asked_by, card)
);
CREATE INDEX household_asks_passport ON household_asks (brand_id, passport_id);

-- Who said yes to an ask: the one asked, and everybody in the book.
CREATE TABLE household_yeses (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    ask_id BIGINT NOT NULL REFERENCES household_asks (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, ask_id, passport_id)
);
