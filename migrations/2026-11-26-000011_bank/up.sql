-- Where money goes and comes from: each shop's bank account and the street's own, what may be drawn, the files that were made
-- for a bank, and what was paid.

-- Secret. Without a shop: the street's own.
CREATE TABLE bank_accounts (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    shop_id BIGINT REFERENCES shops (id),
    kind TEXT NOT NULL,
    bank TEXT NOT NULL,
    branch TEXT NOT NULL,
    number TEXT NOT NULL,
    holder TEXT NOT NULL,
    iban TEXT NOT NULL,
    bic TEXT NOT NULL,
    payer_code TEXT NOT NULL,
    collector_code TEXT NOT NULL,
    changed_by BIGINT REFERENCES persons (id),
    changed_at BIGINT NOT NULL,
    CONSTRAINT bank_accounts_kind CHECK (kind IN ('ordinary', 'current', 'savings', 'iban')),
    CONSTRAINT bank_accounts_shape CHECK (
        (kind = 'iban' AND iban <> '' AND number = '')
        OR (kind <> 'iban' AND iban = '' AND length(bank) = 4 AND length(branch) = 3 AND length(number) = 7)
    )
);
CREATE UNIQUE INDEX bank_accounts_shop ON bank_accounts (brand_id, shop_id) WHERE shop_id IS NOT NULL;
CREATE UNIQUE INDEX bank_accounts_street ON bank_accounts (brand_id) WHERE shop_id IS NULL;

-- A shop signed that the street may draw from its account: for that account alone, so it goes when the account changes.
CREATE TABLE mandates (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    customer TEXT NOT NULL,
    signed_on BIGINT NOT NULL,
    kept_by BIGINT REFERENCES persons (id),
    kept_at BIGINT NOT NULL,
    PRIMARY KEY (brand_id, shop_id)
);

-- Each file for a bank as it was made (base64), so that it is the same file whenever it is fetched again.
CREATE TABLE payment_files (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    month_id BIGINT NOT NULL REFERENCES months (id),
    kind TEXT NOT NULL,
    nth BIGINT NOT NULL,
    on_day BIGINT NOT NULL,
    payments BIGINT NOT NULL,
    total BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    content TEXT NOT NULL,
    made_by BIGINT REFERENCES persons (id),
    made_at BIGINT NOT NULL,
    CONSTRAINT payment_files_nth UNIQUE (month_id, kind, nth),
    CONSTRAINT payment_files_kind CHECK (kind IN ('transfer', 'debit', 'pain')),
    CONSTRAINT payment_files_total CHECK (payments > 0 AND total > 0)
);

CREATE TABLE payment_file_lines (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    file_id BIGINT NOT NULL REFERENCES payment_files (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    amount BIGINT NOT NULL,
    PRIMARY KEY (file_id, shop_id)
);

-- What was paid for a statement, above zero to the shop; the ledger has the transfer. One that came back is undone.
CREATE TABLE payments (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    statement_id BIGINT NOT NULL REFERENCES statements (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    amount BIGINT NOT NULL,
    paid_on BIGINT NOT NULL,
    file_id BIGINT REFERENCES payment_files (id),
    kept_by BIGINT REFERENCES persons (id),
    kept_at BIGINT NOT NULL,
    undone_by BIGINT REFERENCES persons (id),
    undone_at BIGINT,
    CONSTRAINT payments_amount CHECK (amount <> 0)
);
CREATE UNIQUE INDEX payments_statement ON payments (statement_id) WHERE undone_at IS NULL;
CREATE INDEX payments_shop ON payments (brand_id, shop_id);
