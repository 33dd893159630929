-- Points that a company or the city pays for: so many for each visit, at some shops, for some time. `paid` minor units for
-- `budget` points at the charter's price of that day; `token` opens its totals to whoever pays.
CREATE TABLE campaigns (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    token TEXT NOT NULL,
    sponsor TEXT NOT NULL,
    title TEXT NOT NULL,
    points BIGINT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    budget BIGINT NOT NULL,
    lot BIGINT NOT NULL,
    lot_price BIGINT NOT NULL,
    paid BIGINT NOT NULL,
    created_by BIGINT REFERENCES persons (id),
    created_at BIGINT NOT NULL,
    -- Points that were left went back to the fund, their money to the sponsor.
    ended_at BIGINT,
    CONSTRAINT campaigns_token UNIQUE (token),
    CONSTRAINT campaigns_points CHECK (points > 0 AND budget >= points AND paid >= 0 AND lot > 0),
    CONSTRAINT campaigns_span CHECK (from_at < until_at)
);
CREATE INDEX campaigns_brand ON campaigns (brand_id, until_at);

-- Its shops. The id owns the sub-account, so that a tap moves no row that another shop's tap moves.
CREATE TABLE campaign_shops (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    campaign_id BIGINT NOT NULL REFERENCES campaigns (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    CONSTRAINT campaign_shops_once UNIQUE (campaign_id, shop_id)
);
CREATE INDEX campaign_shops_of_shop ON campaign_shops (brand_id, shop_id);
