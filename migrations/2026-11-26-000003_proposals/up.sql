-- Proposals made to measure: what a shop can put together, what it proposed to whom, and what became of it.

CREATE TABLE part_groups (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    least BIGINT NOT NULL,
    most BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT part_groups_limits CHECK (least >= 0 AND most >= 1 AND most >= least)
);
CREATE INDEX part_groups_shop ON part_groups (brand_id, shop_id, id);

-- An item or a service. Attributes are codes of seed/attributes.csv with a space between. Retired, never deleted: a
-- proposal may name it.
CREATE TABLE parts (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    group_id BIGINT NOT NULL REFERENCES part_groups (id),
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    price BIGINT NOT NULL,
    attributes TEXT NOT NULL,
    need TEXT,
    retired_at BIGINT,
    created_at BIGINT NOT NULL,
    CONSTRAINT parts_price CHECK (price >= 0)
);
CREATE INDEX parts_shop ON parts (brand_id, shop_id, id);

-- Two parts that do not go together; each pair once, the smaller id first.
CREATE TABLE part_bans (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    one BIGINT NOT NULL REFERENCES parts (id),
    other BIGINT NOT NULL REFERENCES parts (id),
    PRIMARY KEY (brand_id, one, other),
    CONSTRAINT part_bans_order CHECK (one < other)
);
CREATE INDEX part_bans_shop ON part_bans (brand_id, shop_id);

CREATE TABLE proposals (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    made_by BIGINT,
    way TEXT NOT NULL,
    message TEXT NOT NULL,
    budget BIGINT,
    total BIGINT NOT NULL,
    answer TEXT NOT NULL,
    why TEXT,
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    answered_at BIGINT,
    done_at BIGINT,
    CONSTRAINT proposals_way CHECK (way IN ('passport', 'counter')),
    CONSTRAINT proposals_answer CHECK (answer IN ('open', 'accepted', 'declined')),
    CONSTRAINT proposals_why CHECK ((why IS NOT NULL) = (answer = 'declined')),
    CONSTRAINT proposals_answered CHECK ((answered_at IS NULL) = (answer = 'open'))
);
CREATE INDEX proposals_passport ON proposals (brand_id, passport_id, id);
CREATE INDEX proposals_waiting ON proposals (brand_id, shop_id, id) WHERE done_at IS NULL;

-- Its parts as they were then. Why they were chosen is not kept: it is told anew from what may be seen at each look.
CREATE TABLE proposal_parts (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    proposal_id BIGINT NOT NULL REFERENCES proposals (id),
    part_id BIGINT NOT NULL REFERENCES parts (id),
    passport_id BIGINT NOT NULL REFERENCES passports (id),
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    price BIGINT NOT NULL,
    attributes TEXT NOT NULL,
    need TEXT,
    PRIMARY KEY (brand_id, proposal_id, part_id)
);
CREATE INDEX proposal_parts_passport ON proposal_parts (brand_id, passport_id);

-- Who may be quoted at a shop.
CREATE INDEX shares_shop ON shares (brand_id, shop_id, kind);
