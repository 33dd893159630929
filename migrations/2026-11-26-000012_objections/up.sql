-- What a shop finds not to be right in its statement of a closed month, and what the street answers: a sum that goes into the
-- open month, in minor units; above zero the shop gets more.
CREATE TABLE objections (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    statement_id BIGINT NOT NULL REFERENCES statements (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    person_id BIGINT REFERENCES persons (id),
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    answer TEXT NOT NULL,
    amount BIGINT NOT NULL,
    answered_by BIGINT REFERENCES persons (id),
    answered_at BIGINT,
    CONSTRAINT objections_answered CHECK (answered_at IS NOT NULL OR amount = 0)
);
CREATE UNIQUE INDEX objections_open ON objections (statement_id) WHERE answered_at IS NULL;
CREATE INDEX objections_of_brand ON objections (brand_id, created_at);

-- Registration numbers of qualified invoices (T and 13 digits), a shop's each; of shop 0, the street's own.
CREATE TABLE invoice_numbers (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    shop_id BIGINT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (brand_id, shop_id)
);
