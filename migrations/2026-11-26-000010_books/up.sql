-- Money between the shops: rates in the charter, accounts in money beside those in points, months that close.

-- What a shop owes for `lot` points it gives and receives for `lot` points it takes, in minor units; and its fee of a month.
ALTER TABLE charters ADD COLUMN lot BIGINT NOT NULL DEFAULT 100;
ALTER TABLE charters ADD COLUMN lot_price BIGINT NOT NULL DEFAULT 100;
ALTER TABLE charters ADD COLUMN lot_value BIGINT NOT NULL DEFAULT 100;
ALTER TABLE charters ADD COLUMN monthly_fee BIGINT NOT NULL DEFAULT 0;
-- Days after a month's close within which a shop may object.
ALTER TABLE charters ADD COLUMN objection_days BIGINT NOT NULL DEFAULT 14;

-- Kinds of account are a CHECK, which SQLite cannot change: both tables are made anew, by way of plain copies.
CREATE TABLE accounts_before AS SELECT * FROM accounts;
CREATE TABLE transfers_before AS SELECT * FROM transfers;
DROP TABLE transfers;
DROP TABLE accounts;

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
    CONSTRAINT accounts_kind
        CHECK (kind IN ('passport', 'shop', 'fund', 'expiry', 'debt', 'sponsor', 'due', 'purse', 'bank')),
    CONSTRAINT accounts_posted CHECK (debits_posted >= 0 AND credits_posted >= 0),
    CONSTRAINT accounts_guarded CHECK (NOT guarded OR debits_posted <= credits_posted)
);
INSERT INTO accounts (brand_id, id, kind, owner_id, guarded, debits_posted, credits_posted, created_at)
    SELECT brand_id, id, kind, owner_id, guarded, debits_posted, credits_posted, created_at FROM accounts_before;
DROP TABLE accounts_before;

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
INSERT INTO transfers (brand_id, id, debit_account, credit_account, amount, code, about, reverses, at, posted_at)
    SELECT brand_id, id, debit_account, credit_account, amount, code, about, reverses, at, posted_at FROM transfers_before
    ORDER BY id;
DROP TABLE transfers_before;
CREATE INDEX transfers_about ON transfers (brand_id, about);
CREATE INDEX transfers_debit ON transfers (debit_account);
CREATE INDEX transfers_credit ON transfers (credit_account);
CREATE INDEX transfers_posted ON transfers (brand_id, posted_at, id);

-- A month of the books. Proposed: nothing posts into it any more, its transfers are being sealed, its statements made.
-- Closed: an officer said yes, and what each shop owes or gets is posted.
CREATE TABLE months (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    month TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    proposed_by BIGINT REFERENCES persons (id),
    proposed_at BIGINT NOT NULL,
    confirmed_by BIGINT REFERENCES persons (id),
    closed_at BIGINT,
    -- How many transfers are sealed, and the head of the chain over them and the statements; empty until all are.
    transfers BIGINT NOT NULL,
    head TEXT NOT NULL,
    CONSTRAINT months_month UNIQUE (brand_id, month),
    CONSTRAINT months_until UNIQUE (brand_id, until_at),
    CONSTRAINT months_state CHECK (state IN ('proposed', 'closed')),
    CONSTRAINT months_span CHECK (from_at < until_at)
);

-- Some thousands of a month's transfers under one head. `marks` has an id and a mark of each, so that one that was changed
-- by hand can be named.
CREATE TABLE seals (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    month_id BIGINT NOT NULL REFERENCES months (id),
    n BIGINT NOT NULL,
    transfers BIGINT NOT NULL,
    last_posted BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    marks TEXT NOT NULL,
    head TEXT NOT NULL,
    PRIMARY KEY (month_id, n)
);

-- What a month comes to for a shop, in minor units: above zero it receives, below it pays. Never recomputed.
CREATE TABLE statements (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    month_id BIGINT NOT NULL REFERENCES months (id),
    shop_id BIGINT NOT NULL REFERENCES shops (id),
    number TEXT NOT NULL,
    net BIGINT NOT NULL,
    CONSTRAINT statements_shop UNIQUE (month_id, shop_id),
    CONSTRAINT statements_number UNIQUE (brand_id, number)
);
CREATE INDEX statements_of_shop ON statements (brand_id, shop_id);

-- The lines it is the sum of. `money` is signed as it goes into the net; `rate` money for `lot` points.
CREATE TABLE statement_lines (
    brand_id BIGINT NOT NULL REFERENCES brands (id),
    id BIGINT NOT NULL PRIMARY KEY,
    statement_id BIGINT NOT NULL REFERENCES statements (id),
    code TEXT NOT NULL,
    other_shop BIGINT REFERENCES shops (id),
    count BIGINT NOT NULL,
    points BIGINT NOT NULL,
    lot BIGINT NOT NULL,
    rate BIGINT NOT NULL,
    money BIGINT NOT NULL,
    CONSTRAINT statement_lines_code
        CHECK (code IN ('given', 'taken', 'thanks_got', 'thanks_paid', 'fee', 'adjustment', 'carried'))
);
CREATE INDEX statement_lines_statement ON statement_lines (statement_id);
